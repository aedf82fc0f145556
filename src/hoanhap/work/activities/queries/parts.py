"""The parts of a number that an entry or a count states."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hoanhap.work.activities.models import Aggregate, Quantity
from hoanhap.work.figures.queries.cutting import Values

Part = tuple[Values, Decimal]
"""A combination of values of cuts, and how many."""


def parts_of(row: Quantity | Aggregate) -> list[Part]:
    """What the ledger gets of a number: its parts, or the whole as the only one (of no cut)."""
    return [(part["cut"], Decimal(part["amount"])) for part in row.parts] or [({}, row.amount)]


def as_kept(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Parts as their row keeps them."""
    return [{"cut": dict(values), "amount": f"{amount:.2f}"} for values, amount in parts]


def as_stated(code: str, row: Quantity | Aggregate) -> list[list[Any]]:
    """A number as plain JSON: indicator, amount, whether it is an estimate; of a part, also of which."""
    if not row.parts:
        return [[code, f"{row.amount:.2f}", row.estimated]]
    return [[code, part["amount"], row.estimated, part["cut"]] for part in row.parts]


def in_order(stated: Iterable[list[Any]]) -> list[list[Any]]:
    """Always the same order for the same numbers."""
    return sorted(stated, key=lambda row: (*row[:3], json.dumps(row[3:], sort_keys=True)))
