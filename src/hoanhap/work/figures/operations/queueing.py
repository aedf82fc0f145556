"""Queueing what lines add to totals: of new lines in the transaction that writes them, of old ones when the tree around them changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.models import Line
from hoanhap.work.figures.operations.bulk import in_bulk
from hoanhap.work.figures.operations.sums import COLUMNS, PLACED, ROWS, SUMMED

_ADDED = f"INSERT INTO figures_increment (node_id, indicator_id, day, {COLUMNS})"
_ROWS = ROWS.format(nodes="id IS NOT NULL")
_OF_LINES = f"""
{PLACED.format(lines="l.id = ANY(%(lines)s)")}
{_ADDED} SELECT node_id, indicator_id, day, {SUMMED} FROM ({_ROWS}) AS added GROUP BY 1, 2, 3
"""  # noqa: S608  made of constants
_SIGNED = ", ".join(f"%(sign)s * sum({name})" for name in COLUMNS.split(", "))
_OF_UNITS = f"""
{PLACED.format(lines="l.unit_id = ANY(%(units)s::uuid[])")}
{_ADDED} SELECT node_id, indicator_id, day, {_SIGNED} FROM ({_ROWS}) AS added GROUP BY 1, 2, 3
"""  # noqa: S608  made of constants


def queue_lines(lines: Iterable[Line]) -> None:
    """Note what new lines add to the totals of every unit above them, on their day and today."""
    ids = [line.id for line in lines]
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_OF_LINES, {"lines": ids})


def queue_units(units: Collection[UUID], *, sign: int) -> None:
    """Note what all lines of these units add to totals by the ways up that are kept (``sign`` 1), or take that out again (−1)."""
    with in_bulk() as cursor:
        cursor.execute(_OF_UNITS, {"units": list(units), "sign": sign})
