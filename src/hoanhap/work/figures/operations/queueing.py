"""Queueing what new lines add to totals, in the transaction that writes them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from hoanhap.work.figures.models import Line
from hoanhap.work.figures.operations.sums import COLUMNS, SPREAD, SUMMED
from hoanhap.work.figures.queries.freshness import kept_borders

_OF_LINES = f"""
{SPREAD.format(lines="l.id = ANY(%(lines)s)")}
INSERT INTO figures_increment (node_id, indicator_id, day, {COLUMNS})
SELECT node_id, indicator_id, day, {SUMMED} FROM spread GROUP BY 1, 2, 3
"""  # noqa: S608  made of constants


def queue_lines(lines: Iterable[Line]) -> None:
    """Note what new lines add to the totals of every unit above them, on their day and today."""
    ids = [line.id for line in lines]
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_OF_LINES, {"lines": ids, "borders": kept_borders()})
