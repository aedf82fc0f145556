"""Where a report stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """A draft has live figures; an issued report has frozen ones and never changes."""

    DRAFT = "DRAFT", _("Bản thảo")
    ISSUED = "ISSUED", _("Đã ban hành")


MOVES: dict[str, frozenset[str]] = {
    ReportState.DRAFT: frozenset({ReportState.DRAFT, ReportState.ISSUED}),
    ReportState.ISSUED: frozenset(),
}
