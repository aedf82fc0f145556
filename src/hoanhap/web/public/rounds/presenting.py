"""A round as its pages show it: every fact with its article and how far it was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hoanhap.ground.legislation import queries as legislation
from hoanhap.ground.legislation.queries import Round, Status
from hoanhap.web.parts import Mark


def mark(status: Status) -> Mark:
    """How far a fact was checked, as a state mark."""
    return {
        Status.VERIFIED: Mark("ok", _("Đã đối chiếu")),
        Status.PRESS: Mark("warn", _("Theo báo chí"), "info"),
        Status.MEMORY: Mark("warn", _("Chưa đối chiếu"), "ask"),
    }[status]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list."""

    key: str
    year: int
    name: str
    occasion: str
    decision: str
    span: tuple[date, date] | None
    released: str
    complete: bool
    mark: Mark


def row(found: Round) -> RoundRow:
    """A round in a line."""
    return RoundRow(
        found.key, found.year, found.name, found.occasion, legislation.citation(found.decision).words, found.span, found.released,
        found.complete, Mark("ok", _("Đọc từ toàn văn")) if found.complete else Mark("warn", _("Chưa đầy đủ, theo báo chí"), "info"),
    )  # fmt: skip


def last_checked(found: Iterable[Round]) -> date:
    """The day on which the newest check was made."""
    return max(one.checked for one in found)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A legal text: how it is cited, what it is about, when it was issued."""

    title: str
    name: str
    issued: date | None
    mark: Mark


def text_row(number: str) -> TextRow | None:
    """A text of the register, None when the round names none."""
    found = legislation.text(number) if number else None
    if found is None:
        return None
    shown = mark(found.status)
    if found.status is Status.VERIFIED and not found.read:
        shown = Mark("ok", _("Đã đối chiếu số và ngày, chưa đọc toàn văn"))
    return TextRow(found.title, found.name, found.issued, shown)


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a round; ``number`` counts from the day of signing, which is 0."""

    day: date
    number: int | None
    name: str
    mark: Mark


def days(found: Round) -> list[DayRow]:
    """The days of a round, in order: what the drawing of the calendar shows, as a table."""
    start = found.span[0] if found.span else None
    return [DayRow(one.day, (one.day - start).days if start else None, one.name, mark(one.basis.status)) for one in found.dates]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A condition or an exclusion."""

    title: str
    text: str
    article: str
    mark: Mark
    items: tuple[str, ...] = ()
    """What it names one by one: crimes, circumstances."""


def conditions(found: Round) -> list[FactRow]:
    """What the round asks for."""
    if found.rules is None:
        return _known(found, "condition")
    rows = [FactRow(one.title, one.text, one.basis.article, mark(one.basis.status)) for one in found.rules.conditions]
    listed = [name for one in found.rules.listed for name in _names(found, one.crimes, one.years)]
    rows.append(FactRow(
        _("Các tội phải chấp hành lâu hơn"), _("Với các tội này, mức là hai phần ba hoặc 18 năm; nhóm ưu tiên: hai phần năm hoặc 16 năm."),
        found.rules.listed[0].article, mark(found.basis.status), tuple(listed),
    ))  # fmt: skip
    groups = tuple(f"{one.text} ({_('Giấy tờ')}: {one.paper})" for one in found.rules.priorities)
    rows.append(FactRow(
        _("Nhóm ưu tiên"), _("Người thuộc một trong các nhóm này có thể được xét khi đã chấp hành một phần ba thời gian hoặc 13 năm."),
        found.rules.minimums[legislation.Group.PRIORITY, False].article, mark(found.basis.status), groups,
    ))  # fmt: skip
    return rows


def exclusions(found: Round) -> list[FactRow]:
    """Who may not be proposed."""
    if found.rules is None:
        return _known(found, "exclusion")
    return [
        FactRow(
            one.title, one.text, one.basis.article, mark(one.basis.status),
            (*_names(found, one.crimes), *(circumstance.text for circumstance in one.circumstances)),
        ) for one in found.rules.exclusions
    ]  # fmt: skip


def _known(found: Round, side: str) -> list[FactRow]:
    return [FactRow(one.title, one.text, one.basis.article, mark(one.basis.status)) for one in found.known if one.side == side]


def _names(found: Round, ids: frozenset[str], years: int = 0) -> list[str]:
    """Crimes by name, in the order of the pack; with the length of the sentence from which they count."""
    ending = f", {_('bị phạt từ %(years)d năm tù') % {'years': years}}" if years else ""
    return [one.name + ending for one in found.rules.crimes if one.id in ids] if found.rules else []
