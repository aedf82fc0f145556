"""Who gives out accounts and roles."""

from __future__ import annotations

from uuid import UUID

from hoanhap.kernel.actor import Actor, Role


def may_administer(actor: Actor, unit_id: UUID | None = None) -> bool:
    """The system (loading a catalogue), or an administrator: in the own unit and those below it, where a unit is named."""
    if actor.is_system:
        return True
    return actor.has(Role.ADMINISTRATOR) and (unit_id is None or unit_id in actor.within)
