"""Files made of reports: Word, PDF, the ledger, and the bundle that proves it all elsewhere."""

from __future__ import annotations

import json
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hoanhap.kernel import clock
from hoanhap.kernel.errors import WrongState
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.work.reports import queries
from vanban.model.paper import Paper
from vanban.writing import write_docx, write_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@desk()
def word(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The report as a Word document in the layout of Decree 30/2020."""
    row = queries.get_report(report_id, actor=request.actor)
    return download(_stem(row), write_docx(_paper(row)), "docx", WORD)


@desk()
def pdf(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The report as PDF/A."""
    row = queries.get_report(report_id, actor=request.actor)
    return download(_stem(row), write_pdf(_paper(row)), "pdf", PDF)


@desk()
def ledger(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """The proof of a report that was sent as JSON: whoever holds it can check every figure without us."""
    row = sent_report(request, report_id)
    with override("vi"):
        content = json.dumps(queries.with_paper(row, on=clock.day_of(clock.now())), ensure_ascii=False, indent=1).encode()
    return download(_stem(row), content, "json", "application/json")


@desk()
def bundle(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Papers, ledger, hashes and the program that checks them, as one zip."""
    row = sent_report(request, report_id)
    with override("vi"):
        return download(_stem(row), queries.bundle_zip(row, on=clock.day_of(clock.now())), "zip", "application/zip")


def sent_report(request: DeskRequest, report_id: UUID) -> queries.Report:
    """A report whose figures are frozen.

    :raises WrongState: it was neither submitted nor issued
    """
    row = queries.get_report(report_id, actor=request.actor)
    if not queries.is_frozen(row):
        raise WrongState("REPORT_NOT_SENT", _("Báo cáo chưa nộp, chưa ban hành nên chưa có sổ cái. Hãy nộp hoặc ban hành rồi tải lại."))
    return row


def _paper(row: queries.Report) -> Paper:
    now = clock.now()
    with override("vi"):  # a paper is Vietnamese whatever language its reader has chosen for the pages
        return queries.paper_of(row, on=clock.day_of(now), at=now)


def _stem(row: queries.Report) -> str:
    return row.paper.number.replace("/", "-") if row.paper else "ban-tam-tinh"


def download(stem: str, content: bytes, suffix: str, kind: str) -> HttpResponse:
    """A file to be saved under a Vietnamese name."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{stem}.{suffix}')}"
    return response
