"""Counts stated from papers: reviewed like entries; stocks, ratios and sums made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from hoanhap.config import verifying
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from hoanhap.work.activities import operations, queries
from hoanhap.work.activities.models import Aggregate
from hoanhap.work.activities.operations import Count
from hoanhap.work.activities.states import AGGREGATE
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries import Question
from tests.factories import people

pytestmark = pytest.mark.django_db
MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 14)


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    ledger.load_catalogue(actor=SYSTEM, now=clock.now())


def managed(amount: int, day: date = MARCH, **changes: Any) -> Count:
    return replace(Count("re.managed", Decimal(amount), day, day, "Sổ theo dõi số 3, Công an xã"), **changes)


def state(officer: Actor, count: Count, overseer: Actor | None = None) -> UUID:
    row = operations.state_count(aggregate_id=uuid4(), count=count, actor=officer, now=clock.now())
    if overseer:
        operations.accept_count(aggregate_id=row.id, version=row.version, actor=overseer, now=clock.now())
    return row.id


def ask(unit: Any, code: str = "re.managed", until: date = JUNE) -> figures.Answer:
    return figures.answer(Question(code, unit.id, date(2025, 12, 15), until))


def test_a_stock_is_the_last_statement_of_each_unit_summed(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    state(officers[0], managed(12), overseer)
    state(officers[0], managed(14, JUNE), overseer)
    state(officers[1], managed(5), overseer)
    state(officers[1], managed(99, JUNE))  # not accepted
    now, before = ask(family.parent), ask(family.parent, until=MARCH)
    assert (now.value, now.stated_from, now.stated_until, now.line_count) == (19, MARCH, JUNE, 2)
    assert before.value == 17
    assert ask(family.parent, until=date(2026, 3, 30)).line_count == 0


def test_a_ratio_is_asked_of_its_two_figures_and_never_summed(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    for officer, received, released in ((officers[0], 9, 10), (officers[1], 1, 20)):
        for code, amount in (("re.received", received), ("amn.released", released)):
            count = Count(code, Decimal(amount), date(2026, 1, 1), MARCH, "Báo cáo số 7/BC-CAX")
            state(officer, count, overseer)
    rate = ask(family.parent, "re.returned_rate")
    assert (rate.value, [part.value for part in rate.parts]) == (Decimal("33.33"), [10, 30])
    assert ask(family.child, "re.returned_rate").line_count == 0


def test_returned_it_leaves_the_figures_and_comes_back_corrected(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    made = state(officers[0], managed(12), overseer)
    operations.give_back_count(aggregate_id=made, version=1, reason="Sai số", actor=overseer, now=clock.now())
    assert ask(family.parent).line_count == 0
    row = operations.state_count(aggregate_id=made, count=managed(11), version=1, actor=officers[0], now=clock.now())
    operations.accept_count(aggregate_id=made, version=row.version, actor=overseer, now=clock.now())
    assert ask(family.parent).value == 11
    (line,) = figures.standing(figures.of_source(AGGREGATE, made))
    assert line.proof == queries.proof_of_aggregate(queries.get_aggregate(made, actor=overseer))


def test_a_replay_finds_the_first_and_a_late_correction_is_a_conflict(officers: list[Actor], overseer: Actor) -> None:
    made = state(officers[0], managed(12))
    again = operations.state_count(aggregate_id=made, count=managed(12), actor=officers[0], now=clock.now())
    assert (again.id, Aggregate.objects.count()) == (made, 1)
    with pytest.raises(Conflict):  # it waits: nothing to correct
        operations.state_count(aggregate_id=made, count=managed(13), version=1, actor=officers[0], now=clock.now())


def test_a_divided_count_is_its_parts_and_never_both(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    parts = {"sex": {"F": Decimal(5), "M": Decimal(9)}, "category": {"amnesty": Decimal(14)}}
    made = state(officers[0], managed(14, divided=parts), overseer)
    state(officers[1], managed(5), overseer)
    assert (ask(family.parent).value, ask(family.own).value) == (19, 14)
    lines = figures.of_source(AGGREGATE, made).select_related("cut")
    assert {(line.cut.values["sex"], line.cut.values["category"], line.quantity) for line in lines if line.cut} == {
        ("F", "amnesty", Decimal(5)), ("M", "amnesty", Decimal(9)),
    }  # fmt: skip
    by_cut = [figures.answer(Question("re.managed", family.parent.id, MARCH, JUNE, cut=line.cut_id)).value for line in lines]
    assert sum(by_cut) == 14
    state(officers[0], managed(16, JUNE), overseer)  # the next statement is whole: nothing of the earlier one is left
    assert ask(family.parent).value == 21


def test_the_money_beside_a_count_adds_up_by_itself(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    flow = Count("re.gifts", Decimal(12), date(2026, 1, 1), MARCH, "Sổ quỹ", second=Decimal(6_000_000))
    made = state(officers[0], flow, overseer)
    state(officers[1], replace(flow, amount=Decimal(3), second=Decimal(900_000)), overseer)
    state(officers[1], replace(flow, period_from=JUNE, period_until=JUNE, second=None), overseer)
    assert (ask(family.parent, "re.gifts").value, ask(family.parent, "re.gifts_second").value) == (27, 6_900_000)
    row = queries.get_aggregate(made, actor=officers[0])
    said = {str(made): queries.stated_by_aggregate(row)}
    program = verifying.program()
    for line in figures.of_source(AGGREGATE, made):
        content, code = figures.content_of(line), line.version.indicator_id
        assert list(program._count("S", code, content, said)) == []
        assert list(program._count("S", code, content | {"quantity": "1.00"}, said))
    assert figures.standing(figures.of_source(AGGREGATE, made)).count() == 2


@pytest.mark.parametrize("changes", [{"indicator": "re.managed"}, {"second": Decimal("0.5")}, {"amount": Decimal(0)}])
def test_a_second_number_that_makes_no_sense_is_refused(officers: list[Actor], changes: dict[str, Any]) -> None:
    count = replace(Count("re.gifts", Decimal(12), MARCH, MARCH, "Sổ quỹ", second=Decimal(5)), **changes)
    with pytest.raises(Invalid) as refusal:
        state(officers[0], count)
    assert set(refusal.value.fields) == {"second"}


def test_the_same_days_are_not_counted_twice(officers: list[Actor], overseer: Actor) -> None:
    flow = Count("re.received", Decimal(3), date(2026, 1, 1), MARCH, "Báo cáo số 7/BC-CAX")
    state(officers[0], flow, overseer)
    with pytest.raises(WrongState, match="AGGREGATE_TWICE"):  # divided or not, it is the same number
        state(officers[0], replace(flow, divided={"sex": {"F": Decimal(1), "M": Decimal(2)}}), overseer)
    with pytest.raises(WrongState, match="AGGREGATE_TWICE"):
        state(officers[0], replace(flow, period_from=date(2026, 3, 1), period_until=JUNE), overseer)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": Decimal("1.5")}, "amount"), ({"amount": Decimal(-1)}, "amount"), ({"source": "  "}, "source"),
        ({"period_from": date(2026, 1, 1)}, "period_from"),
        ({"period_until": date(2099, 1, 1), "period_from": date(2099, 1, 1)}, "period_until"),
        ({"indicator": "mtg.sessions"}, "indicator"), ({"divided": {"colour": {"red": Decimal(5)}}}, "re.managed:colour:red"),
        ({"divided": {"sex": {"F": Decimal(2)}}}, "re.managed:sex:F"), ({"estimated": True}, "estimated"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_at_its_field(officers: list[Actor], changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        state(officers[0], replace(managed(5), **changes))
    assert field in refusal.value.fields
    assert not Aggregate.objects.exists()


def test_who_stated_does_not_review_and_strangers_see_nothing(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    made = state(officers[0], managed(5))
    assert [row.id for row in queries.aggregates_to_review(overseer)] == [made]
    with pytest.raises(NotAllowed):
        operations.accept_count(aggregate_id=made, version=1, actor=officers[0], now=clock.now())
    with pytest.raises(NotFound):
        queries.get_aggregate(made, actor=officers[1])


def test_what_changes_after_a_return_is_told_with_the_number_beside_it(officers: list[Actor], overseer: Actor) -> None:
    def gifts(money: int) -> Count:
        return Count("re.gifts", Decimal(12), MARCH, JUNE, "Sổ quỹ", second=Decimal(money))

    row_id = state(officers[0], gifts(6_000_000), overseer)
    operations.give_back_count(aggregate_id=row_id, version=1, reason="Sai tiền", actor=overseer, now=clock.now())
    row = operations.state_count(aggregate_id=row_id, count=gifts(7_000_000), version=1, actor=officers[0], now=clock.now())
    (change,) = queries.changes_since(row)
    assert (change.field, change.code) == (queries.QUANTITY, "re.gifts_second")
    assert (change.before, change.now) == (("6000000.00", False), ("7000000.00", False))
    assert (row.returned["reason"], row.returned["by"]) == ("Sai tiền", overseer.name)
