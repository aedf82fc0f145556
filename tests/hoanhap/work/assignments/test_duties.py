"""Duties: out of a paper, to units, and what units answer; two people at once; what is still missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from hoanhap.work.assignments import operations, queries
from hoanhap.work.assignments.models import AssignedUnit
from hoanhap.work.assignments.states import ANSWERS, MOVES, DutyState
from hoanhap.work.programmes import operations as programmes
from hoanhap.work.programmes.states import PlanState
from tests.factories import people, work
from tests.factories.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(db: None) -> people.Family:
    return people.family()


@pytest.fixture
def staff(family: people.Family) -> Actor:
    return people.acting(people.official(Role.STAFF, at=family.own))


@pytest.fixture
def part(family: people.Family, staff: Actor) -> AssignedUnit:
    """The own unit's part in the first duty of an assigned plan; the second duty is of a unit nobody knows."""
    plan = work.plan(family.own, staff)
    operations.assign(plan_id=plan.id, actor=staff, now=clock.now())
    return AssignedUnit.objects.get(unit=family.own)


def answer(part: AssignedUnit, actor: Actor, target: str, reason: str = "") -> AssignedUnit:
    return operations.answer_duty(part_id=part.id, target=target, reason=reason, actor=actor, now=clock.now())


def test_a_plan_is_made_once_and_points_at_its_clauses(family: people.Family, staff: Actor) -> None:
    plan = work.plan(family.own, staff)
    assert operations.plan_from_paper(paper_id=plan.paper_id, title="", actor=staff, now=clock.now()) == plan
    duties = queries.of_plan(plan)
    assert [(duty.clause, duty.due, [part.unit_id for part in duty.units.all()]) for duty in duties] == [
        ("III.1", None, [family.own.id]), ("III.2", date(2026, 6, 30), [None]),
    ]  # fmt: skip
    assert [row.clause for row in plan.contents.all()] == ["II.1"]
    gaps = {gap.code: gap for gap in queries.gaps(plan, duties)}
    assert gaps["NO_DEADLINE"].clauses == ("III.1",)
    assert "Phòng PH99" in gaps["UNIT_UNKNOWN"].message
    assert "NO_REPORT_DUE" in gaps


def test_what_a_person_mends_leaves_the_gaps(family: people.Family, staff: Actor) -> None:
    plan = work.plan(family.own, staff)
    first, second = queries.of_plan(plan)
    now = clock.now()
    change = {"duty": "Việc", "due": date(2026, 5, 1), "actor": staff, "now": now}
    operations.change_duty(assignment_id=first.id, version=1, lead_unit_id=None, **change)
    operations.change_duty(assignment_id=second.id, version=1, lead_unit_id=family.sibling.id, **change)
    plan = programmes.change_plan(plan_id=plan.id, version=1, title="Kế hoạch", report_due=date(2026, 7, 1), actor=staff, now=now)
    assert queries.gaps(plan, queries.of_plan(plan)) == []
    with pytest.raises(Conflict):
        operations.change_duty(assignment_id=first.id, version=1, lead_unit_id=None, **change)
    with pytest.raises(Conflict):
        programmes.change_plan(plan_id=plan.id, version=1, title="Khác", report_due=None, actor=staff, now=now)
    for wrong in ({"duty": " "}, {"lead_unit_id": staff.user_id}):
        with pytest.raises(Invalid):
            operations.change_duty(**({"assignment_id": first.id, "version": 2, "lead_unit_id": None} | change | wrong))  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        programmes.change_plan(plan_id=plan.id, version=2, title="  ", report_due=None, actor=staff, now=now)


def test_a_unit_sees_and_answers_nothing_before_it_is_given(family: people.Family, staff: Actor) -> None:
    plan = work.plan(family.own, staff)
    part = AssignedUnit.objects.get(unit=family.own)
    AssignedUnit.objects.filter(pk=part.id).update(unit=family.sibling)
    officer = people.acting(people.official(Role.OFFICER, at=family.sibling))
    for target in DutyState.values:
        with pytest.raises(NotFound):
            answer(part, officer, target, "x")
    operations.assign(plan_id=plan.id, actor=staff, now=clock.now())
    assert answer(part, officer, DutyState.ACCEPTED).state == DutyState.ACCEPTED


