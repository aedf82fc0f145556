"""The page of who did what: a table of units by channel or by point of content, darker where more was done, marked where nothing was;
and the page behind each of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.web.desk.activities.views import mark_of
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports.chain import behind
from hoanhap.web.desk.reports.forms import FormPeriodForm
from hoanhap.web.exporting import as_workbook, wants_workbook
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link, Tab, WorkRow
from hoanhap.work.activities import queries as activities
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports import queries

SCHEME, SHADES = "half-year", 5


@dataclass(frozen=True, slots=True)
class Shaded:
    """A cell: the number in words, how dark it stands among its column (0 for nothing), and the page of what is behind it."""

    text: str
    shade: int
    href: str = ""


@desk()
def coverage(request: DeskRequest) -> HttpResponse:
    """Who did what on each channel, or for each point of content, in the half-year that holds a day; ``?tep=xlsx`` as a workbook."""
    asked, day, first, last = _asked(request)
    contents = request.GET.get("theo") == "noi-dung"
    found = (
        queries.by_content(request.actor, first=first, last=last)
        if contents
        else queries.by_channel(request.actor.own_unit, first=first, last=last)
    )
    if wants_workbook(request):
        return _workbook(found, day.isoformat())
    here = f"{reverse('coverage')}?ngay={day:%d/%m/%Y}"
    context = {
        "form": asked, "day": day, "contents": contents, "found": found, "rows": shaded(found, day),
        "whole": _linked(found.whole, found.columns, [0] * len(found.columns), day), "first": first, "last": last,
        "gaps": sum(row.gaps for row in found.rows), "export": f"{here}{'&theo=noi-dung' if contents else ''}&tep=xlsx",
        "tabs": [Tab(_("Theo kênh"), here, current=not contents), Tab(_("Theo nội dung"), f"{here}&theo=noi-dung", current=contents)],
        "crumbs": [Link(_("Báo cáo"), reverse("reports"))],
    }  # fmt: skip
    return render(request, "desk/reports/coverage.html", context)


@desk()
def in_channel(request: DeskRequest, unit_id: UUID, channel: str) -> HttpResponse:
    """What a number of the table of channels is made of: units, entries and counts, with their evidence."""
    _form, day, first, last = _asked(request)
    found = queries.in_channel(request.actor, unit_id=unit_id, channel=channel, first=first, last=last)
    context = {"value": grouped(found.shown.value), "definition": found.shown.definition} | behind(request, found.shown, found.lines)
    return _behind_page(request, found.name, found.column, day, context)


@desk()
def on_content(request: DeskRequest, unit_id: UUID, content_id: UUID) -> HttpResponse:
    """The entries that a number of the table of contents counts, a page at a time; those that the reader may not open are only counted."""
    _form, day, first, last = _asked(request)
    name, column, entries = queries.on_content(request.actor, unit_id=unit_id, content_id=content_id, first=first, last=last)
    number = entries.count()
    rows, pager = page_of(request, entries.filter(unit_id__in=request.actor.within))
    context = {"value": grouped(Decimal(number)), "entries": _rows(rows), "pager": pager, "unseen": number - pager.total}
    return _behind_page(request, name, column, day, context)


def _behind_page(request: DeskRequest, name: str, column: queries.Column, day: date, context: dict[str, object]) -> HttpResponse:
    first, last = queries.period_of(SCHEME, day)
    back = f"{reverse('coverage')}?ngay={day:%d/%m/%Y}{'' if column.measure else '&theo=noi-dung'}"
    crumbs = [Link(_("Báo cáo"), reverse("reports")), Link(_("Ai đã làm gì"), back)]
    told = {"name": name, "column": column, "first": first, "last": last, "crumbs": crumbs, "back": back}
    return render(request, "desk/reports/coverage_behind.html", told | context)


def _rows(entries: Sequence[activities.Entry]) -> list[WorkRow]:
    names = organisations.names_then((entry.unit_id, entry.day) for entry in entries)
    return [
        WorkRow(
            entry.title, reverse("entry", args=[entry.id]),
            " · ".join(filter(None, (f"{entry.day:%d/%m/%Y}", names.get((entry.unit_id, entry.day), ""), entry.place))),
            mark_of(entry), _("Xem"),
        )
        for entry in entries
    ]  # fmt: skip


def _asked(request: DeskRequest) -> tuple[FormPeriodForm, date, date, date]:
    """The form, the day that is asked for (today's when none is), and the first and the last day of its half-year."""
    form = FormPeriodForm(request.GET if "ngay" in request.GET else None)
    day = (form.cleaned_data["ngay"] if form.is_valid() else None) or clock.day_of(clock.now())
    return form, day, *queries.period_of(SCHEME, day)


def shaded(found: queries.Coverage, day: date) -> list[tuple[str, list[Shaded]]]:
    """Every unit with its cells, each as dark as its number is among those of its column, and leading to what is behind it."""
    most = [max((row.cells[place] or Decimal(0) for row in found.rows), default=Decimal(0)) for place in range(len(found.columns))]
    shades = [[_shade(cell, top) for cell, top in zip(row.cells, most, strict=True)] for row in found.rows]
    return [(row.name, _linked(row, found.columns, dark, day)) for row, dark in zip(found.rows, shades, strict=True)]


def _shade(cell: Decimal | None, most: Decimal) -> int:
    if cell is None:
        return 0
    return 1 + int(cell * (SHADES - 1) / most) if most else 1


def _linked(row: queries.Reached, columns: Sequence[queries.Column], shades: Sequence[int], day: date) -> list[Shaded]:
    return [
        Shaded(_("trống"), 0) if cell is None else Shaded(grouped(cell), shade, _address(row.unit_id, column, day))
        for cell, column, shade in zip(row.cells, columns, shades, strict=True)
    ]


def _address(unit_id: UUID, column: queries.Column, day: date) -> str:
    page = "coverage_channel" if column.measure else "coverage_content"
    return f"{reverse(page, args=[unit_id, column.key])}?ngay={day:%d/%m/%Y}"


def _workbook(found: queries.Coverage, day: str) -> HttpResponse:
    heading = [_("Đơn vị"), *(f"{column.label} ({column.measure})" if column.measure else column.label for column in found.columns)]
    rows = [[row.name, *row.cells] for row in (*found.rows, found.whole)]
    return as_workbook(_("Ai đã làm gì"), heading, rows, name=f"ai-da-lam-gi-{day}.xlsx")
