"""Who drafts, submits, decides, issues, corrects, asks and chases."""

from __future__ import annotations

from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.reports.models import Report


def may_draft(actor: Actor) -> bool:
    """Staff officers draft the unit's report; in a commune the officer does."""
    return actor.unit_id is not None and actor.has(Role.STAFF, Role.OFFICER)


def may_change(actor: Actor, report: Report) -> bool:
    """Who drafts for the report's own unit."""
    return may_draft(actor) and report.unit_id == actor.unit_id


def may_submit(actor: Actor, report: Report) -> bool:
    """Who drafts, or the leader, of the report's own unit."""
    return actor.has(Role.STAFF, Role.OFFICER, Role.LEADER) and report.unit_id == actor.unit_id


def may_issue(actor: Actor, report: Report) -> bool:
    """Staff or clerk of the report's own unit, once the leader has signed on paper."""
    return actor.has(Role.STAFF, Role.CLERK) and report.unit_id == actor.unit_id


def may_decide(actor: Actor, report: Report) -> bool:
    """Staff, reviewers and leaders of the unit that the report was submitted to."""
    return actor.has(Role.STAFF, Role.REVIEWER, Role.LEADER) and actor.unit_id is not None and report.addressee_id == actor.unit_id


def may_collect(actor: Actor) -> bool:
    """Staff of a unit ask the units below for reports and chase late ones."""
    return actor.unit_id is not None and actor.has(Role.STAFF)
