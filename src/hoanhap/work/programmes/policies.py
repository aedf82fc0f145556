"""Who may make and change plans."""

from __future__ import annotations

from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.programmes.models import Plan


def may_plan(actor: Actor) -> bool:
    """A staff officer plans for the unit."""
    return actor.unit_id is not None and actor.has(Role.STAFF)


def may_change(actor: Actor, plan: Plan) -> bool:
    """A staff officer of the plan's own unit."""
    return may_plan(actor) and plan.unit_id == actor.unit_id
