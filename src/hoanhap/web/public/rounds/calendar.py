"""The days of a round drawn as a calendar: weeks from Monday, from the decision to the release, with today's place on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from hoanhap.ground.legislation.queries import DayKind, Round

WIDTH, HEIGHT, LEFT, TOP = 44, 40, 64, 28
"""A cell, the room for the names of months at the left, and the room for the days of the week above; in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day: where it lies, its number in the month, what it is."""

    day: date
    x: int
    y: int
    classes: str
    note: str
    """Number of the event in the table below, when something happens on this day."""

    @property
    def middle(self) -> int:
        """Where its number stands."""
        return self.x + WIDTH // 2


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a place."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The drawing: its size, its cells and words, and in words where today is."""

    width: int
    height: int
    length: int
    cells: tuple[Cell, ...]
    weekdays: tuple[Label, ...]
    months: tuple[Label, ...]
    today: str


def of(found: Round, *, today: date) -> Calendar | None:
    """The calendar of a round, or None while its days are not known."""
    if found.span is None:
        return None
    first, last = found.span
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    cells = tuple(_cell(found, monday, first + timedelta(days=number), today) for number in range((last - first).days + 1))
    return Calendar(
        LEFT + 7 * WIDTH, TOP + weeks * HEIGHT, (last - first).days, cells,
        tuple(Label(name, LEFT + column * WIDTH + WIDTH // 2, TOP - 9) for column, name in enumerate(_weekdays())),
        tuple(_months(cells)), place_of(first, last, today),
    )  # fmt: skip


def _weekdays() -> tuple[str, ...]:
    return (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))


def _cell(found: Round, monday: date, day: date, today: date) -> Cell:
    week, column = divmod((day - monday).days, 7)
    events = [(number, one) for number, one in enumerate(found.dates, 1) if one.day == day]
    kinds = {one.kind for _number, one in events}
    classes = " ".join(filter(None, (
        "event" if events else "", "end" if kinds & {DayKind.SIGNED, DayKind.RELEASED} else "", "today" if day == today else "",
    )))  # fmt: skip
    return Cell(day, LEFT + column * WIDTH, TOP + week * HEIGHT, classes, ", ".join(str(number) for number, _one in events))


def _months(cells: tuple[Cell, ...]) -> list[Label]:
    """The name of a month beside the week in which its first drawn day lies."""
    rows: dict[int, list[int]] = {}
    for place, cell in enumerate(cells):
        if place == 0 or cell.day.day == 1:
            rows.setdefault(cell.y, []).append(cell.day.month)
    return [
        Label(_("Th. %(months)s") % {"months": "–".join(map(str, months))}, 0, y + HEIGHT // 2 + 5) for y, months in rows.items()
    ]  # fmt: skip


def place_of(first: date, last: date, today: date) -> str:
    """Where a day is in the round, in a sentence."""
    if today < first:
        return _("Đợt này chưa bắt đầu: còn %(days)d ngày đến ngày ký Quyết định.") % {"days": (first - today).days}
    if today > last:
        return _("Đợt này đã kết thúc ngày %(day)s.") % {"day": f"{last:%d/%m/%Y}"}
    return _("Hôm nay là ngày %(number)d trong %(length)d ngày từ khi ký Quyết định đến khi người được đặc xá về.") % {
        "number": (today - first).days, "length": (last - first).days,
    }  # fmt: skip
