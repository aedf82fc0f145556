"""Indicators and the ledger: every figure is the sum of lines, every line leads to an entry and its evidence.

A thin form of the model in ``docs/adr`` on figures: lines are written once and never changed; a correction is a reversing line.
"""

from __future__ import annotations

from django.db import models

from hoanhap.kernel.models import Identified


class IndicatorKind(models.TextChoices):
    """How figures of an indicator come about."""

    FLOW = "FLOW", "Cộng theo ngày"
    STOCK = "STOCK", "Số tại một ngày"
    RATIO = "RATIO", "Tỷ lệ của hai số"
    MONEY = "MONEY", "Tiền"
    DURATION = "DURATION", "Khoảng thời gian"
    MEDIAN = "MEDIAN", "Trung vị"


class Indicator(models.Model):
    """What is counted. The code never changes; the definition changes by a new version."""

    code = models.TextField(primary_key=True)
    channel = models.TextField(blank=True)
    kind = models.TextField(choices=IndicatorKind.choices)
    position = models.PositiveSmallIntegerField()


class IndicatorVersion(Identified):
    """What an indicator means from a day on. The words used in its lists are those of ``data/indicators/codes.toml``."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = models.TextField()
    label_en = models.TextField()
    measure = models.TextField()
    """The unit of measure as printed: ``lượt``, ``tin, bài``, ``lượt người``."""
    second_measure = models.TextField(blank=True)
    """Of the number that goes with it (the sum beside the count of borrowers), where there is one."""
    definition = models.TextField()
    core = models.BooleanField(default=False)
    """Whether it belongs to the first set that every unit reports."""
    channels = models.JSONField(default=list)
    cuts = models.JSONField(default=list)
    reporters = models.JSONField(default=list)
    frequencies = models.JSONField(default=list)
    function = models.TextField(default="ALL")
    """The branch of a body's work that it belongs to: decides who takes its figures over when the body is divided."""
    derivation = models.TextField(default="COUNT")
    operands = models.JSONField(default=list)
    """Numerator and denominator of a ratio: indicator codes, or words of ``codes.toml``."""
    rate_of = models.TextField(blank=True)
    """The indicator of which this one is printed as a share, too."""
    aggregation = models.TextField(default="SUM")
    publication = models.TextField(default="PUBLIC")
    smallest_cell = models.PositiveSmallIntegerField(null=True)
    """Cells with a smaller number of persons are not published."""
    checks = models.JSONField(default=list)
    """What must hold between figures of one unit and period: ``re.employed <= re.managed``."""
    evidence_kinds = models.JSONField(default=list)
    estimate_allowed = models.BooleanField(default=False)
    valid_from = models.DateField()
    source = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "number"], name="indicator_version_once")]


class Line(Identified):
    """What the ledger keeps. Never changed, never deleted (a trigger holds it); ``reverses`` takes an earlier line back."""

    version = models.ForeignKey(IndicatorVersion, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    quantity = models.DecimalField(max_digits=18, decimal_places=2)
    estimated = models.BooleanField(default=False)
    source_kind = models.TextField()
    source_id = models.UUIDField()
    proof = models.JSONField()
    """What the line stands on: the entry's own digest and the hashes of its evidence."""
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    recorded_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "version", "day"], name="line_by_unit"),
            models.Index(fields=["source_kind", "source_id"], name="line_by_source"),
            models.Index(fields=["-recorded_at"], name="line_latest"),
        ]


class Total(models.Model):
    """What the ledger sums to for one unit with all below it, in one segment of days (1–14, 15, 16–end of a month), in the borders of
    each day. Kept so that nobody sums a million lines; can be rebuilt from them, and is checked against them."""

    node = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    segment = models.DateField()
    """The first day of the segment."""
    quantity = models.DecimalField(max_digits=22, decimal_places=2)
    lines = models.IntegerField()
    """Lines that stand: written less taken back."""
    estimated = models.IntegerField()
    """Of these, the estimated ones."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "indicator", "segment"], name="total_once")]


class Increment(models.Model):
    """What a line adds to a total, not yet folded into it. Written with the line, so a reader who sums both is exact at every moment
    and a writer waits for no hot row."""

    node = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    segment = models.DateField()
    quantity = models.DecimalField(max_digits=20, decimal_places=2)
    lines = models.SmallIntegerField()
    estimated = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["node", "indicator", "segment"], name="increment_by_node")]


class Folding(models.Model):
    """One row: for which revision of the tree the totals are right."""

    tree = models.BigIntegerField()


class Figure(Identified):
    """A question and its answer, frozen: it never changes. A later answer that differs is another figure that supersedes it."""

    code = models.TextField(unique=True)
    """Printed beside the number in papers."""
    version = models.ForeignKey(IndicatorVersion, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_until = models.DateField()
    """The last day that counts."""
    as_of = models.DateTimeField()
    value = models.DecimalField(max_digits=18, decimal_places=2)
    estimated = models.BooleanField()
    line_count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    """Root of the hash tree over the sorted digests of the lines."""
    frozen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    lines = models.ManyToManyField(Line, related_name="figures", db_table="figures_leaf")

    class Meta:
        indexes = [models.Index(fields=["-as_of"], name="figure_latest")]
