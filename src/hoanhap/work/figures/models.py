"""Indicators and the ledger: every figure is the sum of lines, every line leads to an entry and its evidence.

A thin form of the model in ``docs/adr`` on figures: lines are written once and never changed; a correction is a reversing line.
"""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
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


class Cut(Identified):
    """One combination of disaggregation values (``{"sex": "F", "category": "AMNESTY"}``), kept once. ``key`` is its canonical JSON."""

    key = models.TextField(unique=True)
    values = models.JSONField()


class Line(Identified):
    """What the ledger keeps. Never changed, never deleted (a trigger holds it); ``reverses`` takes an earlier line back."""

    version = models.ForeignKey(IndicatorVersion, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    quantity = models.DecimalField(max_digits=18, decimal_places=2)
    estimated = models.BooleanField(default=False)
    source_kind = models.TextField()
    source_id = models.UUIDField()
    work_id = models.UUIDField(null=True)
    """The thing made or held once that the source claims (an article, a talk); other sources may claim the same."""
    leads = models.BooleanField(default=False)
    """Whether the claim is that of the unit in the lead: its statement stands for the work wherever several meet."""
    cut = models.ForeignKey(Cut, on_delete=models.PROTECT, null=True, related_name="+")
    locality = models.ForeignKey("organisations.Locality", on_delete=models.PROTECT, null=True, related_name="+")
    """Where it was done, when that is known more closely than by the unit."""
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
            models.Index(fields=["work_id"], name="line_by_work", condition=models.Q(work_id__isnull=False)),
        ]


class SharedWork(models.Model):
    """A work that more than one source has claimed at some time. Never taken out: it only says where to look for joint claims."""

    work_id = models.UUIDField(primary_key=True)


