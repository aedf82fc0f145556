"""Whether what a unit types fits what it stated before: asked while it is typed, and shown again to whoever reviews it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.work.activities.models import Aggregate, Quantity
from hoanhap.work.activities.queries.aggregates import overlapping
from hoanhap.work.activities.queries.channels import Channel
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries import IndicatorKind, IndicatorVersion, Remark

TWICE = "STATED_ALREADY"
_CODE = re.compile(r"[a-z]+\.[a-z_]+")
_EARLIER = 12
"""Statements that are looked back at."""
_SLACK = timedelta(days=3)
"""By how much months, quarters and half-years differ in length."""


def exceeding(typed: Mapping[str, Decimal], versions: Iterable[IndicatorVersion]) -> list[Remark]:
    """Parts that exceed their total, among numbers of one unit and period: these cannot both be right."""
    rows = list(versions)
    return figures.remarks(typed, labels=_labels(rows), checks=[check for row in rows for check in row.checks if " == " not in check])


def exceeding_count(row: Aggregate) -> list[Remark]:
    """The same of a count, kept or not, and what its unit has stated for the same days."""
    related = _related(row)
    return exceeding(_beside(row, related), related)


def remarks_on_count(row: Aggregate, *, alone: bool) -> list[Remark]:
    """What is to be asked about a count, kept or not: numbers that do not add up, one far from the unit's own history, another one for
    the same days, another value in a report. Parts that exceed totals are not among them (``exceeding_count``).

    :param alone: whether nobody stands below the unit, so that figures of reports about it hold its own statements only
    """
    related, code = _related(row), row.indicator_version.indicator_id
    told = figures.remarks(
        _beside(row, related),
        labels=_labels(related),
        checks=[check for version in related for check in version.checks if " == " in check],
        history={code: _history(row)},
        said=_said(row) if alone else {},
    )
    twice = _("Đã có số được duyệt cho cùng chỉ tiêu và cùng ngày. Số này chỉ được duyệt khi số kia đã trả lại.")
    return [*told, *([Remark(TWICE, code, twice)] if overlapping(row).exists() else [])]


def remarks_on_entry(
    channel: Channel, amounts: Mapping[str, Decimal], *, versions: Iterable[IndicatorVersion], unit_id: UUID
) -> list[Remark]:
    """What is to be asked about the numbers of an entry: far from what the unit's accepted entries on the channel state, or not fitting
    each other."""
    asked = {row.indicator: row.label for row in channel.quantities}
    earlier = Quantity.objects.filter(entry__unit_id=unit_id, entry__state=EntryState.ACCEPTED, entry__channel=channel.code)
    history = {
        code: [_plain(amount) for amount in
               earlier.filter(indicator_id=code).order_by("-entry__day", "-entry__entered_at").values_list("amount", flat=True)[:_EARLIER]]
        for code in amounts
    }  # fmt: skip
    equal = [check for row in versions for check in row.checks if " == " in check]
    return figures.remarks(amounts, labels=asked, checks=equal, history=history)


def _related(row: Aggregate) -> list[IndicatorVersion]:
    """The definition of the count, and those that a check names together with it."""
    code = row.indicator_version.indicator_id
    versions = figures.versions_on(row.period_until)
    named = {code}.union(*({*_CODE.findall(check)} for one in versions for check in one.checks if code in _CODE.findall(check)))
    return [one for one in versions if one.indicator_id in named]


def _beside(row: Aggregate, related: list[IndicatorVersion]) -> dict[str, Decimal]:
    """The count, and what its unit has stated last for the same days of what goes with it."""
    codes = [one.indicator_id for one in related]
    mine = _of_unit(row).filter(state__in=(EntryState.SUBMITTED, EntryState.ACCEPTED), period_until=row.period_until)
    found = {}
    for other in mine.filter(indicator_version__indicator_id__in=codes).order_by("entered_at"):
        if IndicatorKind.STOCK in (_kind(row), _kind(other)) or other.period_from == row.period_from:
            found[other.indicator_version.indicator_id] = _plain(other.amount)
    return found | {row.indicator_version.indicator_id: _plain(row.amount)}


def _history(row: Aggregate) -> list[Decimal]:
    """What was accepted of the unit for earlier periods of the same length, the latest first."""
    same = _of_unit(row).filter(indicator_version__indicator_id=row.indicator_version.indicator_id, state=EntryState.ACCEPTED)
    length = row.period_until - row.period_from
    earlier = same.filter(period_until__lt=row.period_until).order_by("-period_until")[: 2 * _EARLIER]
    return [_plain(one.amount) for one in earlier if abs(one.period_until - one.period_from - length) <= _SLACK][:_EARLIER]


def _said(row: Aggregate) -> dict[str, Decimal]:
    code = row.indicator_version.indicator_id
    first = None if _kind(row) == IndicatorKind.STOCK else row.period_from
    value = figures.said_of(code, unit_id=row.unit_id, period_from=first, period_until=row.period_until)
    return {} if value is None else {code: _plain(value)}


def _of_unit(row: Aggregate) -> QuerySet[Aggregate]:
    same = Aggregate.objects.filter(unit_id=row.unit_id).exclude(pk=row.pk)
    return same.select_related("indicator_version__indicator")


def _kind(row: Aggregate) -> str:
    return row.indicator_version.indicator.kind


def _labels(versions: Iterable[IndicatorVersion]) -> dict[str, str]:
    return {row.indicator_id: row.label for row in versions}


def _plain(amount: Decimal) -> Decimal:
    """Without zeros after the comma, as it stands in a sentence."""
    return Decimal(figures.exact(amount))
