"""Finding units: by name on a day, by place in a tree, by what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from hoanhap.ground.organisations.models import (
    Hierarchy,
    LocalityName,
    LocalityPlacement,
    Placement,
    Reorganisation,
    ReorganisationKind,
    Succession,
    Territory,
    Tree,
    Unit,
    UnitKind,
    UnitName,
)
from hoanhap.ground.organisations.queries.acts import reorganisations_of, undoable, units_touched
from hoanhap.ground.organisations.queries.heirs import heirs_of, no_such_unit, successors_of
from hoanhap.ground.organisations.queries.seeing import (
    Ground,
    Life,
    found_units,
    functions,
    life_of,
    numbers_below,
    numbers_by_tree,
    path_to,
    tree_level,
    ways_up,
)
from vanban.text import unaccent

__all__ = [
    "COMMITTEE",
    "Directory",
    "Ground",
    "Hierarchy",
    "Life",
    "LocalityName",
    "Placement",
    "Reorganisation",
    "ReorganisationKind",
    "Stretch",
    "Succession",
    "Unit",
    "UnitKind",
    "UnitName",
    "above",
    "found_units",
    "functions",
    "heirs_of",
    "life_of",
    "localities_of",
    "name_of",
    "names_of",
    "names_then",
    "numbers_below",
    "numbers_by_tree",
    "parent_of",
    "path_to",
    "places_then",
    "printed_as",
    "province_of",
    "reorganisations_of",
    "successors_of",
    "tree_level",
    "undoable",
    "units_on",
    "units_touched",
    "ways_up",
    "with_code",
    "within",
    "within_each",
    "within_through",
]

_BELOW = """
WITH RECURSIVE below(top, unit_id) AS (
    SELECT top, top FROM unnest(%(tops)s::uuid[]) AS top
    UNION
    SELECT b.top, p.unit_id FROM organisations_placement p
      JOIN below b ON p.parent_id = b.unit_id
      JOIN organisations_unit u ON u.id = p.unit_id
     WHERE p.valid @> %(day)s::date OR (upper(u.valid) <= %(day)s::date AND upper(p.valid) = upper(u.valid))
) SELECT top, unit_id FROM below
"""

_BELOW_THROUGH = """
WITH RECURSIVE below(unit_id, days) AS (
    SELECT %(top)s::uuid, daterange(%(first)s::date, %(last)s::date, '[]')
    UNION
    SELECT p.unit_id, b.days * p.valid FROM organisations_placement p JOIN below b ON p.parent_id = b.unit_id
     WHERE NOT isempty(b.days * p.valid)
) SELECT unit_id, lower(days), upper(days) FROM below
"""

_ABOVE = """
WITH RECURSIVE above(unit_id) AS (
    SELECT %(bottom)s::uuid
    UNION
    SELECT p.parent_id FROM organisations_placement p JOIN above a ON p.unit_id = a.unit_id WHERE p.valid @> %(day)s::date
) SELECT unit_id FROM above
"""


COMMITTEE = "Ủy ban nhân dân "
"""How the name of a place's authority begins; what follows is the place."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which a unit stood below another: from ``first`` up to, but without, ``end``."""

    unit_id: UUID
    first: date
    end: date


def within(unit_id: UUID, *, on: date) -> frozenset[UUID]:
    """``unit_id`` and every unit below it on that day, in any hierarchy; and those that had ended by then and stood below it last:
    what they left behind must stay in somebody's sight."""
    return within_each([unit_id], on=on)[unit_id]


def within_each(unit_ids: Iterable[UUID], *, on: date) -> dict[UUID, frozenset[UUID]]:
    """The same of many units: one statement."""
    found: dict[UUID, set[UUID]] = {unit_id: set() for unit_id in unit_ids}
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, {"tops": list(found), "day": on})
        for top, unit_id in cursor.fetchall():
            found[top].add(unit_id)
    return {top: frozenset(below) for top, below in found.items()}


