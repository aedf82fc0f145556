"""Who did what: units by channel, and units by point of content, so that empty places are seen before anybody signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures import queries as figures
from hoanhap.work.programmes import queries as programmes


@dataclass(frozen=True, slots=True)
class Column:
    """A channel or a point of content. ``measure`` is what its numbers count."""

    label: str
    measure: str


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


def by_channel(unit_id: UUID, *, first: date, last: date) -> Coverage:
    """What each unit directly below, with all below it, has proved on each channel: the number that the channel's form asks first."""
    codes = [channel.quantities[0].indicator for channel in activities.channels()]
    defined = {version.indicator_id: version for version in figures.versions_on(last)}
    channels = [channel for channel, code in zip(activities.channels(), codes, strict=True) if code in defined]
    known = [channel.quantities[0].indicator for channel in channels]
    units = [unit_id, *_below(unit_id, last)]
    found = figures.of_units(known, unit_ids=units, period_from=first, period_until=last)
    columns = tuple(Column(channel.label, defined[code].measure) for channel, code in zip(channels, known, strict=True))
    cells = {unit: tuple(answer.value if answer.line_count else None for answer in found[unit].values()) for unit in units}
    return _ordered(columns, cells, unit_id, on=last)


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
    columns = tuple(Column(f"{content.clause}. {content.text}".strip(". "), "") for content in contents)
    return _ordered(columns, cells, actor.own_unit, on=last)


def _below(unit_id: UUID, on: date) -> list[UUID]:
    places = organisations.Placement.objects.filter(parent_id=unit_id, valid__contains=on, unit__valid__contains=on)
    return list(places.order_by("unit_id").values_list("unit_id", flat=True).distinct())


def _entries(units: Iterable[UUID], contents: set[UUID], first: date, last: date) -> Counter[tuple[UUID, UUID]]:
    rows = activities.Entry.objects.filter(
        unit_id__in=list(units), content_id__in=contents, state=EntryState.ACCEPTED, day__gte=first, day__lte=last
    ).values_list("unit_id", "content_id")  # fmt: skip
    return Counter({(unit, content): n for unit, content, n in rows.annotate(n=Count("id"))})


def _sum(counted: Counter[tuple[UUID, UUID]], within: Iterable[UUID], content: UUID) -> Decimal | None:
    total = sum(counted[unit, content] for unit in within)
    return Decimal(total) if total else None


def _ordered(columns: tuple[Column, ...], cells: dict[UUID, tuple[Decimal | None, ...]], whole: UUID, *, on: date) -> Coverage:
    names = organisations.names_of(cells, on=on)
    rows = {unit: Reached(unit, names.get(unit, ""), row) for unit, row in cells.items()}
    top = rows.pop(whole)
    return Coverage(columns, tuple(sorted(rows.values(), key=lambda row: (-row.gaps, row.name, row.unit_id))), top)
