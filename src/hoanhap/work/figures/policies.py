"""Who lets figures out to the public."""

from __future__ import annotations

from uuid import UUID

from hoanhap.kernel.actor import Actor, Role


def may_publish_some(actor: Actor) -> bool:
    """Leaders, for the unit they lead."""
    return actor.unit_id is not None and actor.has(Role.LEADER)


def may_publish(actor: Actor, unit_id: UUID) -> bool:
    """The leader of the unit that states the figure."""
    return may_publish_some(actor) and actor.unit_id == unit_id
