"""Asking what became of a unit, with shares, and what stands above its name in print."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import UUID

from hoanhap.ground.organisations.models import Hierarchy, Placement, Succession, Unit, UnitKind
from hoanhap.ground.organisations.queries import name_of


def heirs_of(unit_id: UUID, *, on: date, function: str = "ALL") -> dict[UUID, Decimal]:
    """Who stands for this unit on that day, with shares that sum to one: itself while it lasts, else its heirs, followed to living units.

    ``function`` asks for one branch of its work (``bodies.toml``); where nobody took over that branch by name, who took over all, or
    else the rest, stands for it. A unit that ended with nobody after it is its own heir: its figures have nowhere else to go.
    """
    unit = Unit.objects.get(pk=unit_id)
    rows = list(Succession.objects.filter(source_id=unit_id, day__lte=on).order_by("target__code"))
    if on in unit.valid or not rows:
        return {unit_id: Decimal(1)}
    known = {row.function for row in rows}
    branch = next((name for name in (function, "ALL", "OTHER") if name in known), rows[0].function)
    shares: dict[UUID, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.function == branch:
            for heir, share in heirs_of(row.target_id, on=on, function=function).items():
                shares[heir] += row.weight * share
    return dict(shares)


def printed_parent(unit_id: UUID, *, on: date) -> str | None:
    """The body printed above a unit's own name on its papers: the ministry above police, the committee above a department, none above a
    people's committee or a central body."""
    unit = Unit.objects.get(pk=unit_id)
    if unit.kind in (UnitKind.CENTRAL, UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE):
        return None
    hierarchy = Hierarchy.POLICE if unit.kind in _POLICE else Hierarchy.GOVERNMENT
    placements = Placement.objects.filter(unit_id=unit_id, valid__contains=on).order_by("hierarchy")
    placement = placements.filter(hierarchy=hierarchy).first() or placements.first()
    return name_of(placement.parent_id, on=on).name.replace("Ủy ban nhân dân", "UBND") if placement else None


_POLICE = (UnitKind.POLICE, UnitKind.DISTRICT_POLICE, UnitKind.COMMUNE_POLICE, UnitKind.DIVISION)
