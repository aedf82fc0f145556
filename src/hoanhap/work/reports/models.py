"""Reports: text with figures in it, live while it is a draft, frozen at every filing; and what units are asked to report."""

from __future__ import annotations

from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.work.reports.states import FilingKind, ReportState


class Call(Identified):
    """A report that a unit asks of those below it over days of its own choosing: ad hoc, or for a campaign."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    scheme = models.TextField()
    name = models.TextField()
    period_from = models.DateField()
    period_until = models.DateField()
    """The cut-off: the last day that counts."""
    due = models.DateField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_from__lte=models.F("period_until"), period_until__lt=models.F("due")), name="call_days_in_order"
            )
        ]


class Report(Versioned):
    """One report of a unit by a scheme over a period.

    ``blocks`` is a list of ``{"kind": "heading"|"part"|"paragraph"|"bullet"|"table", …}``; running text is a list of runs, each
    ``{"text": …}``, ``{"figure": indicator code}`` or ``{"ask": …}`` (somebody has to write something here); a table names what it is
    ``of``.
    """

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    scheme = models.TextField()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="reports", null=True)
    period_from = models.DateField()
    period_until = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, related_name="corrected_by", null=True)
    why = models.TextField(blank=True)
    """Why this edition corrects the one before."""
    title = models.TextField()
    basis = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, related_name="+", null=True)
    """The paper that asks for the report."""
    state = models.TextField(choices=ReportState.choices, default=ReportState.DRAFT)
    blocks = models.JSONField(default=list)
    created_at = models.DateTimeField()

    addressee = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    """The unit that it was submitted to."""
    submitted_at = models.DateTimeField(null=True)
    """Of the first submission: being returned does not make a report late."""
    reason = models.TextField(blank=True)
    """Why it was returned."""
    decided_at = models.DateTimeField(null=True)
    consolidated_in = models.ForeignKey("self", on_delete=models.PROTECT, related_name="made_of", null=True)
    """The report of the unit above that locked it."""

    signer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    """Whoever is to sign, where somebody was chosen; what stands under the paper is kept in ``letterhead`` once it is issued."""
    paper = models.OneToOneField("documents.Paper", on_delete=models.PROTECT, related_name="+", null=True)
    """The outgoing paper, once issued."""
    issued_at = models.DateTimeField(null=True)
    letterhead = models.JSONField(null=True)
    """What the head and the signature say, kept at issue: names of units and people change afterwards."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "scheme", "period_from", "period_until", "edition"], name="report_once_a_period_and_edition"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ReportState.ISSUED) | models.Q(paper__isnull=False, issued_at__isnull=False),
                name="report_issued_has_paper",
            ),
            models.CheckConstraint(condition=~models.Q(state=ReportState.RETURNED) | ~models.Q(reason=""), name="report_returned_says_why"),
            models.CheckConstraint(condition=models.Q(period_from__lte=models.F("period_until")), name="report_period_runs_forward"),
            models.CheckConstraint(
                condition=models.Q(edition=1, supersedes__isnull=True) | models.Q(edition__gt=1, supersedes__isnull=False),
                name="report_edition_follows_another",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "period_until", "unit"], name="report_by_period")]


class Filing(Identified):
    """A report as it was when it was submitted or issued: never changed afterwards, whatever becomes of entries, units and people."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="filings")
    number = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=FilingKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    blocks = models.JSONField()
    entries = models.JSONField()
    """What each entry behind the figures stated then, by id."""
    counts = models.JSONField(default=dict)
    """The same of the counts that units stated from papers."""
    tables = models.JSONField(default=dict)
    """Rows that the ledger gave then: comparison, adjustment, differences from the reports below."""
    digest = models.CharField(max_length=64, blank=True)
    """Of blocks, tables, and the roots of the figures."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="filing_once")]


class ReportFigure(Identified):
    """A frozen figure of a filing, by the indicator that stands in its text."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="figures")
    indicator = models.ForeignKey("figures.Indicator", on_delete=models.PROTECT, related_name="+")
    figure = models.ForeignKey("figures.Figure", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["filing", "indicator"], name="report_figure_once_a_filing")]


class Remark(Identified):
    """Why a report, or one figure of it, was returned; it stays beside the figure when the report comes again."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="remarks")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("figures.Indicator", on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.TextField()
    entries = models.JSONField(default=list)
    """Ids of the entries that went back to their units with it."""
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()


class Chase(Identified):
    """A letter to units whose report is late."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    scheme = models.TextField()
    period_from = models.DateField()
    period_until = models.DateField()
    late = models.JSONField()
    """Whom it went to: id, name, deadline and how it was counted."""
    letterhead = models.JSONField()
    paper = models.OneToOneField("documents.Paper", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
