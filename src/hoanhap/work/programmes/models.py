"""Plans: what is to be said, by whom, from which paper."""

from __future__ import annotations

from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.work.programmes.states import Bound, PlanState


class Plan(Versioned):
    """A plan of a unit, made from an incoming paper."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    state = models.TextField(choices=PlanState.choices, default=PlanState.DRAFT)
    report_due = models.DateField(null=True)
    """When the report on the whole plan is due, where the paper or a person says so."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "paper"], name="plan_one_per_paper")]


class Content(Identified):
    """A point of content that the plan wants said; every entry is for one."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="contents")
    position = models.PositiveSmallIntegerField()
    clause = models.TextField()
    """Where in the paper it stands, like ``II.3``."""
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="content_in_order")]


class Target(Identified):
    """How much of an indicator the plan's paper wants of a unit by a day. A report states what came of it, and says nothing where there is
    none."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    indicator = models.ForeignKey("figures.Indicator", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    """With all below it."""
    period_from = models.DateField()
    period_until = models.DateField()
    """The last day that counts; of a stock, the day it speaks of."""
    bound = models.TextField(choices=Bound.choices, default=Bound.AT_LEAST)
    value = models.DecimalField(max_digits=18, decimal_places=2)
    source = models.TextField()
    """The paper it comes from, as a person names it, with the clause."""
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "indicator", "unit", "period_from", "period_until"], name="target_once"),
            models.CheckConstraint(condition=models.Q(value__gt=0), name="target_positive"),
            models.CheckConstraint(condition=models.Q(period_from__lte=models.F("period_until")), name="target_days_in_order"),
            models.CheckConstraint(condition=~models.Q(source=""), name="target_has_source"),
        ]
        indexes = [models.Index(fields=["unit", "period_until"], name="target_by_unit")]
