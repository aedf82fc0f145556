"""The trail for those who inspect: who did what, when, in the units that they may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.audit import policies, queries
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.trail.forms import TrailForm
from hoanhap.web.desk.trail.words import act_words
from hoanhap.web.exporting import MOST, as_workbook, wants_workbook, workbook_address
from hoanhap.web.paging import page_of

PAGES = {"report": "report", "entry": "entry", "aggregate": "count", "paper": "paper", "plan": "plan", "piece": "portal_piece"}
"""Where things of a kind are shown, by the name of the page. Only their reasons are told: of people who ask, no word stands here."""


@desk()
def trail(request: DeskRequest) -> HttpResponse:
    """What happened in the actor's unit and those below it, the latest first; ``?tep=xlsx`` as a workbook."""
    if not policies.may_read(request.actor):
        raise NotAllowed("MAY_NOT_INSPECT", _("Chỉ người kiểm tra, lãnh đạo và quản trị của đơn vị được xem nhật ký."))
    form = TrailForm(request.GET if {"tu", "den", "ve", "ai"} & set(request.GET) else None)
    found = queries.of_units(request.actor.within, **_asked(form))
    if wants_workbook(request):
        return _workbook(found)
    rows, pager = page_of(request, found)
    context = {"form": form, "rows": _shown(rows), "pager": pager, "head": queries.head(), "export": workbook_address(request)}
    return render(request, "desk/trail/trail.html", context)


def _asked(form: TrailForm) -> dict[str, Any]:
    if not form.is_valid():
        return {}
    data = form.cleaned_data
    return {"first": data["tu"], "last": data["den"], "about": data["ve"], "who": data["ai"]}


def _shown(rows: list[queries.AuditEntry]) -> list[dict[str, Any]]:
    names = organisations.names_of({row.unit_id for row in rows if row.unit_id}, on=clock.day_of(clock.now()))
    return [_row(row, names) for row in rows]


def _row(row: queries.AuditEntry, names: Mapping[UUID, str]) -> dict[str, Any]:
    page = PAGES.get(row.object_kind, "")
    return {
        "at": row.at.astimezone(clock.VIETNAM),
        "who": row.actor_name,
        "unit": names.get(row.unit_id, "") if row.unit_id else "",
        "act": act_words(row.act),
        "number": row.sequence,
        "reason": str(row.detail.get("reason", "")) if page else "",
        "href": reverse(page, args=[row.object_id]) if page and row.object_id else "",
    }


def _workbook(found: QuerySet[queries.AuditEntry]) -> HttpResponse:
    shown = _shown(list(found[: MOST + 1]))
    rows = [[row["number"], f"{row['at']:%d/%m/%Y %H:%M}", *(row[name] for name in ("who", "unit", "act", "reason"))] for row in shown]
    heading = [_("Số thứ tự"), _("Lúc"), _("Người làm"), _("Đơn vị"), _("Việc"), _("Lý do")]
    return as_workbook(_("Nhật ký"), heading, rows, name="nhat-ky.xlsx")
