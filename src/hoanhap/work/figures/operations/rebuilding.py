"""Totals for another tree: of what a reorganisation has changed only, or all of them anew.

Totals and what is queued for them always are the sums of the lines along the ways up that are kept (``climbing``, ``bearing``). So when
the tree changes, the lines of the units whose ways differ are taken out along the old ways and put in along the new ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import locks
from hoanhap.work.figures.models import Correction, DayTotal, Folding, Increment, Line, SharedWork, Total, Wide
from hoanhap.work.figures.operations import bearing, climbing
from hoanhap.work.figures.operations.bulk import in_bulk
from hoanhap.work.figures.operations.joining import settle
from hoanhap.work.figures.operations.queueing import queue_units
from hoanhap.work.figures.operations.sums import ADDED, COLUMNS, CORRECTED, PLACED, ROWS, SEGMENT, SUMMED, WIDE
from hoanhap.work.figures.queries.freshness import stretch_of

MANY = 2000
"""When the ways up of more units than this differ, all totals are made anew: that is the quicker way."""

_DRAIN = f"""
WITH taken AS (
    DELETE FROM figures_increment
     WHERE id IN (SELECT id FROM figures_increment ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED) RETURNING *
), added AS (
    INSERT INTO figures_total AS t (node_id, indicator_id, segment, {COLUMNS})
    SELECT node_id, indicator_id, {SEGMENT}, {SUMMED} FROM taken GROUP BY 1, 2, 3
    ON CONFLICT (node_id, indicator_id, segment) DO UPDATE SET {ADDED}
), added_by_day AS (
    INSERT INTO figures_daytotal AS t (node_id, indicator_id, day, {COLUMNS})
    SELECT node_id, indicator_id, day, {SUMMED} FROM taken WHERE node_id IN (SELECT node_id FROM figures_wide) GROUP BY 1, 2, 3
    ON CONFLICT (node_id, indicator_id, day) DO UPDATE SET {ADDED}
)
SELECT count(*) FROM taken
"""  # noqa: S608  made of constants
_WITH_CORRECTIONS = f"{ROWS} UNION ALL SELECT * FROM ({CORRECTED}) AS c(node_id) WHERE c.node_{{nodes}}"  # noqa: S608  made of constants
_ANEW = f"""
{PLACED.format(lines="true")},
by_day AS MATERIALIZED (
    SELECT node_id, indicator_id, day, {SUMMED}
      FROM ({_WITH_CORRECTIONS.format(nodes="id IN (SELECT node_id FROM figures_wide)")}) AS rows GROUP BY 1, 2, 3
),
days_kept AS (
    INSERT INTO figures_daytotal (node_id, indicator_id, day, {COLUMNS}) SELECT * FROM by_day ORDER BY 1, 2, 3
)
INSERT INTO figures_total (node_id, indicator_id, segment, {COLUMNS})
SELECT node_id, indicator_id, {SEGMENT}, {SUMMED} FROM by_day GROUP BY 1, 2, 3
UNION ALL
SELECT node_id, indicator_id, {SEGMENT}, {SUMMED}
  FROM ({_WITH_CORRECTIONS.format(nodes="id NOT IN (SELECT node_id FROM figures_wide)")}) AS rows GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3
"""  # noqa: S608  made of constants
# All totals, into empty tables: segments of wide units are summed from their days, of the others from lines. In the order in which they
# are read, so that a question finds its rows side by side.
_BELOW = """
l.unit_id IN (
    WITH here AS (SELECT unnest(%(nodes)s::uuid[]) AS unit_id),
    today AS (SELECT unit_id FROM here UNION SELECT u.unit_id FROM figures_abovetoday u JOIN here ON here.unit_id = u.node_id)
    SELECT unit_id FROM today UNION SELECT a.unit_id FROM figures_above a JOIN here ON here.unit_id = a.node_id
    UNION SELECT b.source_id FROM figures_bearer b JOIN today ON today.unit_id = b.heir_id
)
"""
_DAYS_OF = f"""
{PLACED.format(lines=_BELOW)}
INSERT INTO figures_daytotal (node_id, indicator_id, day, {COLUMNS})
SELECT node_id, indicator_id, day, {SUMMED}
  FROM ({_WITH_CORRECTIONS.format(nodes="id = ANY(%(nodes)s::uuid[])")}) AS rows GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""  # noqa: S608  made of constants
_WORKS_AT = """
SELECT DISTINCT l.work_id FROM figures_sharedwork w JOIN figures_line l ON l.work_id = w.work_id
 WHERE l.unit_id = ANY(%(units)s::uuid[]) OR l.unit_id IN (
    SELECT unit_id FROM figures_above WHERE node_id = ANY(%(units)s::uuid[])
    UNION SELECT unit_id FROM figures_abovetoday WHERE node_id = ANY(%(units)s::uuid[])
)
"""
_LATEST_CHANGE = "SELECT max(day) FROM organisations_succession"
_AT_ONCE = 500