def within_through(unit_id: UUID, *, first: date, last: date) -> list[Stretch]:
    """Which units stood below ``unit_id`` on which days from ``first`` to ``last``, itself included: the borders of each day. A unit
    may be named more than once, with stretches that overlap."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW_THROUGH, {"top": unit_id, "first": first, "last": last})
        return [Stretch(*row) for row in cursor.fetchall()]


def above(unit_id: UUID, *, on: date) -> frozenset[UUID]:
    """``unit_id`` and every unit above it on that day, in any hierarchy."""
    return _ids(_ABOVE, bottom=unit_id, day=on)


def _ids(query: str, **values: str | UUID | date) -> frozenset[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return frozenset(row[0] for row in cursor.fetchall())


def tree_revision() -> int:
    """How often placements have changed: sums kept for another number speak about another tree."""
    return Tree.objects.values_list("revision", flat=True).first() or 0


def parent_of(unit_id: UUID, *, on: date) -> Unit | None:
    """The unit directly above on that day (the government tree first), or None at the top."""
    placement = Placement.objects.filter(unit_id=unit_id, valid__contains=on).order_by("hierarchy").select_related("parent").first()
    return placement.parent if placement else None


def name_of(unit_id: UUID, *, on: date) -> UnitName:
    """What the unit was called on that day; a unit that has ended keeps its last name.

    :raises NotFound: there is no such unit
    """
    names = UnitName.objects.filter(unit_id=unit_id)
    name = names.filter(valid__contains=on).first() or names.order_by("-valid").first()
    if name is None:
        raise no_such_unit()
    return name


def names_of(unit_ids: Iterable[UUID], *, on: date) -> dict[UUID, str]:
    """The names of many units on that day, in one query; a unit that has ended keeps its last name."""
    return {unit_id: name for (unit_id, _day), name in names_then((unit_id, on) for unit_id in unit_ids).items()}


def names_then(wanted: Iterable[tuple[UUID, date]]) -> dict[tuple[UUID, date], str]:
    """The names of units, each on a day of its own, in one query; a unit that has ended keeps its last name."""
    days: dict[UUID, set[date]] = defaultdict(set)
    for unit_id, day in wanted:
        days[unit_id].add(day)
    found: dict[tuple[UUID, date], str] = {}
    settled: set[tuple[UUID, date]] = set()
    for name in UnitName.objects.filter(unit_id__in=list(days)).order_by("valid"):
        for key in ((name.unit_id, day) for day in days[name.unit_id]):
            if key not in settled:
                found[key] = name.name
            if key[1] in name.valid:
                settled.add(key)
    return found


def localities_of(unit_id: UUID, *, on: date) -> list[LocalityName]:
    """What the places are called, on that day, that a unit serves: its own first, then those in it by name. None for a unit that serves no
    place, and where no places are loaded."""
    own = Territory.objects.filter(unit_id=unit_id, valid__contains=on).values_list("locality_id", flat=True).first()
    found = edge = {own} if own else set()
    while edge:
        inside = LocalityPlacement.objects.filter(parent_id__in=edge, valid__contains=on)
        edge = set(inside.values_list("locality_id", flat=True)) - found
        found = found | edge
    names = LocalityName.objects.filter(locality_id__in=found, valid__contains=on)
    return sorted(names, key=lambda row: (row.locality_id != own, unaccent(row.name).lower(), row.code))


def places_then(wanted: Iterable[tuple[UUID, date]]) -> dict[tuple[UUID, date], LocalityName]:
    """What localities were called, each on a day of its own, in one query; a locality that was none on its day is left out."""
    keys = set(wanted)
    names = LocalityName.objects.filter(locality_id__in={locality_id for locality_id, _day in keys}) if keys else ()
    return {key: name for name in names for key in keys if key[0] == name.locality_id and key[1] in name.valid}


def units_on(day: date, *, kinds: Iterable[str] = ()) -> QuerySet[Unit]:
    """The units that exist on that day, of these kinds (of all kinds when none is given), by code."""
    units = Unit.objects.filter(valid__contains=day)
    return units.filter(kind__in=list(kinds)).order_by("code") if kinds else units.order_by("code")


def names_through_time(*, kinds: Iterable[str]) -> QuerySet[UnitName]:
    """Every name that units of these kinds bear or bore, with the unit, ended units too, by code and day."""
    return UnitName.objects.filter(unit__kind__in=list(kinds)).select_related("unit").order_by("unit__code", "valid")


def printed_parent(unit_id: UUID, *, on: date) -> str | None:
    """The body printed above a unit's own name on its papers: the ministry above police, the committee above a department, none above a
    people's committee or a central body."""
    unit = Unit.objects.get(pk=unit_id)
    if unit.kind in (UnitKind.CENTRAL, UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE):
        return None
    hierarchy = Hierarchy.POLICE if unit.kind in _POLICE else Hierarchy.GOVERNMENT
    placements = Placement.objects.filter(unit_id=unit_id, valid__contains=on).order_by("hierarchy")
    placement = placements.filter(hierarchy=hierarchy).first() or placements.first()
    return name_of(placement.parent_id, on=on).name.replace("Ủy ban nhân dân", "UBND") if placement else None


_POLICE = (UnitKind.POLICE, UnitKind.DISTRICT_POLICE, UnitKind.COMMUNE_POLICE, UnitKind.DIVISION)


