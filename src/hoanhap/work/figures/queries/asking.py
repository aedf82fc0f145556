"""Asking for what a question rests on in one round trip: the definitions in force, whether totals speak about the tree as it is, and what
they sum to. They do where the period is whole segments, which legal periods always are, or the unit is wide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from hoanhap.work.figures.models import IndicatorVersion
from hoanhap.work.figures.queries import totals
from hoanhap.work.figures.queries.catalogue import IN_FORCE, read
from hoanhap.work.figures.queries.direct import Sum
from hoanhap.work.figures.queries.freshness import FRESH
from hoanhap.work.figures.queries.question import Question
from hoanhap.work.figures.queries.segments import whole_segments

_DAY = timedelta(days=1)


def _asking(columns: str, *, odd: bool) -> str:
    rows = (totals.SEGMENTS + (totals.EDGE_DAYS if odd else "")).format(columns=columns)
    answered = totals.WIDE if odd else "SELECT true"
    return f"""
WITH defined AS ({IN_FORCE}), found AS (SELECT indicator_id, {totals.summed(columns)} FROM ({rows}) AS behind GROUP BY 1)
SELECT d.indicator_id, d.id, d.state, (SELECT fresh FROM ({FRESH}) AS kept), ({answered}), f.*
  FROM defined d LEFT JOIN found f USING (indicator_id)
"""  # noqa: S608  made of constants


_STATEMENTS = {
    (today, odd): _asking(totals.OF_TODAY if today else totals.OF_DAYS, odd=odd) for today in (False, True) for odd in (False, True)
}
"""By whether today's borders are meant, and whether the period has odd days."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a question rests on."""

    defined: dict[str, IndicatorVersion]
    fresh: bool = False
    """Whether totals may answer it."""
    found: dict[str, Sum] | None = None
    """What they sum to; None where they do not say, because the period has odd days and the unit is not wide."""


def ground_of(question: Question, codes: Collection[str]) -> Ground:
    """What a question that totals may answer rests on (its own indicator is not looked at), read in one moment where it can be."""
    days = (question.period_from, question.period_until + _DAY)
    values = totals.asked(codes, question.unit_id, days) | {"codes": list(codes), "on": question.period_until, "borders": question.borders}
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS[question.borders is not None, whole_segments(*days) != days], values)
        rows = cursor.fetchall()
    defined = read(codes, {row[0]: (row[1], row[2]) for row in rows})
    fresh, answered = rows[0][3:5] if rows else (False, False)
    return Ground(defined, bool(fresh), {row[0]: totals.as_sum(row[6:]) for row in rows if row[5] is not None} if answered else None)
