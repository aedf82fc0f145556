"""Who may change which units there are."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from hoanhap.kernel.actor import SYSTEM, Actor, Role


def may_reorganise(actor: Actor, unit_ids: Iterable[UUID]) -> bool:
    """An administrator, within the actor's own part of the tree; the terminal of the machine, everywhere."""
    return actor == SYSTEM or (actor.has(Role.ADMINISTRATOR) and set(unit_ids) <= actor.within)


def may_reorganise_below(actor: Actor, unit_id: UUID) -> bool:
    """An administrator of a unit above: nobody merges away or ends their own unit from a page."""
    return unit_id != actor.unit_id and may_reorganise(actor, [unit_id])
