"""What happens to a report between two units: submitted, taken, given back whole or for one figure, corrected."""

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
from hoanhap.web.desk.reports.forms import GiveBackFigureForm, GiveBackForm, IssueForm, ReasonForm
from hoanhap.web.forms import posted
from hoanhap.web.parts import Link
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import AGGREGATE, ENTRY, EntryState
from hoanhap.work.figures.queries.numbers import grouped
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
    report = _to_decide(request, report_id)
    form = GiveBackForm(posted(request), initial={"version": report.version})
    if form.is_valid():
        with form.refusals():
            operations.give_back_report(report_id=report_id, **form.cleaned_data, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã trả lại báo cáo, đơn vị thấy lý do khi mở báo cáo."))
            return redirect("report", report_id)
    context = {"form": form, "report": report, "title": _("Trả lại báo cáo"), "verb": _("Trả lại báo cáo"), "crumbs": _crumbs(report)}
    return render(request, "desk/reports/give_back.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def give_back_figure(request: DeskRequest, report_id: UUID, indicator: str) -> HttpResponse:
    """Give one figure back, with the entries behind it that are wrong."""
    report = _to_decide(request, report_id)
    row = queries.figure_of(report, indicator)
    entries = [(str(entry.id), _told(entry, indicator)) for entry in _entries_behind(request, report, row)]
    entries += [(str(count.id), _stated(count)) for count in _counts_behind(request, report, row)]
    form = GiveBackFigureForm(posted(request), initial={"version": report.version}, entries=entries)
    if form.is_valid():
        with form.refusals(), override("vi"):
            operations.give_back_figure(report_id=report_id, indicator=indicator, **form.cleaned_data, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã trả lại số này. Lượt ghi đã chọn về đơn vị cùng lý do; báo cáo chờ đơn vị nộp lại."))
            return redirect("report", report_id)
    title = _("Trả lại số: %(label)s") % {"label": row.label}
    context = {"form": form, "report": report, "title": title, "verb": _("Trả lại số này"), "crumbs": _crumbs(report),
               "value": f"{grouped(row.value)} {row.measure}" if row.proved else ""}  # fmt: skip
    return render(request, "desk/reports/give_back.html", context, status=422 if form.is_bound else 200)


def _entries_behind(request: DeskRequest, report: queries.Report, row: queries.Shown) -> list[activities.Entry]:
    ids = set(queries.behind(report, row).filter(source_kind=ENTRY).values_list("source_id", flat=True))
    entries = activities.by_ids(ids, actor=request.actor).values()
    return sorted((entry for entry in entries if entry.state == EntryState.ACCEPTED), key=lambda entry: (entry.day, entry.id))


def _counts_behind(request: DeskRequest, report: queries.Report, row: queries.Shown) -> list[activities.Aggregate]:
    """Numbers that units stated from papers."""
    ids = set(queries.behind(report, row).filter(source_kind=AGGREGATE).values_list("source_id", flat=True))
    counts = activities.counts_by_ids(ids, actor=request.actor).values()
    return sorted((count for count in counts if count.state == EntryState.ACCEPTED), key=lambda count: (count.period_until, count.id))


def _stated(count: activities.Aggregate) -> str:
    return f"{grouped(count.amount)} · {count.source}, {count.period_until:%d/%m/%Y}"


def _told(entry: activities.Entry, indicator: str) -> str:
    amount = next((row.amount for row in entry.quantities.all() if row.indicator_id == indicator), None)
    return f"{grouped(amount) if amount is not None else ''} · {entry.title}, {entry.day:%d/%m/%Y}"


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
    context = {"form": form, "report": report, "title": title, "verb": title, "crumbs": _crumbs(report)}
    return render(request, "desk/reports/give_back.html", context, status=422 if form.is_bound else 200)


def _to_decide(request: DeskRequest, report_id: UUID) -> queries.Report:
    report = queries.get_report(report_id, actor=request.actor)
    if not policies.may_decide(request.actor, report):
        raise NotAllowed("MAY_NOT_DECIDE", _("Chỉ chuyên viên, người duyệt hoặc lãnh đạo của đơn vị nhận báo cáo được nhận hoặc trả lại."))
    return report


def _crumbs(report: queries.Report) -> list[Link]:
    return [Link(_("Báo cáo"), reverse("reports")), Link(report.title, reverse("report", args=[report.id]))]
