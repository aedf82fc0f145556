"""Asking for what a question rests on in one round trip: the definitions in force, whether totals speak about the tree as it is, and what
they sum to where the period is whole segments, which legal periods always are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from hoanhap.work.figures.models import IndicatorVersion
from hoanhap.work.figures.queries import totals
from hoanhap.work.figures.queries.catalogue import IN_FORCE, read, versions
from hoanhap.work.figures.queries.direct import Sum
from hoanhap.work.figures.queries.freshness import FRESH, is_fresh
from hoanhap.work.figures.queries.question import Question
from hoanhap.work.figures.queries.segments import whole_segments

_DAY = timedelta(days=1)


def _whole(columns: str) -> str:
    rows = totals.SEGMENTS.format(columns=columns)
    return f"""
WITH defined AS ({IN_FORCE}), found AS (SELECT indicator_id, {totals.summed(columns)} FROM ({rows}) AS behind GROUP BY 1)
SELECT d.indicator_id, d.id, d.state, (SELECT fresh FROM ({FRESH}) AS kept), f.* FROM defined d LEFT JOIN found f USING (indicator_id)
"""  # noqa: S608  made of constants


_OF_DAYS, _OF_TODAY = _whole(totals.OF_DAYS), _whole(totals.OF_TODAY)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a question rests on."""

    defined: dict[str, IndicatorVersion]
    fresh: bool = False
    """Whether totals may answer it."""
    found: dict[str, Sum] | None = None
    """What they sum to; None where they were not asked, because the period has odd days."""


def ground_of(question: Question, codes: Collection[str]) -> Ground:
    """What a question that totals may answer rests on (its own indicator is not looked at), read in one moment where it can be."""
    days = (question.period_from, question.period_until + _DAY)
    if whole_segments(*days) != days:
        return Ground(versions(codes, on=question.period_until), is_fresh(on=question.borders))
    values: dict[str, Any] = {
        "codes": list(codes), "indicators": list(codes), "on": question.period_until, "borders": question.borders,
        "node": question.unit_id, "begin": days[0], "until": days[1],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_OF_TODAY if question.borders else _OF_DAYS, values)
        rows = cursor.fetchall()
    defined = read(codes, {row[0]: (row[1], row[2]) for row in rows})
    return Ground(defined, bool(rows and rows[0][3]), {row[0]: totals.as_sum(row[5:]) for row in rows if row[4] is not None})
