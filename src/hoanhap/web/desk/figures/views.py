"""Letting figures of issued reports out to the public, and taking them back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.figures.forms import PublishForm, WithdrawForm
from hoanhap.web.forms import posted
from hoanhap.web.parts import Link, Mark
from hoanhap.work.figures import policies
from hoanhap.work.figures.operations.publishing import withdraw_publication
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.figures.queries.publications import IN_FORCE, get_publication
from hoanhap.work.reports import queries as reports
from hoanhap.work.reports.operations.publishing import publish_report_figures
from hoanhap.work.reports.queries.publishing import Candidate, candidates, candidates_of, publishable_reports


@desk()
def publishing(request: DeskRequest) -> HttpResponse:
    """The issued reports of the unit, with how many of their figures are public."""
    issued = publishable_reports(request.actor)
    found = candidates_of(issued)
    rows = [(row, sum(one.free for one in found[row.id]), sum(_is_out(one) for one in found[row.id])) for row in issued]
    return render(request, "desk/figures/publishing.html", {"rows": rows, "may_publish": policies.may_publish_some(request.actor)})


@desk("GET", "POST")
def publish_figures(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The figures of one report: what is public, what may be, what is for internal use; and letting some out."""
    report = reports.get_report(report_id, actor=request.actor)
    found = candidates(report)
    choices = [(row.indicator, _words(row)) for row in found if row.free]
    form = PublishForm(posted(request), choices=choices)
    may_publish = policies.may_publish(request.actor, report.unit_id)
    if request.method == "POST" and not may_publish:
        raise NotAllowed("MAY_NOT_PUBLISH", _("Chỉ lãnh đạo của đơn vị nêu số liệu được công bố hoặc rút số liệu này."))
    if form.is_valid():
        with form.refusals():
            codes = form.cleaned_data["indicators"]
            publish_report_figures(report_id=report_id, indicators=codes, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã công bố %d số liệu. Xem ở trang Số liệu công khai.") % len(codes))
            return redirect("publish_figures", report_id)
    context = {
        "report": report, "form": form if choices and may_publish else None, "crumbs": _crumbs(), "may_publish": may_publish,
        "out": [(row, _words(row), _mark(row)) for row in found if row.release], "inside": [_words(row) for row in found if row.internal],
    }  # fmt: skip
    return render(request, "desk/figures/report.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def withdraw_figure(request: DeskRequest, publication_id: UUID) -> HttpResponse:
    """Take a figure back, with a reason that the public page shows."""
    row = get_publication(publication_id, actor=request.actor)
    if not policies.may_publish(request.actor, row.unit_id):
        raise NotAllowed("MAY_NOT_PUBLISH", _("Chỉ lãnh đạo của đơn vị nêu số liệu được công bố hoặc rút số liệu này."))
    form = WithdrawForm(posted(request))
    if form.is_valid():
        with form.refusals():
            withdraw_publication(publication_id=publication_id, reason=form.cleaned_data["reason"], actor=request.actor, now=clock.now())
            notices.say(request, _("Đã rút số liệu. Trang công khai nêu ngày rút và lý do."))
            return redirect("publish_figures", row.report_id)
    crumbs = [*_crumbs(), Link(row.paper, reverse("publish_figures", args=[row.report_id]))]
    return render(request, "desk/figures/withdraw.html", {"row": row, "form": form, "crumbs": crumbs}, status=422 if form.is_bound else 200)


def _crumbs() -> list[Link]:
    return [Link(_("Công bố số liệu"), reverse("publishing"))]


def _is_out(row: Candidate) -> bool:
    return row.release is not None and row.release.state == IN_FORCE


def _words(row: Candidate) -> str:
    version = row.figure.version
    return f"{version.label}: {grouped(row.figure.value)} {version.measure}"


def _mark(row: Candidate) -> Mark:
    """What became of a figure that was let out."""
    if not _is_out(row):
        return Mark("off", _("Đã rút") if row.release and row.release.state == "WITHDRAWN" else _("Đã có số thay"))
    hidden = row.release is not None and row.release.value is None
    return Mark("warn", _("Công khai, không nêu số")) if hidden else Mark("ok", _("Công khai"))
