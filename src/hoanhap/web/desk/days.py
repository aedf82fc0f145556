"""Ranges of days in the words of readers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _


def days_words(days: Any) -> str:
    """The days of a range, the last one named as the last on which it holds: ``từ 01/03/2025 đến hết 31/12/2026``."""
    first: date | None = days.lower
    last: date | None = days.upper and days.upper - timedelta(days=1)
    if first and last:
        return _("từ %(first)s đến hết %(last)s") % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    if first:
        return _("từ %(first)s") % {"first": f"{first:%d/%m/%Y}"}
    return _("đến hết %(last)s") % {"last": f"{last:%d/%m/%Y}"} if last else _("chưa rõ từ ngày nào")
