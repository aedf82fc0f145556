"""Where a duty stands, and with what part a unit has in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """What a unit has to do with a duty."""

    LEAD = "LEAD", _("Chủ trì")
    COORDINATE = "COORDINATE", _("Phối hợp")
    ADVISE = "ADVISE", _("Tham mưu")


class DutyState(models.TextChoices):
    """Of one unit's part in a duty."""

    PLANNED = "PLANNED", _("Dự kiến")
    ASSIGNED = "ASSIGNED", _("Đã giao")
    ACCEPTED = "ACCEPTED", _("Đã nhận")
    RETURNED = "RETURNED", _("Trả lại")
    DONE = "DONE", _("Đã xong")


MOVES: dict[str, frozenset[str]] = {
    DutyState.PLANNED: frozenset({DutyState.ASSIGNED}),
    DutyState.ASSIGNED: frozenset({DutyState.ACCEPTED, DutyState.RETURNED, DutyState.DONE}),
    DutyState.ACCEPTED: frozenset({DutyState.RETURNED, DutyState.DONE}),
    DutyState.RETURNED: frozenset({DutyState.ASSIGNED}),
    DutyState.DONE: frozenset(),
}

ANSWERS = (DutyState.ACCEPTED, DutyState.RETURNED, DutyState.DONE)
"""What the unit itself may say; giving a duty (again) is for the unit that planned it."""
