"""The ledger: a figure is the sum of its lines whatever was done in whatever order, and the past can be asked again."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hoanhap.ground.organisations import operations as organisations
from hoanhap.kernel import clock, proofs
from hoanhap.kernel.actor import SYSTEM, Role
from hoanhap.kernel.errors import NotAllowed, Refused
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.models import Entry, Quantity
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures import operations, queries
from hoanhap.work.figures.models import Figure, Line
from hoanhap.work.figures.queries import Question
from tests.factories import people, work
from tests.factories.threads import at_once

CODE = "cs.radio_airings"
START, END = date(2026, 1, 1), date(2026, 12, 31)
NAMES = ("log", "accept", "give_back", "send_again", "withdraw", "freeze")
ACTS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 5), st.integers(0, 500)), min_size=4, max_size=14)


def body(airings: int) -> activities.Body:
    amounts = {"cs.radio_items": Decimal(1), CODE: Decimal(airings), "cs.radio_minutes": Decimal(30)}
    return activities.Body(channel="DTT", day=date(2026, 3, 1), title="Bản tin", amounts=amounts, urls=("https://a.example/1",))


class AnyOrder(TestCase):
    """Logged, accepted, given back, sent again, withdrawn, frozen: in any order."""

    @settings(max_examples=12, deadline=None)
    @given(ACTS)
    def test_a_figure_is_the_sum_of_its_lines_and_of_the_accepted_entries(self, acts: list[tuple[str, int, int]]) -> None:
        work.catalogue()
        unit = people.unit("Xã Thử")
        officer, reviewer = (people.acting(people.official(role, at=unit)) for role in (Role.OFFICER, Role.REVIEWER))
        question, now = Question(CODE, unit.id, START, END), datetime(2026, 3, 2, 2, tzinfo=people.NOW.tzinfo)
        entries: list[Entry] = []
        frozen: list[tuple[Figure, Decimal, str]] = []
        past: list[tuple[datetime, Decimal, int]] = []
        for name, which, number in acts:
            now += timedelta(minutes=1)
            with contextlib.suppress(Refused):  # not in a state for that: nothing may have changed
                self._act(name, entries, which, number, officer=officer, reviewer=reviewer, now=now)
            if name == "freeze":
                figure = operations.freeze(question=question, actor=officer, now=now)
                frozen.append((figure, figure.value, figure.root))
            live = queries.answer(question)
            kept = list(queries.standing(queries.lines_behind(question)))
            accepted = Quantity.objects.filter(entry__state=EntryState.ACCEPTED, entry__unit=unit, indicator_id=CODE)
            assert live.value == sum((line.quantity for line in kept), Decimal(0)) == sum((row.amount for row in accepted), Decimal(0))
            assert live.value == sum((line.quantity for line in queries.lines_behind(question)), Decimal(0))  # with reversals, too
            assert live.line_count == len(kept) == accepted.count()
            past.append((now, live.value, live.line_count))
        for moment, value, count in past:
            then = queries.answer(question, as_of=moment)
            assert (then.value, then.line_count) == (value, count)
        for figure, value, root in frozen:
            _whole(Figure.objects.get(pk=figure.id), value, root)

    @staticmethod
    def _act(name: str, entries: list[Entry], which: int, number: int, *, officer: Any, reviewer: Any, now: datetime) -> None:
        if name == "log":
            entries.append(activities.log(entry_id=uuid4(), body=body(number), actor=officer, now=now))
            return
        if name == "freeze" or not entries:
            return
        entry = entries[which % len(entries)]
        if name == "accept":
            activities.accept(entry_id=entry.id, actor=reviewer, now=now)
        elif name == "give_back":
            activities.give_back(entry_id=entry.id, reason="Sai số", actor=reviewer, now=now)
        elif name == "withdraw":
            activities.withdraw(entry_id=entry.id, actor=officer, now=now)
        else:
            version = Entry.objects.get(pk=entry.id).version
            activities.send_again(entry_id=entry.id, version=version, body=body(number), actor=officer, now=now)


def _whole(figure: Figure, value: Decimal, root: str) -> None:
    """A frozen figure is as it was; its root recomputes from its leaves, they from their content, the value from their quantities."""
    assert (figure.value, figure.root) == (value, root)
    leaves = queries.sheet(figure)["lines"]
    assert [proofs.digest(leaf["content"]) for leaf in leaves] == [leaf["digest"] for leaf in leaves]
    assert proofs.root(leaf["digest"] for leaf in leaves) == root
    assert sum((Decimal(leaf["content"]["quantity"]) for leaf in leaves), Decimal(0)) == value
    assert queries.answer(Question(CODE, figure.unit_id, figure.period_from, figure.period_until), as_of=figure.as_of).value == value


def write(unit: Any, day: date, amount: int) -> None:
    operations.write_lines(
        quantities=[operations.Quantity(CODE, Decimal(amount))], unit_id=unit.id, day=day, source_kind="entry", source_id=uuid4(), proof={},
        now=clock.now(),
    )  # fmt: skip


@pytest.mark.django_db
def test_a_unit_that_ended_or_moved_counts_for_the_days_on_which_it_stood_below() -> None:
    work.catalogue()
    province, other = people.unit("Tỉnh"), people.unit("Tỉnh Khác")
    ended, moved, twice = people.unit("Huyện"), people.unit("Xã Chuyển"), people.unit("Xã Hai Cây")
    move = date(2026, 7, 1)
    for child, parent, since, until in (
        (ended, province, people.SINCE, move), (moved, province, people.SINCE, move), (moved, other, move, None),
    ):  # fmt: skip
        organisations.place_unit(unit_id=child.id, parent_id=parent.id, since=since, until=until, actor=SYSTEM, now=people.NOW)
    for hierarchy in ("GOVERNMENT", "PROFESSIONAL"):
        organisations.place_unit(
            unit_id=twice.id, parent_id=province.id, since=people.SINCE, hierarchy=hierarchy, actor=SYSTEM, now=people.NOW
        )
    for unit in (ended, moved, twice, province):
        write(unit, date(2026, 6, 30), 1)
        write(unit, move, 10)
    assert queries.answer(Question(CODE, province.id, START, END)).value == 1 + 1 + 11 + 11
    assert queries.answer(Question(CODE, other.id, START, END)).value == 10
    assert queries.answer(Question(CODE, province.id, START, date(2026, 6, 30))).value == 4
    assert queries.answer(Question(CODE, province.id, move, END)).value == 20


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["figures_line", "figures_figure", "figures_leaf"])
def test_what_is_written_and_frozen_is_nobodys_to_change(table: str) -> None:
    work.catalogue()
    unit = people.unit("Xã")
    write(unit, START, 5)
    operations.freeze(question=Question(CODE, unit.id, START, END), actor=SYSTEM, now=clock.now())
    column = "line_id" if table == "figures_leaf" else "id"
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608  our own tables
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
def test_a_line_written_with_a_slow_clock_stands_after_the_figure_that_did_not_see_it() -> None:
    work.catalogue()
    unit = people.unit("Xã")
    question = Question(CODE, unit.id, START, END)
    write(unit, START, 5)
    figure = operations.freeze(question=question, actor=SYSTEM, now=clock.now() + timedelta(hours=1))
    write(unit, START, 7)  # its clock is an hour behind
    assert queries.answer(question, as_of=figure.as_of).value == figure.value == 5
    assert queries.answer(question).value == 12


@pytest.mark.django_db(transaction=True)
def test_figures_frozen_while_lines_are_written_are_sums_of_their_leaves() -> None:
    work.catalogue()
    unit = people.unit("Xã")
    question = Question(CODE, unit.id, START, END)
    acts: list[Any] = [lambda: write(unit, START, 3), lambda: operations.freeze(question=question, actor=SYSTEM, now=clock.now())] * 8
    at_once(acts, threads=6)
    assert Line.objects.count() == 8
    for figure in Figure.objects.all():
        _whole(figure, figure.value, figure.root)


@pytest.mark.django_db
def test_definitions_come_from_the_catalogue_alone_and_only_changes_make_versions() -> None:
    work.catalogue()
    before = len(queries.versions_on(START))
    work.catalogue()
    assert len(queries.versions_on(START)) == before == queries.IndicatorVersion.objects.count()
    admin = people.acting(people.official(Role.ADMINISTRATOR, at=people.unit("Sở")))
    with pytest.raises(NotAllowed):
        operations.define(code="x", channel="", kind="FLOW", position=1, version={}, actor=admin, now=clock.now())
