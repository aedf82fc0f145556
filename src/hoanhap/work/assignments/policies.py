"""Who may give duties, and who may answer for a unit that has one."""

from __future__ import annotations

from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.assignments.models import AssignedUnit
from hoanhap.work.assignments.states import DutyState


def may_answer(actor: Actor, part: AssignedUnit) -> bool:
    """An officer, staff officer or leader of the unit that was given the duty, once it was given."""
    own = part.unit_id is not None and part.unit_id == actor.unit_id
    return own and part.state != DutyState.PLANNED and actor.has(Role.OFFICER, Role.STAFF, Role.LEADER)
