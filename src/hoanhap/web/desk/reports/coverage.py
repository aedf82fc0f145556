"""The page of who did what: a table of units by channel or by point of content, darker where more was done, marked where nothing was."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports.forms import FormPeriodForm
from hoanhap.web.exporting import as_workbook
from hoanhap.web.parts import Link, Tab
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports import queries

SCHEME, SHADES = "half-year", 5


@dataclass(frozen=True, slots=True)
class Shaded:
    """A cell: the number in words, and how dark it stands among its column; 0 for nothing."""

    text: str
    shade: int


@desk()
def coverage(request: DeskRequest) -> HttpResponse:
    """Who did what on each channel, or for each point of content, in the half-year that holds a day; ``?tep=xlsx`` as a workbook."""
    asked = FormPeriodForm(request.GET if "ngay" in request.GET else None)
    day = (asked.cleaned_data["ngay"] if asked.is_valid() else None) or clock.day_of(clock.now())
    first, last = queries.period_of(SCHEME, day)
    contents = request.GET.get("theo") == "noi-dung"
    found = (
        queries.by_content(request.actor, first=first, last=last)
        if contents
        else queries.by_channel(request.actor.own_unit, first=first, last=last)
    )
    if request.GET.get("tep") == "xlsx":
        return _workbook(found, day.isoformat())
    here = f"{reverse('coverage')}?ngay={day:%d/%m/%Y}"
    context = {
        "form": asked, "day": day, "contents": contents, "found": found, "rows": shaded(found),
        "whole": [_words(cell) for cell in found.whole.cells], "first": first, "last": last,
        "gaps": sum(row.gaps for row in found.rows), "export": f"{here}{'&theo=noi-dung' if contents else ''}&tep=xlsx",
        "tabs": [Tab(_("Theo kênh"), here, current=not contents), Tab(_("Theo nội dung"), f"{here}&theo=noi-dung", current=contents)],
        "crumbs": [Link(_("Báo cáo"), reverse("reports"))],
    }  # fmt: skip
    return render(request, "desk/reports/coverage.html", context)


def shaded(found: queries.Coverage) -> list[tuple[str, list[Shaded]]]:
    """Every unit with its cells, each as dark as its number is among those of its column."""
    most = [max((row.cells[place] or Decimal(0) for row in found.rows), default=Decimal(0)) for place in range(len(found.columns))]
    return [(row.name, [_shade(cell, top) for cell, top in zip(row.cells, most, strict=True)]) for row in found.rows]


def _shade(cell: Decimal | None, most: Decimal) -> Shaded:
    if cell is None:
        return Shaded(_("trống"), 0)
    return Shaded(grouped(cell), 1 + int(cell * (SHADES - 1) / most) if most else 1)


def _words(cell: Decimal | None) -> str:
    return grouped(cell) if cell is not None else _("trống")


def _workbook(found: queries.Coverage, day: str) -> HttpResponse:
    heading = [_("Đơn vị"), *(f"{column.label} ({column.measure})" if column.measure else column.label for column in found.columns)]
    rows = [[row.name, *row.cells] for row in (*found.rows, found.whole)]
    return as_workbook(_("Ai đã làm gì"), heading, rows, name=f"ai-da-lam-gi-{day}.xlsx")
