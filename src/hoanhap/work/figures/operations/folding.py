"""Totals: what lines add to them, folding that in, rebuilding them from the lines, and checking them against the lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from hoanhap.kernel import locks
from hoanhap.work.figures.models import DayTotal, Increment, Line, Total
from hoanhap.work.figures.operations import bearing
from hoanhap.work.figures.operations.sums import ADDED, COLUMNS, CORRECTED, REBUILT, SEGMENT, SPREAD, SUMMED, WIDE
from hoanhap.work.figures.queries.freshness import is_fresh, kept_borders

_FOLD = f"""
WITH taken AS (
    DELETE FROM figures_increment
     WHERE id IN (SELECT id FROM figures_increment ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED) RETURNING *
), added AS (
    INSERT INTO figures_total AS t (node_id, indicator_id, segment, {COLUMNS})
    SELECT node_id, indicator_id, {SEGMENT}, {SUMMED} FROM taken GROUP BY 1, 2, 3
    ON CONFLICT (node_id, indicator_id, segment) DO UPDATE SET {ADDED}
), added_by_day AS (
    INSERT INTO figures_daytotal AS t (node_id, indicator_id, day, {COLUMNS})
    SELECT node_id, indicator_id, day, {SUMMED} FROM taken WHERE node_id IN ({WIDE}) GROUP BY 1, 2, 3
    ON CONFLICT (node_id, indicator_id, day) DO UPDATE SET {ADDED}
)
SELECT count(*) FROM taken
"""  # noqa: S608  made of constants

_IN_BULK = {"work_mem": "256MB", "jit": "off", "enable_nestloop": "off", "enable_mergejoin": "off", "enable_sort": "off"}
"""How a statement over all lines runs: the planner cannot know how many rows its parts have, and would go through them one by one."""

_SAME = " AND ".join(f"coalesce(k.{name}, 0) = coalesce(l.{name}, 0)" for name in COLUMNS.split(", "))
_CHECK = f"""
{SPREAD.format(lines="true")}
, rows AS MATERIALIZED (SELECT * FROM spread UNION ALL {CORRECTED}),
lines AS (
    SELECT false AS by_day, node_id, indicator_id, {SEGMENT} AS first, {SUMMED} FROM rows GROUP BY 1, 2, 3, 4
    UNION ALL SELECT true, node_id, indicator_id, day, {SUMMED} FROM rows WHERE node_id IN ({WIDE}) GROUP BY 1, 2, 3, 4
), both_of_them AS (
    SELECT false AS by_day, node_id, indicator_id, segment AS first, {COLUMNS} FROM figures_total
    UNION ALL SELECT true, node_id, indicator_id, day, {COLUMNS} FROM figures_daytotal
    UNION ALL SELECT false, node_id, indicator_id, {SEGMENT}, {COLUMNS} FROM figures_increment
    UNION ALL SELECT true, node_id, indicator_id, day, {COLUMNS} FROM figures_increment WHERE node_id IN ({WIDE})
), kept AS (SELECT by_day, node_id, indicator_id, first, {SUMMED} FROM both_of_them GROUP BY 1, 2, 3, 4)
SELECT node_id, indicator_id, first, coalesce(k.quantity, 0), coalesce(l.quantity, 0), coalesce(k.today_quantity, 0),
       coalesce(l.today_quantity, 0)
  FROM kept k FULL JOIN lines l USING (by_day, node_id, indicator_id, first)
 WHERE NOT ({_SAME}) ORDER BY by_day, 3, 2, 1
"""  # noqa: S608  made of constants

AT_ONCE = 50_000
"""Queued rows taken in one transaction."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A total that is not what its lines sum to."""

    node_id: UUID
    indicator: str
    segment: date
    kept: Decimal
    """Total and what is not yet folded into it."""
    lines: Decimal
    """What the lines sum to."""
    kept_today: Decimal = Decimal(0)
    """The same two in today's borders."""
    lines_today: Decimal = Decimal(0)


@transaction.atomic
def fold(*, now: datetime | None = None, on: date | None = None, most: int = AT_ONCE) -> int:
    """Add what is queued to the totals and say how many rows that was; totals of another tree, or of other borders than those of the day
    ``on``, are made again, with nothing left over.

    :param now: when adjustments for joint works that another tree asks for are recorded; without it, those of the last line
    """
    locks.hold("ledger", "folding")
    if not is_fresh(on=on):
        rebuild(now=now, on=on)
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, {"most": most})
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@transaction.atomic
def rebuild(*, now: datetime | None = None, on: date | None = None) -> int:
    """Make all totals anew from the lines, for the tree as it stands, and say how many there are. Adjustments for joint works are
    settled first, because they depend on the tree."""
    locks.hold("ledger", "order")  # nothing is written meanwhile
    bearing.bear(on=on)
    bearing.settle_all(now=now)
    for model in (Increment, Total, DayTotal):
        model.objects.all().delete()
    borders = kept_borders()
    with _in_bulk() as cursor:
        cursor.execute(REBUILT, {"borders": borders})
        return int(cursor.rowcount)


def check_totals() -> list[Difference]:
    """Every total that differs from what its lines sum to. Totals of another tree are rebuilt first: they are known to be old."""
    fold()
    borders = kept_borders()
    with transaction.atomic(), _in_bulk() as cursor:
        cursor.execute(_CHECK, {"borders": borders})
        return [Difference(*row) for row in cursor.fetchall()]


def check_joint(*, now: datetime) -> int:
    """How many adjusting lines would have to be written for every joint work to count once at every node; none, when all is well."""
    fold(now=now)
    with transaction.atomic():
        before = Line.objects.count()
        bearing.settle_all(now=now)
        missing = Line.objects.count() - before
        transaction.set_rollback(True)
    return missing


@contextmanager
def _in_bulk() -> Iterator[Any]:
    """A cursor for one statement over all lines, within a transaction; the settings are as before when it is left well."""
    with connection.cursor() as cursor:
        for name, value in _IN_BULK.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        yield cursor
        for name in _IN_BULK:
            cursor.execute(f"SET LOCAL {name} TO DEFAULT")
