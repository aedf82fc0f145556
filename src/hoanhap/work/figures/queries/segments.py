"""Segments: stretches of days that no legal cut-off divides. Pure."""

from __future__ import annotations

from datetime import date, timedelta


def segment_of(day: date) -> date:
    """The first day of the segment that a day lies in: no legal cut-off divides 1–14, 15, and 16 to the end of a month."""
    return day.replace(day=1 if day.day < 15 else min(day.day, 16))


def whole_segments(first: date, end: date) -> tuple[date, date]:
    """Of the days from ``first`` up to but without ``end``, those that whole segments make up, given in the same way."""
    begin = segment_of(first)
    if begin < first:
        begin = begin.replace(day=15) if begin.day == 1 else (begin.replace(day=1) + timedelta(days=31)).replace(day=1)
    return begin, max(begin, segment_of(end))
