"""Totals: what lines add to them, folding that in, rebuilding them from the lines, and checking them against the lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import locks
from hoanhap.work.figures.models import Folding, Increment, Line, Total

SEGMENT = """(date_trunc('month', l.day)::date
    + CASE WHEN extract(day FROM l.day) < 15 THEN 0 WHEN extract(day FROM l.day) = 15 THEN 14 ELSE 15 END)"""
_SIGN = "CASE WHEN l.reverses_id IS NULL THEN 1 ELSE -1 END"

_OF_LINES = f"""
INSERT INTO figures_increment (node_id, indicator_id, segment, quantity, lines, estimated)
WITH RECURSIVE above(unit_id, node_id, day) AS (
    SELECT DISTINCT unit_id, unit_id, day FROM figures_line WHERE id = ANY(%(lines)s)
    UNION
    SELECT a.unit_id, p.parent_id, a.day FROM above a JOIN organisations_placement p ON p.unit_id = a.node_id AND p.valid @> a.day
)
SELECT a.node_id, v.indicator_id, {SEGMENT}, l.quantity, {_SIGN}, CASE WHEN l.estimated THEN {_SIGN} ELSE 0 END
  FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id JOIN above a ON a.unit_id = l.unit_id AND a.day = l.day
 WHERE l.id = ANY(%(lines)s)
"""  # noqa: S608  made of constants

_FOLD = """
WITH taken AS (
    DELETE FROM figures_increment
     WHERE id IN (SELECT id FROM figures_increment ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED) RETURNING *
)
, added AS (
    INSERT INTO figures_total AS t (node_id, indicator_id, segment, quantity, lines, estimated)
    SELECT node_id, indicator_id, segment, sum(quantity), sum(lines), sum(estimated) FROM taken GROUP BY 1, 2, 3
    ON CONFLICT (node_id, indicator_id, segment) DO UPDATE
       SET quantity = t.quantity + excluded.quantity, lines = t.lines + excluded.lines, estimated = t.estimated + excluded.estimated
)
SELECT count(*) FROM taken
"""

_FROM_LINES = f"""
WITH RECURSIVE above(unit_id, node_id, days) AS (
    SELECT DISTINCT unit_id, unit_id, daterange(NULL, NULL) FROM figures_line
    UNION
    SELECT a.unit_id, p.parent_id, a.days * p.valid FROM above a JOIN organisations_placement p ON p.unit_id = a.node_id
     WHERE NOT isempty(a.days * p.valid)
), reach AS MATERIALIZED (SELECT unit_id, node_id, range_agg(days) AS days FROM above GROUP BY 1, 2),
own AS MATERIALIZED (
    SELECT l.unit_id, v.indicator_id, l.day, {SEGMENT} AS segment, sum(l.quantity) AS quantity, sum({_SIGN}) AS lines,
           sum(CASE WHEN l.estimated THEN {_SIGN} ELSE 0 END) AS estimated
      FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id GROUP BY 1, 2, 3, 4
)
SELECT r.node_id, o.indicator_id, o.segment, sum(o.quantity) AS quantity, sum(o.lines) AS lines, sum(o.estimated) AS estimated
  FROM own o JOIN reach r ON r.unit_id = o.unit_id AND r.days @> o.day GROUP BY 1, 2, 3
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


def queue_lines(lines: Iterable[Line]) -> None:
    """Note what new lines add to the totals of every unit above them on their day. In the transaction that writes them."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_LINES, {"lines": [line.id for line in lines]})


@transaction.atomic
def fold(*, most: int = AT_ONCE) -> int:
    """Add what is queued to the totals and say how many rows that was; totals of another tree are made again, with nothing left over."""
    locks.hold("ledger", "folding")
    if organisations.tree_revision() != Folding.objects.values_list("tree", flat=True).first():
        rebuild()
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, {"most": most})
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@transaction.atomic
def rebuild() -> int:
    """Make all totals anew from the lines, for the tree as it stands, and say how many there are."""
    locks.hold("ledger", "order")  # nothing is written meanwhile
    revision = organisations.tree_revision()
    Increment.objects.all().delete()
    Total.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO figures_total (node_id, indicator_id, segment, quantity, lines, estimated) {_FROM_LINES}")
        made = int(cursor.rowcount)
    Folding.objects.update_or_create(id=1, defaults={"tree": revision})
    return made


_CHECK = f"""
WITH lines AS ({_FROM_LINES}), kept AS (
    SELECT node_id, indicator_id, segment, sum(quantity) AS quantity, sum(lines) AS lines, sum(estimated) AS estimated
      FROM (SELECT node_id, indicator_id, segment, quantity, lines, estimated FROM figures_total
            UNION ALL SELECT node_id, indicator_id, segment, quantity, lines, estimated FROM figures_increment) AS both_of_them
     GROUP BY 1, 2, 3
)
SELECT node_id, indicator_id, segment, coalesce(k.quantity, 0), coalesce(l.quantity, 0)
  FROM kept k FULL JOIN lines l USING (node_id, indicator_id, segment)
 WHERE (coalesce(k.quantity, 0), coalesce(k.lines, 0), coalesce(k.estimated, 0))
       IS DISTINCT FROM (coalesce(l.quantity, 0), coalesce(l.lines, 0), coalesce(l.estimated, 0))
 ORDER BY 3, 2, 1
"""  # noqa: S608  made of constants


def check_totals() -> list[Difference]:
    """Every total that differs from what its lines sum to. Totals of another tree are rebuilt first: they are known to be old."""
    fold()
    with connection.cursor() as cursor:
        cursor.execute(_CHECK)
        return [Difference(*row) for row in cursor.fetchall()]