def province_of(unit_id: UUID, *, on: date) -> frozenset[UUID]:
    """Every unit that a paper of ``unit_id`` may mean by a name alone: those of the same province in all its trees on that day, and
    those that went into one of them. ``Phòng PV01`` is the own province's, though every province has one."""
    own = [unit.id for unit in Unit.objects.filter(pk__in=above(unit_id, on=on)).exclude(kind=UnitKind.CENTRAL)]
    served = Territory.objects.filter(unit_id__in=own, valid__contains=on).values("locality_id")
    peers = Territory.objects.filter(locality_id__in=served, valid__contains=on).values_list("unit_id", flat=True)
    found: set[UUID] = set()
    for top in {*own, *peers}:
        found |= within(top, on=on) if top not in found else set()
    waiting = found
    while waiting:
        waiting = set(Succession.objects.filter(target_id__in=waiting).values_list("source_id", flat=True)) - found
        found |= waiting
    return frozenset(found)


def printed_as(printed: str, *, on: date) -> list[Unit]:
    """The units that a paper means by ``printed`` (``Phòng PV01``, ``Công an các huyện, thành phố``), as they stand on ``on``.

    Names are compared without case, diacritics and punctuation. A group phrase gives every unit of its kind. Units that have
    ended are followed to their successors. Nothing found, or a name that several living units bear, gives an empty list: the
    caller asks a person, never guesses.
    """
    return Directory(on).printed_as(printed)


class Directory:
    """The names of units, read once, for whoever looks up many printed names as they stand on one day.

    :param seen_from: the unit whose paper it is: names then mean units of its province; all units without
    """

    def __init__(self, on: date, *, seen_from: UUID | None = None) -> None:
        self.on = on
        self._bearers: dict[str, dict[UUID, bool]] = {}
        self._units = Unit.objects.filter(pk__in=province_of(seen_from, on=on)) if seen_from else Unit.objects.all()
        for name in UnitName.objects.filter(unit__in=self._units).order_by("unit__code"):
            for spelling in _spellings(name):
                bearers = self._bearers.setdefault(spelling, {})
                bearers[name.unit_id] = bearers.get(name.unit_id, False) or on in name.valid
        self.longest = max((len(spelling.split()) for spelling in [*self._bearers, *_GROUPS]), default=0)
        """Words in the longest name."""

    def printed_as(self, printed: str) -> list[Unit]:
        """See the function of that name."""
        wanted = unaccent(printed)
        kind = _GROUPS.get(wanted)
        ids = list(self._units.filter(kind=kind).values_list("id", flat=True)) if kind else self._meant_by(wanted)
        living = {unit.id: unit for unit_id in ids for unit in successors_of(unit_id, on=self.on)}
        return sorted(living.values(), key=lambda unit: unit.code)

    def named_in(self, phrase: str) -> list[tuple[str, list[Unit]]]:
        """The names in a run of words (``Sở Văn hóa, Thể thao và Du lịch và Phòng PV01 trình …``), the longest at each place first."""
        words, found, position = phrase.split(), [], 0
        while position < len(words):
            for length in range(min(self.longest, len(words) - position), 0, -1):
                printed = " ".join(words[position : position + length]).strip(" ,.;:()")
                units = self.printed_as(printed) if self._is_known(unaccent(printed)) else []
                if units:
                    found.append((printed, units))
                    position += length - 1
                    break
            position += 1
        return found

    def _is_known(self, wanted: str) -> bool:
        return wanted in self._bearers or wanted in _GROUPS

    def _meant_by(self, wanted: str) -> list[UUID]:
        """Whoever bears the name on the day, else whoever bore it; of several, nobody."""
        bearers = self._bearers.get(wanted, {})
        now = [unit_id for unit_id, today in bearers.items() if today]
        meant = now or list(bearers)
        return meant if len(meant) == 1 else []


def _spellings(name: UnitName) -> set[str]:
    return {unaccent(text) for text in (name.name, name.short, *name.aliases) if text}


_GROUPS = {
    unaccent(phrase): kind
    for phrase, kind in (
        ("Công an các huyện, thành phố", UnitKind.DISTRICT_POLICE),
        ("Công an các huyện, thị xã, thành phố", UnitKind.DISTRICT_POLICE),
        ("Công an cấp huyện", UnitKind.DISTRICT_POLICE),
        ("Công an các xã, phường", UnitKind.COMMUNE_POLICE),
        ("Công an cấp xã", UnitKind.COMMUNE_POLICE),
        ("UBND các huyện, thành phố", UnitKind.DISTRICT),
        ("UBND các huyện, thị xã, thành phố", UnitKind.DISTRICT),
        ("Ủy ban nhân dân các xã, phường", UnitKind.COMMUNE),
        ("UBND các xã, phường", UnitKind.COMMUNE),
        ("UBND cấp xã", UnitKind.COMMUNE),
    )
}


def with_code(code: str) -> Unit | None:
    """The unit with our own code, if there is one."""
    return Unit.objects.filter(code=code).first()
