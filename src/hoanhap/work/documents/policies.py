"""Who may do what with papers; asked by operations and by pages alike."""

from __future__ import annotations

from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.documents.models import Paper


def may_receive(actor: Actor) -> bool:
    """A clerk takes papers in for the unit."""
    return actor.unit_id is not None and actor.has(Role.CLERK)


def may_confirm(actor: Actor, paper: Paper) -> bool:
    """A clerk of the paper's own unit says what the paper states, and gives it its number."""
    return actor.has(Role.CLERK) and paper.unit_id == actor.unit_id