@pytest.mark.parametrize("state", list(DutyState))
@pytest.mark.parametrize("target", list(DutyState))
def test_units_answer_what_the_table_says_and_nothing_else(part: AssignedUnit, staff: Actor, state: DutyState, target: DutyState) -> None:
    AssignedUnit.objects.filter(pk=part.id).update(state=state)
    if target in MOVES[state] and target in ANSWERS and state != DutyState.PLANNED:
        assert answer(part, staff, target, "Quá tải").state == target
    else:
        with pytest.raises((WrongState, NotAllowed)):
            answer(part, staff, target, "Quá tải")
        assert AssignedUnit.objects.get(pk=part.id).state == state


def test_a_returned_duty_has_a_reason_and_is_given_again(part: AssignedUnit, family: people.Family, staff: Actor) -> None:
    with pytest.raises(Invalid, match="REASON_MISSING"):
        answer(part, staff, DutyState.RETURNED, " \u200b ")
    with pytest.raises(WrongState):
        operations.give_again(part_id=part.id, unit_id=None, actor=staff, now=clock.now())
    answer(part, staff, DutyState.RETURNED, "Quá tải")
    again = operations.give_again(part_id=part.id, unit_id=family.child.id, actor=staff, now=clock.now())
    assert (again.unit_id, again.printed, again.state, again.reason) == (family.child.id, "Xã Thử", DutyState.ASSIGNED, "")
    other = people.acting(people.official(Role.STAFF, at=family.child))
    answer(part, other, DutyState.RETURNED, "Không đúng chức năng")
    with pytest.raises((NotFound, NotAllowed)):
        operations.give_again(part_id=part.id, unit_id=None, actor=other, now=clock.now())


@pytest.mark.parametrize("state", list(PlanState))
def test_duties_go_out_of_drafts_only(family: people.Family, staff: Actor, state: PlanState) -> None:
    plan = work.plan(family.own, staff)
    plan.__class__.objects.filter(pk=plan.id).update(state=state)
    duty = queries.of_plan(plan)[0]
    acts: list[Callable[[], Any]] = [
        lambda: operations.change_duty(
            assignment_id=duty.id, version=1, duty="x", due=None, lead_unit_id=None, actor=staff, now=clock.now()
        ),
        lambda: operations.assign(plan_id=plan.id, actor=staff, now=clock.now()),
    ]
    for act in acts:
        if state == PlanState.DRAFT:
            act()
        else:
            with pytest.raises(WrongState):
                act()


def test_a_plan_whose_units_nobody_knows_stays_a_draft(family: people.Family, staff: Actor) -> None:
    plan = work.plan(family.own, staff)
    AssignedUnit.objects.update(unit=None)
    with pytest.raises(Invalid, match="NOTHING_TO_ASSIGN"):
        operations.assign(plan_id=plan.id, actor=staff, now=clock.now())
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


@pytest.mark.django_db(transaction=True)
def test_two_plan_at_once_assign_at_once_and_answer_at_once() -> None:
    family = people.family()
    staff = people.acting(people.official(Role.STAFF, at=family.own))
    paper = work.paper(family.own, state="REGISTERED")
    make: list[Callable[[], Any]] = [lambda: operations.plan_from_paper(paper_id=paper.id, title="", actor=staff, now=clock.now()).id] * 4
    plans = set(at_once(make))
    assert len(plans) == 1
    plan_id = plans.pop()
    assert AssignedUnit.objects.count() == 2
    duty = AssignedUnit.objects.get(unit=family.own).assignment_id

    def change() -> int:
        row = operations.change_duty(
            assignment_id=duty, version=1, duty="x", due=None, lead_unit_id=family.child.id, actor=staff, now=clock.now()
        )
        return row.version

    answers = at_once([lambda: operations.assign(plan_id=plan_id, actor=staff, now=clock.now()), change] * 3)
    assert answers.count(1) == 1
    assert set(answers) <= {1, 2, "PLAN_ASSIGNED", "DUTY_CHANGED"}
    part = AssignedUnit.objects.get(unit__isnull=False)
    assert part.unit is not None
    officer = people.acting(people.official(Role.OFFICER, at=part.unit))
    done = at_once([lambda: answer(part, officer, DutyState.DONE).state] * 5)
    assert sorted(done).count(DutyState.DONE) == 1
