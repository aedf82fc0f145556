"""Anything in any order: logged, reviewed, returned, joined, parted, moved, merged, divided, frozen, folded. At every moment each figure is
what its accepted entries say, whichever way it is answered; joint works count once above and once in each sheet; the past gives what it
gave; frozen figures stay."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations import queries as units
from hoanhap.ground.organisations.operations import Birth, Naming, Share
from hoanhap.kernel import proofs
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.kernel.errors import Refused
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities import queries as entries
from hoanhap.work.activities.models import Entry
from hoanhap.work.figures import operations, queries
from hoanhap.work.figures.models import Figure
from hoanhap.work.figures.queries import Question
from hoanhap.work.figures.queries.freshness import is_fresh
from tests.factories import people, work

TOPICS = ("amnesty", "credit", "other")
ONCE, SUMMED = "press.items", "cs.radio_airings"
FIRST, LAST, TODAY = date(2025, 12, 15), date(2026, 6, 14), date(2026, 11, 22)
DAYS = st.dates(date(2025, 12, 1), date(2026, 6, 20))
REFORM = st.dates(date(2026, 7, 1), date(2026, 10, 31))
_serial = count(1)


class Story(RuleBasedStateMachine):
    """A province, its communes, what they log, and what becomes of all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 22, 2, tzinfo=people.NOW.tzinfo)
        self.ids: list[UUID] = []
        self.frozen: list[tuple[UUID, Decimal, str]] = []
        self.past: list[tuple[datetime, dict[str, tuple[Decimal, int]]]] = []

    @initialize()
    def land(self) -> None:
        work.catalogue()
        top = people.unit("Nước", kind="CENTRAL")
        self.province = people.unit("Tỉnh", parent=top, kind="PROVINCE").id
        department = people.unit("Sở", parent=units.Unit.objects.get(pk=self.province), kind="DEPARTMENT")
        self.top, self.department = top.id, department.id
        self.communes = [people.unit(f"Xã {name}", parent=department).id for name in ("Một", "Hai", "Ba")]
        for commune in self.communes[:2]:  # a second way up
            organisations.place_unit(
                unit_id=commune, parent_id=self.province, since=people.SINCE, hierarchy="PROFESSIONAL", actor=SYSTEM, now=people.NOW
            )
        self.loggers = {unit: people.official(Role.OFFICER, at=units.Unit.objects.get(pk=unit)) for unit in self.communes}
        self.reviewer_user = people.official(Role.REVIEWER, at=top)
        for which in (0, 1, 2, 2):  # something to join from the first step on
            self.log(which=which, day=date(2026, 3, 1 + which), amount=0, same=True)
            self.decide(which=len(self.ids) - 1, act="accept")
        self.join(which=1, other=0, leads=False)

    def _acting(self, user: Any) -> Actor:
        return people.acting(user)

    def _try(self, act: Callable[..., Any], **what: Any) -> Any:
        """A refused act is one that did not happen."""
        self.now += timedelta(minutes=1)
        with contextlib.suppress(Refused):
            return act(now=self.now, **what)
        return None

    def _entry(self, which: int) -> Entry | None:
        return Entry.objects.get(pk=self.ids[which % len(self.ids)]) if self.ids else None

    @rule(which=st.integers(0, 2), day=DAYS, amount=st.integers(0, 20), same=st.booleans())
    def log(self, which: int, day: date, amount: int, same: bool) -> None:
        address = "https://a.example/1" if same else f"https://a.example/x{next(_serial)}"
        title = f"Bài {next(_serial)}"
        topic = {ONCE: {"topic": {TOPICS[which]: Decimal(1)}}} if amount % 3 else {}
        bodies = [activities.Body(channel="BAO", day=day, title=title, amounts={ONCE: Decimal(1)}, divided=topic, urls=(address,))]
        amounts = {"cs.radio_items": Decimal(1), SUMMED: Decimal(amount), "cs.radio_minutes": Decimal(9)}
        spoken = {SUMMED: {"language": {"vi": Decimal(amount // 3), "minority": Decimal(amount - amount // 3)}}} if amount % 5 else {}
        bodies.append(activities.Body(channel="DTT", day=day, title=title, amounts=amounts, divided=spoken, urls=(address,)))
        made = self._try(activities.log, entry_id=uuid4(), body=bodies[amount % 2], actor=self._acting(self.loggers[self.communes[which]]))
        if made is not None:
            self.ids.append(made.id)

    @rule(which=st.integers(0, 50), act=st.sampled_from(["accept", "accept", "accept", "give_back", "part", "name_lead"]))
    def decide(self, which: int, act: str) -> None:
        if entry := self._entry(which):
            reason = {"reason": "Thử"} if act in ("give_back", "part") else {}
            self._try(getattr(activities, act), entry_id=entry.id, actor=self._acting(self.reviewer_user), **reason)

    @rule(which=st.integers(0, 9), other=st.integers(0, 5), leads=st.booleans())
    def join(self, which: int, other: int, leads: bool) -> None:
        if entry := self._entry(which):
            alike = entries.alike([entry.id]).get(entry.id, [])
            if alike:
                self._try(
                    activities.join, entry_id=entry.id, with_id=alike[other % len(alike)].entry.id, reason="Cùng việc", leads=leads,
                    actor=self._acting(self.reviewer_user),
                )  # fmt: skip

    @rule(which=st.integers(0, 2), under=st.booleans(), day=REFORM)
    def move(self, which: int, under: bool, day: date) -> None:
        parent = self.province if under else self.department
        self._try(organisations.move_unit, unit_id=self.communes[which], parent_id=parent, day=day, reference="Thử", actor=SYSTEM)

    @rule(which=st.integers(0, 2), day=REFORM, split=st.booleans())
    def reorganise(self, which: int, day: date, split: bool) -> None:
        births = [
            Birth(f"S{next(_serial):06}", "COMMUNE", Naming("Xã Mới"), under=((self.department, "GOVERNMENT"),)) for _birth in range(2)
        ]
        by = {"day": day, "reference": "Thử", "actor": SYSTEM}
        if split:
            shares = [Share(births[0], Decimal("0.7")), Share(births[1], Decimal("0.3"))]
            self._try(organisations.split_unit, source_id=self.communes[which], shares=shares, **by)
        else:
            self._try(organisations.merge_units, source_ids=[self.communes[which], self.communes[which - 1]], into=births[0], **by)

    @rule()
    def fold(self) -> None:
        self._try(operations.fold, on=TODAY)

    @rule(code=st.sampled_from([ONCE, SUMMED]))
    def freeze(self, code: str) -> None:
        figure = self._try(operations.freeze, question=Question(code, self.province, FIRST, LAST), actor=SYSTEM)
        assert figure.value == queries.answer(Question(code, self.province, FIRST, LAST)).value
        self.frozen.append((figure.id, figure.value, figure.root))

    @invariant()
    def figures_are_what_entries_say(self) -> None:
        if not hasattr(self, "top"):
            return
        claims = [
            (entry, row.indicator_id, row.amount)
            for entry in Entry.objects.filter(state="ACCEPTED").prefetch_related("quantities")
            for row in entry.quantities.all()
        ]
        said = {}
        for borders in (None, TODAY):
            for node in (self.top, self.province, self.department, *self.communes):
                below = self._below(node, borders)
                found = queries.answers([ONCE, SUMMED], unit_id=node, period_from=FIRST, period_until=LAST, borders=borders)
                if below is not None:
                    assert found[ONCE].value == _distinct(claims, ONCE, below), (node, borders)
                    assert found[SUMMED].value == _summed(claims, SUMMED, below), (node, borders)
                if node == self.province and borders is None:
                    said = {code: (row.value, row.line_count) for code, row in found.items()}
        for commune in self.communes:
            own = queries.answers([ONCE], unit_id=commune, period_from=FIRST, period_until=LAST, own=True)
            assert own[ONCE].value == _distinct(claims, ONCE, {commune})
        self.now += timedelta(minutes=1)
        self.past.append((self.now, said))

    @invariant()
    def parts_are_what_entries_say(self) -> None:
        """Whichever part is asked for: the whole work has one claim that stands, and what that one divides counts."""
        if not hasattr(self, "top"):
            return
        claims = [
            (entry, row)
            for entry in Entry.objects.filter(state="ACCEPTED").prefetch_related("quantities")
            for row in entry.quantities.all()
        ]
        for node in (self.province, self.communes[0]):
            below = self._below(node, None) or set()
            for cut in queries.Cut.objects.all():
                for code in (ONCE, SUMMED):
                    question = Question(code, node, FIRST, LAST, cut=cut.id)
                    said = _of_part(claims, code, below, cut.values)
                    assert queries.answer(question).value == said, (node, code, cut.values)
                    if is_fresh():  # adjustments speak about the tree that they were written for
                        lines = queries.standing(queries.lines_behind(question))
                        assert sum((line.quantity for line in lines), Decimal(0)) == said, (node, code, cut.values)

    def _below(self, node: UUID, borders: date | None) -> set[UUID] | None:
        """The communes whose entries count at the node; None where a part of them does. Every reform is later than every entry."""
        if borders is None:
            return {commune for commune in self.communes if node in units.above(commune, on=LAST)}
        meant = set()
        for commune in self.communes:
            heirs = units.heirs_of(commune, on=borders)
            inside = [heir for heir in heirs if node in units.above(heir, on=borders)]
            if inside and len(inside) < len(heirs):
                return None
            meant |= {commune} if inside else set()
        return meant

    @invariant()
    def what_is_frozen_stays(self) -> None:
        for figure_id, value, root in self.frozen:
            figure = Figure.objects.get(pk=figure_id)
            leaves = queries.sheet(figure)["lines"]
            assert (figure.value, figure.root, proofs.root(leaf["digest"] for leaf in leaves)) == (value, root, root)
            assert sum((Decimal(leaf["content"]["quantity"]) for leaf in leaves), Decimal(0)) == value

    def teardown(self) -> None:
        """At the end, because it is slow: the past gives what it gave, and all that is kept is what the lines say."""
        if not hasattr(self, "top"):
            return
        for moment, said in self.past[:: max(1, len(self.past) // 5)]:
            for code, (value, lines) in said.items():
                then = queries.answer(Question(code, self.province, FIRST, LAST), as_of=moment)
                assert (then.value, then.line_count) == (value, lines)
        assert operations.check_joint(now=self.now) == 0
        assert operations.check_totals() == []
        assert operations.check_ways() == set()
        for code in (ONCE, SUMMED):
            question = Question(code, self.province, FIRST, LAST)
            lines = queries.standing(queries.lines_behind(question))
            assert queries.answer(question).value == sum((line.quantity for line in lines), Decimal(0))
            months = queries.by_month([code], unit_id=self.province, period_from=FIRST, period_until=LAST)[code]
            assert sum(month.value for month in months) == queries.answer(question).value


def _distinct(claims: list[tuple[Entry, str, Decimal]], code: str, below: set[UUID]) -> int:
    """Works with a claim below, counted on the day of the claim that stands for each."""
    return sum(
        FIRST <= entry.day <= LAST
        for entry in _standing(entry for entry, name, _amount in claims if name == code and entry.unit_id in below)
    )


def _standing(claims: Iterable[Entry]) -> list[Entry]:
    """Of each work the claim that stands for it: the lead's, else the earliest."""
    by_work: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in claims:
        by_work[entry.work_id].append(entry)
    return [min(found, key=lambda entry: (not entry.leads, entry.day, entry.id)) for found in by_work.values()]


def _of_part(claims: list[tuple[Entry, Any]], code: str, below: set[UUID], values: dict[str, str]) -> Decimal:
    """What is stated for one combination of values: of works that count once, by the claim that stands."""
    rows = {entry: row for entry, row in claims if row.indicator_id == code and entry.unit_id in below}
    counted = _standing(rows) if code == ONCE else list(rows)
    parts = [part for entry in counted if FIRST <= entry.day <= LAST for part in rows[entry].parts]
    return sum((Decimal(part["amount"]) for part in parts if part["cut"] == values), Decimal(0))


def _summed(claims: list[tuple[Entry, str, Decimal]], code: str, below: set[UUID]) -> Decimal:
    amounts = [amount for entry, name, amount in claims if name == code and entry.unit_id in below and FIRST <= entry.day <= LAST]
    return sum(amounts, Decimal(0))


class AnyStory(TestCase):
    """Each story in a transaction that is taken back."""

    def test_any_story(self) -> None:
        run_state_machine_as_test(
            Story,
            settings=settings(
                max_examples=3, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck),
                phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink a story takes longer than to read it
            ),
        )  # fmt: skip
