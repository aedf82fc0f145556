"""Which act is open in which state to which role: the whole table, tried cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import NotAllowed, NotFound, Refused, WrongState
from hoanhap.people.feedback import operations
from hoanhap.people.feedback.models import Question
from hoanhap.people.feedback.states import MOVES, QuestionState, StepKind
from tests.factories import feedback, people
from tests.factories.feedback import NOW

pytestmark = pytest.mark.django_db
R, S = Role, QuestionState
Do = Callable[[Question, Actor, feedback.Office], Any]


def _by(question: Question, actor: Actor) -> dict[str, Any]:
    return {"question_id": question.id, "version": question.version, "actor": actor, "now": NOW}


ACTS: dict[str, tuple[Do, set[str], set[str]]] = {
    # act: how, who may, in which states
    "route": (
        lambda q, a, o: operations.route(unit_id=o.unit.id, topic="WORK", **_by(q, a)),
        {R.CLERK, R.STAFF},
        {S.RECEIVED},
    ),
    "transfer": (
        lambda q, a, o: operations.transfer(unit_id=_other(o), reason="NOT_OURS", words="Việc của xã", **_by(q, a)),
        {R.CLERK, R.STAFF},
        {S.ROUTED},
    ),
    "close": (
        lambda q, a, _o: operations.close(reason="OUTSIDE", words="Ngoài phạm vi", **_by(q, a)),
        {R.CLERK, R.STAFF},
        {S.RECEIVED, S.ROUTED},
    ),
    "pause": (
        lambda q, a, _o: operations.pause(reason="WAIT_BODY", words="Chờ ý kiến", **_by(q, a)),
        {R.STAFF, R.OFFICER},
        {S.ROUTED},
    ),
    "extend": (
        lambda q, a, _o: operations.extend(days=5, reason="COMPLEX", words="Cần xác minh", **_by(q, a)),
        {R.STAFF, R.OFFICER},
        {S.ROUTED},
    ),
    "draft": (
        lambda q, a, _o: operations.draft(words="Trả lời", submit=True, **_by(q, a)),
        {R.STAFF, R.OFFICER},
        {S.ROUTED},
    ),
    "send_back": (
        lambda q, a, _o: operations.send_back(reason="Thiếu căn cứ", **_by(q, a)),
        {R.REVIEWER, R.LEADER},
        {S.CHECKING},
    ),
    "send": (lambda q, a, _o: operations.send(**_by(q, a)), {R.REVIEWER, R.LEADER}, {S.CHECKING}),
}
ONE_LOOKS = {R.CLERK, R.STAFF, R.OFFICER, R.REVIEWER, R.LEADER}


def _other(office: feedback.Office) -> Any:
    return next(unit for unit in office.officer.within if unit != office.unit.id)


@pytest.mark.parametrize("state", list(QuestionState))
def test_every_act_in_every_state_by_every_role(office: feedback.Office, state: str) -> None:
    _code, row = feedback.at_state(state, office)
    for name, (do, who, where) in ACTS.items():
        for role, actor in office.everybody().items():
            got = _tried(do, row, actor, office)
            if role not in ONE_LOOKS:
                assert got is NotFound, (name, role)
            elif role not in who:
                assert got is NotAllowed, (name, role)
            else:
                assert got is (None if state in where else WrongState), (name, role, got)


def _tried(do: Do, row: Question, actor: Actor, office: feedback.Office) -> type[Exception] | None:
    """What came of it; whatever it was is taken back. One act, one row in the trail."""
    before = AuditEntry.objects.count()
    outcome: type[Exception] | None = None
    try:
        with transaction.atomic():
            do(Question.objects.get(pk=row.pk), actor, office)
            assert AuditEntry.objects.count() - before in (1, 2), "the act, and the counting of what had just come"
            transaction.set_rollback(True)
    except Refused as refusal:
        outcome = type(refusal)
    assert AuditEntry.objects.count() == before
    return outcome


def test_complaints_are_forwarded_and_never_answered(office: feedback.Office) -> None:
    _code, row = feedback.asked(kind="COMPLAINT")
    for role, actor in office.everybody().items():
        got = _tried(lambda q, a, _o: operations.forward(body="COMMUNE", words="Phiếu 7", **_by(q, a)), row, actor, office)
        assert got is (None if role in (R.CLERK, R.STAFF) else NotAllowed if role in ONE_LOOKS else NotFound), role
    operations.route(unit_id=office.unit.id, topic="OTHER", **_by(row, office.clerk))
    row.refresh_from_db()
    with pytest.raises(WrongState) as refusal:
        operations.draft(words="Ông đúng", submit=True, **_by(row, office.officer))
    assert refusal.value.code == "COMPLAINTS_ARE_FORWARDED"


def test_a_question_is_not_forwarded(office: feedback.Office) -> None:
    _code, row = feedback.asked()
    with pytest.raises(WrongState):
        operations.forward(body="COMMUNE", words="Phiếu 7", **_by(row, office.clerk))


@pytest.mark.parametrize("place", ["parent", "sibling"])
def test_units_beside_see_nothing_and_the_unit_above_sees_all(office: feedback.Office, family: people.Family, place: str) -> None:
    _code, row = feedback.at_state(S.ROUTED, office)
    actor = people.acting(people.official(Role.STAFF, at=getattr(family, place)))
    got = _tried(lambda q, a, _o: operations.close(reason="OUTSIDE", words="x", **_by(q, a)), row, actor, office)
    assert got is (None if place == "parent" else NotFound)


def test_nobody_checks_what_they_wrote(office: feedback.Office, family: people.Family) -> None:
    both = people.acting(people.official(Role.OFFICER, Role.REVIEWER, at=family.own))
    _code, row = feedback.at_state(S.ROUTED, office)
    operations.draft(words="Trả lời", submit=True, **_by(row, both))
    row.refresh_from_db()
    with pytest.raises(NotAllowed):
        operations.send(**_by(row, both))
    operations.send(**_by(row, office.reviewer))


def test_who_comes_second_is_told_and_changes_nothing(office: feedback.Office) -> None:
    _code, row = feedback.asked()
    operations.route(unit_id=office.unit.id, topic="WORK", **_by(row, office.clerk))
    with pytest.raises(WrongState):
        operations.close(reason="OUTSIDE", words="x", **_by(row, office.staff))
    assert Question.objects.get().state == S.ROUTED


def test_an_answer_that_was_given_back_is_changed_and_sent_as_one(office: feedback.Office) -> None:
    _code, row = feedback.at_state(S.CHECKING, office)
    operations.send_back(reason="Nêu căn cứ", **_by(row, office.reviewer))
    row.refresh_from_db()
    assert row.state == S.ROUTED
    operations.draft(words="Theo Điều 70, …", submit=True, **_by(row, office.officer))
    row.refresh_from_db()
    answer = operations.send(**_by(row, office.leader))
    assert (answer.number, answer.words, answer.state) == (1, "Theo Điều 70, …", "SENT")
    assert row.answers.count() == 1


def test_a_template_with_gaps_is_not_handed_in(office: feedback.Office) -> None:
    _code, row = feedback.at_state(S.ROUTED, office)
    with pytest.raises(Refused) as refusal:
        operations.draft(words="Chào bạn, [Trả lời thẳng].", submit=True, **_by(row, office.officer))
    assert "[Trả lời thẳng]" in str(refusal.value.message)
    operations.draft(words="Chào bạn, [Trả lời thẳng].", **_by(row, office.officer))


@pytest.mark.parametrize(
    ("do", "field"),
    [
        (lambda by: operations.close(reason="OUTSIDE", words=" ", **by), "words"),
        (lambda by: operations.close(reason="", words="x", **by), "reason"),
        (lambda by: operations.route(unit_id=by["question_id"], topic="WORK", **by), "unit_id"),
        (lambda by: operations.route(unit_id=by["actor"].unit_id, topic="CRIME", **by), "topic"),
    ],
)
def test_a_reason_or_a_place_is_never_missing(office: feedback.Office, do: Any, field: str) -> None:
    _code, row = feedback.asked()
    with pytest.raises(Refused) as refusal:
        do(_by(row, office.clerk))
    assert field in refusal.value.fields


def test_the_unit_complained_of_never_gets_it(office: feedback.Office, family: people.Family) -> None:
    """T3: neither the unit nor anything below it, by no way."""
    _code, row = feedback.asked(kind="REMARK")
    for target in (family.own, family.child):
        with pytest.raises(Refused) as refusal:
            operations.route(unit_id=target.id, topic="OFFICE", concerns_id=family.own.id, **_by(row, office.clerk))
        assert refusal.value.code == "UNIT_CONCERNED"
    operations.route(unit_id=family.sibling.id, topic="OFFICE", concerns_id=family.own.id, **_by(row, office.clerk))
    for at in (family.own, family.child):
        with pytest.raises(NotFound):
            operations.close(reason="OUTSIDE", words="x", **_by(row, people.acting(people.official(Role.STAFF, at=at))))
    row.refresh_from_db()
    beside = people.acting(people.official(Role.STAFF, at=family.sibling))
    with pytest.raises(Refused) as refusal:
        operations.transfer(unit_id=family.child.id, reason="NOT_OURS", words="x", **_by(row, beside))
    assert refusal.value.code == "UNIT_CONCERNED"


def test_a_question_about_the_unit_that_receives_comes_to_another_from_the_first_moment(
    office: feedback.Office, family: people.Family
) -> None:
    """T3: nobody there ever sees it, and where there is no other place it is not taken at all."""
    with pytest.raises(WrongState) as refusal:
        feedback.asked(kind="REMARK", concerns=family.own.id)
    assert refusal.value.code == "NO_OTHER_RECEPTION"
    beside = people.acting(people.official(Role.STAFF, at=family.sibling))
    _code, row = feedback.asked(kind="REMARK", concerns=family.own.id)
    assert (row.unit, row.received_by, row.concerns) == (family.sibling, family.sibling, family.own)
    for actor in office.everybody().values():
        with pytest.raises(NotFound):
            operations.close(reason="OUTSIDE", words="x", **_by(row, actor))
    with pytest.raises(Refused) as refusal:
        operations.route(unit_id=family.child.id, topic="OFFICE", **_by(row, beside))
    assert refusal.value.code == "UNIT_CONCERNED"


def test_the_table_of_moves_is_the_one_that_was_meant() -> None:
    assert {
        "RECEIVED": {"ROUTED", "FORWARDED", "CLOSED"},
        "ROUTED": {"ROUTED", "CHECKING", "FORWARDED", "CLOSED"},
        "CHECKING": {"ROUTED", "ANSWERED"},
        "ANSWERED": {"ROUTED"},
        "CLOSED": {"ROUTED"},
        "FORWARDED": set(),
    } == MOVES


def test_every_stop_and_turn_is_told_with_its_reason_and_rule(office: feedback.Office) -> None:
    _code, row = feedback.at_state(S.ROUTED, office)
    operations.pause(reason="WAIT_BODY", words="Chờ Sở Nội vụ", **_by(row, office.officer))
    row.refresh_from_db()
    operations.resume(**_by(row, office.officer))
    row.refresh_from_db()
    operations.extend(days=3, reason="COMPLEX", words="Cần xác minh", **_by(row, office.officer))
    row.refresh_from_db()
    operations.transfer(unit_id=_other(office), reason="NOT_OURS", words="Việc của xã", **_by(row, office.clerk))
    steps = list(row.steps.order_by("number"))
    assert [step.kind for step in steps] == [StepKind.ROUTED, StepKind.PAUSED, StepKind.RESUMED, StepKind.EXTENDED, StepKind.TRANSFERRED]
    assert all(step.reason and step.words and step.basis for step in steps if step.kind not in (StepKind.ROUTED, StepKind.RESUMED))
