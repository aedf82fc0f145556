"""Pages that show reports, and the papers made of them."""

from __future__ import annotations

import json
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hoanhap.kernel import clock
from hoanhap.kernel.errors import WrongState
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports import sheet
from hoanhap.web.paging import page_of
from hoanhap.web.parts import FindingRow, Link, Mark
from hoanhap.work.reports import policies, queries
from hoanhap.work.reports.states import ReportState
from vanban.model.paper import Paper
from vanban.writing import write_docx, write_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def mark_of(report: queries.Report) -> Mark:
    """A report's state as a word with an icon."""
    state = ReportState(report.state)
    return Mark("ok" if state == ReportState.ISSUED else "go", str(state.label))


@desk()
def reports(request: DeskRequest) -> HttpResponse:
    """The reports of the unit and of those below it."""
    rows, pager = page_of(request, queries.visible(request.actor))
    context = {"rows": [(report, mark_of(report)) for report in rows], "pager": pager, "may_draft": policies.may_draft(request.actor)}
    return render(request, "desk/reports/reports.html", context)


@desk()
def report(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """A report with its figures as chips, and what to mend before it goes out."""
    row = queries.get_report(report_id, actor=request.actor)
    draft = row.state == ReportState.DRAFT
    may_change = draft and policies.may_change(request.actor, row)
    shown = queries.figures_of(row)
    checks = queries.checks(row, actor=request.actor, shown=shown) if draft else []
    context = {
        "report": row,
        "draft": draft,
        "may_change": may_change,
        "may_issue": draft and policies.may_issue(request.actor, row),
        "blocks": sheet.blocks_of(row, shown, editable=may_change),
        "head": _head(row),
        "crumbs": [Link(_("Báo cáo"), reverse("reports"))],
        "facts": facts_of(row),
        "findings": [FindingRow("gap" if check.grave else "note", check.message) for check in checks],
    }
    return render(request, "desk/reports/report.html", context)


def facts_of(row: queries.Report) -> list[str]:
    """What a report is, in one line."""
    period = _("kỳ %(start)s–%(until)s") % {"start": f"{row.period_from:%d/%m/%Y}", "until": f"{row.period_until:%d/%m/%Y}"}
    number = _("số %(number)s") % {"number": row.paper.number} if row.paper else ""
    issued = _("ban hành %(day)s") % {"day": f"{clock.day_of(row.issued_at):%d/%m/%Y}"} if row.issued_at else ""
    return [str(ReportState(row.state).label), number, issued, period]


def _head(row: queries.Report) -> dict[str, object]:
    """The head and the signature, in the words of the paper that Word and PDF are made of."""
    day = clock.day_of(row.issued_at) if row.issued_at else clock.day_of(clock.now())
    head = row.letterhead or queries.letterhead(row, day)
    signing = queries.signing_of(head["signer"])
    signed_as = [f"{authority.mark} {authority.post}" for authority in signing.authorities] + [signing.position or ""]
    number = row.paper.number if row.paper else f"…/{head['symbol']}"
    return {**head, "day": day, "number": number, "signed_as": signed_as, "signer": signing.name}


@desk()
def word(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The report as a Word document in the layout of Decree 30/2020."""
    row = queries.get_report(report_id, actor=request.actor)
    return _download(row, write_docx(_paper(row)), "docx", WORD)


@desk()
def pdf(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The report as PDF/A."""
    row = queries.get_report(report_id, actor=request.actor)
    return _download(row, write_pdf(_paper(row)), "pdf", "application/pdf")


def _paper(row: queries.Report) -> Paper:
    with override("vi"):  # a paper is Vietnamese whatever language its reader has chosen for the pages
        return queries.paper_of(row, on=clock.day_of(clock.now()))


@desk()
def ledger(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The proof of an issued report as JSON: whoever holds it can check every figure without us."""
    row = queries.get_report(report_id, actor=request.actor)
    if row.state != ReportState.ISSUED:
        raise WrongState("REPORT_NOT_ISSUED", _("Báo cáo chưa ban hành nên chưa có sổ cái. Hãy ban hành rồi tải lại."))
    content = json.dumps(queries.bundle(row), ensure_ascii=False, indent=1).encode()
    return _download(row, content, "json", "application/json")


def _download(row: queries.Report, content: bytes, suffix: str, kind: str) -> HttpResponse:
    number = row.paper.number.replace("/", "-") if row.paper else "ban-thao"
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{number}.{suffix}')}"
    return response
