"""A reorganisation with all that goes along: the units, the people who hold roles in them, and the duties that are still to be done.

Units and accounts know nothing of duties; here the operations of all three stand in one transaction, for the terminal and the desk alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hoanhap.ground.accounts import operations as accounts
from hoanhap.ground.organisations import operations as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.work.assignments import operations as assignments

PEOPLE, DUTIES = "accounts", "assignments"


@dataclass(frozen=True, slots=True)
class Told:
    """What a reorganisation did. ``people`` counts roles, ``duties`` units' parts in duties."""

    number: int
    outcome: organisations.Outcome
    people: int
    duties: int


def reorganise(*, act: Callable[..., Any], day: date, reference: str, actor: Actor, now: datetime, rehearsal: bool = False) -> Told:
    """Do ``act`` (an operation of organisations that wants ``day``, ``reference``, ``actor`` and ``now``) and let people and open duties
    follow to the heirs. As a ``rehearsal`` it is done and taken back before anybody sees it.

    :raises Refused: as the act itself
    """
    with transaction.atomic():
        done = act(day=day, reference=reference, actor=actor, now=now)
        outcome, heirs = organisations.outcome_of(done), organisations.heirs_in(done)
        people = accounts.follow_heirs(heirs=heirs, day=day, actor=actor, now=now)
        duties = assignments.follow_heirs(heirs=heirs, actor=actor, now=now)
        organisations.note_followed(number=done.number, followed=[{"app": PEOPLE, "steps": people}, {"app": DUTIES, "steps": duties}])
        transaction.set_rollback(rehearsal)
    return Told(done.number, outcome, len(people), len(duties))


@transaction.atomic
def undo(*, number: int, actor: Actor, now: datetime) -> None:
    """Take a reorganisation back, and with it what followed.

    :raises NotFound: there is none of that number
    :raises WrongState: something rests on it
    """
    back = {PEOPLE: accounts.follow_back, DUTIES: assignments.follow_back}
    for moved in organisations.followed_by(number):
        back[moved["app"]](steps=moved["steps"], actor=actor, now=now)
    organisations.undo_reorganisation(number=number, actor=actor, now=now)
