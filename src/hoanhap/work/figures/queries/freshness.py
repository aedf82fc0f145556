"""Whether the kept totals speak about the tree, and the borders, that are asked about."""

from __future__ import annotations

from datetime import date

from django.db import connection

from hoanhap.work.figures.models import Folding

_EDGES = """
WITH edge(day) AS (
    SELECT lower(valid) FROM organisations_placement UNION ALL SELECT upper(valid) FROM organisations_placement
    UNION ALL SELECT lower(valid) FROM organisations_unit UNION ALL SELECT upper(valid) FROM organisations_unit
    UNION ALL SELECT day FROM organisations_succession
) SELECT max(day) FILTER (WHERE day <= %(on)s), min(day) FILTER (WHERE day > %(on)s) FROM edge
"""
FRESH = """
SELECT f.tree = t.revision AND (%(borders)s::date IS NULL
       OR coalesce(f.borders_from <= %(borders)s::date, true) AND coalesce(%(borders)s::date < f.borders_until, true)) AS fresh
  FROM figures_folding f, organisations_tree t
"""
"""Whether totals are right for the tree as it is and, when ``borders`` is a day, whether today's borders are those of that day."""


def kept_borders() -> date | None:
    """The day whose borders are kept as today's."""
    return Folding.objects.values_list("borders", flat=True).first()


def stretch_of(on: date) -> tuple[date | None, date | None]:
    """The days around ``on`` on which borders are the same: from the first up to, but without, the second; open ends are None."""
    with connection.cursor() as cursor:
        cursor.execute(_EDGES, {"on": on})
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (None, None)


def is_fresh(*, on: date | None = None) -> bool:
    """Whether totals are right for the tree as it is and, when a day is given, whether today's borders are those of that day."""
    with connection.cursor() as cursor:
        cursor.execute(FRESH, {"borders": on})
        row = cursor.fetchone()
    return bool(row and row[0])
