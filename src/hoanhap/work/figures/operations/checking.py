"""Checking what is kept against what it is kept of: ways up and bearers against the tree and its successions (``check_ways``), joint works
against their claims, and totals against the lines. The last follows ways up that are worked out for it, but the bearers that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.figures.models import Correction, Line
from hoanhap.work.figures.operations import bearing, climbing
from hoanhap.work.figures.operations.bulk import in_bulk
from hoanhap.work.figures.operations.climbing import REACH, UP
from hoanhap.work.figures.operations.folding import fold
from hoanhap.work.figures.operations.rebuilding import borders_of, settle_all
from hoanhap.work.figures.operations.sums import COLUMNS, CORRECTED, OWN, SEGMENT, SUMMED, WIDE

_ALONG = f"""
WITH RECURSIVE own AS MATERIALIZED ({OWN} GROUP BY 1, 2, 3, 4, 5),
starting AS (SELECT unit_id FROM own UNION SELECT heir_id FROM figures_bearer),
above(unit_id, node_id, days) AS ({REACH}),
reach AS MATERIALIZED (SELECT unit_id, node_id, range_agg(days) AS days FROM above GROUP BY 1, 2),
up(unit_id, node_id) AS ({UP}),
held AS MATERIALIZED (
    SELECT b.source_id, b.function, b.days, u.node_id FROM figures_bearer b JOIN up u ON u.unit_id = b.heir_id
     GROUP BY 1, 2, 3, 4 HAVING sum(b.weight) = 1
),
rows AS MATERIALIZED (
    SELECT r.node_id, o.indicator_id, o.day, o.quantity, o.lines, o.estimated, o.joint,
           0 AS today_quantity, 0 AS today_lines, 0 AS today_estimated, 0 AS today_joint
      FROM own o JOIN reach r ON r.unit_id = o.unit_id AND r.days @> o.day
    UNION ALL
    SELECT u.node_id, o.indicator_id, o.day, 0, 0, 0, 0, o.quantity, o.lines, o.estimated, 0
      FROM own o JOIN up u ON u.unit_id = o.unit_id
     WHERE NOT o.is_joint AND NOT EXISTS (
        SELECT FROM figures_bearer b WHERE b.source_id = o.unit_id AND b.function = o.function AND b.days @> o.day)
    UNION ALL
    SELECT h.node_id, o.indicator_id, o.day, 0, 0, 0, 0, o.quantity, o.lines, o.estimated, 0
      FROM own o JOIN held h ON h.source_id = o.unit_id AND h.function = o.function AND h.days @> o.day
     WHERE NOT o.is_joint
    UNION ALL {CORRECTED}
)
"""  # noqa: S608  made of constants
_SAME = " AND ".join(f"coalesce(k.{name}, 0) = coalesce(l.{name}, 0)" for name in COLUMNS.split(", "))
_CHECK = f"""
{_ALONG},
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


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of everything that is kept has found."""

    ways: set[UUID]
    """Units whose kept ways up or bearers are wrong."""
    joint: int
    """Adjustments of joint works that are not as they should be."""
    totals: list[Difference]

    @property
    def is_right(self) -> bool:
        """Whether everything that is kept is what it is kept of."""
        return not (self.ways or self.joint or self.totals)


def check(*, now: datetime) -> Checked:
    """Check everything that is kept. What differs goes into the trail, as numbers; nothing is mended here, because whoever mends wants to
    see it first (``rebuild``)."""
    found = Checked(check_ways(), check_joint(now=now), check_totals())
    if not found.is_right:
        detail = {"ways": len(found.ways), "joint": found.joint, "totals": len(found.totals)}
        record(act="ledger.differs", actor=SYSTEM, now=now, object_kind="ledger", object_id=None, detail=detail)
    return found


def check_ways() -> set[UUID]:
    """The units of which it is kept otherwise than the tree and its successions say: whom they stand below, who bears their lines today,
    or which nodes have a portion of these. Those of another tree are brought up to it first: they are known to be old."""
    fold()
    borders = borders_of()
    ways = climbing.changed(borders=borders)
    return ways | bearing.changed(bearing.wanted(borders=borders), bearing.kept()) | bearing.misheld()


def check_totals() -> list[Difference]:
    """Every total that differs from what its lines sum to. Totals of another tree are brought up to it first: they are known to be old."""
    fold()
    borders = borders_of()
    with transaction.atomic(), in_bulk() as cursor:
        cursor.execute(_CHECK, {"borders": borders})
        return [Difference(*row) for row in cursor.fetchall()]


def check_joint(*, now: datetime) -> int:
    """How many adjusting lines would have to be written for every joint work to count once at every node; none, when all is well."""
    fold(now=now)
    with transaction.atomic():
        before = Line.objects.count()
        Correction.objects.all().delete()
        settle_all(now=now)
        missing = Line.objects.count() - before
        transaction.set_rollback(True)
    return missing
