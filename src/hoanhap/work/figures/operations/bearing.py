"""Who bears whose lines in today's borders: worked out from successions, kept, and compared with what is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from hoanhap.work.figures.models import IndicatorVersion
from hoanhap.work.figures.queries.heirs import Heritage

_KEPT = "SELECT source_id, function, lower(days), upper(days), heir_id, weight FROM figures_bearer"
_BORNE_BY = "SELECT DISTINCT source_id FROM figures_bearer WHERE heir_id = ANY(%s::uuid[])"
_HANDOVERS = """
SELECT coalesce(sum(hashtextextended(
           concat_ws(' ', s.source_id, s.target_id, s.day, s.function, s.weight, upper(u.valid) <= %(on)s), 0)), 0), count(*),
       (SELECT string_agg(DISTINCT function, ' ') FROM figures_indicatorversion)
  FROM organisations_succession s JOIN organisations_unit u ON u.id = s.source_id WHERE s.day <= %(on)s
"""
_HELD = """
SELECT node_id, id AS bearer_id FROM (
    SELECT b.id, u.node_id, sum(b.weight) OVER (PARTITION BY b.source_id, b.function, b.days, u.node_id) AS weight
      FROM figures_bearer b JOIN (
        SELECT DISTINCT heir_id AS unit_id, heir_id AS node_id FROM figures_bearer WHERE weight < 1
        UNION ALL SELECT unit_id, node_id FROM figures_abovetoday
      ) AS u ON u.unit_id = b.heir_id WHERE b.weight < 1
) AS held WHERE weight < 1
"""
_MISHELD = f"""
WITH held AS ({_HELD}), kept AS (SELECT node_id, bearer_id FROM figures_portion)
SELECT DISTINCT source_id FROM figures_bearer WHERE id IN (
    SELECT bearer_id FROM ((TABLE held EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE held)) AS differing
)
"""  # noqa: S608  made of constants


class Bearing(NamedTuple):
    """One bearer of the lines of ``source`` in one branch of work, from ``first`` (open when None) up to, but without, ``end``."""

    source: UUID
    function: str
    first: date | None
    end: date
    heir: UUID
    weight: Decimal


Bearings = Mapping[UUID, frozenset[Bearing]]
"""By source."""


def wanted(*, borders: date) -> Bearings:
    """Who bears whose lines on that day, wherever it is somebody else than the writer."""
    heritage = Heritage(borders)
    functions = IndicatorVersion.objects.order_by("function").values_list("function", flat=True).distinct()
    return _by_source(
        Bearing(row.source, function, row.first, row.end, heir, weight)
        for function in functions
        for row in heritage.stands(function)
        for heir, weight in row.shares.items()
    )


def handovers(*, borders: date) -> str:
    """All that ``wanted`` is worked out from, as one number: while it is the same, so are the bearers. To compare it is a hundred times
    quicker than to work them out, and most reorganisations hand nothing over."""
    with connection.cursor() as cursor:
        cursor.execute(_HANDOVERS, {"on": borders})
        return " ".join(str(part) for part in cursor.fetchone() or ())


def kept() -> Bearings:
    """Those that are kept."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT)
        return _by_source(Bearing(*row) for row in cursor.fetchall())


def _by_source(rows: Iterable[Bearing]) -> Bearings:
    found: dict[UUID, set[Bearing]] = defaultdict(set)
    for row in rows:
        found[row.source].add(row)
    return {source: frozenset(own) for source, own in found.items()}


def changed(one: Bearings, other: Bearings) -> set[UUID]:
    """The sources whose bearers differ."""
    return {source for source in one.keys() | other.keys() if one.get(source) != other.get(source)}


def borne_by(heirs: Collection[UUID], *among: Bearings) -> set[UUID]:
    """The sources of which one of these is a bearer."""
    return {source for bearings in among for source, rows in bearings.items() if any(row.heir in heirs for row in rows)}


def kept_borne_by(heirs: Collection[UUID]) -> set[UUID]:
    """The same of the bearers that are kept."""
    with connection.cursor() as cursor:
        cursor.execute(_BORNE_BY, [list(heirs)])
        return {row[0] for row in cursor.fetchall()}


def keep(bearings: Bearings, *, sources: Collection[UUID] | None = None) -> None:
    """Keep these, of these sources or of all, in the quickest way there is: a whole country has a hundred thousand such rows."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM figures_portion")
        chosen = bearings.keys() if sources is None else sources
        if sources is None:
            cursor.execute("DELETE FROM figures_bearer")
        else:
            cursor.execute("DELETE FROM figures_bearer WHERE source_id = ANY(%s::uuid[])", [list(sources)])
        with cursor.cursor.copy("COPY figures_bearer (source_id, function, days, heir_id, weight) FROM STDIN") as copy:
            for source in chosen:
                for row in sorted(bearings.get(source, ()), key=lambda row: (row.function, row.end, row.heir)):
                    days = f"[{row.first or ''},{row.end})"
                    copy.write_row((str(row.source), row.function, days, str(row.heir), str(row.weight)))


def apportion() -> None:
    """Note below which nodes only some of the bearers of a line stand. To be called when bearers and ways up are kept."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM figures_portion")
        cursor.execute(f"INSERT INTO figures_portion (node_id, bearer_id) {_HELD}")


def misheld() -> set[UUID]:
    """The sources of which other nodes hold a portion than those that the kept bearers and ways up make hold one."""
    with connection.cursor() as cursor:
        cursor.execute(_MISHELD)
        return {row[0] for row in cursor.fetchall()}
