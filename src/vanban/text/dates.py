"""Dates as papers print them, to ISO: ``2024-07-30``, ``2024-07`` or ``2024``, never more than is printed."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

# ngày 30 tháng 7 năm 2024 · 30/7/2024 · 30-7-2024 · 30.7.2024 · 26/8/24; spaces anywhere, as scans and hurried typists leave them
_FULL = (
    r"(?P<day>\d{1,2})\s{0,3}(?:tháng|[/.\-–])\s{0,3}(?P<month>\d{1,2})\s{0,3}(?:,?\s{0,2}năm|[/.\-–])\s{0,3}"
    r"(?P<year>(?:19|20)\d{2}(?!\d)|\d{2}(?![\d/.]\d|\d))"
)
FULL_DATE = re.compile(rf"(?<![\d/.,])(?:ngày\s{{0,3}})?{_FULL}", re.IGNORECASE)
DATE_AFTER = re.compile(rf"[\s,;(]{{0,4}}(?:ban hành\s|ký\s|được ban hành\s)?ngày\s{{0,3}}{_FULL}", re.IGNORECASE)
MONTH_AFTER = re.compile(
    r"[\s,;(]{0,4}(?:ngày[\s.…_]{0,9})?tháng\s{0,3}(?P<month>\d{1,2})\s{0,3}(?:năm|/)\s{0,3}(?P<year>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
YEAR_AFTER = re.compile(r"\s{0,3}\(?năm\s{0,3}(?P<year>(?:19|20)\d{2})(?!\d)", re.IGNORECASE)

# In a dateline the words themselves may be misread on a scan.
DAY_WORD = "ng[àaáảãạăâ]y"
_GAP = r"[\s.…_,/\-–]{0,24}"
HEAD_DATE = re.compile(
    rf"{DAY_WORD}{_GAP}(?P<day>\d{{1,2}}|\d\s\d)?{_GAP}th[aáàảãạăâ]ng{_GAP}(?P<month>\d{{1,2}}|\d\s\d)?{_GAP}n[ăaâáàảắằ]m{_GAP}(?P<year>(?:19|20)\s?\d\s?\d)?",
    re.IGNORECASE,
)


UNREAD_DATE = re.compile(r"ngày.{0,14}?tháng.{0,10}?năm", re.IGNORECASE)
"""A date whose words alone can be told: its figures are blank, or were not read."""
LIKELY_YEARS = range(1900, 2101)
"""Four bare digits of these are a year."""


class Mention(NamedTuple):
    """A date and where it stands."""

    date: str
    span: tuple[int, int]


def iso(year: str | int | None, month: str | int | None = None, day: str | int | None = None) -> str | None:
    """The ISO form of what is known; None where it is no date of 1900 to 2099. Two-digit years are of this century.

    >>> iso(2024, 7, 30), iso("24", "8", "26"), iso(2024, 5), iso(2024, 13), iso(2024, 2, 30)
    ('2024-07-30', '2024-08-26', '2024-05', None, None)
    """
    if year is None:
        return None
    full = int(year) + 2000 if int(year) < 100 else int(year)
    if not 1900 <= full < 2100:
        return None
    if month is None:
        return f"{full:04d}"
    number = int(month)
    if not 1 <= number <= 12:
        return None
    if day is None:
        return f"{full:04d}-{number:02d}"
    return f"{full:04d}-{number:02d}-{int(day):02d}" if 1 <= int(day) <= monthrange(full, number)[1] else None


def shown(date: str) -> str:
    """An ISO date as Vietnamese papers print it in short.

    >>> shown("2024-07-30"), shown("2024-07"), shown("2024")
    ('30/7/2024', 'tháng 7/2024', 'năm 2024')
    """
    year, *rest = date.split("-")
    if len(rest) == 2:
        return f"{int(rest[1])}/{int(rest[0])}/{year}"
    return f"tháng {int(rest[0])}/{year}" if rest else f"năm {year}"


def of_match(found: re.Match[str]) -> str | None:
    """The ISO date of a match of the patterns of this module; a blank day or month leaves the shorter form."""
    groups = found.groupdict()
    day, month, year = (re.sub(r"\s", "", groups.get(part) or "") or None for part in ("day", "month", "year"))
    return iso(year, month, day) if month else iso(year)


def find_dates(text: str) -> list[Mention]:
    """Every full date of a text, in order.

    >>> find_dates("ngày 30 tháng 7 năm 2024 và 26/8/2024")
    [Mention(date='2024-07-30', span=(0, 24)), Mention(date='2024-08-26', span=(28, 37))]
    """
    found = ((of_match(match), match.span()) for match in FULL_DATE.finditer(text))
    return [Mention(date, span) for date, span in found if date]


def date_after(text: str, position: int) -> Mention | None:
    """The date that stands at once after ``position`` (``, ngày 30/7/2024``; ``tháng 7 năm 2024``), if one does."""
    for pattern in (DATE_AFTER, MONTH_AFTER):
        match = pattern.match(text, position)
        date = of_match(match) if match else None
        if match and date:
            return Mention(date, match.span())
    return None
