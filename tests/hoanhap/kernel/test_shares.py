"""Parts always sum to the whole, and none is off by a step from its due."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.kernel.shares import SMALLEST_SHARE, apportion, in_shares

WEIGHTS = st.dictionaries(st.integers(0, 50), st.decimals(0, 1000, places=3), min_size=1).filter(lambda found: any(found.values()))


@given(total=st.integers(-10_000, 10_000), weights=WEIGHTS)
def test_parts_are_whole_and_sum_to_the_total(total: int, weights: dict[int, Decimal]) -> None:
    parts = apportion(Decimal(total), weights)
    assert sum(parts.values()) == total
    assert all(part == part.to_integral_value() for part in parts.values())


@given(total=st.integers(0, 10_000), weights=WEIGHTS)
def test_nobody_is_a_whole_step_from_the_due(total: int, weights: dict[int, Decimal]) -> None:
    whole = sum(weights.values())
    for key, part in apportion(Decimal(total), weights).items():
        assert abs(part - total * weights[key] / whole) < 1
        assert weights[key] or not part


@given(weights=WEIGHTS)
def test_shares_sum_to_exactly_one(weights: dict[int, Decimal]) -> None:
    shares = in_shares(weights)
    assert sum(shares.values()) == 1
    assert all(share % SMALLEST_SHARE == 0 for share in shares.values())


def test_thirds() -> None:
    assert apportion(Decimal(10), {"a": Decimal(1), "b": Decimal(1), "c": Decimal(1)}) == {"a": 4, "b": 3, "c": 3}


def test_a_rest_below_the_step_stays_with_the_largest() -> None:
    assert apportion(Decimal("2.5"), {"a": Decimal(1), "b": Decimal(3)}) == {"a": Decimal(0), "b": Decimal("2.5")}


@pytest.mark.parametrize("weights", [{}, {"a": Decimal(0)}, {"a": Decimal(-1), "b": Decimal(2)}])
def test_weights_that_mean_nothing(weights: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="weights"):
        apportion(Decimal(1), weights)
