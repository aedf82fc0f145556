"""Dividing an amount so that the parts sum to the whole: the largest remainders get what rounding leaves over. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
SMALLEST_SHARE = Decimal("0.00000001")


def apportion(total: Decimal, weights: Mapping[Key, Decimal], *, step: Decimal = Decimal(1)) -> dict[Key, Decimal]:
    """``total`` divided by ``weights`` into multiples of ``step`` that sum to ``total``; ties go to who comes first.

    A ``total`` that is no multiple of ``step`` leaves its own rest with the largest weight.

    :raises ValueError: no weight is above zero
    """
    whole = sum(weights.values(), Decimal(0))
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("weights must be zero or more, and one of them above zero")
    exact = {key: total * weight / whole for key, weight in weights.items()}
    parts = {key: (value / step).to_integral_value(ROUND_FLOOR) * step for key, value in exact.items()}
    steps = int(((total - sum(parts.values())) / step).to_integral_value(ROUND_FLOOR))
    for key in sorted(weights, key=lambda key: parts[key] - exact[key])[:steps]:
        parts[key] += step
    largest = max(weights, key=lambda key: weights[key])
    parts[largest] += total - sum(parts.values())
    return parts


def in_shares(weights: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """``weights`` as shares with eight decimals that sum to exactly one; empty when nobody has a weight."""
    parts = apportion(Decimal(1), weights, step=SMALLEST_SHARE) if any(weights.values()) else {}
    return {key: part for key, part in parts.items() if part}
