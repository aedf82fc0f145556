"""Whether the kept totals speak about the tree, and the borders, that are asked about."""

from __future__ import annotations

from datetime import date

from django.db import connection

from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.figures.models import Folding

_EDGES = """
WITH edge(day) AS (
    SELECT lower(valid) FROM organisations_placement UNION ALL SELECT upper(valid) FROM organisations_placement
    UNION ALL SELECT lower(valid) FROM organisations_unit UNION ALL SELECT upper(valid) FROM organisations_unit
    UNION ALL SELECT day FROM organisations_succession
) SELECT max(day) FILTER (WHERE day <= %(on)s), min(day) FILTER (WHERE day > %(on)s) FROM edge
"""


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
    kept = Folding.objects.first()
    if kept is None or kept.tree != organisations.tree_revision():
        return False
    if on is None:
        return True
    return (kept.borders_from is None or kept.borders_from <= on) and (kept.borders_until is None or on < kept.borders_until)
