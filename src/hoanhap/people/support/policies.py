"""Who may keep the directory, who sees slips, and who sees only how many there are."""

from __future__ import annotations

from uuid import UUID

from hoanhap.kernel.actor import Actor, Role


def may_keep_some(actor: Actor) -> bool:
    """Whoever keeps offices of the directory: officers those of their unit, administrators those of all units below too."""
    return actor.has(Role.OFFICER, Role.ADMINISTRATOR)


def may_keep_for(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor keeps the offices that this unit answers for."""
    own = actor.has(Role.OFFICER) and unit_id == actor.unit_id
    return own or (actor.has(Role.ADMINISTRATOR) and unit_id in actor.within)


def may_help_some(actor: Actor) -> bool:
    """Those who meet people: officers and staff of a unit, and their reviewers and leaders, who stand in for them."""
    return actor.has(Role.OFFICER, Role.STAFF, Role.REVIEWER, Role.LEADER)


def may_count(actor: Actor) -> bool:
    """Those above see how many slips there are, never a slip."""
    return actor.has(Role.STAFF, Role.REVIEWER, Role.LEADER, Role.INSPECTOR)


def may_enter(actor: Actor) -> bool:
    """Whether the page of slips has anything for the actor."""
    return may_help_some(actor) or may_count(actor)
