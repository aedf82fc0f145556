"""Finding papers that the actor may see: those of the actor's unit and of the units below it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.documents.models import Paper, Register
from hoanhap.work.documents.states import Direction, PaperState
from vanban import rules
from vanban.text import clean, unaccent

__all__ = ["Paper", "Register", "fold_number", "get_paper", "incoming", "is_printed_date", "paper_types", "same_content", "search",
           "visible", "waiting_for_clerk"]  # fmt: skip

SHOWN = 200


def visible(actor: Actor) -> QuerySet[Paper]:
    """Every paper that the actor may see, newest first."""
    return Paper.objects.filter(unit_id__in=actor.within).order_by("-created_at", "id")


def get_paper(paper_id: UUID, *, actor: Actor) -> Paper:
    """One paper.

    :raises NotFound: there is none such for this actor
    """
    paper = visible(actor).filter(pk=paper_id).select_related("file", "register").first()
    if paper is None:
        raise NotFound("PAPER_NOT_FOUND", _("Không tìm thấy văn bản này, hoặc văn bản không thuộc đơn vị của bạn."))
    return paper


def incoming(actor: Actor, *, states: tuple[str, ...] = ()) -> QuerySet[Paper]:
    """Incoming papers of the actor's own unit, newest first, without the text of what was read."""
    papers = visible(actor).filter(direction=Direction.IN, unit_id=actor.own_unit).select_related("register").defer("reading", "folded")
    return papers.filter(state__in=states) if states else papers


def waiting_for_clerk(actor: Actor) -> QuerySet[Paper]:
    """Papers of the unit that wait for a person: to be confirmed, or to be given a number."""
    return incoming(actor, states=(PaperState.READ, PaperState.UNREADABLE, PaperState.CONFIRMED))


def same_content(paper: Paper) -> QuerySet[Paper]:
    """Other papers of the same unit that came with the very same file."""
    if paper.file is None or not paper.file.sha256:
        return Paper.objects.none()
    return Paper.objects.filter(unit_id=paper.unit_id, file__sha256=paper.file.sha256).exclude(pk=paper.pk).defer("reading", "folded")


def search(words: str, *, actor: Actor) -> list[Paper]:
    """Papers that hold all the words, or that bear the number; marks, case and tone placement do not matter, numbers do.

    A number is a number-symbol or whole pieces of one (``215/KH-CAT``, ``215``, ``KH-CAT``): ``15`` is not in ``215``.
    Papers that bear the number stand first, then those that hold the words with the marks as typed. At most ``SHOWN`` are looked at.
    """
    folded, number = unaccent(words), fold_number(words)
    if not folded:
        return []
    bears = Q(folded_number__regex=rf"(^|[^0-9a-z]){re.escape(number)}($|[^0-9a-z])") if number else Q()
    found = visible(actor).filter(Q(searchable=SearchQuery(folded, config="simple", search_type="plain")) | bears)
    papers = list(found.defer("reading").select_related("register")[:SHOWN])
    exact = clean(words).casefold().strip()

    def place(paper: Paper) -> tuple[bool, bool]:
        numbered = number in (paper.folded_number, *paper.folded_number.split("/", 1))
        return not (number and numbered), exact not in f"{paper.subject} {paper.number} {paper.issuer_name}".casefold()

    return sorted(papers, key=place)


def fold_number(text: str) -> str:
    """A number-symbol as it is compared: no spaces, no marks, lower case."""
    return re.sub(r"[^0-9a-z/&-]", "", "".join(unaccent(char) or char for char in clean(text)))


def is_printed_date(text: str) -> bool:
    """Whether ``text`` is a day, month or year as papers state them: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``."""
    if not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", text, re.ASCII):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


@cache
def paper_types() -> dict[str, str]:
    """The types of paper that there are, by code, with their names (Decree 30/2020, Appendix III, and those beside it)."""
    return {row["code"]: row["name"] for row in rules.load("types")["type"]}
