"""Who writes for the portal, who checks, publishes and withdraws."""

from __future__ import annotations

from hoanhap.channels.portal.models import Piece
from hoanhap.kernel.actor import Actor, Role


def may_write(actor: Actor) -> bool:
    """Officers and staff write for their own unit."""
    return actor.unit_id is not None and actor.has(Role.OFFICER, Role.STAFF)


def may_change(actor: Actor, piece: Piece) -> bool:
    """Those who write for the piece's own unit."""
    return may_write(actor) and piece.unit_id == actor.unit_id


def may_check_some(actor: Actor) -> bool:
    """Reviewers and leaders."""
    return actor.unit_id is not None and actor.has(Role.REVIEWER, Role.LEADER)


def may_check(actor: Actor, piece: Piece) -> bool:
    """Reviewers and leaders of the piece's unit or of one above it. Whether the author may be one, the operation asks."""
    return may_check_some(actor) and piece.unit_id in actor.within


def may_enter(actor: Actor) -> bool:
    """Who has something to do in this place of the desk."""
    return may_write(actor) or may_check_some(actor)
