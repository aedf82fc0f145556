"""Who may read questions, route them, answer, check, and reach the asker."""

from __future__ import annotations

from hoanhap.kernel.actor import Actor, Role
from hoanhap.people.feedback.models import Answer, Question


def may_see_some(actor: Actor) -> bool:
    """Whoever has a part in answering. Administrators and inspectors have none: what people write is not for looking around."""
    return actor.has(Role.CLERK, Role.STAFF, Role.OFFICER, Role.REVIEWER, Role.LEADER)


def may_route(actor: Actor, question: Question) -> bool:
    """Clerks and staff of the unit that holds it, or of one above: give, transfer, forward, close."""
    return actor.has(Role.CLERK, Role.STAFF) and question.unit_id in actor.within


def may_answer(actor: Actor, question: Question) -> bool:
    """Officers and staff of the unit that holds it: draft, pause, extend."""
    return actor.has(Role.STAFF, Role.OFFICER) and question.unit_id == actor.unit_id


def may_reach(actor: Actor, question: Question) -> bool:
    """Whoever answers may read the contact; nobody else."""
    return may_answer(actor, question)


def may_check_some(actor: Actor) -> bool:
    """Reviewers and leaders."""
    return actor.has(Role.REVIEWER, Role.LEADER)


def may_check(actor: Actor, question: Question, answer: Answer) -> bool:
    """Reviewers and leaders of the unit or of one above, never the person who wrote the answer."""
    return may_check_some(actor) and question.unit_id in actor.within and answer.drafted_by_id != actor.user_id


def may_see_digest(actor: Actor) -> bool:
    """Counts of topics: leaders, reviewers and the inspection."""
    return actor.has(Role.LEADER, Role.REVIEWER, Role.INSPECTOR)


def may_name_reception(actor: Actor) -> bool:
    """An administrator says to which unit questions come."""
    return actor.has(Role.ADMINISTRATOR)
