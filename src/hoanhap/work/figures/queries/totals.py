"""Summing kept totals: whole segments from them; the days around from sums by day of wide units, from lines of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.queries.direct import Sum
from hoanhap.work.figures.queries.pieces import part_of
from hoanhap.work.figures.queries.segments import whole_segments

Days = tuple[date, date]
"""From the first up to, but without, the second."""

OF_DAYS = "quantity, lines, estimated, joint"
OF_TODAY = "today_quantity, today_lines, today_estimated, today_joint"
SEGMENTS = """
SELECT indicator_id, segment AS day, {columns} FROM figures_total
 WHERE node_id = %(node)s AND indicator_id = ANY(%(indicators)s) AND segment >= %(begin)s AND segment < %(until)s
UNION ALL
SELECT indicator_id, day, {columns} FROM figures_increment
 WHERE node_id = %(node)s AND indicator_id = ANY(%(indicators)s) AND day >= %(begin)s AND day < %(until)s
"""
_EDGE_DAYS = """
UNION ALL
SELECT indicator_id, day, {columns} FROM (
    SELECT node_id, indicator_id, day, {columns} FROM figures_daytotal
    UNION ALL SELECT node_id, indicator_id, day, {columns} FROM figures_increment
) AS by_day
 WHERE node_id = %(node)s AND indicator_id = ANY(%(indicators)s)
   AND (day >= %(first)s AND day < %(end)s) AND NOT (day >= %(begin)s AND day < %(until)s)
"""
_EDGE_LINES = """
UNION ALL
SELECT v.indicator_id, l.day, l.quantity, CASE WHEN l.source_kind = 'joint' THEN 0 ELSE s.sign END,
       CASE WHEN l.estimated THEN s.sign ELSE 0 END, CASE WHEN l.source_kind = 'joint' THEN s.sign ELSE 0 END
  FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id JOIN reach r ON r.unit_id = l.unit_id AND r.days @> l.day,
       LATERAL (SELECT CASE WHEN l.reverses_id IS NULL THEN 1 ELSE -1 END AS sign) s
 WHERE v.indicator_id = ANY(%(indicators)s) AND l.day >= %(first)s AND l.day < %(end)s AND NOT (l.day >= %(begin)s AND l.day < %(until)s)
"""
_REACH = """
WITH RECURSIVE below(unit_id, days) AS (
    SELECT %(node)s::uuid, daterange(%(first)s::date, %(end)s::date)
    UNION
    SELECT p.unit_id, b.days * p.valid FROM below b JOIN organisations_placement p ON p.parent_id = b.unit_id
     WHERE NOT isempty(b.days * p.valid)
), reach AS (SELECT unit_id, range_agg(days) AS days FROM below GROUP BY 1)
"""
_BY_PERIOD = """
SELECT indicator_id, number, {summed}
  FROM (SELECT *, width_bucket(day, %(firsts)s::date[]) AS number FROM ({rows}) AS behind) AS placed
 WHERE number > 0 AND day <= (%(lasts)s::date[])[number] GROUP BY 1, 2
