"""Where a report stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Figures are live while a report may be changed; from each submission on they are frozen."""

    DRAFT = "DRAFT", _("Bản thảo")
    SUBMITTED = "SUBMITTED", _("Đã nộp, chờ nhận")
    RETURNED = "RETURNED", _("Bị trả lại")
    ACCEPTED = "ACCEPTED", _("Đã nhận")
    CONSOLIDATED = "CONSOLIDATED", _("Đã tổng hợp, khóa")
    ISSUED = "ISSUED", _("Đã ban hành")
    CORRECTED = "CORRECTED", _("Đã có bản điều chỉnh")


MOVES: dict[str, frozenset[str]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED, ReportState.ISSUED}),
    ReportState.SUBMITTED: frozenset({ReportState.RETURNED, ReportState.ACCEPTED}),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    ReportState.ACCEPTED: frozenset({ReportState.RETURNED, ReportState.CONSOLIDATED, ReportState.ISSUED}),
    ReportState.CONSOLIDATED: frozenset({ReportState.ISSUED, ReportState.CORRECTED}),
    ReportState.ISSUED: frozenset({ReportState.CORRECTED}),
    ReportState.CORRECTED: frozenset(),
}

OPENED: dict[str, str] = {ReportState.CONSOLIDATED: ReportState.ACCEPTED}
"""Where a locked report goes when the one that locked it comes back. Nobody does this to the report itself: it follows."""

EDITABLE = (ReportState.DRAFT, ReportState.RETURNED)
"""The words may be changed and the figures are live."""

SENT = (ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.CONSOLIDATED, ReportState.ISSUED, ReportState.CORRECTED)
"""The figures are those of the last filing and never change."""

PUBLISHED = (ReportState.ISSUED, ReportState.CORRECTED)
"""A number has been given; whoever holds the paper may check it. A consolidated report may be published, too: it then has a paper."""


class FilingKind(models.TextChoices):
    """Why figures were frozen."""

    SUBMITTED = "SUBMITTED", _("Nộp lên cấp trên")
    ISSUED = "ISSUED", _("Ban hành")
