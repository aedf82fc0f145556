"""Numbers as officials write them."""

from __future__ import annotations

from decimal import Decimal

from hoanhap.work.figures.queries import exact


def grouped(value: Decimal) -> str:
    """Thousands by dots, a comma before decimals: ``1.234``, ``1.234,5``."""
    return f"{exact(value):,}".translate(str.maketrans(",.", ".,"))
