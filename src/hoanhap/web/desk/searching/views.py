"""One box for everything on the desk: papers, plans, reports, units, and the code of a figure on paper."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.web.desk.documents.views import title_of
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.parts import Link
from hoanhap.work.documents import queries as documents
from hoanhap.work.programmes import queries as programmes
from hoanhap.work.reports.queries import searching as reports

Section = tuple[str, str, list[tuple[Link, str]]]
"""What is found, an id for its heading, and each with what tells it from the others."""
SHOWN = 20
"""Of one kind: a search that finds more is to be narrowed."""


@desk()
def search(request: DeskRequest) -> HttpResponse:
    """What the actor may see in which all the words stand, with or without marks. The code of a figure leads straight to its proof."""
    words, today = request.GET.get("q", "").strip()[:200], clock.day_of(clock.now())
    coded = reports.figure_coded(words, actor=request.actor)
    if coded is not None:
        return redirect("figure", coded.report_id, coded.indicator_id)
    found = _sections(words, request.actor, today) if words else []
    context = {"words": words, "sections": [section for section in found if section[2]], "limit": SHOWN}
    return render(request, "desk/searching/search.html", context)


def _sections(words: str, actor: Actor, today: date) -> list[Section]:
    papers = documents.search(words, actor=actor)[:SHOWN]
    found, plans = list(reports.search(words, actor=actor, on=today)[:SHOWN]), list(programmes.search(words, actor=actor)[:SHOWN])
    units = list(organisations.found_units(words, on=today)[:SHOWN])
    named = {*(row.unit_id for row in found), *(row.unit_id for row in plans), *(row.id for row in units)}
    names = organisations.names_of(named, on=today)
    return [
        (_("Văn bản"), "van-ban", [(Link(title_of(row), reverse("paper", args=[row.id])), _paper(row)) for row in papers]),
        (_("Báo cáo"), "bao-cao", [(Link(row.title, reverse("report", args=[row.id])), names.get(row.unit_id, "")) for row in found]),
        (_("Kế hoạch"), "ke-hoach", [(Link(row.title, reverse("plan", args=[row.id])), names.get(row.unit_id, "")) for row in plans]),
        (_("Đơn vị"), "don-vi", [(Link(names[row.id], reverse("unit", args=[row.id])), row.code) for row in units]),
    ]


def _paper(row: documents.Paper) -> str:
    arrived = _("đến %(day)s") % {"day": f"{row.arrived_on:%d/%m/%Y}"} if row.arrived_on else ""
    return " · ".join(part for part in (row.number, row.issuer_name, arrived, str(row.get_state_display())) if part)
