"""What is done with a report: drafted, changed, issued. Its words are Vietnamese in whatever language the pages are read."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hoanhap.kernel import clock
from hoanhap.kernel.errors import Conflict, NotAllowed
from hoanhap.web import notices
from hoanhap.web.conflicts import conflict_page
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports import sheet
from hoanhap.web.desk.reports.forms import DraftForm, IssueForm, ParagraphForm, SignerForm
from hoanhap.web.forms import posted
from hoanhap.web.parts import FindingRow
from hoanhap.work.programmes import queries as programmes
from hoanhap.work.reports import operations, policies, queries

SCHEME = "half-year"


@desk("GET", "POST")
def draft(request: DeskRequest) -> HttpResponse:
    """Draft a report: of the half-year that today lies in, unless another one is chosen; again it opens the same draft."""
    if not policies.may_draft(request.actor):
        raise NotAllowed("MAY_NOT_DRAFT", _("Chỉ cán bộ, chuyên viên của đơn vị được lập báo cáo."))
    now = clock.now()
    form = DraftForm(posted(request), initial={"scheme": SCHEME, "day": clock.day_of(now)})
    if form.is_valid():
        chosen = form.cleaned_data
        with form.refusals(), override("vi"):
            report = operations.draft(
                scheme_code=chosen["scheme"] or SCHEME, day=chosen["day"] or clock.day_of(now), call_id=chosen["call"],
                basis_id=_basis(request), actor=request.actor, now=now,
            )  # fmt: skip
            return redirect("report", report.id)
    return render(request, "desk/reports/draft.html", {"form": form}, status=422 if form.is_bound else 200)


def _basis(request: DeskRequest) -> UUID | None:
    """The paper that the unit's latest plan was made from: what a report carries out unless somebody says otherwise."""
    plan = programmes.visible(request.actor).filter(unit_id__in=[request.actor.unit_id]).first()
    return plan.paper_id if plan else None


@desk("POST")
def refresh(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Write the draft's text anew."""
    with override("vi"):
        operations.refresh(report_id=report_id, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã viết lại bản thảo từ kế hoạch và sổ cái hiện nay."))
    return redirect("report", report_id)


@desk("GET", "POST")
def change_paragraph(request: DeskRequest, report_id: UUID, position: int) -> HttpResponse:
    """Change the words of one block."""
    report = queries.get_report(report_id, actor=request.actor)
    if not policies.may_change(request.actor, report):
        raise NotAllowed("NOT_REPORT_STAFF", _("Chỉ chuyên viên của đơn vị lập báo cáo được sửa báo cáo này."))
    stands = sheet.as_typed(report.blocks[position]) if position < len(report.blocks) else ""
    form = ParagraphForm(posted(request), initial={"version": report.version, "text": stands})
    back = reverse("report", args=[report_id])
    if form.is_valid():
        try:
            with form.refusals():
                operations.change_paragraph(
                    report_id=report_id, position=position, **form.cleaned_data, actor=request.actor, now=clock.now()
                )
                return redirect(back)
        except Conflict as refusal:
            report.refresh_from_db()
            return conflict_page(request, form, refusal=refusal, theirs={"text": stands}, version=report.version, back=back)
    context = {"form": form, "report": report, "figures": list(queries.figures_of(report).values())}
    return render(request, "desk/reports/change_paragraph.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def choose_signer(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Choose who signs, among those who lead the unit today; each with the lines that would stand above the name."""
    report = queries.get_report(report_id, actor=request.actor)
    if not policies.may_change(request.actor, report):
        raise NotAllowed("NOT_REPORT_STAFF", _("Chỉ chuyên viên của đơn vị lập báo cáo được chọn người ký."))
    with override("vi"):
        found = queries.signers(report.unit_id, on=clock.day_of(clock.now()))
        told = [(str(user_id), f"{', '.join(queries.signed_as(block))}: {block['name']}") for user_id, block in found]
    now_chosen = str(report.signer_id or (found[0][0] if found else ""))
    form = SignerForm(posted(request), initial={"version": report.version, "signer_id": now_chosen}, signers=told)
    if form.is_valid():
        with form.refusals():
            operations.choose_signer(report_id=report_id, **form.cleaned_data, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã chọn người ký. Bản thảo và tệp Word, PDF ghi tên, chức vụ người này."))
            return redirect("report", report_id)
    return render(request, "desk/reports/signer.html", {"form": form, "report": report}, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def issue(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Say what is about to be issued; then number it and freeze its figures."""
    report = queries.get_report(report_id, actor=request.actor)
    if not policies.may_issue(request.actor, report):
        raise NotAllowed("MAY_NOT_ISSUE", _("Chỉ chuyên viên hoặc văn thư của đơn vị lập báo cáo được cho số và ban hành."))
    form = IssueForm(posted(request), initial={"version": report.version})
    if form.is_valid():
        now = clock.now()
        with override("vi"):  # who was chosen to sign and leads the unit no more is told on a page of its own
            issued = operations.issue(report_id=report_id, version=form.cleaned_data["version"], actor=request.actor, now=now)
        notices.say(
            request,
            _("Đã ban hành với số %(number)s. Số liệu được giữ nguyên từ bây giờ.")
            % {"number": issued.paper.number if issued.paper else ""},
        )
        return redirect("report", report_id)
    checks = queries.checks(report)
    findings = [FindingRow("gap" if check.grave else "note", check.message) for check in checks]
    head = queries.letterhead(report, clock.day_of(clock.now()))
    signed = ", ".join([*queries.signed_as(head["signer"]), head["signer"]["name"]])
    return render(request, "desk/reports/issue.html", {"report": report, "form": form, "findings": findings, "signed": signed})
