"""Summing kept totals: whole segments from them, the days around from lines, all in one statement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.queries.segments import whole_segments

_TOTALS = """
SELECT indicator_id, quantity, lines, estimated FROM figures_total
 WHERE node_id = %(node)s AND indicator_id = ANY(%(indicators)s) AND segment >= %(begin)s AND segment < %(until)s
UNION ALL
SELECT indicator_id, quantity, lines, estimated FROM figures_increment
 WHERE node_id = %(node)s AND indicator_id = ANY(%(indicators)s) AND segment >= %(begin)s AND segment < %(until)s
"""
_EDGES = """
UNION ALL
SELECT v.indicator_id, l.quantity, s.sign, CASE WHEN l.estimated THEN s.sign ELSE 0 END
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


def from_totals(indicators: list[str], *, unit_id: UUID, first: date, end: date) -> dict[str, tuple[Decimal, int, int]]:
    """Sum, number of lines, and of estimated ones, by indicator: whole segments from the totals, the days around them from lines."""
    begin, until = whole_segments(first, end)
    edges = (begin, until) != (first, end)
    rows = f"{_TOTALS} {_EDGES}" if edges else _TOTALS
    sums = f"SELECT indicator_id, sum(quantity), sum(lines), sum(estimated) FROM ({rows}) AS behind GROUP BY 1"  # noqa: S608  constants
    values: dict[str, Any] = {"node": unit_id, "indicators": indicators, "first": first, "end": end, "begin": begin, "until": until}
    with connection.cursor() as cursor:
        cursor.execute(f"{_REACH} {sums}" if edges else sums, values)
        return {code: (quantity, int(lines), int(estimated)) for code, quantity, lines, estimated in cursor.fetchall()}
