"""A Word file that comes back, held against the ledger of its report."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hoanhap.kernel import clock
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports.forms import WordForm
from hoanhap.web.desk.reports.papers import sent_report
from hoanhap.web.forms import posted
from hoanhap.web.parts import FindingRow, Link
from hoanhap.work.reports import queries
from hoanhap.work.reports.queries.rereading import Reread
from hoanhap.work.reports.queries.rereading import reread as reread_word


@desk("GET", "POST")
def reread(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Which figures does a Word file of this report state otherwise than the ledger?"""
    report = sent_report(request, report_id)
    form, found = WordForm(posted(request), request.FILES or None), None
    if form.is_valid():
        with form.refusals(), override("vi"):
            found = reread_word(report, form.cleaned_data["word"].chunks(), on=clock.day_of(clock.now()))
    crumbs = [Link(_("Báo cáo"), reverse("reports")), Link(report.title, reverse("report", args=[report.id]))]
    context = {"form": form, "report": report, "found": found, "rows": _rows(report, found) if found else [], "crumbs": crumbs}
    return render(request, "desk/reports/reread.html", context, status=422 if form.errors else 200)


def _rows(report: queries.Report, found: Reread) -> list[FindingRow]:
    indicators = {shown.figure.code: shown.indicator for shown in queries.figures_of(report).values() if shown.figure is not None}
    return [
        FindingRow("gap", row.message, remedy=Link(_("Xem minh chứng của số"), reverse("figure", args=[report.id, indicators[row.code]])))
        for row in found.touched
    ]
