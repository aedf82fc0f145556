"""Counting in working days with the public holidays of Vietnam, and showing how it was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from vanban import rules
from vanban.errors import VanbanError

_WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}


class UnknownYear(VanbanError):
    """The holidays of a year that the count reaches are not known yet; they are never guessed."""

    code = "HOLIDAYS_UNKNOWN"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A deadline and how it came about: ``days`` working days after ``start`` is ``due``; ``skipped`` did not count."""

    start: date
    days: int
    due: date
    skipped: tuple[tuple[date, str], ...]
    """Each day that was passed over, and why."""

    def in_words(self) -> str:
        """The computation as a clerk writes it: ``14/12/2025 + 2 ngày làm việc = 16/12/2025 (không tính …)``."""
        words = f"{self.start:%d/%m/%Y} + {self.days} ngày làm việc = {self.due:%d/%m/%Y}"
        return f"{words} (không tính {'; '.join(_stretches(self.skipped))})" if self.skipped else words


def why_closed(day: date) -> str:
    """Why offices are closed on a day; empty on a working day.

    :raises UnknownYear: the holidays of that year are not on record
    """
    data = rules.load("holidays")
    if day.year not in data["known"]:
        raise UnknownYear(f"Chưa có lịch nghỉ lễ, Tết năm {day.year}. Hãy bổ sung lịch đã công bố rồi tính lại hạn.")
    if day in _named("worked"):
        return ""
    return _named("closed").get(day) or _WEEKEND.get(day.weekday(), "")


def after(start: date, days: int) -> Reckoning:
    """The day that lies ``days`` working days after ``start``; the first day that counts is the one behind it.

    :raises UnknownYear: it lies in a year whose holidays are not on record
    :raises ValueError: ``days`` is negative
    """
    if days < 0:
        raise ValueError("Số ngày làm việc không được âm.")
    day, left, skipped = start, days, []
    while left:
        day += timedelta(days=1)
        reason = why_closed(day)
        if reason:
            skipped.append((day, reason))
        else:
            left -= 1
    return Reckoning(start, days, day, tuple(skipped))


def between(first: date, last: date) -> int:
    """How many working days lie behind ``first`` up to and with ``last``; negative when ``last`` lies before.

    :raises UnknownYear: one of the days lies in a year whose holidays are not on record
    """
    if last < first:
        return -between(last, first)
    return sum(not why_closed(first + timedelta(days=number)) for number in range(1, (last - first).days + 1))


@cache
def _named(kind: str) -> dict[date, str]:
    """Every day of one kind (``closed`` or ``worked``) with its name."""
    return _spread(rules.load("holidays")[kind])


def _spread(rows: list[Mapping[str, Any]]) -> dict[date, str]:
    return {row["from"] + timedelta(days=number): row["name"] for row in rows for number in range((row["until"] - row["from"]).days + 1)}


def _stretches(skipped: tuple[tuple[date, str], ...]) -> list[str]:
    """Days that follow each other for one reason told as one stretch."""
    told: list[tuple[date, date, str]] = []
    for day, reason in skipped:
        if told and told[-1][2] == reason and day == told[-1][1] + timedelta(days=1):
            told[-1] = (told[-1][0], day, reason)
        else:
            told.append((day, day, reason))
    return [f"{_days(first, last)} {reason}" for first, last, reason in told]


def _days(first: date, last: date) -> str:
    return f"{first:%d/%m}" if first == last else f"{first:%d/%m}–{last:%d/%m}"
