"""What the totals rest on besides lines: who bears whose lines in today's borders, and adjustments for works that several units claim."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.figures.models import Correction, Folding, IndicatorVersion, Line, SharedWork
from hoanhap.work.figures.operations.joining import settle
from hoanhap.work.figures.operations.sums import UP
from hoanhap.work.figures.queries.freshness import kept_borders, stretch_of
from hoanhap.work.figures.queries.heirs import Heritage

_PORTIONS = f"""
WITH RECURSIVE heirs AS (SELECT DISTINCT heir_id FROM figures_bearer WHERE weight < 1), up(unit_id, node_id) AS ({UP}),
held AS (
    SELECT b.id, u.node_id, sum(b.weight) OVER (PARTITION BY b.source_id, b.function, b.days, u.node_id) AS weight
      FROM figures_bearer b JOIN up u ON u.unit_id = b.heir_id WHERE b.weight < 1
)
INSERT INTO figures_portion (node_id, bearer_id) SELECT node_id, id FROM held WHERE weight < 1
"""  # noqa: S608  made of constants
_LATEST_CHANGE = "SELECT max(day) FROM organisations_succession"
_AT_ONCE = 500


def bear(*, on: date | None) -> None:
    """Work out anew who bears whose lines on that day (on the day kept before, when none is given), and remember for which tree."""
    day = on or kept_borders() or _latest()
    heritage = Heritage(day)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM figures_portion")
        cursor.execute("DELETE FROM figures_bearer")
        _keep(cursor, heritage)
        cursor.execute(_PORTIONS, {"borders": day})
    first, until = stretch_of(day)
    kept = {"tree": organisations.tree_revision(), "borders": day, "borders_from": first, "borders_until": until}
    Folding.objects.update_or_create(id=1, defaults=kept)


def _keep(cursor: Any, heritage: Heritage) -> None:
    """Write who bears whose lines, in the quickest way there is: a whole country has a hundred thousand such rows."""
    functions = list(IndicatorVersion.objects.order_by("function").values_list("function", flat=True).distinct())  # COPY allows no query
    with cursor.cursor.copy("COPY figures_bearer (source_id, function, days, heir_id, weight) FROM STDIN") as copy:
        for function in functions:
            for row in heritage.stands(function):
                days = f"[{row.first or ''},{row.end})"
                for heir, weight in row.shares.items():
                    copy.write_row((str(row.source), function, days, str(heir), str(weight)))


def settle_all(*, now: datetime | None) -> None:
    """Adjust every shared work to the tree as it stands."""
    moment = now or Line.objects.aggregate(last=Max("recorded_at"))["last"]
    works = list(SharedWork.objects.order_by("work_id").values_list("work_id", flat=True))
    Correction.objects.all().delete()
    if moment is not None:
        for start in range(0, len(works), _AT_ONCE):
            settle(work_ids=works[start : start + _AT_ONCE], now=moment)


def _latest() -> date:
    """The day of the last succession on record, else a day on which nobody had any."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST_CHANGE)
        row = cursor.fetchone()
    return row[0] if row and row[0] else date.max
