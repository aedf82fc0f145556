"""A small land for tests of the ledger: plain functions over the operations."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.operations import Naming
from hoanhap.kernel.actor import SYSTEM

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SINCE, FIRST, LAST = date(2024, 1, 1), date(2025, 12, 15), date(2026, 6, 14)
_serial = count(1)


def unit(parent: UUID | None, *, also: UUID | None = None, since: date = SINCE) -> UUID:
    """A unit below one, or below two in two hierarchies."""
    code = f"L{next(_serial):06}"
    made = organisations.open_unit(code=code, kind="COMMUNE", naming=Naming("Đơn vị"), since=since, actor=SYSTEM, now=NOW)
    for above, hierarchy in ((parent, "GOVERNMENT"), (also, "PROFESSIONAL")):
        if above is not None:
            organisations.place_unit(unit_id=made.id, parent_id=above, hierarchy=hierarchy, since=since, actor=SYSTEM, now=NOW)
    return made.id


def land() -> list[UUID]:
    """A province, two departments, four communes: two of them also under a department, as a second way up; one under a department only."""
    province = unit(None)
    departments = [unit(province), unit(province)]
    both_ways = [unit(province, also=department) for department in departments]
    return [province, *departments, *both_ways, unit(departments[0]), unit(province)]
