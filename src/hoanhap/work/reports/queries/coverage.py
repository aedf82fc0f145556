"""Who did what: units by channel, and units by point of content, so that empty places are seen before anybody signs; and what stands
behind one number of these tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures import queries as figures
from hoanhap.work.programmes import queries as programmes
from hoanhap.work.reports.queries.finding import Shown


@dataclass(frozen=True, slots=True)
class Column:
    """A channel or a point of content. ``measure`` is what its numbers count, ``key`` the channel's code or the id of the point."""

    label: str
    measure: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A unit with all below it: one number a column, None where nothing is proved."""

    unit_id: UUID
    name: str
    cells: tuple[Decimal | None, ...]

    @property
    def gaps(self) -> int:
        """How many columns are empty."""
        return sum(cell is None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Units below one, those with the most gaps first, and the unit itself with all of them."""

    columns: tuple[Column, ...]
    rows: tuple[Reached, ...]
    whole: Reached


@dataclass(frozen=True, slots=True)
class Behind:
    """A number of the table of channels: whose, as a figure, with the lines of the ledger that it is the sum of."""

    name: str
    column: Column
    shown: Shown
    lines: QuerySet[figures.Line]


def by_channel(unit_id: UUID, *, first: date, last: date) -> Coverage:
    """What each unit directly below, with all below it, has proved on each channel: the number that the channel's form asks first."""
    codes = [channel.quantities[0].indicator for channel in activities.channels()]
    defined = {version.indicator_id: version for version in figures.versions_on(last)}
    channels = [channel for channel, code in zip(activities.channels(), codes, strict=True) if code in defined]
    known = [channel.quantities[0].indicator for channel in channels]
    units = [unit_id, *_below(unit_id, last)]
    found = figures.of_units(known, unit_ids=units, period_from=first, period_until=last)
    columns = tuple(Column(channel.label, defined[code].measure, channel.code) for channel, code in zip(channels, known, strict=True))
    cells = {unit: tuple(_proved(found[unit][code]) for code in known) for unit in units}  # answers come in an order of their own
    return _ordered(columns, cells, unit_id, on=last)


def _proved(answer: figures.Answer) -> Decimal | None:
    return answer.value if answer.line_count else None


def by_content(actor: Actor, *, first: date, last: date) -> Coverage:
    """How many accepted entries each unit directly below, with all below it, has for each point of content of the plans that reached the
    actor's unit."""
    contents = list(programmes.contents_open(actor=actor, on=last))
    units = [actor.own_unit, *_below(actor.own_unit, last)]
    reached = organisations.within_each(units, on=last)
    counted = _entries(frozenset().union(*reached.values()), {content.id for content in contents}, first, last)
    cells = {
        unit: tuple(_sum(counted, within, content.id) for content in contents) for unit, within in reached.items()
    }  # fmt: skip
    return _ordered(tuple(_column(content) for content in contents), cells, actor.own_unit, on=last)


def in_channel(actor: Actor, *, unit_id: UUID, channel: str, first: date, last: date) -> Behind:
    """What stands behind a number of ``by_channel``.

    :raises NotFound: the actor's table has no such unit, or there is no such channel
    """
    name = _row_name(actor, unit_id, last)
    found = next((row for row in activities.channels() if row.code == channel), None)
    code = found.quantities[0].indicator if found else ""
    if found is None or code not in {version.indicator_id for version in figures.versions_on(last)}:
        raise _no_such_cell()
    support = figures.support_of(figures.Question(code, unit_id, first, last))
    version, lines = support.version, support.lines
    shown = Shown(
        code, version.label, version.measure, version.definition, support.value, lines.filter(estimated=True).exists(), lines.count(),
        kind=version.indicator.kind,
    )  # fmt: skip
    return Behind(name, Column(found.label, version.measure, channel), shown, lines)


def on_content(actor: Actor, *, unit_id: UUID, content_id: UUID, first: date, last: date) -> tuple[str, Column, QuerySet[activities.Entry]]:
    """Whose, of which point of content, and the entries that a number of ``by_content`` counts, the latest first.

    :raises NotFound: the actor's table has no such unit or point
    """
    name = _row_name(actor, unit_id, last)
    content = programmes.contents_open(actor=actor, on=last).filter(pk=content_id).first()
    if content is None:
        raise _no_such_cell()
    entries = _accepted(organisations.within(unit_id, on=last), {content_id}, first, last)
    return name, _column(content), entries.order_by("-day", "id")


def _column(content: programmes.Content) -> Column:
    return Column(f"{content.clause}. {content.text}".strip(". "), "", str(content.id))


def _row_name(actor: Actor, unit_id: UUID, last: date) -> str:
    if unit_id != actor.own_unit and unit_id not in _below(actor.own_unit, last):
        raise _no_such_cell()
    return organisations.name_of(unit_id, on=last).name


def _no_such_cell() -> NotFound:
    return NotFound("CELL_NOT_FOUND", _("Bảng “Ai đã làm gì” của đơn vị bạn không có ô này. Hãy mở lại bảng rồi bấm vào số cần xem."))


def _below(unit_id: UUID, on: date) -> list[UUID]:
    places = organisations.Placement.objects.filter(parent_id=unit_id, valid__contains=on, unit__valid__contains=on)
    return list(places.order_by("unit_id").values_list("unit_id", flat=True).distinct())


def _entries(units: Iterable[UUID], contents: set[UUID], first: date, last: date) -> Counter[tuple[UUID, UUID]]:
    rows = _accepted(units, contents, first, last).values_list("unit_id", "content_id")
    return Counter({(unit, content): n for unit, content, n in rows.annotate(n=Count("id"))})


def _accepted(units: Iterable[UUID], contents: set[UUID], first: date, last: date) -> QuerySet[activities.Entry]:
    """What is counted by points of content: the table and the list behind one of its numbers ask for the same entries."""
    return activities.Entry.objects.filter(
        unit_id__in=list(units), content_id__in=contents, state=EntryState.ACCEPTED, day__gte=first, day__lte=last
    )  # fmt: skip


def _sum(counted: Counter[tuple[UUID, UUID]], within: Iterable[UUID], content: UUID) -> Decimal | None:
    total = sum(counted[unit, content] for unit in within)
    return Decimal(total) if total else None


def _ordered(columns: tuple[Column, ...], cells: dict[UUID, tuple[Decimal | None, ...]], whole: UUID, *, on: date) -> Coverage:
    names = organisations.names_of(cells, on=on)
    rows = {unit: Reached(unit, names.get(unit, ""), row) for unit, row in cells.items()}
    top = rows.pop(whole)
    return Coverage(columns, tuple(sorted(rows.values(), key=lambda row: (-row.gaps, row.name, row.unit_id))), top)
