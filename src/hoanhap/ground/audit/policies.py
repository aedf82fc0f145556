"""Who reads the trail."""

from __future__ import annotations

from hoanhap.kernel.actor import Actor, Role


def may_read(actor: Actor) -> bool:
    """Inspectors, leaders and administrators, of what happened in their unit and below it."""
    return actor.unit_id is not None and actor.has(Role.INSPECTOR, Role.LEADER, Role.ADMINISTRATOR)
