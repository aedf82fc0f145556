"""Where units that claim works stand: whom they were below on the day of a claim, and who bears them today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.models import Bearer
from hoanhap.work.figures.queries.freshness import kept_borders

_WAYS = """
WITH RECURSIVE start(unit_id, day) AS (SELECT * FROM unnest(%(units)s::uuid[], %(days)s::date[])),
way(unit_id, parent_id, day) AS (
    SELECT p.unit_id, p.parent_id, s.day FROM start s JOIN organisations_placement p ON p.unit_id = s.unit_id AND p.valid @> s.day
    UNION
    SELECT p.unit_id, p.parent_id, w.day FROM way w JOIN organisations_placement p ON p.unit_id = w.parent_id AND p.valid @> w.day
) SELECT unit_id, parent_id, day FROM way
"""
_TODAY = """
WITH RECURSIVE up(unit_id, node_id) AS (
    SELECT id, id FROM unnest(%(units)s::uuid[]) AS id
    UNION
    SELECT a.unit_id, p.parent_id FROM up a JOIN organisations_placement p ON p.unit_id = a.node_id
      JOIN organisations_unit u ON u.id = p.unit_id
     WHERE p.valid @> %(borders)s::date OR (upper(u.valid) <= %(borders)s::date AND upper(p.valid) = upper(u.valid))
) SELECT unit_id, node_id FROM up
"""
At = tuple[UUID, date]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of some unit, day and branch of work counts today."""

    main: frozenset[UUID]
    """Its main bearer and every unit above that one."""
    whole: frozenset[UUID]
    """Units at or below which all its bearers stand."""


def ways_up(starts: Collection[At]) -> dict[At, frozenset[UUID]]:
    """Whom each unit stood at or below on its day; for every unit on the way, too."""
    units, days = [unit for unit, _day in starts], [day for _unit, day in starts]
    parents: dict[At, set[UUID]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_WAYS, {"units": units, "days": days})
        for unit, parent, day in cursor.fetchall():
            parents[unit, day].add(parent)
    found: dict[At, frozenset[UUID]] = {}
    for at in [*starts, *((parent, day) for (_unit, day), above in list(parents.items()) for parent in above)]:
        _climb(at, parents, found)
    return found


def _climb(at: At, parents: dict[At, set[UUID]], found: dict[At, frozenset[UUID]]) -> frozenset[UUID]:
    if at not in found:
        found[at] = frozenset({at[0]})  # stands while its parents are asked, in case a tree goes round
        found[at] |= frozenset[UUID]().union(*(_climb((parent, at[1]), parents, found) for parent in parents.get(at, ())))
    return found[at]


def places_today(asked: Collection[tuple[UUID, date, str]]) -> dict[tuple[UUID, date, str], Place]:
    """Where lines of these units, days and branches of work count in the borders kept as today's."""
    bearers = _bearers({unit for unit, _day, _function in asked})
    shares = {key: _shares(key, bearers) for key in asked}
    above = _above_today({heir for found in shares.values() for heir in found})
    return {key: _place(found, above) for key, found in shares.items()}


def _place(shares: dict[UUID, Decimal], above: dict[UUID, frozenset[UUID]]) -> Place:
    main = max(sorted(shares), key=lambda heir: shares[heir])
    return Place(above[main], frozenset.intersection(*(above[heir] for heir in shares)))


def _bearers(units: Iterable[UUID]) -> dict[tuple[UUID, str], list[Bearer]]:
    found: dict[tuple[UUID, str], list[Bearer]] = defaultdict(list)
    for row in Bearer.objects.filter(source__in=list(units)):
        found[row.source, row.function].append(row)
    return found


def _shares(key: tuple[UUID, date, str], bearers: dict[tuple[UUID, str], list[Bearer]]) -> dict[UUID, Decimal]:
    unit, day, function = key
    rows = [row for row in bearers.get((unit, function), ()) if day in row.days]
    return {row.heir: row.weight for row in rows} or {unit: Decimal(1)}


def _above_today(units: set[UUID]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = {unit: {unit} for unit in units}
    with connection.cursor() as cursor:
        cursor.execute(_TODAY, {"units": list(units), "borders": kept_borders()})
        for unit, node in cursor.fetchall():
            found[unit].add(node)
    return {unit: frozenset(nodes) for unit, nodes in found.items()}
