"""The ways up from every unit, worked out from the tree as it stands: of each day, and of today. Kept, so that nobody climbs the tree to
write a line; and compared with what is kept, to learn whose ways a reorganisation has changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.models import Above, AboveToday

REACH = """
    SELECT unit_id, unit_id, daterange(NULL, NULL) FROM starting
    UNION
    SELECT a.unit_id, p.parent_id, a.days * p.valid FROM above a JOIN organisations_placement p ON p.unit_id = a.node_id
     WHERE NOT isempty(a.days * p.valid)
"""
"""``above(unit_id, node_id, days)``: whom a unit stands below on which days."""

UP = """
    SELECT unit_id, unit_id FROM starting
    UNION
    SELECT a.unit_id, p.parent_id FROM up a JOIN organisations_placement p ON p.unit_id = a.node_id
      JOIN organisations_unit u ON u.id = p.unit_id
     WHERE p.valid @> %(borders)s::date OR (upper(u.valid) <= %(borders)s::date AND upper(p.valid) = upper(u.valid))
"""
"""``up(unit_id, node_id)``: whom a unit stands below today; one that ended without heirs, where it stood last."""

_ALL = "SELECT id AS unit_id FROM organisations_unit"
_SOME = "SELECT unnest(%(units)s::uuid[]) AS unit_id"
_OF_DAYS = f"""
WITH RECURSIVE starting AS ({{starting}}), above(unit_id, node_id, days) AS ({REACH}),
found AS (
    SELECT unit_id, node_id, unnest(range_agg(days)) AS days FROM above WHERE node_id <> unit_id GROUP BY unit_id, node_id
)
"""  # noqa: S608  made of constants
_OF_TODAY = f"""
WITH RECURSIVE starting AS ({{starting}}), up(unit_id, node_id) AS ({UP}),
found AS (SELECT unit_id, node_id FROM up WHERE node_id <> unit_id)
"""  # noqa: S608  made of constants
_WAYS = ((Above, _OF_DAYS, "unit_id, node_id, days"), (AboveToday, _OF_TODAY, "unit_id, node_id"))


def changed(*, borders: date) -> set[UUID]:
    """The units whose ways up are not, or no more, those that are kept."""
    units: set[UUID] = set()
    with connection.cursor() as cursor:
        for model, ways, columns in _WAYS:
            kept = f"SELECT {columns} FROM {model._meta.db_table}"  # noqa: S608  made of constants
            found = f"SELECT {columns} FROM found"  # noqa: S608  made of constants
            differing = f"SELECT unit_id FROM (({found} EXCEPT {kept}) UNION ALL ({kept} EXCEPT {found})) AS differing"  # noqa: S608
            cursor.execute(f"{ways.format(starting=_ALL)} {differing}", {"borders": borders})
            units.update(row[0] for row in cursor.fetchall())
    return units


def keep(*, borders: date, units: Collection[UUID] | None = None) -> None:
    """Keep the ways up as they are, of these units or of all."""
    with connection.cursor() as cursor:
        for model, ways, columns in _WAYS:
            table = model._meta.db_table
            chosen = "" if units is None else "WHERE unit_id = ANY(%(units)s::uuid[])"
            values: dict[str, Any] = {"borders": borders, "units": list(units or ())}
            cursor.execute(f"DELETE FROM {table} {chosen}", values)  # noqa: S608  made of constants
            found = ways.format(starting=_ALL if units is None else _SOME)
            cursor.execute(f"INSERT INTO {table} ({columns}) {found} SELECT {columns} FROM found ORDER BY unit_id, node_id", values)  # noqa: S608
