"""Reports: text with figures in it, live while it is a draft, frozen when it is issued."""

from __future__ import annotations

from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.work.reports.states import ReportState


class Report(Versioned):
    """One report of a unit by a scheme over a period.

    ``blocks`` is a list of ``{"kind": "heading"|"part"|"paragraph"|"bullet", …}``; running text is a list of runs, each
    ``{"text": …}`` or ``{"figure": indicator code}``.
    """

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    scheme = models.TextField()
    period_from = models.DateField()
    period_until = models.DateField()
    title = models.TextField()
    basis = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, related_name="+", null=True)
    """The paper that asks for the report."""
    state = models.TextField(choices=ReportState.choices, default=ReportState.DRAFT)
    blocks = models.JSONField(default=list)
    created_at = models.DateTimeField()

    paper = models.OneToOneField("documents.Paper", on_delete=models.PROTECT, related_name="+", null=True)
    """The outgoing paper, once issued."""
    issued_at = models.DateTimeField(null=True)
    letterhead = models.JSONField(null=True)
    """What the head and the signature say, kept at issue: names of units and people change afterwards."""
    entries = models.JSONField(null=True)
    """What each entry behind the figures stated at issue, by id: entries are corrected afterwards, an issued report is not."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "scheme", "period_from", "period_until"], name="report_once_a_period"),
            models.CheckConstraint(
                condition=~models.Q(state=ReportState.ISSUED) | models.Q(paper__isnull=False, issued_at__isnull=False),
                name="report_issued_has_paper",
            ),
            models.CheckConstraint(condition=models.Q(period_from__lte=models.F("period_until")), name="report_period_runs_forward"),
        ]


class ReportFigure(Identified):
    """A frozen figure of an issued report, by the indicator that stands in its text."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    indicator = models.ForeignKey("figures.Indicator", on_delete=models.PROTECT, related_name="+")
    figure = models.ForeignKey("figures.Figure", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="report_figure_once")]
