"""Numbers divided by language, topic, sex: the parts are the whole, and small ones are not told."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.work.figures.operations.catalogue import codes, definitions
from hoanhap.work.figures.operations.cuts import cut_key
from hoanhap.work.figures.queries import cutting

CUTS = ("sex", "age", "language")
AMOUNTS = st.integers(min_value=0, max_value=40).map(Decimal)


@st.composite
def typed(draw: Any) -> tuple[Decimal, dict[str, dict[str, Decimal]]]:
    """A whole and a division that makes sense: one cut divides it, of the others it has one value."""
    divider = draw(st.sampled_from(CUTS))
    parts = {value: draw(AMOUNTS) for value in cutting.choices()[divider].values}
    whole = sum(parts.values(), Decimal(0))
    more = {
        cut: {draw(st.sampled_from(sorted(cutting.choices()[cut].values))): whole} for cut in CUTS if cut != divider and draw(st.booleans())
    }
    return whole, {divider: parts, **more}


def test_the_name_of_a_part_tells_which_part_it_is() -> None:
    codes = [row.code for row in definitions()]
    assert not any(cutting.named(code) for code in codes)
    for choice in cutting.choices().values():
        for value in ("", *choice.values):
            assert all(cutting.named(cutting.name_of(code, choice.code, value)) == (code, choice.code, value) for code in codes)


@given(typed())
def test_the_parts_are_the_whole_by_every_cut(made: tuple[Decimal, dict[str, dict[str, Decimal]]]) -> None:
    whole, divided = made
    parts = cutting.combined(whole, divided, cuts=CUTS)
    assert sum((amount for _values, amount in parts), Decimal(0)) == (whole if parts else 0)
    assert len({cut_key(values) for values, _amount in parts}) == len(parts)
    filled = {cut: {value: amount for value, amount in of_cut.items() if amount} for cut, of_cut in divided.items()}
    assert cutting.divided(parts) == {cut: of_cut for cut, of_cut in filled.items() if of_cut}
    for of_cut in cutting.divided(parts).values():
        assert sum(of_cut.values()) == whole


@given(st.dictionaries(st.sampled_from(CUTS), st.dictionaries(st.sampled_from(["F", "M", "vi", "other", "under_18"]), AMOUNTS)), AMOUNTS)
def test_whatever_is_typed_is_refused_or_sums_to_the_whole(divided: dict[str, dict[str, Decimal]], whole: Decimal) -> None:
    parts = []
    with contextlib.suppress(cutting.Unclear):
        parts = cutting.combined(whole, divided, cuts=CUTS)
    assert not parts or sum(amount for _values, amount in parts) == whole


@pytest.mark.parametrize(
    ("divided", "reason"),
    [
        ({"sex": {"F": 3}}, "SUM"),
        ({"sex": {"F": 3, "M": 8}}, "SUM"),
        ({"sex": {"X": 10}}, "UNKNOWN"),
        ({"topic": {"amnesty": 10}}, "UNKNOWN"),
        ({"colour": {"red": 10}}, "UNKNOWN"),
        ({"sex": {"F": 12, "M": -2}}, "UNKNOWN"),
        ({"sex": {"F": 4, "M": 6}, "age": {"under_18": 1, "over_60": 9}}, "TWO"),
    ],
)
def test_what_is_unclear_is_refused(divided: dict[str, dict[str, int]], reason: str) -> None:
    amounts = {cut: {value: Decimal(amount) for value, amount in of_cut.items()} for cut, of_cut in divided.items()}
    with pytest.raises(cutting.Unclear) as refusal:
        cutting.combined(Decimal(10), amounts, cuts=CUTS)
    assert refusal.value.reason == reason


def test_every_cut_with_values_is_one_of_the_catalogue_and_every_value_can_be_read() -> None:
    assert set(cutting.choices()) <= set(codes()["cuts"])
    for choice in cutting.choices().values():
        assert len(set(choice.values.values())) == len(choice.values) > 1
    named = {cut for row in definitions() for cut in row.content["cuts"]}
    assert set(cutting.choices()) <= named
    assert cutting.label_of({"sex": "F", "category": "amnesty"}) == "Đặc xá, Nữ"
    assert cutting.label_of({"gone": "x"}) == "x"


def version(**changes: Any) -> Any:
    return SimpleNamespace(**{"cuts": ["sex", "age"], "smallest_cell": None, "indicator": SimpleNamespace(kind="FLOW")} | changes)


def cells(*parts: tuple[dict[str, str], int], **changes: Any) -> dict[str, dict[str, Decimal | None]]:
    made = [(values, Decimal(amount)) for values, amount in parts]
    return {row.label: dict(row.cells) for row in cutting.broken_down(made, version=version(**changes))}


def test_a_number_by_one_cut_with_what_is_not_divided() -> None:
    assert cells(({"sex": "F"}, 4), ({"sex": "M"}, 9), ({}, 7), ({"sex": "F", "age": "over_60"}, 2)) == {
        "giới": {"Nữ": 6, "Nam": 9, "": 7}, "nhóm tuổi": {"Trên 60": 2, "": 20},
    }  # fmt: skip
    assert cells(({}, 7)) == {}
    assert cutting.offered(version(indicator=SimpleNamespace(kind="MEDIAN"))) == []


@given(st.lists(st.integers(min_value=1, max_value=30), min_size=2, max_size=6), st.integers(min_value=2, max_value=10))
def test_nobody_can_work_out_a_small_cell(amounts: list[int], least: int) -> None:
    names = sorted(cutting.choices()["age"].values)[: len(amounts)]
    parts = [({"age": name}, Decimal(amount)) for name, amount in zip(names, amounts, strict=False)]
    ((_label, found),) = [(row.label, row.cells) for row in cutting.broken_down(parts, version=version(smallest_cell=least))]
    hidden = [name for name, amount in found if amount is None]
    assert len(hidden) != 1
    assert all(amount >= least for _name, amount in found if amount is not None)
    if all(amount >= least for amount in amounts):
        assert not hidden
