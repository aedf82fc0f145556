"""Numbers as people and files read them. Pure."""

from __future__ import annotations

from decimal import Decimal


def exact(value: Decimal) -> int | Decimal:
    """A whole number where it is one, without trailing zeros otherwise."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def plain_number(value: Decimal) -> int | str:
    """For JSON: a whole number where it is one, else the decimal as text, which no reader rounds."""
    whole = exact(value)
    return whole if isinstance(whole, int) else str(whole)


def grouped(value: Decimal) -> str:
    """As officials write it, thousands by dots and a comma before decimals: ``1.234``, ``1.234,5``."""
    return f"{exact(value):,}".translate(_VIETNAMESE)


_VIETNAMESE = str.maketrans(",.", ".,")
