"""From places and the bodies they have to rows: units, names, placements, territories, successions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from psycopg.types.range import DateRange

from hoanhap.ground.organisations.models import LocalityName, Placement, Succession, Territory, Unit, UnitName
from hoanhap.ground.organisations.operations import table
from hoanhap.ground.organisations.operations.bodies import Body, Days, meet, naming, of_level
from hoanhap.ground.organisations.operations.scope import Place, provinces_around
from hoanhap.ground.organisations.operations.table import id_of
from hoanhap.kernel.shares import in_shares

COUNTRY = "VN"


class Plant:
    """Grows the rows of one province. Ids come from codes, so growing again gives the same rows."""

    def __init__(self, places: dict[UUID, Place]) -> None:
        self.places = places
        self.units: dict[str, Unit] = {}
        self.days: dict[str, Days] = {}
        self.names: list[UnitName] = []
        self.placements: list[Placement] = []
        self.territories: list[Territory] = []
        self.successions: list[Succession] = []

    def grown(self) -> Plant:
        """All rows: first every unit, then what ties them together."""
        for body in of_level("COUNTRY"):
            self._open(body, None)
        for place in self.places.values():
            for body in of_level(place.level):
                self._open(body, place)
        for body in of_level("COUNTRY"):
            self._tie(body, None)
        for place in self.places.values():
            for body in of_level(place.level):
                self._tie(body, place)
        return self

    def rows(self) -> list[tuple[type[Any], list[Any]]]:
        """What to add, in an order that foreign keys allow."""
        return [
            (Unit, list(self.units.values())), (UnitName, self.names), (Placement, self.placements), (Territory, self.territories),
            (Succession, self.successions),
        ]  # fmt: skip

    def _open(self, body: Body, place: Place | None) -> None:
        days = meet(_lasting(body, place), place.days if place else (None, None))
        if days is None:
            return
        code = code_of(place, body.key)
        self.days[code] = days
        self.units[code] = Unit(id=id_of(code), code=code, kind=body.kind, valid=DateRange(*days))
        for name, on in _named(place, days):
            words = {**asdict(naming(body, name)), "aliases": list(naming(body, name).aliases)}
            self.names.append(UnitName(id=id_of(f"{code} name {on[0]}"), unit_id=id_of(code), valid=DateRange(*on), **words))
        if place is not None:
            territory_id = id_of(f"{code} serves {days[0]}")
            self.territories.append(Territory(id=territory_id, unit_id=id_of(code), locality_id=place.id, valid=DateRange(*days)))

    def _tie(self, body: Body, place: Place | None) -> None:
        code = code_of(place, body.key)
        if code not in self.units:
            return
        for where, key, hierarchy in body.under:
            for around, on in _around(where, place):
                self._place(code, code_of(around, key), hierarchy, on)
        if body.heirs or (place and place.heirs):
            self._succeed(body, place, code)

    def _place(self, code: str, parent: str, hierarchy: str, on: Days) -> None:
        common = meet(on, self.days[code], self.days[parent]) if parent in self.days else None
        if common is not None:
            row_id = id_of(f"{code} under {parent} {hierarchy} {common[0]}")
            self.placements.append(
                Placement(id=row_id, unit_id=id_of(code), parent_id=id_of(parent), hierarchy=hierarchy, valid=DateRange(*common))
            )

    def _succeed(self, body: Body, place: Place | None, code: str) -> None:
        day = self.days[code][1]
        if day is None:
            return
        reference = body.reference or table.reference()
        for heir, function, weight in self._heirs(body, place, day):
            row_id = id_of(f"{code} to {heir} {day} {function}")
            self.successions.append(
                Succession(
                    id=row_id, source_id=id_of(code), target_id=id_of(heir), day=day, function=function, weight=weight, reference=reference
                )
            )  # fmt: skip

    def _heirs(self, body: Body, place: Place | None, day: date) -> Iterator[tuple[str, str, Decimal]]:
        """Heir's code, function and share: as the body's own row says, else the same body where the place went."""
        if place is None or (place.days[1] != day and not _by_communes(body)):
            for key, function in body.heirs:
                if not key.startswith("COMMUNES"):
                    yield code_of(place, key), function, Decimal(1)
        elif _by_communes(body):
            key = body.heirs[0][0].partition(" ")[2]
            yield from self._shared([(code_of(part, key), share) for part, share in _communes_on(place, day)])
        else:
            yield from self._shared([(code_of(heir, body.key), share) for heir, share in place.heirs])

    def _shared(self, shares: list[tuple[str, Decimal]]) -> Iterator[tuple[str, str, Decimal]]:
        merged: dict[str, Decimal] = defaultdict(Decimal)
        for code, share in shares:
            if code in self.units:
                merged[code] += share
        for code, weight in in_shares(merged).items():
            yield code, "ALL", weight


def code_of(place: Place | None, key: str) -> str:
    """Our code of a body in a place: ``24@2025.CA.PC10``."""
    return f"{place.key if place else COUNTRY}.{key}"


def _named(place: Place | None, days: Days) -> list[tuple[LocalityName | None, Days]]:
    """The names of the place that a body of those days bears in turn."""
    if place is None:
        return [(None, days)]
    return [(name, common) for name, on in place.names if (common := meet(on, days))]


def _by_communes(body: Body) -> bool:
    return bool(body.heirs) and body.heirs[0][0].startswith("COMMUNES")


def _lasting(body: Body, place: Place | None) -> Days:
    """A district body of an island without communes lasts as long as the district: nobody is there before to take over."""
    return (body.since, None) if place and _by_communes(body) and not place.parts else body.days


def _around(where: str, place: Place | None) -> list[tuple[Place | None, Days]]:
    if where == "COUNTRY" or place is None:
        return [(None, (None, None))]
    if where == "SAME":
        return [(place, (None, None))]
    return [*(place.inside if where == "PARENT" else provinces_around(place))]


def _communes_on(district: Place, day: date) -> list[tuple[Place, Decimal]]:
    """Who stands on that day where the communes of a district stood, each commune weighing the same."""
    if not district.parts:
        return district.heirs
    found: list[tuple[Place, Decimal]] = []
    for part, _days in district.parts:
        found += [(part, Decimal(1))] if part.days[1] is None or part.days[1] > day else part.heirs
    return found
