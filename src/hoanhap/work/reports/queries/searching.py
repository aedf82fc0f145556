"""Finding reports by words, and a figure by the code that is printed beside it."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Q, QuerySet

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.folding import folded, folded_words
from hoanhap.work.reports.models import Report, ReportFigure
from hoanhap.work.reports.queries.finding import visible

_CODE = re.compile(r"HN[\s-]*([0-9A-Z]{4})[\s-]*([0-9A-Z]{4})")


def search(words: str, *, actor: Actor, on: date) -> QuerySet[Report]:
    """Reports in whose title, number or unit's name every word stands, with or without marks; the latest period first."""
    found = visible(actor).alias(folded_title=folded("title"))
    for word in folded_words(words):
        named = organisations.found_units(word, on=on, among=actor.within).values("id")
        found = found.filter(Q(folded_title__contains=word) | Q(paper__folded_number__contains=word) | Q(unit_id__in=named))
    return found


def figure_coded(typed: str, *, actor: Actor) -> ReportFigure | None:
    """The figure whose printed code (``HN-XXXX-XXXX``) was typed, in whatever case and spacing, of a report that the actor may see."""
    match = _CODE.fullmatch(typed.strip().upper())
    if match is None:
        return None
    rows = ReportFigure.objects.filter(figure__code=f"HN-{match[1]}-{match[2]}", report__unit_id__in=actor.within)
    return rows.select_related("figure", "report").order_by("-filing__at").first()
