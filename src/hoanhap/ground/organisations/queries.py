"""Finding units: by name on a day, by place in a tree, by what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from hoanhap.ground.organisations.models import Placement, Succession, Unit, UnitKind, UnitName
from hoanhap.kernel.errors import NotFound
from vanban.text import unaccent

_BELOW = """
WITH RECURSIVE below(unit_id) AS (
    SELECT %(top)s::uuid
    UNION
    SELECT p.unit_id FROM organisations_placement p JOIN below b ON p.parent_id = b.unit_id WHERE p.valid @> %(day)s::date
) SELECT unit_id FROM below
"""


def within(unit_id: UUID, *, on: date) -> frozenset[UUID]:
    """``unit_id`` and every unit below it on that day, in any hierarchy."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, {"top": unit_id, "day": on})
        return frozenset(row[0] for row in cursor.fetchall())


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
        raise NotFound("UNIT_NOT_FOUND", "Không tìm thấy đơn vị này. Hãy kiểm tra lại đường dẫn.")
    return name


def names_of(unit_ids: Iterable[UUID], *, on: date) -> dict[UUID, str]:
    """The names of many units on that day, in one query; a unit that has ended keeps its last name."""
    found: dict[UUID, str] = {}
    for name in UnitName.objects.filter(unit_id__in=list(unit_ids)).order_by("valid"):
        if name.unit_id not in found or on in name.valid:
            found[name.unit_id] = name.name
    return found


def units_on(day: date, *, kinds: Iterable[str] = ()) -> QuerySet[Unit]:
    """The units that exist on that day, of these kinds (of all kinds when none is given), by code."""
    units = Unit.objects.filter(valid__contains=day)
    return units.filter(kind__in=list(kinds)).order_by("code") if kinds else units.order_by("code")


def successors_of(unit_id: UUID, *, on: date) -> list[Unit]:
    """Who stands for this unit on that day: itself while it lasts, else those that took over, followed to living units."""
    unit = Unit.objects.get(pk=unit_id)
    if on in unit.valid:
        return [unit]
    heirs = Succession.objects.filter(source_id=unit_id, day__lte=on).order_by("target__code").values_list("target_id", flat=True)
    return [living for heir in dict.fromkeys(heirs) for living in successors_of(heir, on=on)]


def printed_as(printed: str, *, on: date) -> list[Unit]:
    """The units that a paper means by ``printed`` (``Phòng PV01``, ``Công an các huyện, thành phố``), as they stand on ``on``.

    Names are compared without case, diacritics and punctuation. A group phrase gives every unit of its kind. Units that have
    ended are followed to their successors. Nothing found gives an empty list: the caller asks a person, never guesses.
    """
    wanted = unaccent(printed)
    kind = _GROUPS.get(wanted)
    if kind is not None:
        ids = list(Unit.objects.filter(kind=kind).order_by("code").values_list("id", flat=True))
    else:
        ids = [name.unit_id for name in UnitName.objects.order_by("unit__code") if wanted in _spellings(name)]
    living = {unit.id: unit for unit_id in dict.fromkeys(ids) for unit in successors_of(unit_id, on=on)}
    return list(living.values())


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
