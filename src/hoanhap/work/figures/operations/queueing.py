"""Writing lines, which queues what they add to totals; and the same for old lines when the tree around them changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from hoanhap.work.figures.models import Line
from hoanhap.work.figures.operations.bulk import in_bulk
from hoanhap.work.figures.operations.sums import COLUMNS, PLACED, ROWS

_ADDED = f"INSERT INTO figures_increment (node_id, indicator_id, day, {COLUMNS})"
_ROWS = ROWS.format(nodes="id IS NOT NULL")
_SIGNED = ", ".join(f"%(sign)s * sum({name})" for name in COLUMNS.split(", "))
_OF_UNITS = f"""
{PLACED.format(lines="l.unit_id = ANY(%(units)s::uuid[])")}
{_ADDED} SELECT node_id, indicator_id, day, {_SIGNED} FROM ({_ROWS}) AS added GROUP BY 1, 2, 3
"""  # noqa: S608  made of constants


def enter(lines: Sequence[Line]) -> None:
    """Write new lines. What they add to the totals of every unit above them, on their day and today, is queued with them: a trigger sees to
    it, so that nothing can write a line and forget that."""
    Line.objects.bulk_create(lines)


def queue_units(units: Collection[UUID], *, sign: int) -> None:
    """Note what all lines of these units add to totals by the ways up that are kept (``sign`` 1), or take that out again (−1)."""
    with in_bulk() as cursor:
        cursor.execute(_OF_UNITS, {"units": list(units), "sign": sign})
