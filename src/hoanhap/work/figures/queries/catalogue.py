"""Definitions in force on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from hoanhap.kernel.errors import NotFound
from hoanhap.work.figures.models import Indicator, IndicatorVersion


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
    """The definitions of these indicators on that day, in one query."""
    wanted = set(codes)
    rows = IndicatorVersion.objects.filter(indicator_id__in=wanted, valid_from__lte=on).select_related("indicator").order_by("number")
    found = {row.indicator_id: row for row in rows}
    if wanted - found.keys():
        raise NotFound("INDICATOR_NOT_FOUND", _("Không có chỉ tiêu này tại ngày đó. Hãy kiểm tra danh mục chỉ tiêu."))
    return found
