"""Counts that may be shown: an attacker who knows everything shown, and the rule, learns of nobody."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoanhap.kernel import suppression
from hoanhap.kernel.suppression import Release, Sum, hide, is_small, may_be_released, may_show_rate, ranges, told

Cells = dict[tuple[str, str], int]


def table(*rows: tuple[int, ...]) -> Cells:
    return {(f"r{i}", f"c{j}"): value for i, row in enumerate(rows) for j, value in enumerate(row)}


def with_margins(cells: Cells) -> tuple[Cells, list[Sum[tuple[str, str]]]]:
    """A table of rows and columns with its totals, whose row or column is the empty word, and the equations between them."""
    rows, columns = list(dict.fromkeys(row for row, _ in cells)), list(dict.fromkeys(column for _, column in cells))
    whole = {(row, column): cells.get((row, column), 0) for row in rows for column in columns}
    whole |= {(row, ""): sum(whole[row, column] for column in columns) for row in rows}
    whole |= {("", column): sum(whole[row, column] for row in rows) for column in [*columns, ""]}
    sums = [Sum((row, ""), tuple((row, column) for column in columns)) for row in [*rows, ""]]
    sums += [Sum(("", column), tuple((row, column) for row in rows)) for column in [*columns, ""]]
    return whole, sums


@st.composite
def tables(draw: st.DrawFn, *, most: int = 14, rows: int = 3, columns: int = 3, least: int = 0) -> Cells:
    height, width = draw(st.integers(1, rows)), draw(st.integers(1, columns))
    row = st.tuples(*[st.integers(least, most)] * width)
    return table(*draw(st.lists(row, min_size=height, max_size=height)))


def possible(whole: Cells, hidden: frozenset[tuple[str, str]], reach: int) -> dict[tuple[str, str], tuple[int, int]]:
    """An attacker of its own make: every table of whole numbers that agrees with what is shown, by trying them all.

    Inner cells are tried one after another within ``reach`` of the truth (a range of ``reach`` never needs more); margins follow.
    """
    inner = [key for key in whole if all(key)]
    rows, columns = {row for row, _ in inner}, {column for _, column in inner}
    found: dict[tuple[str, str], tuple[int, int]] = {}

    def fits(key: tuple[str, str], value: int) -> bool:
        return key in hidden or value == whole[key]

    def choose(number: int, chosen: Cells) -> None:
        if number == len(inner):
            margins = {(row, ""): sum(chosen[row, column] for column in columns) for row in rows}
            margins |= {("", column): sum(chosen[row, column] for row in rows) for column in columns}
            margins["", ""] = sum(chosen.values())
            if all(fits(key, value) for key, value in margins.items()):
                for key, value in (chosen | margins).items():
                    low, high = found.get(key, (value, value))
                    found[key] = min(low, value), max(high, value)
            return
        key = inner[number]
        row, column = key
        for value in range(max(0, whole[key] - reach), whole[key] + reach + 1) if key in hidden else [whole[key]]:
            trial = chosen | {key: value}
            done_row = [trial[row, other] for other in columns if (row, other) in trial]
            done_column = [trial[other, column] for other in rows if (other, column) in trial]
            if len(done_row) == len(columns) and not fits((row, ""), sum(done_row)):
                continue
            if len(done_column) == len(rows) and not fits(("", column), sum(done_column)):
                continue
            choose(number + 1, trial)

    choose(0, {})
    return found


@settings(max_examples=120, deadline=None)
@given(tables(rows=2, columns=3), st.sampled_from([2, 3, 4]))
def test_an_attacker_who_tries_every_table_cannot_pin_a_small_cell(cells: Cells, smallest: int) -> None:
    whole, sums = with_margins(cells)
    hidden = hide(whole, sums, smallest=smallest)
    found = possible(whole, hidden, smallest)
    for key, value in whole.items():
        if is_small(value, smallest):
            assert key in hidden
            assert found[key][1] - found[key][0] >= smallest


@settings(max_examples=60, deadline=None)
@given(tables(rows=2, columns=2, most=8))
def test_the_ranges_are_those_of_the_attacker(cells: Cells) -> None:
    whole, sums = with_margins(cells)
    hidden = hide(whole, sums, smallest=3)
    tried = possible(whole, hidden, 4)
    for key, found in ranges(whole, sums, hidden, reach=4).items():
        if all(key):  # margins may move further than the cells that the attacker tries
            assert found == tried[key]


@settings(max_examples=300, deadline=None)
@given(tables(rows=8, columns=5, most=40), st.sampled_from([5, 10]))
def test_no_small_cell_of_a_larger_table_is_bounded_within_the_rule(cells: Cells, smallest: int) -> None:
    whole, sums = with_margins(cells)
    hidden = hide(whole, sums, smallest=smallest)
    for key, (low, high) in ranges(whole, sums, hidden).items():
        if is_small(whole[key], smallest):
            assert high - low >= smallest


@settings(max_examples=200, deadline=None)
@given(tables(rows=8, columns=5, most=40))
def test_no_row_or_column_gives_its_one_hidden_cell_back(cells: Cells) -> None:
    whole, sums = with_margins(cells)
    hidden = hide(whole, sums)
    for equation in sums:
        unknown = [key for key in (equation.total, *equation.parts) if key in hidden]
        if any(is_small(whole[key]) for key in unknown):
            assert len(unknown) >= 2


@given(tables(rows=6, columns=5, least=10, most=5000))
def test_a_table_of_large_numbers_is_untouched(cells: Cells) -> None:
    whole, sums = with_margins(cells)
    assert hide(whole, sums, smallest=10) == frozenset()


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ([], [], 0),
        ([0, 0], [0, 0], 0),
        ([7, 9], [7, 9], 16),
        ([3], [None], None),
        ([2, 9, 12], [None, None, 12], 23),
        ([2, 4, 9], [None, None, 9], 15),
        ([1, 1, 9, 12], [None, None, None, 12], 23),
        ([1, 1, 1], [None, None, None], None),
        ([0, 3, 0], [0, None, 0], None),
    ],
)
def test_a_row_of_counts_hides_small_ones_and_what_gives_them_away(counts: list[int], shown: list[int | None], total: int | None) -> None:
    assert told(dict(enumerate(counts))) == (dict(enumerate(shown)), total)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([7, 9], [7, 9]),
        ([3], [None]),  # the total that is out says it anyway
        ([1, 1, 1], [None, None, None]),
        ([2, 9, 12], [None, None, 12]),
        ([3, 20], [None, None]),
        ([1, 1, 9, 12], [None, None, None, 12]),
    ],
)
def test_where_the_total_is_out_only_parts_are_hidden(counts: list[int], shown: list[int | None]) -> None:
    assert told(dict(enumerate(counts)), total_is_out=True) == (dict(enumerate(shown)), sum(counts))


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30)))
def test_a_row_that_is_told_leaves_no_small_count_within_five(counts: dict[str, int]) -> None:
    shown, total = told(counts)
    assert all(number in (None, counts[key]) and not is_small(number or 0) for key, number in shown.items())
    unknown = [counts[key] for key, number in shown.items() if number is None]
    if any(map(is_small, unknown)) and total is not None:  # who knows the total knows what the hidden ones sum to
        assert len(unknown) > 1
        assert sum(unknown) >= suppression.SMALLEST


def test_zeros_are_shown_and_may_be_hidden_to_cover_another() -> None:
    whole, sums = with_margins(table((0, 0), (0, 0)))
    assert hide(whole, sums) == frozenset()
    whole, sums = with_margins(table((0, 30), (0, 40)))
    assert hide(whole, sums) == frozenset()


def test_a_small_cell_takes_one_row_and_one_column_with_it() -> None:
    whole, sums = with_margins(table((3, 20, 50), (15, 30, 60), (16, 31, 61)))
    hidden = hide(whole, sums)
    assert hidden == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}


def test_all_small_hides_the_totals_too() -> None:
    whole, sums = with_margins(table((1,)))
    assert hide(whole, sums) == set(whole)


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[str, int], list[Sum[str]]]:
    """A province of districts of communes."""
    cells: dict[str, int] = {}
    sums = []
    for district in range(draw(st.integers(1, 4))):
        communes = {f"{district}.{number}": draw(st.integers(0, 12)) for number in range(draw(st.integers(1, 5)))}
        cells |= communes | {str(district): sum(communes.values())}
        sums.append(Sum(str(district), tuple(communes)))
    districts = tuple(equation.total for equation in sums)
    cells["all"] = sum(cells[key] for key in districts)
    return cells, [*sums, Sum("all", districts)]


@settings(max_examples=300, deadline=None)
@given(trees(), st.sampled_from([5, 10]))
def test_a_province_less_its_communes_gives_nothing_away(tree: tuple[dict[str, int], list[Sum[str]]], smallest: int) -> None:
    cells, sums = tree
    hidden = hide(cells, sums, smallest=smallest)
    for key, (low, high) in ranges(cells, sums, hidden).items():
        if is_small(cells[key], smallest):
            assert high - low >= smallest


def test_what_was_shown_above_is_not_hidden_below() -> None:
    cells = {"all": 100, "a": 3, "b": 40, "c": 57}
    sums = [Sum("all", ("a", "b", "c"))]
    assert hide(cells, sums, settled={"all": True}) == {"a", "b"}
    assert hide(cells, sums, settled={"all": True, "b": True}) == {"a", "c"}
    with pytest.raises(ValueError, match="nothing is left"):
        hide(cells, sums, settled={"all": True, "b": True, "c": True})
    with pytest.raises(ValueError, match="shown elsewhere"):
        hide(cells, sums, settled={"a": True})


@pytest.mark.parametrize(("cells", "sums"), [
    ({"t": 5, "a": 2, "b": 2}, [Sum("t", ("a", "b"))]),
    ({"t": 0, "a": -1, "b": 1}, [Sum("t", ("a", "b"))]),
    ({"t": 2, "u": 2, "v": 2, "a": 2}, [Sum("t", ("a",)), Sum("u", ("a",)), Sum("v", ("a",))]),
])  # fmt: skip
def test_tables_that_do_not_add_up_are_refused(cells: dict[str, int], sums: list[Sum[str]]) -> None:
    with pytest.raises(ValueError, match=r"sum of its parts|two equations"):
        hide(cells, sums)


START = date(2026, 1, 1)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=6, max_size=6), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_releases_of_nearby_periods_never_give_a_small_count_away(months: list[int], asked: list[tuple[int, int]]) -> None:
    """The attacker subtracts and adds released periods in every way until nothing new comes."""
    shown: list[Release] = []
    for one, other in asked:
        first, last = min(one, other), max(one, other)
        begin, end = START + timedelta(days=30 * first), START + timedelta(days=30 * last + 29)
        new = Release(begin, end, sum(months[first : last + 1]))
        if may_be_released(shown, new):
            shown.append(new)
    known = {(one.first, one.last + timedelta(days=1)): one.value for one in shown}
    size = 0
    while size < len(known):
        size = len(known)
        for ((a, b), one), ((c, d), other) in list(product(known.items(), repeat=2)):
            if b == c:
                known.setdefault((a, d), one + other)
            if a == c and b < d:
                known.setdefault((b, d), other - one)
            if b == d and a < c:
                known.setdefault((a, c), one - other)
    assert not any(is_small(value) for value in known.values())


def test_a_correction_by_a_few_persons_is_not_released_beside_the_first_count() -> None:
    first = Release(START, date(2026, 6, 30), 120)
    assert not may_be_released([first], Release(START, date(2026, 6, 30), 122))
    assert may_be_released([first], Release(START, date(2026, 6, 30), 125))
    assert may_be_released([first], first)
    assert not may_be_released([first], Release(START, date(2026, 7, 31), 123))


@pytest.mark.parametrize(("numerator", "denominator", "shown"), [
    (12, 29, False), (12, 30, True), (0, 30, True), (4, 300, False), (5, 300, True), (297, 300, False), (300, 300, True),
])  # fmt: skip
def test_a_rate_needs_thirty_below_it_and_no_few_on_either_side(numerator: int, denominator: int, shown: bool) -> None:
    assert may_show_rate(numerator, denominator) is shown


def test_a_country_of_communes_is_settled_in_seconds() -> None:
    """34 provinces of 100 communes; small counts everywhere."""
    cells: dict[str, int] = {}
    sums = []
    for province in range(34):
        communes = {f"{province}.{number}": (province * 7 + number * 13) % 17 for number in range(100)}
        cells |= communes | {str(province): sum(communes.values())}
        sums.append(Sum(str(province), tuple(communes)))
    cells["all"] = sum(cells[equation.total] for equation in sums)
    sums.append(Sum("all", tuple(equation.total for equation in sums)))
    hidden = hide(cells, sums)
    assert sum(is_small(value) for value in cells.values()) <= len(hidden) < len(cells)
    assert not any(len([key for key in (one.total, *one.parts) if key in hidden]) == 1 for one in sums)
    assert all(first <= second for first, second in pairwise(sorted(suppression.ranges(cells, sums, hidden, reach=1).values())))
