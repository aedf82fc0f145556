"""Stocks: the last statement of each unit on or before a day, summed. Medians: of the statements themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from statistics import median as middle
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.models import IndicatorVersion
from hoanhap.work.figures.queries.direct import CLAIMS, functions_of, values_for
from hoanhap.work.figures.queries.pieces import FOREVER, part_of, pieces_of
from hoanhap.work.figures.queries.question import Answer, Question

_LAST = f"""
{CLAIMS}, last AS (SELECT unit_id, max(day) AS day FROM claim WHERE inside GROUP BY 1)
SELECT c.unit_id, c.function, c.first, c.day, sum(c.quantity), array_agg(c.id), count(*) FILTER (WHERE c.estimated)
  FROM claim c JOIN last USING (unit_id, day) WHERE c.inside GROUP BY 1, 2, 3, 4
"""  # noqa: S608  made of constants
_EACH = f"{CLAIMS} SELECT quantity, estimated FROM claim WHERE inside"  # noqa: S608  made of constants


class _Stated(NamedTuple):
    unit_id: UUID
    function: str
    first: date
    day: date
    total: Decimal
    lines: list[UUID]
    estimated: int


class Statement(NamedTuple):
    """What a unit stated last, and what of it counts (all of it, or the part of the heirs that have not stated themselves)."""

    day: date
    lines: tuple[UUID, ...]
    counts: Decimal
    divided: bool
    estimated: bool


def stock(question: Question, version: IndicatorVersion, *, as_of: datetime | None) -> Answer:
    """The last statement on or before the period's last day, summed over units; each statement is of one day (``stated_from``,
    ``stated_until``).

    Units stand where they stand on ``borders``, by default on the period's last day. What a unit that has ended stated last goes on
    with its heirs, until an heir states itself.
    """
    found = statements(question, as_of=as_of)
    days = [row.day for row in found]
    return Answer(
        question, version, sum((row.counts for row in found), Decimal(0)), any(row.estimated for row in found),
        sum(len(row.lines) for row in found), apportioned=any(row.divided for row in found),
        stated_from=min(days, default=None), stated_until=max(days, default=None),
    )  # fmt: skip


def statements(question: Question, *, as_of: datetime | None = None) -> list[Statement]:
    """The statements that a stock is made of."""
    on = question.borders or question.period_until
    asked = replace(question, period_from=FOREVER[0], borders=on)
    pieces = pieces_of(asked, functions=functions_of([question.indicator]))
    with connection.cursor() as cursor:
        cursor.execute(_LAST, values_for(asked, [question.indicator], pieces, as_of=as_of))
        stated = [_Stated(*row) for row in cursor.fetchall()]
    latest = {row.unit_id: row.day for row in stated}
    found = []
    for row in stated:
        shares, meant = pieces.shares.get((row.unit_id, row.function, row.first), ({row.unit_id: Decimal(1)}, frozenset({row.unit_id})))
        silent = frozenset(heir for heir in meant if heir == row.unit_id or latest.get(heir, date.min) <= row.day)
        if silent:
            part = part_of(row.total, shares, silent, step=Decimal(1))
            found.append(Statement(row.day, tuple(row.lines), part, len(silent) < len(shares), row.estimated > 0))
    return found


def median(question: Question, version: IndicatorVersion, *, as_of: datetime | None) -> Answer:
    """The median of what single statements say, with two decimals. Durations are told in the same way."""
    pieces = pieces_of(question, functions=functions_of([question.indicator]))
    with connection.cursor() as cursor:
        cursor.execute(_EACH, values_for(question, [question.indicator], pieces, as_of=as_of))
        rows = cursor.fetchall()
    value = middle([quantity for quantity, _estimated in rows]) if rows else Decimal(0)
    return Answer(
        question,
        version,
        Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP),
        any(estimated for _quantity, estimated in rows),
        len(rows),
    )
