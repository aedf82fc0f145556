"""What happens to a report between two units: submitted, taken, given back, corrected."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports.forms import GiveBackForm, IssueForm, ReasonForm
from hoanhap.web.forms import posted
from hoanhap.web.parts import Link
from hoanhap.work.reports import operations, policies, queries


@desk("POST")
def submit(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Submit a report to the unit above."""
    report = queries.get_report(report_id, actor=request.actor)
    with override("vi"):
        operations.submit(report_id=report_id, version=_version(request, report), actor=request.actor, now=clock.now())
    notices.say(request, _("Đã nộp báo cáo. Số liệu được chốt từ bây giờ; nơi nhận sẽ nhận hoặc trả lại."))
    return redirect("report", report_id)


@desk("POST")
def accept(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Take a submitted report."""
    report = queries.get_report(report_id, actor=request.actor)
    operations.accept_report(report_id=report_id, version=_version(request, report), actor=request.actor, now=clock.now())
    notices.say(request, _("Đã nhận báo cáo. Báo cáo được khóa khi đơn vị bạn nộp hoặc ban hành báo cáo tổng hợp."))
    return redirect("report", report_id)


def _version(request: DeskRequest, report: queries.Report) -> int:
    """The version that was read before the button was pressed."""
    form = IssueForm(request.POST)
    return int(form.cleaned_data["version"]) if form.is_valid() else report.version


@desk("GET", "POST")
def give_back(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Give a report back as a whole."""
    report = to_decide(request, report_id)
    form = GiveBackForm(posted(request), initial={"version": report.version})
    if form.is_valid():
        with form.refusals():
            operations.give_back_report(report_id=report_id, **form.cleaned_data, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã trả lại báo cáo, đơn vị thấy lý do khi mở báo cáo."))
            return redirect("report", report_id)
    context = {"form": form, "report": report, "title": _("Trả lại báo cáo"), "verb": _("Trả lại báo cáo"), "crumbs": crumbs_of(report)}
    return render(request, "desk/reports/give_back.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def correct(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Begin the edition that corrects a report which was sent."""
    report = queries.get_report(report_id, actor=request.actor)
    if not policies.may_change(request.actor, report):
        raise NotAllowed("NOT_REPORT_STAFF", _("Chỉ cán bộ, chuyên viên của đơn vị lập báo cáo được lập bản điều chỉnh."))
    form = ReasonForm(posted(request))
    if form.is_valid():
        with form.refusals(), override("vi"):
            edition = operations.correct(report_id=report_id, **form.cleaned_data, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã lập bản điều chỉnh. Bản cũ giữ nguyên; phụ lục nêu số cũ, số mới và lý do."))
            return redirect("report", edition.id)
    title = _("Lập bản điều chỉnh")
    context = {"form": form, "report": report, "title": title, "verb": title, "crumbs": crumbs_of(report)}
    return render(request, "desk/reports/give_back.html", context, status=422 if form.is_bound else 200)


def to_decide(request: DeskRequest, report_id: UUID) -> queries.Report:
    """A report that waits for somebody of the reader's unit to decide.

    :raises NotAllowed: the reader does not decide it
    """
    report = queries.get_report(report_id, actor=request.actor)
    if not policies.may_decide(request.actor, report):
        raise NotAllowed("MAY_NOT_DECIDE", _("Chỉ chuyên viên, người duyệt hoặc lãnh đạo của đơn vị nhận báo cáo được nhận hoặc trả lại."))
    return report


def crumbs_of(report: queries.Report) -> list[Link]:
    """The way from the list of reports to a report."""
    return [Link(_("Báo cáo"), reverse("reports")), Link(report.title, reverse("report", args=[report.id]))]
