"""What an entry or a count says otherwise than when it was returned, for whoever reviews it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hoanhap.web.desk.activities.numbers import about, in_days, number_labels
from hoanhap.work.activities import queries
from hoanhap.work.figures.queries import cutting


@dataclass(frozen=True, slots=True)
class Returned:
    """Why, by whom and when it was returned, and what has changed since: label, before, now."""

    reason: str
    by: str
    at: datetime
    rows: tuple[tuple[str, str, str], ...]


def returned_before(row: queries.Entry | queries.Aggregate) -> Returned | None:
    """The last return; None where it was never returned."""
    if not row.returned:
        return None
    rows = tuple(_row(row, change) for change in queries.changes_since(row))
    return Returned(row.returned["reason"], row.returned["by"], datetime.fromisoformat(row.returned["at"]), rows)


def _row(row: queries.Entry | queries.Aggregate, change: queries.Change) -> tuple[str, str, str]:
    """A change as a person reads it."""
    if change.field == queries.QUANTITY:
        label = number_labels(row).get(change.code, change.code)
        if change.cut:
            label = f"{label}, {cutting.label_of(json.loads(change.cut))}"
        return label, _number(change.before), _number(change.now)
    if change.field == "evidence":
        return _("Minh chứng"), "", _gone_and_new(change)
    if change.field == "content" and isinstance(row, queries.Entry):
        return _("Nội dung của kế hoạch"), "", row.content.text if row.content else _("Chưa chọn")
    label, said = _WORDS[change.field]
    return str(label), said(change.before or ""), said(change.now or "")


def _number(said: tuple[str, bool] | None) -> str:
    return "" if said is None else about(Decimal(said[0]), estimated=said[1])


def _day(said: str) -> str:
    return f"{date.fromisoformat(said):%d/%m/%Y}"


def _days(said: tuple[str, str]) -> str:
    return in_days(date.fromisoformat(said[0]), date.fromisoformat(said[1]))


def _channel(code: str) -> str:
    return queries.channel(code).label


_WORDS: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "title": (gettext_lazy("Tên"), str),
    "place": (gettext_lazy("Nơi thực hiện"), str),
    "channel": (gettext_lazy("Kênh"), _channel),
    "day": (gettext_lazy("Ngày thực hiện"), _day),
    "period": (gettext_lazy("Số của các ngày"), _days),
    "source": (gettext_lazy("Văn bản nguồn"), str),
}
"""What a change of words is called, and how it is read."""


def _gone_and_new(change: queries.Change) -> str:
    gone, new = len(change.before), len(change.now)
    told = [ngettext("thêm %(n)d minh chứng", "thêm %(n)d minh chứng", new) % {"n": new}] if new else []
    told += [ngettext("bớt %(n)d minh chứng", "bớt %(n)d minh chứng", gone) % {"n": gone}] if gone else []
    return ", ".join(told)
