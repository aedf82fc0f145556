"""The clock of a question: working days, holidays left out, pauses given back. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hoanhap.people.feedback.models import Question
from vanban.rules import working_days


@dataclass(frozen=True, slots=True)
class Clock:
    """How a question's time stands: the sum that the asker is shown."""

    days: int
    """Working days, extensions included."""
    paused_days: int
    """Working days of pauses that are over."""
    paused_on: date | None
    due_on: date | None
    used: int | None
    """Working days that have counted up to today; None when the holidays are not known."""
    words: str
    """The computation, as a clerk writes it; "" when there is none."""

    @property
    def left(self) -> int | None:
        """Working days that are left; negative when overdue."""
        return None if self.used is None else self.days - self.used


def clock_of(question: Question, *, on: date) -> Clock:
    """How the time of a question stands on a day."""
    last = min(day for day in (on, question.paused_on, question.ended_on) if day is not None)
    try:
        used = max(0, working_days.between(question.clock_from, max(last, question.clock_from)) - question.paused_days)
    except working_days.UnknownYear:
        used = None
    words = ""
    if question.due_on is not None:
        words = working_days.after(question.clock_from, question.days + question.paused_days).in_words()
    return Clock(question.days, question.paused_days, question.paused_on, question.due_on, used, words)


def due_of(*, clock_from: date, days: int, paused_days: int, paused: bool = False) -> date | None:
    """The last day on which an answer is in time; None while the clock stands still, and when the holidays of that year are not known."""
    if paused:
        return None
    try:
        return working_days.after(clock_from, days + paused_days).due
    except working_days.UnknownYear:
        return None


def pause_length(first: date, last: date) -> int:
    """Working days of a pause that began on ``first`` and ended on ``last``; of days whose holidays nobody knows, Mondays to Fridays."""
    try:
        return working_days.between(first, last)
    except working_days.UnknownYear:
        return sum((first + timedelta(days=number)).weekday() < 5 for number in range(1, (last - first).days + 1))
