"""People and open duties follow a unit that ends to its heir, and come back when the reorganisation is undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hoanhap.ground.accounts.models import Membership
from hoanhap.ground.accounts.queries import actor_for
from hoanhap.ground.organisations import operations as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Role
from hoanhap.kernel.errors import WrongState
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.assignments.models import AssignedUnit
from hoanhap.work.assignments.states import DutyState
from hoanhap.work.reorganising import operations as reorganising
from tests.factories import people, work

pytestmark = pytest.mark.django_db
PAPER = "Nghị quyết thử 02/2026"


@pytest.fixture
def family(db: None) -> people.Family:
    return people.family()


@pytest.fixture
def today() -> date:
    return clock.day_of(clock.now())


def merging(family: people.Family) -> Callable[..., Any]:
    """The own department goes into the one beside it."""
    return lambda **by: organisations.merge_units(source_ids=[family.own.id], into=family.sibling.id, **by)


def snapshot() -> tuple[list[Any], list[Any]]:
    parts = AssignedUnit.objects.order_by("id").values_list("id", "unit_id", "state", "reason")
    return list(Membership.objects.order_by("id").values_list("id", "unit_id", "role", "valid")), list(parts)


def test_people_and_duties_go_to_the_heir_and_come_back(family: people.Family, today: date) -> None:
    officer = people.official(Role.OFFICER, Role.STAFF, at=family.own)
    plan = work.plan(family.own, people.acting(officer))
    assignments.assign(plan_id=plan.id, actor=people.acting(officer), now=clock.now())
    before = snapshot()
    now = clock.now()
    rehearsed = reorganising.reorganise(act=merging(family), actor=SYSTEM, day=today, reference=PAPER, now=now, rehearsal=True)
    assert snapshot() == before, "a rehearsal leaves nothing behind"
    done = reorganising.reorganise(act=merging(family), actor=SYSTEM, day=today, reference=PAPER, now=now)
    assert (done.people, done.duties) == (rehearsed.people, rehearsed.duties) == (2, 1)
    actor = actor_for(officer, unit_id=None, on=today)
    assert actor is not None
    assert (actor.unit_id, actor.roles) == (family.sibling.id, {Role.OFFICER, Role.STAFF})
    yesterday = actor_for(officer, unit_id=None, on=today - timedelta(days=1))
    assert yesterday is not None
    assert yesterday.unit_id == family.own.id
    part = AssignedUnit.objects.get(unit=family.sibling)
    assert assignments.answer_duty(part_id=part.id, target=DutyState.ACCEPTED, reason="", actor=actor, now=now).state == DutyState.ACCEPTED
    AssignedUnit.objects.filter(pk=part.id).update(state=DutyState.ASSIGNED)
    reorganising.undo(number=done.number, actor=SYSTEM, now=now)
    assert snapshot() == before


def test_what_the_heir_has_answered_cannot_be_undone(family: people.Family, today: date) -> None:
    staff = people.acting(people.official(Role.STAFF, at=family.own))
    plan = work.plan(family.own, staff)
    assignments.assign(plan_id=plan.id, actor=staff, now=clock.now())
    done = reorganising.reorganise(act=merging(family), actor=SYSTEM, day=today, reference=PAPER, now=clock.now())
    AssignedUnit.objects.filter(unit=family.sibling).update(state=DutyState.DONE)
    moved = snapshot()
    with pytest.raises(WrongState) as refusal:
        reorganising.undo(number=done.number, actor=SYSTEM, now=clock.now())
    assert refusal.value.code == "HEIR_ANSWERED"
    assert snapshot() == moved


def test_where_the_heir_has_a_part_already_the_other_goes_back_to_the_planner(family: people.Family, today: date) -> None:
    staff = people.acting(people.official(Role.STAFF, at=family.own))
    plan = work.plan(family.own, staff)
    assignments.assign(plan_id=plan.id, actor=staff, now=clock.now())
    part = AssignedUnit.objects.get(unit=family.own)
    AssignedUnit.objects.create(assignment=part.assignment, unit=family.sibling, printed="Sở Bên Cạnh", part="COORDINATE")
    reorganising.reorganise(act=merging(family), actor=SYSTEM, day=today, reference=PAPER, now=clock.now())
    part.refresh_from_db()
    assert (part.unit_id, part.state) == (family.own.id, DutyState.RETURNED)
    assert "đơn vị tiếp nhận" in part.reason


def test_a_role_held_in_both_units_or_beginning_later_stands_once(family: people.Family, today: date) -> None:
    from hoanhap.ground.accounts import operations as accounts

    person = people.official(Role.OFFICER, at=family.own)
    later = today + timedelta(days=30)
    now: datetime = clock.now()
    accounts.give_role(user_id=person.id, unit_id=family.sibling.id, role=Role.OFFICER, since=today, actor=SYSTEM, now=now)
    accounts.give_role(user_id=person.id, unit_id=family.own.id, role=Role.REVIEWER, since=later, actor=SYSTEM, now=now)
    before = snapshot()
    done = reorganising.reorganise(act=merging(family), actor=SYSTEM, day=today, reference=PAPER, now=now)
    held = Membership.objects.filter(user=person, valid__contains=later).values_list("unit_id", "role")
    assert sorted(held) == sorted([(family.sibling.id, Role.OFFICER), (family.sibling.id, Role.REVIEWER)])
    reorganising.undo(number=done.number, actor=SYSTEM, now=now)
    assert snapshot() == before


def test_what_rests_on_a_unit_that_ends_is_counted_whatever_app_it_is_of(family: people.Family, today: date) -> None:
    officer = people.acting(people.official(Role.OFFICER, Role.STAFF, at=family.own))
    work.catalogue()
    for _ in range(2):
        work.entry(officer)
    plan = work.plan(family.own, officer)
    assignments.assign(plan_id=plan.id, actor=officer, now=clock.now())
    told = reorganising.reorganise(act=merging(family), day=today, reference=PAPER, actor=SYSTEM, now=clock.now(), rehearsal=True)
    resting = {row.what: row.count for row in told.outcome.resting if row.unit == "Sở Thử"}
    assert resting["activities.entry"] == 2
    assert resting["accounts.membership"] == 2
    assert resting["programmes.plan"] == 1
    assert resting.keys() >= {"documents.paper"}
