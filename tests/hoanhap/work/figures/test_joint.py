"""Works that several units claim: once above, once in each sheet; and only that work's adjustments are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.ground.organisations import operations as organisations
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.figures import operations, queries
from hoanhap.work.figures.models import Line
from hoanhap.work.figures.operations import About, Quantity
from hoanhap.work.figures.queries import Question
from hoanhap.work.figures.queries.joint import Claim, adjustments, stands_once, wanted
from tests.factories.land import FIRST, LAST, NOW, land, unit

DAYS = [date(2026, 3, day) for day in (1, 2)]
SESSIONS, AIRINGS = "mtg.sessions", "cs.radio_airings"


def claim(unit_id: UUID, work: UUID | None, day: date, amount: int = 1, *, leads: bool = False, code: str = SESSIONS) -> UUID:
    """A source's line, claiming the work or none."""
    source = uuid4()
    operations.write_lines(
        quantities=[Quantity(code, Decimal(amount))], unit_id=unit_id, day=day, source_kind="test", source_id=source, proof={}, now=NOW,
        about=About(work_id=work, leads=leads),
    )  # fmt: skip
    return source


def take_back(source: UUID) -> None:
    operations.take_back(source_kind="test", source_id=source, now=NOW)


def value(unit_id: UUID, *, own: bool = False, code: str = SESSIONS) -> int:
    return int(queries.answer(Question(code, unit_id, FIRST, LAST, own=own)).value)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[list[Claim], dict[tuple[UUID, date], frozenset[UUID]]]:
    """Claims in any tree with several parents, another one each day."""
    nodes = [UUID(int=number + 1) for number in range(draw(st.integers(1, 9)))]
    above: dict[tuple[UUID, date], frozenset[UUID]] = {}
    for day in DAYS:
        for place, node in enumerate(nodes):  # parents have lower places: no tree goes round
            parents = draw(st.sets(st.sampled_from(nodes[:place]), max_size=3)) if place else set()
            above[node, day] = frozenset({node}).union(*(above[parent, day] for parent in parents))
    claims = draw(
        st.lists(
            st.builds(
                Claim, source_id=st.uuids(), unit_id=st.sampled_from(nodes), day=st.sampled_from(DAYS),
                quantity=st.integers(1, 4).map(Decimal), leads=st.booleans(),
            ),
            max_size=6, unique_by=lambda claim: claim.source_id,
        )
    )  # fmt: skip
    return claims, above


@given(drawn())
def test_every_node_has_what_it_should_have_of_a_work(found: tuple[list[Claim], dict[tuple[UUID, date], frozenset[UUID]]]) -> None:
    claims, above = found
    goal, written = wanted(claims, above), adjustments(claims, above)
    for node in {node for node, _day in above}:
        stands = [claim for claim in sorted(claims, key=lambda claim: claim.rank) if node in above[claim.unit_id, claim.day]]
        for day in DAYS:
            sums = sum((one.quantity for one in stands if one.day == day), Decimal(0))
            sums += sum((amount for (other, at), amount in written.items() if at == day and node in above[other, at]), Decimal(0))
            assert sums == (stands[0].quantity if stands and stands[0].day == day else 0)
            assert goal.get((node, day), 0) == sums


@given(st.lists(st.integers(0, 3), min_size=2, max_size=5))
def test_in_a_plain_tree_the_lowest_meeting_node_takes_out_one_less_than_its_branches(branches: list[int]) -> None:
    root, day = UUID(int=1), DAYS[0]
    above = {(root, day): frozenset({root})}
    claims = []
    for number, count in enumerate(branches):
        branch = UUID(int=100 + number)
        above[branch, day] = frozenset({branch, root})
        for leaf in range(count):
            unit_id = UUID(int=1000 + number * 10 + leaf)
            above[unit_id, day] = frozenset({unit_id, branch, root})
            claims.append(Claim(UUID(int=number * 10 + leaf), unit_id, day, Decimal(1), leads=False))
    written = adjustments(claims, above)
    holding = [count for count in branches if count]
    expected = {(UUID(int=100 + number), day): Decimal(1 - count) for number, count in enumerate(branches) if count > 1}
    if len(holding) > 1:
        expected[root, day] = Decimal(1 - len(holding))
    assert written == expected


