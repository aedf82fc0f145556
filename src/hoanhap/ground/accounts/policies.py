"""Who gives out accounts and roles."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from hoanhap.kernel.actor import Actor, Role


def may_administer(actor: Actor, unit_id: UUID | None = None) -> bool:
    """The system (loading a catalogue), or an administrator: in the own unit and those below it, where a unit is named."""
    if actor.is_system:
        return True
    return actor.has(Role.ADMINISTRATOR) and (unit_id is None or unit_id in actor.within)


def may_keep_account(actor: Actor, unit_ids: Collection[UUID]) -> bool:
    """Lock an account or give it another password: whoever administers every unit in which the person holds a role. Otherwise the
    administrator of a commune could take over the account of somebody who also works for the province."""
    return actor.is_system or (actor.has(Role.ADMINISTRATOR) and bool(unit_ids) and set(unit_ids) <= actor.within)