"""
_OF_NODES = """
SELECT n.node_id, s.* FROM unnest(%(nodes)s::uuid[]) AS n(node_id), LATERAL (
    SELECT indicator_id, {summed} FROM ({rows}) AS behind GROUP BY 1
) AS s
"""
# One short look into the index for each, however many lines there are: LIMIT keeps the planner from reading the whole table instead. What
# is queued may take the last statement back, so those that have something queued are summed.
_STATED = """
WITH asked AS MATERIALIZED (SELECT unnest(%(nodes)s::uuid[]) AS node_id ORDER BY 1),
queued AS (
    SELECT node_id, indicator_id, sum(lines) AS lines FROM figures_increment WHERE node_id IN (SELECT node_id FROM asked)
       AND indicator_id = ANY(%(indicators)s) AND day >= %(begin)s AND day < %(until)s GROUP BY 1, 2
)
SELECT n.node_id, i.indicator_id FROM asked n, unnest(%(indicators)s::text[]) AS i(indicator_id), LATERAL (
    SELECT FROM figures_total t WHERE t.node_id = n.node_id AND t.indicator_id = i.indicator_id AND t.lines > 0
       AND t.segment >= %(begin)s AND t.segment < %(until)s LIMIT 1
) AS something WHERE NOT EXISTS (SELECT FROM queued q WHERE q.node_id = n.node_id AND q.indicator_id = i.indicator_id)
UNION ALL
SELECT q.node_id, q.indicator_id FROM queued q, LATERAL (
    SELECT coalesce(sum(lines), 0) AS lines FROM figures_total t WHERE t.node_id = q.node_id AND t.indicator_id = q.indicator_id
       AND t.segment >= %(begin)s AND t.segment < %(until)s
) AS kept WHERE q.lines + kept.lines > 0
"""
_WHO_STATED = """
WITH asked AS MATERIALIZED (SELECT unnest(%(nodes)s::uuid[]) AS node_id ORDER BY 1),
queued AS (
    SELECT node_id, sum(lines) AS lines FROM figures_increment
     WHERE node_id IN (SELECT node_id FROM asked) AND indicator_id = ANY(%(indicators)s) AND day >= %(begin)s AND day < %(until)s GROUP BY 1
)
SELECT n.node_id FROM asked n, LATERAL (
    SELECT FROM figures_total t WHERE t.node_id = n.node_id AND t.indicator_id = ANY(%(indicators)s) AND t.lines > 0
       AND t.segment >= %(begin)s AND t.segment < %(until)s LIMIT 1
) AS something WHERE NOT EXISTS (SELECT FROM queued q WHERE q.node_id = n.node_id)
UNION ALL
SELECT q.node_id FROM queued q, LATERAL (
    SELECT coalesce(sum(lines), 0) AS lines FROM figures_total t WHERE t.node_id = q.node_id AND t.indicator_id = ANY(%(indicators)s)
       AND t.segment >= %(begin)s AND t.segment < %(until)s
) AS kept WHERE q.lines + kept.lines > 0
"""
_WIDE = "SELECT EXISTS (SELECT FROM figures_wide WHERE node_id = %(node)s)"
_PORTIONS = """
SELECT l.unit_id, b.function, lower(b.days), v.indicator_id, coalesce(sum(l.quantity), 0), sum(s.sign),
       sum(CASE WHEN l.estimated THEN s.sign ELSE 0 END)
  FROM (SELECT DISTINCT b.source_id, b.function, b.days FROM figures_bearer b JOIN figures_portion p ON p.bearer_id = b.id
         WHERE p.node_id = %(node)s) b
  JOIN figures_line l ON l.unit_id = b.source_id AND b.days @> l.day
  JOIN figures_indicatorversion v ON v.id = l.version_id AND v.function = b.function
  JOIN figures_indicator i ON i.code = v.indicator_id
  LEFT JOIN figures_sharedwork w ON w.work_id = l.work_id,
       LATERAL (SELECT CASE WHEN l.reverses_id IS NULL THEN 1 ELSE -1 END AS sign) s
 WHERE i.code = ANY(%(indicators)s) AND l.day >= %(first)s AND l.day < %(end)s AND l.source_kind <> 'joint'
   AND NOT (w.work_id IS NOT NULL AND i.kind = 'FLOW' AND (v.derivation = 'COUNT' OR i.code = ANY(%(once)s)))
 GROUP BY 1, 2, 3, 4
"""
_SHARES = """
SELECT b.source_id, b.function, lower(b.days), b.heir_id, b.weight, p.id IS NOT NULL
  FROM figures_bearer b LEFT JOIN figures_portion p ON p.bearer_id = b.id AND p.node_id = %(node)s
 WHERE b.source_id = ANY(%(sources)s)
