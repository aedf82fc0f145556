"""Summing kept totals: whole segments from them; the days around from sums by day of wide units, from lines of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.queries.direct import Sum
from hoanhap.work.figures.queries.joint import once_besides_counts
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
EDGE_DAYS = """
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
_OF_NODES = """
SELECT n.node_id, s.* FROM unnest(%(nodes)s::uuid[]) AS n(node_id), LATERAL (
    SELECT indicator_id, {summed} FROM ({rows}) AS behind GROUP BY 1
) AS s
"""
WIDE = "SELECT EXISTS (SELECT FROM figures_wide WHERE node_id = %(node)s)"
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
        cursor.execute(WIDE, {"node": node})
        row = cursor.fetchone()
    return bool(row and row[0])


def by_node(indicators: Collection[str], *, nodes: Collection[UUID], days: Days) -> dict[tuple[UUID, str], Sum]:
    """Sums by unit and indicator, of whole segments, in the borders of each day, where there are any: one statement for any number of
    units."""
    rows = SEGMENTS.format(columns=OF_DAYS).replace("node_id = %(node)s", "node_id = n.node_id")
    with connection.cursor() as cursor:
        cursor.execute(_OF_NODES.format(summed=summed(), rows=rows), _of_nodes(indicators, nodes, days))
        return {(node, code): as_sum(row) for node, code, *row in cursor.fetchall()}


def _of_nodes(indicators: Collection[str], nodes: Collection[UUID], days: Days) -> dict[str, Any]:
    return {"nodes": list(nodes), "indicators": list(indicators), "begin": days[0], "until": days[1]}


def with_edges(indicators: Collection[str], *, unit_id: UUID, days: Days) -> dict[str, Sum]:
    """Sums by indicator, in the borders of each day, of a period with odd days of a unit that is not wide: these from lines."""
    with connection.cursor() as cursor:
        cursor.execute(_summing("indicator_id", odd=True, wide=False), asked(indicators, unit_id, days))
        return {code: as_sum(row) for code, *row in cursor.fetchall()}


def by_month(indicators: Collection[str], *, unit_id: UUID, days: Days) -> dict[tuple[date, str], Sum]:
    """Sums by month (its first day) and indicator, in the borders of each day, where there are any: one statement for any number of
    months."""
    odd = whole_segments(*days) != days
    statement = _summing("date_trunc('month', day)::date, indicator_id", odd=odd, wide=odd and is_wide(unit_id))
    with connection.cursor() as cursor:
        cursor.execute(statement, asked(indicators, unit_id, days))
        return {(month, code): as_sum(row) for month, code, *row in cursor.fetchall()}


def _summing(by: str, *, odd: bool, wide: bool) -> str:
    """The statement that sums whole segments and, where the period has odd days, these."""
    edges = (EDGE_DAYS.format(columns=OF_DAYS) if wide else _EDGE_LINES) if odd else ""
    rows = f"{SEGMENTS.format(columns=OF_DAYS)} {edges}"
    return f"{_REACH if odd and not wide else ''} SELECT {by}, {summed()} FROM ({rows}) AS behind GROUP BY {by}"  # noqa: S608


def asked(indicators: Collection[str], node: UUID, days: Days) -> dict[str, Any]:
    """The parameters of what is asked of totals."""
    begin, until = whole_segments(*days)
    return {"node": node, "indicators": list(indicators), "first": days[0], "end": days[1], "begin": begin, "until": until}


def add_portions(found: dict[str, Sum], indicators: Collection[str], *, unit_id: UUID, days: Days) -> None:
    """Add what the unit has of lines that it bears together with others."""
    values = asked(indicators, unit_id, days) | {"once": list(once_besides_counts())}
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
