"""The same entries in other authorities' forms, and in how many reports an entry counts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.kernel import clock
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports.forms import FormPeriodForm
from hoanhap.web.exporting import as_workbook, wants_workbook
from hoanhap.web.parts import Link
from hoanhap.work.activities import queries as activities
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports import queries


@desk()
def forms(request: DeskRequest) -> HttpResponse:
    """Every form that the ledger fills."""
    context = {"forms": queries.forms(), "crumbs": [Link(_("Báo cáo"), reverse("reports"))]}
    return render(request, "desk/reports/forms.html", context)


@desk()
def form(request: DeskRequest, code: str) -> HttpResponse:
    """One form, filled from the ledger of the actor's unit and all below it."""
    found = queries.form(code)
    asked = FormPeriodForm(request.GET if "ngay" in request.GET else None)
    day = (asked.cleaned_data["ngay"] if asked.is_valid() else None) or clock.day_of(clock.now())
    first, last = queries.form_period(code, day)
    cells = queries.cells(code, unit_id=request.actor.own_unit, first=first, last=last)
    if wants_workbook(request):
        rows = [[cell.name, cell.column, cell.value, _("ước") if cell.estimated else "", "; ".join(cell.labels)] for cell in cells]
        heading = [_("Dòng của biểu"), _("Cột"), _("Số"), _("Ước tính"), _("Lấy từ")]
        return as_workbook(found["code"], heading, rows, name=f"{code}-{last:%Y-%m-%d}.xlsx")
    context = {
        "form": asked,
        "found": found,
        "first": first,
        "last": last,
        "export": f"?ngay={day:%d/%m/%Y}&tep=xlsx",
        "rows": [(cell, grouped(cell.value) if cell.value is not None else "") for cell in cells],
        "crumbs": [Link(_("Báo cáo"), reverse("reports")), Link(_("Biểu mẫu khác"), reverse("report_forms"))],
    }
    return render(request, "desk/reports/form.html", context)


@desk()
def counted(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Every report and form in which an entry counts."""
    entry = activities.get_entry(entry_id, actor=request.actor)
    rows = queries.counted_in(entry, actor=request.actor)
    told = ngettext("Lượt ghi này đã tính trong %(n)d báo cáo", "Lượt ghi này đã tính trong %(n)d báo cáo", len(rows))
    context = {
        "entry": entry,
        "rows": rows,
        "told": told % {"n": len(rows)},
        "crumbs": [Link(_("Ghi hoạt động"), reverse("entries")), Link(entry.title, reverse("entry", args=[entry.id]))],
    }
    return render(request, "desk/reports/counted.html", context)
