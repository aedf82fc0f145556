"""Looking at units: the tree on a day, one level at a time, and everything that is known of one unit through time.

Which units there are, what they are called and who took over from whom is public; so there is no actor here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from uuid import UUID

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from hoanhap.ground.organisations.models import (
    LocalityName,
    Placement,
    Reorganisation,
    Succession,
    Territory,
    Unit,
    UnitKind,
    UnitName,
)
from hoanhap.ground.organisations.queries.heirs import no_such_unit
from hoanhap.kernel.folding import folded, folded_words


@dataclass(frozen=True, slots=True)
class Ground:
    """A locality that a unit serves, on which days, with what it was called last in those days."""

    territory: Territory
    name: LocalityName | None


@dataclass(frozen=True, slots=True)
class Life:
    """A unit through time, the latest first in every list."""

    unit: Unit
    names: list[UnitName]
    placements: list[Placement]
    came_from: list[Succession]
    became: list[Succession]
    grounds: list[Ground]
    reorganisations: list[Reorganisation]


def tree_level(parent_id: UUID | None, *, hierarchy: str, on: date) -> QuerySet[Unit]:
    """The units directly below ``parent_id`` in one hierarchy on that day, by kind and name; without a parent those at its top."""
    standing = Placement.objects.filter(hierarchy=hierarchy, valid__contains=on)
    if parent_id is not None:
        return _ordered(Unit.objects.filter(pk__in=standing.filter(parent_id=parent_id).values("unit_id")), on)
    above_others = Exists(standing.filter(parent_id=OuterRef("pk")))
    below_another = Exists(standing.filter(unit_id=OuterRef("pk")))
    return _ordered(Unit.objects.filter(above_others, ~below_another, valid__contains=on), on)


def found_units(words: str, *, on: date, among: Collection[UUID] | None = None) -> QuerySet[Unit]:
    """The units that stand on that day whose name, short name or code has all of ``words``, with or without marks."""
    units = Unit.objects.filter(valid__contains=on)
    units = units if among is None else units.filter(pk__in=among)
    for word in folded_words(words):
        names = UnitName.objects.filter(unit_id=OuterRef("pk"), valid__contains=on)
        names = names.alias(called=folded("name"), called_short=folded("short"))
        units = units.filter(Exists(names.filter(Q(called__contains=word) | Q(called_short__contains=word))) | Q(code__icontains=word))
    return _ordered(units, on)


def _ordered(units: QuerySet[Unit], on: date) -> QuerySet[Unit]:
    rank = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(UnitKind)), output_field=IntegerField())
    name = UnitName.objects.filter(unit_id=OuterRef("pk"), valid__contains=on).values("name")[:1]
    return units.annotate(rank=rank, called_now=Subquery(name)).order_by("rank", "called_now", "code")


def numbers_below(unit_ids: Iterable[UUID], *, hierarchy: str, on: date) -> dict[UUID, int]:
    """How many units stand directly below each of these in one hierarchy on that day, in one statement; none is left out of the answer."""
    rows = Placement.objects.filter(parent_id__in=list(unit_ids), hierarchy=hierarchy, valid__contains=on)
    return dict(rows.values_list("parent_id").annotate(number=Count("id")))


def numbers_by_tree(unit_id: UUID, *, on: date) -> dict[str, int]:
    """How many units stand directly below one unit on that day, by hierarchy."""
    rows = Placement.objects.filter(parent_id=unit_id, valid__contains=on)
    return dict(rows.values_list("hierarchy").annotate(number=Count("id")).order_by("hierarchy"))


def ways_up(unit_ids: Iterable[UUID], *, on: date) -> dict[UUID, list[Placement]]:
    """Under whom each of these stands on that day, in every hierarchy, in one statement."""
    found: dict[UUID, list[Placement]] = {}
    for row in Placement.objects.filter(unit_id__in=list(unit_ids), valid__contains=on).order_by("hierarchy"):
        found.setdefault(row.unit_id, []).append(row)
    return found


def path_to(unit_id: UUID, *, hierarchy: str, on: date) -> list[UUID]:
    """The units above in one hierarchy on that day, the top first, then the unit itself. As many statements as the tree is high."""
    path = [unit_id]
    while True:
        row = Placement.objects.filter(unit_id=path[0], hierarchy=hierarchy, valid__contains=on).first()
        if row is None or row.parent_id in path:
            return path
        path.insert(0, row.parent_id)


def life_of(unit_id: UUID) -> Life:
    """Everything that is known of a unit through time. The number of statements does not depend on how much that is.

    :raises NotFound: there is no such unit
    """
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise no_such_unit()
    return Life(
        unit,
        list(UnitName.objects.filter(unit=unit).order_by("-valid")),
        list(Placement.objects.filter(unit=unit).order_by("-valid", "hierarchy")),
        list(Succession.objects.filter(target=unit).order_by("-day", "function", "source__code")),
        list(Succession.objects.filter(source=unit).order_by("-day", "function", "-weight", "target__code")),
        _grounds(unit),
        list(Reorganisation.objects.filter(units=unit).order_by("-number")),
    )


def _grounds(unit: Unit) -> list[Ground]:
    rows = list(Territory.objects.filter(unit=unit).order_by("-valid"))
    names = list(LocalityName.objects.filter(locality_id__in=[row.locality_id for row in rows]).order_by("valid"))
    return [Ground(row, _last_within(row, [name for name in names if name.locality_id == row.locality_id])) for row in rows]


def _last_within(row: Territory, names: list[LocalityName]) -> LocalityName | None:
    """What the locality was called last while the unit served it."""
    end = row.valid.upper
    return next((name for name in reversed(names) if end is None or name.valid.lower is None or name.valid.lower < end), None)


@cache
def functions() -> dict[str, str]:
    """The branches of a unit's work that may part ways, by code, in words (``bodies.toml``)."""
    text = files("hoanhap.ground.organisations").joinpath("data", "bodies.toml").read_text("utf-8")
    return {str(code): str(words) for code, words in tomllib.loads(text)["functions"].items()}
