"""Lengths, days and fractions in words."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from hoanhap.ground.legislation.queries.spans import Span, between

_DIGITS = {1: "một", 2: "hai", 3: "ba", 4: "tư", 5: "năm"}


def spoken(fraction: Fraction) -> str:
    """``2/3`` → "hai phần ba"; Vietnamese in every language, like the law that it is from."""
    return f"{_DIGITS.get(fraction.numerator, fraction.numerator)} phần {_DIGITS.get(fraction.denominator, fraction.denominator)}"


def length(span: Span) -> str:
    """``9 năm 6 tháng``; nothing at all is ``0 ngày``."""
    parts = [
        part for count, part in (
            (span.years, _("%(count)d năm") % {"count": span.years}), (span.months, _("%(count)d tháng") % {"count": span.months}),
            (span.days, _("%(count)d ngày") % {"count": span.days}),
        ) if count
    ]  # fmt: skip
    return " ".join(parts) or _("%(count)d ngày") % {"count": 0}


def days_up_to(last: date, days: int) -> str:
    """So many days that end with ``last``, as years, months and days."""
    after = last + timedelta(days=1)
    return length(between(after - timedelta(days=days), after))


def grouped(number: int) -> str:
    """``1.645``, as Vietnamese writes it."""
    return f"{number:,}".replace(",", ".")


def on(day: date) -> str:
    """``30/09/2024``."""
    return f"{day:%d/%m/%Y}"
