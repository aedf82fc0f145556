"""Summing lines directly: for questions that totals do not answer (the past, one day's borders, a cut, a unit's own sheet), and while
totals speak about another tree. Joint works are counted by their claims, not by the adjustments: those speak about the tree of then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.models import IndicatorVersion
from hoanhap.work.figures.queries.joint import once_besides_counts
from hoanhap.work.figures.queries.pieces import Pieces, part_of, pieces_of
from hoanhap.work.figures.queries.question import Question

CLAIMS = """
WITH piece(unit_id, first, until, function, split, main) AS (
    SELECT * FROM unnest(%(units)s::uuid[], %(firsts)s::date[], %(ends)s::date[], %(functions)s::text[], %(splits)s::bool[],
                         %(mains)s::bool[])
), claim AS (
    SELECT l.id, v.indicator_id, v.function, l.unit_id, l.day, l.recorded_at, l.quantity, l.estimated, l.leads, l.source_id, l.work_id,
           p.first, p.split, p.main, l.day BETWEEN %(first)s AND %(last)s AND (%(cut)s::uuid IS NULL OR l.cut_id = %(cut)s)
           AND (%(locality)s::uuid IS NULL OR l.locality_id = %(locality)s) AS inside,
           w.work_id IS NOT NULL AND i.kind = 'FLOW' AND (v.derivation = 'COUNT' OR i.code = ANY(%(once)s)) AS shared
      FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id JOIN figures_indicator i ON i.code = v.indicator_id
      JOIN piece p ON p.unit_id = l.unit_id AND l.day >= p.first AND l.day < p.until AND p.function IN ('', v.function)
      LEFT JOIN figures_sharedwork w ON w.work_id = l.work_id
     WHERE i.code = ANY(%(codes)s) AND l.reverses_id IS NULL AND l.source_kind <> 'joint'
       AND (l.day BETWEEN %(first)s AND %(last)s OR w.work_id IS NOT NULL)
       AND (%(as_of)s::timestamptz IS NULL OR l.recorded_at <= %(as_of)s)
       AND NOT EXISTS (SELECT FROM figures_line r WHERE r.reverses_id = l.id
                        AND (%(as_of)s::timestamptz IS NULL OR r.recorded_at <= %(as_of)s))
)
"""
# A source that divides its number has several lines of one rank; which claim stands is asked of the whole work, whatever part is asked.
_COUNTED = f"""
{CLAIMS}, ranked AS (
    SELECT *, dense_rank() OVER (PARTITION BY indicator_id, work_id ORDER BY leads DESC, day, source_id) AS place
      FROM claim WHERE shared AND main
), counted AS (
    SELECT indicator_id, unit_id, function, day, first, split, quantity, estimated, 1 AS place
      FROM claim WHERE NOT shared AND inside
    UNION ALL
    SELECT indicator_id, unit_id, function, day, first, false, quantity, estimated, place FROM ranked WHERE inside
)
"""  # noqa: S608  made of constants
_SUMMED = """
       coalesce(sum(quantity) FILTER (WHERE place = 1), 0), count(*), count(*) FILTER (WHERE estimated), count(*) FILTER (WHERE place > 1)
  FROM counted
"""
_SUMS = f"""
{_COUNTED}
SELECT indicator_id, CASE WHEN split THEN unit_id END, CASE WHEN split THEN function END, CASE WHEN split THEN first END, {_SUMMED}
 GROUP BY 1, 2, 3, 4
"""
_BY_MONTH = f"{_COUNTED} SELECT date_trunc('month', day)::date, indicator_id, {_SUMMED} GROUP BY 1, 2"


@dataclass(slots=True)
class Sum:
    """What lines add up to."""

    value: Decimal = Decimal(0)
    lines: int = 0
    estimated: int = 0
    joint: int = 0
    apportioned: bool = False


def values_for(question: Question, codes: Collection[str], pieces: Pieces, *, as_of: datetime | None) -> dict[str, Any]:
    """The parameters of ``CLAIMS``."""
    rows = pieces.rows
    return {
        "units": [row.unit_id for row in rows], "firsts": [row.first for row in rows], "ends": [row.end for row in rows],
        "functions": [row.function for row in rows], "splits": [row.split for row in rows], "mains": [row.main for row in rows],
        "first": question.period_from, "last": question.period_until, "codes": list(codes), "once": list(once_besides_counts()),
        "as_of": as_of, "cut": question.cut, "locality": question.locality_id,
    }  # fmt: skip


def functions_of(codes: Collection[str]) -> set[str]:
    """The branches of work that these indicators have belonged to."""
    return set(IndicatorVersion.objects.filter(indicator_id__in=list(codes)).values_list("function", flat=True))


def sums(question: Question, codes: Collection[str], *, as_of: datetime | None = None) -> dict[str, Sum]:
    """What the lines of each indicator add up to, as ``question`` asks for (its own indicator is not looked at)."""
    pieces = pieces_of(question, functions=functions_of(codes))
    found: dict[str, Sum] = defaultdict(Sum)
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, values_for(question, codes, pieces, as_of=as_of))
        for code, source, function, first, total, lines, estimated, joint in cursor.fetchall():
            add(found[code], pieces, (source, function, first), total)
            found[code].lines += lines
            found[code].estimated += estimated
            found[code].joint += joint
    return dict(found)


def by_month(question: Question, codes: Collection[str]) -> dict[tuple[date, str], Sum]:
    """The same by month (its first day), in the borders of each day: nothing is divided in them."""
    pieces = pieces_of(replace(question, borders=None), functions=())
    with connection.cursor() as cursor:
        cursor.execute(_BY_MONTH, values_for(question, codes, pieces, as_of=None))
        return {(month, code): Sum(*row) for month, code, *row in cursor.fetchall()}


def add(kept: Sum, pieces: Pieces, split: tuple[UUID | None, str, date], total: Decimal) -> None:
    """Add a total, or the part of it that is meant."""
    if split[0] is None:
        kept.value += total
        return
    shares, meant = pieces.shares[split[0], split[1], split[2]]
    kept.value += part_of(total, shares, meant, step=Decimal(1))
    kept.apportioned = True
