"""A figure's sum by unit, in the borders of its days or in today's: the whole is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from uuid import UUID

from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.figures import queries as figures
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.comparing import behind
from hoanhap.work.reports.queries.finding import Shown


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit adds to a figure. ``apportioned``: divided among the heirs of a unit that ended."""

    unit_id: UUID
    name: str
    amount: Decimal
    apportioned: bool = False


def parts_of(report: Report, shown: Shown, *, on: date | None = None) -> list[Part]:
    """The figure by unit, the largest first: by the units of the lines' own days, or by those that stand for them on the day ``on``."""
    amounts: dict[UUID, Decimal] = defaultdict(Decimal)
    for unit_id, quantity in behind(report, shown).values_list("unit_id", "quantity"):
        amounts[unit_id] += quantity
    divided: set[UUID] = set()
    if on is not None:
        amounts, divided = _inherited(amounts, shown.indicator, on)
    names = organisations.names_of(amounts, on=on or report.period_until)
    rows = [Part(unit_id, names.get(unit_id, ""), amount, unit_id in divided) for unit_id, amount in amounts.items()]
    return sorted(rows, key=lambda row: (-row.amount, row.name))


def _inherited(amounts: Mapping[UUID, Decimal], indicator: str, on: date) -> tuple[dict[UUID, Decimal], set[UUID]]:
    function = figures.version_of(indicator, on=on).function
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    divided: set[UUID] = set()
    for unit_id, amount in amounts.items():
        shares = organisations.heirs_of(unit_id, on=on, function=function)
        for heir, part in apportioned(amount, shares).items():
            found[heir] += part
            if len(shares) > 1:
                divided.add(heir)
    return found, divided


def apportioned(amount: Decimal, shares: Mapping[UUID, Decimal]) -> dict[UUID, Decimal]:
    """``amount`` divided by shares that sum to one: whole numbers stay whole, by largest remainder, and the parts always sum to it."""
    if len(shares) == 1 or amount != amount.to_integral_value():
        parts = {heir: (amount * share).quantize(Decimal("0.01")) for heir, share in shares.items()}
    else:
        parts = {heir: (amount * share).to_integral_value(ROUND_FLOOR) for heir, share in shares.items()}
    step = Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01")
    left = amount - sum(parts.values(), Decimal(0))
    order = sorted(shares, key=lambda heir: (parts[heir] - amount * shares[heir], str(heir)))
    for heir in order:
        if abs(left) < step:
            break
        parts[heir] += step if left > 0 else -step
        left -= step if left > 0 else -step
    return parts
