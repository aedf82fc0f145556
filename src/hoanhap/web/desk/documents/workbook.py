"""The register as a workbook: the papers of the view that is open, all pages of it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hoanhap.web.exporting import MOST, as_workbook
from hoanhap.web.templatetags.components import printed_date
from hoanhap.work.documents.queries import Paper
from hoanhap.work.documents.states import PaperState


def register_workbook(papers: QuerySet[Paper]) -> HttpResponse:
    """What the page shows of each paper, a row a paper."""
    heading = [
        _("Số đến"), _("Ngày đến"), _("Số, ký hiệu"), _("Ngày văn bản"), _("Nơi gửi"), _("Trích yếu"), _("Người ký"), _("Trạng thái"),
    ]  # fmt: skip
    rows = (
        [
            paper.register_number, paper.arrived_on, paper.number, printed_date(paper.issued), paper.issuer_name,
            paper.subject or paper.file_name, paper.signer_name, str(PaperState(paper.state).label),
        ]
        for paper in papers[: MOST + 1]
    )  # fmt: skip
    return as_workbook(_("Sổ văn bản đến"), heading, rows, name="so-van-ban-den.xlsx")
