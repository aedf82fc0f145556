"""The localities of one province through time, in memory: itself, those that went into it, and all that lies in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from hoanhap.ground.organisations.models import Locality, LocalityName, LocalityPlacement, LocalitySuccession
from hoanhap.ground.organisations.operations.bodies import Days, meet


@dataclass(slots=True)
class Place:
    """A locality with its names, the localities it lies in, and its heirs, each with days or shares."""

    id: UUID
    key: str
    level: str
    days: Days
    names: list[tuple[LocalityName, Days]] = field(default_factory=list)
    inside: list[tuple[Place, Days]] = field(default_factory=list)
    parts: list[tuple[Place, Days]] = field(default_factory=list)
    heirs: list[tuple[Place, Decimal]] = field(default_factory=list)


def scope_of(province_id: UUID) -> dict[UUID, Place]:
    """Every locality of the province, by id."""
    provinces = {province_id, *LocalitySuccession.objects.filter(target_id=province_id).values_list("source_id", flat=True)}
    children = set(LocalityPlacement.objects.filter(parent_id__in=provinces).values_list("locality_id", flat=True))
    grandchildren = set(LocalityPlacement.objects.filter(parent_id__in=children).values_list("locality_id", flat=True))
    ids = provinces | children | grandchildren
    places = {
        row.id: Place(row.id, row.key, row.level, (row.valid.lower, row.valid.upper))
        for row in Locality.objects.filter(id__in=ids).order_by("key")
    }
    _connect(places)
    return places


def _connect(places: dict[UUID, Place]) -> None:
    for name in LocalityName.objects.filter(locality_id__in=places).order_by("valid"):
        places[name.locality_id].names.append((name, (name.valid.lower, name.valid.upper)))
    for placement in LocalityPlacement.objects.filter(locality_id__in=places, parent_id__in=places).order_by("valid", "locality__key"):
        inner, outer = places[placement.locality_id], places[placement.parent_id]
        days = (placement.valid.lower, placement.valid.upper)
        inner.inside.append((outer, days))
        outer.parts.append((inner, days))
    for row in LocalitySuccession.objects.filter(source_id__in=places, target_id__in=places).order_by("target__key"):
        places[row.source_id].heirs.append((places[row.target_id], row.weight))


def provinces_around(place: Place) -> list[tuple[Place, Days]]:
    """The provinces that a place lies in, through a district where there was one, each with its days."""
    found: list[tuple[Place, Days]] = []
    for outer, days in place.inside:
        around = [(outer, days)] if outer.level == "PROVINCE" else provinces_around(outer)
        found += [(province, common) for province, inner in around if (common := meet(days, inner))]
    return found
