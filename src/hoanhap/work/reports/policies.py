"""Who drafts and who issues."""

from __future__ import annotations

from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.reports.models import Report


def may_draft(actor: Actor) -> bool:
    """A staff officer drafts the unit's report."""
    return actor.unit_id is not None and actor.has(Role.STAFF)


def may_issue(actor: Actor, report: Report) -> bool:
    """Staff or clerk of the report's own unit, once the leader has signed on paper."""
    return actor.has(Role.STAFF, Role.CLERK) and report.unit_id == actor.unit_id


def may_change(actor: Actor, report: Report) -> bool:
    """A staff officer of the report's own unit."""
    return may_draft(actor) and report.unit_id == actor.unit_id
