"""Duties given to units, each pointing at the clause it comes from."""

from __future__ import annotations

from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.work.assignments.states import DutyState, Part


class Assignment(Versioned):
    """One duty of a plan."""

    plan = models.ForeignKey("programmes.Plan", on_delete=models.CASCADE, related_name="assignments")
    position = models.PositiveSmallIntegerField()
    clause = models.TextField(blank=True)
    duty = models.TextField()
    due = models.DateField(null=True)
    due_printed = models.TextField(blank=True)
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    """Where in the paper's text the duty stands; None for one that a person added."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="assignment_in_order")]


class AssignedUnit(Identified):
    """A unit's part in a duty, with its own state. ``unit`` is None while nobody has said which unit the printed words mean."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    printed = models.TextField()
    part = models.TextField(choices=Part.choices)
    each = models.BooleanField(default=False)
    """The paper names a group and every unit of it does the whole duty (``Công an các huyện, thành phố``)."""
    state = models.TextField(choices=DutyState.choices, default=DutyState.PLANNED)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "unit"], name="assigned_unit_once"),
            models.UniqueConstraint(fields=["assignment"], condition=models.Q(part=Part.LEAD, each=False), name="assignment_one_lead"),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="assigned_by_unit")]