@pytest.mark.parametrize(
    ("code", "kind", "derivation", "once"),
    [
        ("web.items", "FLOW", "COUNT", True), ("mtg.attend", "FLOW", "SUM", True), ("cs.radio_minutes", "FLOW", "SUM", False),
        ("soc.accounts", "STOCK", "COUNT", False), ("re.received", "FLOW", "ENTER", False),
    ],
)  # fmt: skip
def test_what_counts_works_counts_once_and_what_counts_pieces_is_summed(code: str, kind: str, derivation: str, once: bool) -> None:
    assert stands_once(code=code, kind=kind, derivation=derivation) is once


@pytest.fixture
def tree(db: None) -> list[UUID]:
    operations.load_catalogue(actor=SYSTEM, now=NOW)
    made = land()
    operations.fold()
    return made


def test_one_above_one_in_each_sheet_and_out_again(tree: list[UUID]) -> None:
    province, one, two, both = tree[0], tree[5], tree[6], tree[3]
    work = uuid4()
    first = claim(one, work, FIRST)
    assert not Line.objects.filter(source_kind="joint").exists()
    second = claim(two, work, FIRST)
    third = claim(both, work, FIRST)  # stands below the province in two ways
    for _folded in range(2):
        assert value(province) == 1
        assert [value(node, own=True) for node in (one, two, both)] == [1, 1, 1]
        assert [value(node) for node in (one, two, both, tree[1])] == [1, 1, 1, 1]
        operations.fold()
    assert operations.check_totals() == []
    figure = operations.freeze(question=Question(SESSIONS, province, FIRST, LAST), actor=SYSTEM, now=NOW)
    assert (figure.value, figure.line_count) == (1, 3)
    take_back(second)
    take_back(third)
    assert value(province) == 1
    take_back(first)
    assert value(province) == 0
    assert operations.check_totals() == []
    assert queries.answer(Question(SESSIONS, province, FIRST, LAST), as_of=figure.as_of).value == 1


def test_only_the_adjustments_of_that_work_are_written(tree: list[UUID]) -> None:
    works = [uuid4(), uuid4()]
    for work in works:
        claim(tree[5], work, FIRST)
        claim(tree[6], work, FIRST)
    before = set(Line.objects.filter(source_kind="joint", source_id=works[0]).values_list("id", flat=True))
    claim(tree[3], works[1], FIRST)
    assert set(Line.objects.filter(source_kind="joint", source_id=works[0]).values_list("id", flat=True)) == before


def test_the_statement_of_the_lead_stands(tree: list[UUID]) -> None:
    work = uuid4()
    claim(tree[5], work, FIRST, 40, code="mtg.attend")
    claim(tree[6], work, LAST, 64, code="mtg.attend", leads=True)
    assert value(tree[0], code="mtg.attend") == 64
    whole = [queries.answer(Question("mtg.attend", tree[0], day, day)).value for day in (FIRST, LAST)]
    assert whole == [0, 64]  # counted on the day of the claim that stands


def test_airings_of_a_joint_work_are_each_units_own(tree: list[UUID]) -> None:
    work = uuid4()
    claim(tree[5], work, FIRST, 6, code=AIRINGS)
    claim(tree[6], work, FIRST, 6, code=AIRINGS)
    assert value(tree[0], code=AIRINGS) == 12


def test_another_tree_asks_for_other_adjustments(tree: list[UUID]) -> None:
    work = uuid4()
    claim(tree[5], work, FIRST)
    claim(tree[6], work, FIRST)
    by = {"day": date(2025, 1, 1), "reference": "Thử", "actor": SYSTEM, "now": NOW}
    organisations.move_unit(unit_id=tree[6], parent_id=tree[1], **by)  # now both stand below the same department
    assert [value(tree[1]), value(tree[0])] == [1, 1]  # from the lines, while totals are those of the old tree
    operations.fold()
    assert [value(tree[1]), value(tree[0])] == [1, 1]
    assert operations.check_totals() == []


def test_two_entries_of_one_unit_about_one_work_count_once_in_its_sheet(tree: list[UUID]) -> None:
    work, lone = uuid4(), unit(None)
    claim(lone, work, FIRST)
    claim(lone, work, FIRST)
    assert (value(lone), value(lone, own=True)) == (1, 1)
