"""Writing lines, with what they add to totals in a queue; and the same for old lines when the tree around them changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


def enter(lines: Sequence[Line]) -> None:
    """Write new lines, and note what they add to the totals of every unit above them, on their day and today: two statements, however
    many lines."""
    if lines:
        Line.objects.bulk_create(lines)
        with connection.cursor() as cursor:
            cursor.execute(_OF_LINES, {"lines": [line.id for line in lines]})


def queue_units(units: Collection[UUID], *, sign: int) -> None:
    """Note what all lines of these units add to totals by the ways up that are kept (``sign`` 1), or take that out again (−1)."""
    with in_bulk() as cursor:
        cursor.execute(_OF_UNITS, {"units": list(units), "sign": sign})
