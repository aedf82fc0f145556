"""Plans: what is to be said, by whom, from which paper."""

from __future__ import annotations

from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.work.programmes.states import PlanState


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
