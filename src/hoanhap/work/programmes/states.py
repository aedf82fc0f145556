"""Where a plan stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """A draft is edited; an assigned plan has gone to the units."""

    DRAFT = "DRAFT", _("Dự thảo")
    ASSIGNED = "ASSIGNED", _("Đã giao việc")
    CLOSED = "CLOSED", _("Đã kết thúc")


MOVES: dict[str, frozenset[str]] = {
    PlanState.DRAFT: frozenset({PlanState.ASSIGNED}),
    PlanState.ASSIGNED: frozenset({PlanState.CLOSED}),
    PlanState.CLOSED: frozenset(),
}


class Bound(models.TextChoices):
    """From which side a target is met."""

    AT_LEAST = "AT_LEAST", _("ít nhất")
    AT_MOST = "AT_MOST", _("không quá")


IN_FORCE = (PlanState.ASSIGNED, PlanState.CLOSED)
"""The plan has gone to the units: reports are held against its targets."""