"""


def is_wide(node: UUID) -> bool:
    """Whether sums by day are kept for the unit: so many stand below it that nobody should read their lines."""
    with connection.cursor() as cursor:
        cursor.execute(_WIDE, {"node": node})
        row = cursor.fetchone()
    return bool(row and row[0])


def by_period(indicators: Collection[str], *, node: UUID, periods: Sequence[Days], odd: bool) -> list[dict[str, Sum]]:
    """Sums by indicator for each of many periods (both ends count), one after the other without overlap, in the borders of each day: one
    statement.

    :param odd: whether periods have days that are no whole segments; then only a wide unit can be asked
    """
    first, end = periods[0][0], periods[-1][1] + timedelta(days=1)
    nothing = first - timedelta(days=1)
    rows = (_EDGE_DAYS.removeprefix("\nUNION ALL") if odd else SEGMENTS).format(columns=OF_DAYS)
    values: dict[str, Any] = {"node": node, "indicators": list(indicators), "first": first, "end": end}
    values |= {"begin": nothing, "until": nothing} if odd else {"begin": first, "until": end}
    values |= {"firsts": [begin for begin, _until in periods], "lasts": [until for _begin, until in periods]}
    found: list[dict[str, Sum]] = [{} for _period in periods]
    with connection.cursor() as cursor:
        cursor.execute(_BY_PERIOD.format(rows=rows, summed=summed()), values)
        for code, number, *row in cursor.fetchall():
            found[number - 1][code] = as_sum(row)
    return found


def by_node(indicators: Collection[str], *, nodes: Collection[UUID], days: Days) -> dict[tuple[UUID, str], Sum]:
    """Sums by unit and indicator, of whole segments, in the borders of each day, where there are any: one statement for any number of
    units."""
    rows = SEGMENTS.format(columns=OF_DAYS).replace("node_id = %(node)s", "node_id = n.node_id")
    with connection.cursor() as cursor:
        cursor.execute(_OF_NODES.format(summed=summed(), rows=rows), _of_nodes(indicators, nodes, days))
        return {(node, code): as_sum(row) for node, code, *row in cursor.fetchall()}


def stated(indicators: Collection[str], *, nodes: Collection[UUID], days: Days) -> set[tuple[UUID, str]]:
    """Of which units and indicators there is a statement that stands, over whole segments."""
    with connection.cursor() as cursor:
        cursor.execute(_STATED, _of_nodes(indicators, nodes, days))
        return set(cursor.fetchall())


def who_stated(indicators: Collection[str], *, nodes: Collection[UUID], days: Days) -> set[UUID]:
    """Which units have a statement of any of these indicators that stands, over whole segments."""
    with connection.cursor() as cursor:
        cursor.execute(_WHO_STATED, _of_nodes(indicators, nodes, days))
        return {row[0] for row in cursor.fetchall()}


def _of_nodes(indicators: Collection[str], nodes: Collection[UUID], days: Days) -> dict[str, Any]:
    return {"nodes": list(nodes), "indicators": list(indicators), "begin": days[0], "until": days[1]}


def from_totals(indicators: list[str], *, unit_id: UUID, days: Days, today: bool, once: Collection[str]) -> dict[str, Sum] | None:
    """Sums by indicator, in the borders of each day or in today's; None when totals do not answer this (odd days of a unit that is not
    wide, in today's borders)."""
    first, end = days
    begin, until = whole_segments(first, end)
    odd = (begin, until) != (first, end)
    wide = odd and is_wide(unit_id)
    if odd and today and not wide:
        return None
    columns = OF_TODAY if today else OF_DAYS
    rows = SEGMENTS.format(columns=columns) + (_EDGE_DAYS.format(columns=columns) if wide else _EDGE_LINES if odd else "")
    sums = f"SELECT indicator_id, {summed(columns)} FROM ({rows}) AS behind GROUP BY 1"  # noqa: S608  constants
    values = asked(indicators, unit_id, days, once=once)
    with connection.cursor() as cursor:
        cursor.execute(f"{_REACH} {sums}" if odd and not wide else sums, values)
        found = {code: as_sum(row) for code, *row in cursor.fetchall()}
    if today:
        add_portions(found, values)
    return found


def asked(indicators: Collection[str], node: UUID, days: Days, *, once: Collection[str]) -> dict[str, Any]:
    """The parameters of what is asked of totals and portions."""
    begin, until = whole_segments(*days)
    return {
        "node": node, "indicators": list(indicators), "first": days[0], "end": days[1], "begin": begin, "until": until, "once": list(once),
    }  # fmt: skip


def add_portions(found: dict[str, Sum], values: dict[str, Any]) -> None:
    """Add what the unit has of lines that it bears together with others."""
    with connection.cursor() as cursor:
        cursor.execute(_PORTIONS, values)
        totals = cursor.fetchall()
        if not totals:
            return
        cursor.execute(_SHARES, values | {"sources": [row[0] for row in totals]})
        shares: dict[tuple[UUID, str, date | None], dict[UUID, Decimal]] = defaultdict(dict)
        meant: dict[tuple[UUID, str, date | None], set[UUID]] = defaultdict(set)
        for source, function, since, heir, weight, ours in cursor.fetchall():
            shares[source, function, since][heir] = weight
            if ours:
                meant[source, function, since].add(heir)
    for source, function, since, code, total, lines, estimated in totals:
        key = (source, function, since)
        kept = found.setdefault(code, Sum())
        kept.value += part_of(total, shares[key], frozenset(meant[key]), step=Decimal(1))
        kept.lines += int(lines)
        kept.estimated += int(estimated)
        kept.apportioned |= bool(lines)  # what was taken back again is nobody's part


def summed(columns: str = OF_DAYS) -> str:
    return ", ".join(f"sum({name})" for name in columns.split(", "))


def as_sum(row: Sequence[Any]) -> Sum:
    quantity, lines, estimated, joint = row
    return Sum(quantity, int(lines), int(estimated), int(joint))