class Correction(models.Model):
    """What the totals in today's borders hold of a shared work beside the sum of its claims. Derived; made anew with the totals."""

    work_id = models.UUIDField()
    indicator = models.ForeignKey(Indicator, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    node = models.UUIDField(db_column="node_id")
    day = models.DateField()
    quantity = models.DecimalField(max_digits=20, decimal_places=2)
    lines = models.IntegerField(db_default=0)
    estimated = models.IntegerField(db_default=0)
    joint = models.IntegerField(db_default=0)
    """Claims that do not count again here."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work_id", "indicator", "node", "day"], name="correction_once")]


class Bearer(models.Model):
    """Who stands today for the lines that a unit wrote on certain days in one branch of work, with which share. Only where that is
    somebody else. Derived from successions; made anew with the totals."""

    source = models.UUIDField(db_column="source_id")
    function = models.TextField()
    days = DateRangeField()
    heir = models.UUIDField(db_column="heir_id")
    weight = models.DecimalField(max_digits=9, decimal_places=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "function", "days", "heir"], name="bearer_once")]


class Portion(models.Model):
    """A node below which only some of the bearers of a unit's lines stand: what it has of them is apportioned when it is asked."""

    node = models.UUIDField(db_column="node_id", db_index=True)
    bearer = models.ForeignKey(Bearer, on_delete=models.CASCADE, related_name="portions", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bearer", "node"], name="portion_once")]


class Above(models.Model):
    """Whom a unit stands below, on which days: the way from a line to the totals that it counts in, kept so that nobody climbs the tree
    to write one. Derived from placements; totals are always those of what is kept here."""

    pk = models.CompositePrimaryKey("unit", "node", "days")
    unit = models.UUIDField(db_column="unit_id")
    node = models.UUIDField(db_column="node_id", db_index=True)
    days = DateRangeField()


class AboveToday(models.Model):
    """The same in today's borders; of a unit that ended, whom it stood below last."""

    pk = models.CompositePrimaryKey("unit", "node")
    unit = models.UUIDField(db_column="unit_id")
    node = models.UUIDField(db_column="node_id", db_index=True)


class Wide(models.Model):
    """A unit with so many below it that sums by day are kept for it: nobody should read the lines of all of them."""

    node = models.UUIDField(db_column="node_id", primary_key=True)


class Sums(models.Model):
    """What lines add up to: in the borders of each day, and in today's borders without what is apportioned."""

    quantity = models.DecimalField(max_digits=22, decimal_places=2)
    lines = models.IntegerField()
    """Statements that stand: lines written less lines taken back."""
    estimated = models.IntegerField()
    """Of these, the estimated ones."""
    joint = models.IntegerField()
    """Beside these, the adjustments for works that several units claim."""
    today_quantity = models.DecimalField(max_digits=22, decimal_places=2)
    today_lines = models.IntegerField()
    today_estimated = models.IntegerField()
    today_joint = models.IntegerField()

    class Meta:
        abstract = True


class Total(Sums):
    """What the ledger sums to for one unit with all below it, in one segment of days (1–14, 15, 16–end of a month). Kept so that nobody
    sums a million lines; can be rebuilt from them, and is checked against them."""

    pk = models.CompositePrimaryKey("node", "indicator", "segment")
    node = models.UUIDField(db_column="node_id")
    """The unit. No foreign key, here and below: what is derived must not stand in the way of undoing a reorganisation."""
    indicator = models.ForeignKey(Indicator, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    segment = models.DateField()
    """The first day of the segment."""


class DayTotal(Sums):
    """The same by day, for wide units only: the edges of a period that no segment ends at."""

    pk = models.CompositePrimaryKey("node", "indicator", "day")
    node = models.UUIDField(db_column="node_id")
    indicator = models.ForeignKey(Indicator, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    day = models.DateField()


class Increment(Sums):
    """What a line adds to totals, not yet folded into them. Written with the line, so a reader who sums both is exact at every moment
    and a writer waits for no hot row."""

    node = models.UUIDField(db_column="node_id")
    indicator = models.ForeignKey(Indicator, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["node", "indicator", "day"], name="increment_of_node")]


class Folding(models.Model):
    """One row: for which revision of the tree (placements and successions) the totals are right, and on which days its borders are
    those called today's."""

    tree = models.BigIntegerField()
    borders = models.DateField(null=True)
    """The day whose borders are kept as today's; they are the same from ``borders_from`` up to, but without, ``borders_until``."""
    borders_from = models.DateField(null=True)
    borders_until = models.DateField(null=True)
    handovers = models.TextField(db_default="")
    """What the kept bearers were worked out from, as one number (``bearing.handovers``)."""


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
    working = models.JSONField(default=dict)
    """How the value comes from the lines, where it is not their sum (``queries.supporting.Support.working``)."""
    estimated = models.BooleanField()
    line_count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    """Root of the hash tree over the sorted digests of the lines."""
    frozen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    lines = models.ManyToManyField(Line, related_name="figures", db_table="figures_leaf")

    class Meta:
        indexes = [models.Index(fields=["-as_of"], name="figure_latest")]


class Release(models.TextChoices):
    """What a row of ``Publication`` says."""

    RELEASED = "RELEASED", "Công bố"
    WITHDRAWN = "WITHDRAWN", "Rút"


class Hidden(models.TextChoices):
    """Why a figure was let out without its value. Readers are told that it is hidden, never which of these it was."""

    NO = "", "Có nêu số"
    SMALL = "SMALL", "Số quá nhỏ"
    COVER = "COVER", "Che cho số quá nhỏ ở cấp dưới hoặc chỉ tiêu liên quan"
    DIFFERENCE = "DIFFERENCE", "Trừ với kỳ đã công bố sẽ ra số quá nhỏ"
    RATE = "RATE", "Mẫu số dưới 30 hoặc một vế quá nhỏ"


class Publication(Identified):
    """A figure let out to the public by a leader, or taken back. Never changed, never deleted (a trigger holds it)."""

    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="publications")
    act = models.TextField(choices=Release.choices)
    hidden = models.TextField(choices=Hidden.choices, blank=True)
    issuer = models.TextField()
    """Who stated it, as the head of the paper said then."""
    paper = models.TextField()
    """The paper that states it: type, number and day."""
    report_id = models.UUIDField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    """The earlier release of the same question that this one takes the place of."""
    withdraws = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="withdrawn_by")
    reason = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act=Release.RELEASED, withdraws__isnull=True)
                | (models.Q(act=Release.WITHDRAWN, withdraws__isnull=False, supersedes__isnull=True) & ~models.Q(reason="")),
                name="publication_withdrawal_says_what_and_why",
            )
        ]
        indexes = [models.Index(fields=["-at"], name="publication_latest")]
