"""Who logs and who reviews."""

from __future__ import annotations

from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.activities.models import Aggregate, Entry
from hoanhap.work.activities.states import OPEN


def may_log(actor: Actor) -> bool:
    """Officers and staff log what their own unit did."""
    return actor.unit_id is not None and actor.has(Role.OFFICER, Role.STAFF)


def may_change(actor: Actor, entry: Entry) -> bool:
    """Officers and staff of the entry's own unit."""
    return may_log(actor) and entry.unit_id == actor.unit_id


def may_review_some(actor: Actor) -> bool:
    """Staff and reviewers."""
    return actor.has(Role.STAFF, Role.REVIEWER)


def may_review(actor: Actor, entry: Entry) -> bool:
    """Staff and reviewers of the unit or of one above it, never the person who entered it."""
    return may_review_some(actor) and entry.unit_id in actor.within and entry.entered_by_id != actor.user_id


def may_change_aggregate(actor: Actor, row: Aggregate) -> bool:
    """Officers and staff of the unit that stated the count."""
    return may_log(actor) and row.unit_id == actor.unit_id


def may_review_aggregate(actor: Actor, row: Aggregate) -> bool:
    """As with entries."""
    return may_review_some(actor) and row.unit_id in actor.within and row.entered_by_id != actor.user_id


def may_join(actor: Actor, entry: Entry) -> bool:
    """Whoever logged for the entry's unit while it waits, and whoever may review it, say whether it is the same work as another."""
    return (may_change(actor, entry) and entry.state in OPEN) or may_review(actor, entry)
