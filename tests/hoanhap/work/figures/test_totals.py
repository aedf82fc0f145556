"""Totals say what the lines say: whatever is written, taken back, moved, merged and folded, in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.operations import Naming
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import Refused
from hoanhap.work.figures import operations, queries
from hoanhap.work.figures.models import Increment, Line, Total
from hoanhap.work.figures.operations import Quantity
from hoanhap.work.figures.queries import Question, segment_of, standing, whole_segments

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SINCE, FIRST, LAST = date(2024, 1, 1), date(2025, 12, 15), date(2026, 6, 14)
CODES = ("mtg.sessions", "mtg.attend")
_serial = count(1)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(day=DAYS)
def test_a_segment_holds_no_cut_off(day: date) -> None:
    first = segment_of(day)
    assert first.day in (1, 15, 16)
    assert first <= day
    assert (first.year, first.month) == (day.year, day.month)
    assert all(segment_of(first + timedelta(days=step)) == first for step in range((day - first).days + 1))


@given(first=DAYS, days=st.integers(0, 400))
def test_whole_segments_are_the_most_that_fit(first: date, days: int) -> None:
    end = first + timedelta(days=days)
    begin, until = whole_segments(first, end)
    assert segment_of(begin) == begin
    assert segment_of(until) == until
    assert begin >= first
    assert until == begin or until <= end
    assert (begin - first).days < 17
    assert until == begin or (end - until).days < 17


@pytest.mark.parametrize(("first", "last"), [(date(2025, 12, 15), date(2026, 6, 14)), (date(2025, 10, 16), date(2026, 4, 15))])
def test_legal_periods_are_whole_segments(first: date, last: date) -> None:
    end = last + timedelta(days=1)
    assert whole_segments(first, end) == (first, end)


def _unit(parent: UUID | None, *, also: UUID | None = None) -> UUID:
    made = organisations.open_unit(code=f"F{next(_serial):06}", kind="COMMUNE", naming=Naming("Đơn vị"), since=SINCE, actor=SYSTEM, now=NOW)
    for above, hierarchy in ((parent, "GOVERNMENT"), (also, "PROFESSIONAL")):
        if above is not None:
            organisations.place_unit(unit_id=made.id, parent_id=above, hierarchy=hierarchy, since=SINCE, actor=SYSTEM, now=NOW)
    return made.id


def _land() -> list[UUID]:
    """A province, two departments, four communes: two of them also under a department, as a second way up."""
    province = _unit(None)
    departments = [_unit(province), _unit(province)]
    both_ways = [_unit(province, also=department) for department in departments]
    return [province, *departments, *both_ways, _unit(departments[0]), _unit(province)]


def _write(unit_id: UUID, day: date, amount: int) -> UUID:
    source_id = uuid4()
    quantities = [Quantity(CODES[amount % 2], Decimal(amount), estimated=amount % 5 == 0)]
    operations.write_lines(quantities=quantities, unit_id=unit_id, day=day, source_kind="test", source_id=source_id, proof={}, now=NOW)
    return source_id


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "write", "take back", "fold", "fold", "move", "merge", "rebuild"]),
        st.integers(0, 10**6), st.dates(date(2025, 11, 1), date(2026, 7, 31)),
    ),
    max_size=14,
)  # fmt: skip


@pytest.fixture
def catalogue(db: None) -> None:
    """The definitions of what is counted."""
    operations.load_catalogue(actor=SYSTEM, now=NOW)


@pytest.mark.usefixtures("catalogue")
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, ask=st.tuples(st.dates(date(2025, 11, 1), date(2026, 7, 31)), st.integers(0, 200)))
def test_totals_are_the_sums_of_their_lines(acts: list[tuple[str, int, date]], ask: tuple[date, int]) -> None:
    with transaction.atomic():
        units = _land()
        sources: list[UUID] = []
        for act, seed, day in acts:
            _act(act, seed, day, units, sources)
        for first, last in ((FIRST, LAST), (ask[0], ask[0] + timedelta(days=ask[1]))):
            _compare(units, first, last)
        assert operations.check_totals() == []
        assert operations.check_ways() == set()
        assert not Increment.objects.exists()
        _compare(units, FIRST, LAST)
        transaction.set_rollback(True)


def _act(act: str, seed: int, day: date, units: list[UUID], sources: list[UUID]) -> None:
    if act == "write":
        living = [unit.id for unit in Unit.objects.filter(pk__in=units, valid__contains=day).order_by("code")]
        sources.append(_write(living[seed % len(living)], day, seed % 100))
    elif act == "take back" and sources:
        operations.take_back(source_kind="test", source_id=sources[seed % len(sources)], now=NOW)
    elif act == "fold":
        operations.fold(most=seed % 9 + 1)
    elif act == "rebuild":
        operations.rebuild()
    elif act in ("move", "merge"):
        _reorganise(act, seed, day, units)


def _reorganise(act: str, seed: int, day: date, units: list[UUID]) -> None:
    one, two = units[3 + seed % 4], units[1 + seed % 2]
    by = {"day": day, "reference": "Nghị quyết thử", "actor": SYSTEM, "now": NOW}
    try:
        if act == "move":
            organisations.move_unit(unit_id=one, parent_id=two, **by)
        else:
            organisations.merge_units(source_ids=[one], into=units[3 + seed // 4 % 4], **by)
    except Refused:
        return  # a refused act is one that did not happen


def _compare(units: list[UUID], first: date, last: date) -> None:
    """The answers, from wherever they come, and the sums of the lines behind them; of all units at once, the same."""
    asked = {"unit_ids": units, "period_from": first, "period_until": last}
    together = queries.of_units(CODES, **asked)
    for unit_id in units:
        found = queries.answers(CODES, unit_id=unit_id, period_from=first, period_until=last)
        for code in CODES:
            behind = list(standing(queries.lines_behind(Question(code, unit_id, first, last))))
            assert found[code].value == sum((line.quantity for line in behind), Decimal(0))
            assert found[code].line_count == len(behind)
            assert found[code].estimated == any(line.estimated for line in behind)
            assert together[unit_id][code] == found[code]
        _compare_months(unit_id, first, last)


def _compare_months(unit_id: UUID, first: date, last: date) -> None:
    """Each month answers as it does when it is asked alone, and together they are all days of the period."""
    for code, months in queries.by_month(CODES, unit_id=unit_id, period_from=first, period_until=last).items():
        assert months == [queries.answer(month.question) for month in months]
        asked = [(month.question.period_from, month.question.period_until) for month in months]
        assert all((begin.year, begin.month) == (until.year, until.month) for begin, until in asked)
        assert [day for begin, until in asked for day in _days(begin, until)] == _days(first, last), code


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


@pytest.fixture
def land(catalogue: None) -> list[UUID]:
    return _land()


@pytest.mark.parametrize("fresh", [True, False], ids=["from totals", "from lines"])
@pytest.mark.parametrize("first", [FIRST, FIRST + timedelta(days=3)], ids=["legal", "odd"])
def test_five_years_by_month_ask_as_often_as_one_month(
    land: list[UUID], fresh: bool, first: date, django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    if fresh:
        operations.fold()
    queries.answers(CODES, unit_id=land[0], period_from=first, period_until=first)  # reads the definitions, which are kept
    for days in (20, 5 * 365):
        with django_assert_max_num_queries(4):
            queries.by_month(CODES, unit_id=land[0], period_from=first, period_until=first + timedelta(days=days))


def test_only_sums_are_told_by_month(land: list[UUID]) -> None:
    assert list(queries.by_month(["cs.stations", "mtg.attend"], unit_id=land[0], period_from=FIRST, period_until=LAST)) == ["mtg.attend"]


def test_a_line_counts_before_and_after_it_is_folded(land: list[UUID]) -> None:
    operations.fold()
    _write(land[3], FIRST, 7)
    question = Question("mtg.attend", land[0], FIRST, LAST)
    assert Increment.objects.exists()
    assert queries.answer(question).value == 7
    operations.fold()
    assert not Increment.objects.exists()
    assert queries.answer(question).value == 7


@pytest.mark.parametrize("borders", [None, NOW.date()], ids=["of each day", "of today"])
def test_odd_days_of_a_wide_unit_are_one_question(
    land: list[UUID], borders: date | None, django_assert_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    communes = [_unit(land[0]) for _commune in range(10)]
    days = [FIRST + timedelta(days=step) for step in (0, 3, 4, 40, 60, 61)]
    for number, day in enumerate(days):
        _write(communes[number], day, 2 * 10**number + 1)
    operations.fold(on=NOW.date())
    _write(communes[9], days[4], 7)  # stays queued
    asked = Question("mtg.attend", land[0], days[1], days[4], borders)
    queries.answer(asked)  # reads the definitions, which are kept
    with django_assert_num_queries(1 if borders is None else 2):
        found = queries.answer(asked)
    assert (found.value, found.line_count) == (20_000 + 2_000 + 200 + 20 + 4 + 7, 5)
    _compare([land[0], communes[1]], days[1], days[4])


def test_two_ways_up_count_once(land: list[UUID]) -> None:
    operations.fold()
    _write(land[3], FIRST, 7)
    operations.fold()
    assert Total.objects.get(node=land[0], indicator="mtg.attend").quantity == 7


def test_totals_of_another_tree_are_not_believed(land: list[UUID]) -> None:
    operations.fold()
    _write(land[6], FIRST, 7)
    organisations.move_unit(unit_id=land[6], parent_id=land[1], day=date(2025, 1, 1), reference="Thử", actor=SYSTEM, now=NOW)
    question = Question("mtg.attend", land[1], FIRST, LAST)
    assert queries.answer(question).value == 7
    operations.fold()
    assert Total.objects.get(node=land[1], indicator="mtg.attend").quantity == 7


def test_a_total_that_was_tampered_with_is_named(land: list[UUID]) -> None:
    _write(land[3], FIRST, 7)
    operations.fold()
    Total.objects.filter(node=land[0]).update(quantity=F("quantity") + 1)
    (difference,) = operations.check_totals()
    assert (difference.node_id, difference.indicator, difference.segment) == (land[0], "mtg.attend", FIRST)
    assert (difference.kept, difference.lines) == (8, 7)
    assert Line.objects.count() == 1
    operations.rebuild()
    assert operations.check_totals() == []