def drain(*, most: int | None = None) -> int:
    """Put what is queued into the totals (all of it, or so many rows of it) and say how many rows that was."""
    locks.hold("ledger", "folding")
    with connection.cursor() as cursor:
        cursor.execute(_DRAIN, {"most": most})
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@transaction.atomic
def renew(*, now: datetime | None = None, on: date | None = None) -> None:
    """Bring the totals up to the tree as it stands, and to the borders of the day ``on``: those that it changes, or all when that is
    quicker. Nothing is left in the queue.

    :param now: when adjustments for joint works that another tree asks for are recorded; without it, those of the last line
    """
    locks.hold("ledger", "order")  # nothing is written meanwhile
    kept = Folding.objects.first()
    if kept is None:
        rebuild(now=now, on=on)
        return
    revision, borders = organisations.tree_revision(), borders_of(on)
    handovers = bearing.handovers(borders=borders)
    bearings = bearing.wanted(borders=borders) if handovers != kept.handovers else None
    units = _changed(borders, bearings)
    if len(units) > MANY:
        rebuild(now=now, on=on)
        return
    if units:
        _move(units, borders, bearings)
    _remember(revision, borders, handovers)
    if units:
        _settle(_works_at(units), now=now)
    drain()
    _widen()


def _changed(borders: date, bearings: bearing.Bearings | None) -> set[UUID]:
    """The units whose lines count in another way than the one that is kept. ``bearings`` None: those that are kept are right."""
    units = climbing.changed(borders=borders)
    if bearings is None:
        return units | bearing.kept_borne_by(units)
    before = bearing.kept()
    units |= bearing.changed(bearings, before)
    return units | bearing.borne_by(units, bearings, before)


def _move(units: set[UUID], borders: date, bearings: bearing.Bearings | None) -> None:
    """Take the lines of these units out along the ways that are kept, and put them in along those of today."""
    queue_units(units, sign=-1)
    climbing.keep(borders=borders, units=units)
    if bearings is not None:
        bearing.keep(bearings, sources=units)
    queue_units(units, sign=1)
    bearing.apportion()


@transaction.atomic
def rebuild(*, now: datetime | None = None, on: date | None = None) -> int:
    """Make all totals anew from the lines, for the tree as it stands, and say how many there are. Adjustments for joint works are
    settled first, because they depend on the tree."""
    locks.hold("ledger", "order")  # nothing is written meanwhile
    locks.hold("ledger", "folding")
    revision, borders = organisations.tree_revision(), borders_of(on)
    climbing.keep(borders=borders)
    handovers = bearing.handovers(borders=borders)
    bearing.keep(bearing.wanted(borders=borders))
    bearing.apportion()
    _remember(revision, borders, handovers)
    Correction.objects.all().delete()
    _settle(SharedWork.objects.order_by("work_id").values_list("work_id", flat=True), now=now)
    for model in (Increment, Total, DayTotal, Wide):
        model.objects.all().delete()
    with in_bulk() as cursor:
        cursor.execute(f"INSERT INTO figures_wide (node_id) {WIDE}")
        cursor.execute(_ANEW)
        return int(cursor.rowcount)


def borders_of(on: date | None = None) -> date:
    """The day whose borders are today's: that one, else the one kept before, else that of the last succession on record, else a day on
    which nobody had any."""
    if on is not None:
        return on
    day = Folding.objects.values_list("borders", flat=True).first()
    if day is not None:
        return day
    with connection.cursor() as cursor:
        cursor.execute(_LATEST_CHANGE)
        row = cursor.fetchone()
    return row[0] if row and row[0] else date.max


def _remember(revision: int, borders: date, handovers: str) -> None:
    first, until = stretch_of(borders)
    kept = {"tree": revision, "borders": borders, "borders_from": first, "borders_until": until, "handovers": handovers}
    Folding.objects.update_or_create(id=1, defaults=kept)


def _works_at(units: Collection[UUID]) -> list[UUID]:
    """Shared works that a unit claims which is one of these or stands below one."""
    with connection.cursor() as cursor:
        cursor.execute(_WORKS_AT, {"units": list(units)})
        return sorted(row[0] for row in cursor.fetchall())


def settle_all(*, now: datetime | None) -> None:
    """Adjust every shared work to the tree as it stands."""
    _settle(SharedWork.objects.order_by("work_id").values_list("work_id", flat=True), now=now)


def _settle(work_ids: Iterable[UUID], *, now: datetime | None) -> None:
    works = list(work_ids)
    moment = now or Line.objects.aggregate(last=Max("recorded_at"))["last"]
    if moment is not None:
        for start in range(0, len(works), _AT_ONCE):
            settle(work_ids=works[start : start + _AT_ONCE], now=moment)


def _widen() -> None:
    """Keep sums by day for the units that have become wide, and none for those that are so no more. To be called with nothing queued."""
    with connection.cursor() as cursor:
        cursor.execute(WIDE)
        wide = {row[0] for row in cursor.fetchall()}
    kept = set(Wide.objects.values_list("node", flat=True))
    DayTotal.objects.filter(node__in=kept - wide).delete()
    Wide.objects.filter(node__in=kept - wide).delete()
    if new := wide - kept:
        Wide.objects.bulk_create(Wide(node=node) for node in new)
        with in_bulk() as cursor:
            cursor.execute(_DAYS_OF, {"nodes": list(new)})
