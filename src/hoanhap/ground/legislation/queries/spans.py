"""Years, months and days by the calendar: a month is the month that it is, not thirty days.

Where a fraction of a span does not come out in whole months, the rest is taken of a month of 30 days; nothing in the decisions says how,
so whoever uses this also counts in days and believes only what both ways agree on (``served.py``).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import ceil, floor

LONGEST_YEARS = 60
"""No span that a page asks for is longer; also keeps days within the calendar that ``date`` knows."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as courts write it: ``7 năm 6 tháng``. Nothing is negative."""

    years: int = 0
    months: int = 0
    days: int = 0

    @property
    def months_in_all(self) -> int:
        """Years and months as months; the days are left over."""
        return 12 * self.years + self.months

    def at_least(self, years: int) -> bool:
        """Whether it is so many years or longer."""
        return self.months_in_all >= 12 * years

    def over(self, years: int) -> bool:
        """Whether it is longer than so many years, be it by a day."""
        return self.at_least(years) and (self.months_in_all, self.days) > (12 * years, 0)


@dataclass(frozen=True, slots=True)
class Days:
    """So many days at least and at most; the truth lies between, both ends included."""

    low: int
    high: int


def later(day: date, span: Span) -> date:
    """The day after a span: months first (31/1 and one month is the last of February), then days."""
    return _by_months(day, span.months_in_all) + timedelta(days=span.days)


def earlier(day: date, span: Span) -> date:
    """The day before a span: months first, then days."""
    return _by_months(day, -span.months_in_all) - timedelta(days=span.days)


def _by_months(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def portion(span: Span, fraction: Fraction) -> Span:
    """A fraction of a span in months and days: whole months, then the rest of a month as that part of 30 days, rounded up."""
    months = span.months_in_all * fraction
    whole = floor(months)
    return Span(months=whole, days=ceil((months - whole) * 30 + span.days * fraction))


def portions(span: Span, fraction: Fraction, *, forward: date, back: date) -> Days:
    """How many days a fraction of a span may be, over every way of counting that we know of.

    Counted in months (``portion``) and in days of the whole span, rounded up; each laid forward from one day and back from another.
    """
    part = portion(span, fraction)
    counts = (
        (later(forward, part) - forward).days,
        (back - earlier(back, part)).days,
        ceil((later(forward, span) - forward).days * fraction),
        ceil((back - earlier(back, span)).days * fraction),
    )
    return Days(min(counts), max(counts))


@cache
def days_in(span: Span) -> Days:
    """How many days a span may have, wherever in the calendar it lies."""
    starts = [date(year, month, 1) for year in range(2001, 2009) for month in range(1, 13)]
    counts = [(later(start, span) - start).days for start in starts]
    return Days(min(counts), max(counts))


def between(first: date, after: date) -> Span:
    """The span from a day up to another, as people say it: whole months, then days."""
    months = 12 * (after.year - first.year) + after.month - first.month
    if _by_months(first, months) > after:
        months -= 1
    return Span(months // 12, months % 12, (after - _by_months(first, months)).days)
