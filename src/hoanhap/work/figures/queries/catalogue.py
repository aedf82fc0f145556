"""Definitions in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from hoanhap.kernel.errors import NotFound
from hoanhap.work.figures.models import Indicator, IndicatorVersion

IN_FORCE = """
SELECT DISTINCT ON (indicator_id) indicator_id, id, xmin::text || ctid::text AS state FROM figures_indicatorversion
 WHERE indicator_id = ANY(%(codes)s) AND valid_from <= %(on)s ORDER BY indicator_id, number DESC
"""
"""Which rows define the indicators on a day, and in which state the rows are."""
_IN_FORCE_THEN = """
SELECT DISTINCT ON (wanted.code, wanted.day) wanted.code, wanted.day, version.id, version.xmin::text || version.ctid::text
  FROM unnest(%(codes)s::text[], %(days)s::date[]) AS wanted (code, day)
  JOIN figures_indicatorversion version ON version.indicator_id = wanted.code AND version.valid_from <= wanted.day
 ORDER BY wanted.code, wanted.day, version.number DESC
"""
_KEPT: dict[UUID, tuple[str, IndicatorVersion]] = {}
"""Definitions that have been read, each with the state of its row (which transaction wrote it, and where); as many as the catalogue has."""


def second_of(code: str) -> str:
    """The code of the number that is stated together with this one, where the catalogue names a second measure."""
    return f"{code}_second"


def is_known(code: str) -> bool:
    """Whether there is an indicator of that code."""
    return Indicator.objects.filter(pk=code).exists()


def versions_on(day: date) -> list[IndicatorVersion]:
    """The definition of every indicator in force on that day, in the catalogue's order."""
    found: dict[str, IndicatorVersion] = {}
    for row in IndicatorVersion.objects.filter(valid_from__lte=day).select_related("indicator").order_by("indicator__position", "number"):
        found[row.indicator_id] = row
    return list(found.values())


def version_of(code: str, *, on: date) -> IndicatorVersion:
    """The definition of one indicator on that day.

    :raises NotFound: there is no such indicator, or it was not yet defined
    """
    return versions([code], on=on)[code]


def versions(codes: Iterable[str], *, on: date) -> dict[str, IndicatorVersion]:
    """The definitions of these indicators on that day. Every question asks for them, so what has been read is kept in memory, and only
    which rows of the table it must be is asked.

    The objects are shared: whoever gets one does not change it.
    """
    wanted = set(codes)
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, {"codes": list(wanted), "on": on})
        return read(wanted, {code: (row_id, state) for code, row_id, state in cursor.fetchall()})


def versions_then(wanted: Iterable[tuple[str, date]]) -> dict[tuple[str, date], IndicatorVersion]:
    """The definition of each of these indicators on its own day, in one question however many days; nothing where there was none. The
    objects are shared, as those of ``versions`` are."""
    pairs = list(dict.fromkeys(wanted))
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE_THEN, {"codes": [code for code, _day in pairs], "days": [day for _code, day in pairs]})
        found = {(code, day): (row_id, state) for code, day, row_id, state in cursor.fetchall()}
    _keep(found.values())
    return {pair: _KEPT[row_id][1] for pair, (row_id, _state) in found.items()}


def read(codes: Iterable[str], found: Mapping[str, tuple[UUID, str]]) -> dict[str, IndicatorVersion]:
    """The definitions of these indicators that ``IN_FORCE`` has found, from memory where they have been read in that state.

    :raises NotFound: one of them was not found
    """
    if set(codes) - found.keys():
        raise NotFound("INDICATOR_NOT_FOUND", _("Không có chỉ tiêu này tại ngày đó. Hãy kiểm tra danh mục chỉ tiêu."))
    _keep(found.values())
    return {code: _KEPT[row_id][1] for code, (row_id, _state) in found.items()}


def _keep(found: Iterable[tuple[UUID, str]]) -> None:
    """Read what is not in memory in that state."""
    missing = {row_id: state for row_id, state in found if row_id not in _KEPT or _KEPT[row_id][0] != state}
    if missing:
        for row in IndicatorVersion.objects.filter(pk__in=missing).select_related("indicator"):
            _KEPT[row.id] = (missing[row.id], row)
