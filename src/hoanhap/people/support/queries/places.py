"""Finding today's commune by any name it ever had: the old commune's, the old district's, its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.ground.organisations.queries import Unit, UnitKind, UnitName
from hoanhap.kernel.errors import NotFound
from vanban.text import fold, unaccent

MOST = 12
"""Matches shown; who sees so many has to type more of the name."""

_COMMITTEE = ("Ủy ban nhân dân ", "UBND ")
_KIND = re.compile(r"^(?:(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp|ubnd|ủy ban nhân dân)\s+)+(?!\d)")
_KIND_WORDS = ("xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa", "thanh pho", "tp", "ubnd", "uy ban nhan dan")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune as it stands today, known by its People's Committee. ``share`` of the old one whose people it took over, where asked."""

    unit_id: UUID
    name: str
    share: Decimal = Decimal(1)

    @property
    def committee(self) -> str:
        """``Ủy ban nhân dân xã Bến Lau``."""
        return f"{_COMMITTEE[0]}{self.name}"

    @property
    def police(self) -> str:
        """``Công an xã Bến Lau``."""
        return f"Công an {self.name}"


@dataclass(frozen=True, slots=True)
class Match:
    """A name that was meant, perhaps: what bore it, in which district that was, and the communes that stand for it today."""

    name: str
    inside: str
    ended: bool
    now: tuple[Commune, ...]
    """Of several the one that took over most comes first."""


def commune(unit_id: UUID, *, on: date) -> Commune:
    """Today's commune of that committee.

    :raises NotFound: there is no such commune today
    """
    if not organisations.units_on(on, kinds=[UnitKind.COMMUNE]).filter(pk=unit_id).exists():
        raise NotFound("COMMUNE_NOT_FOUND", _("Không tìm thấy xã, phường này. Hãy gõ lại tên xã, tên cũ cũng được."))
    return Commune(unit_id, _bare(organisations.name_of(unit_id, on=on).name))


def place_names(unit_ids: Iterable[UUID], *, on: date) -> dict[UUID, str]:
    """The names of communes by their committees, as one says them: ``xã Bến Lau``."""
    return {unit_id: _bare(name) for unit_id, name in organisations.names_of(unit_ids, on=on).items()}


def matches(words: str, *, on: date) -> list[Match]:
    """What ``words`` may mean, with or without diacritics and the word for the kind; whole names before parts of names, living ones
    before ended ones. Nothing found is an empty list."""
    typed = unaccent(words[:80]).strip()
    wanted = _core(typed)
    if len(wanted) < 2:
        return []
    names = organisations.names_through_time(kinds=[UnitKind.COMMUNE, UnitKind.DISTRICT])
    found: dict[UUID, tuple[int, UUID, str]] = {}
    for name_id, unit_id, name in names.values_list("id", "unit_id", "name"):
        rank = _rank(wanted, typed, name)
        if rank is not None and rank <= found.get(unit_id, (rank, name_id, name))[0]:
            found[unit_id] = (rank, name_id, name)
    best = _best(list(found.values()), words)
    meant = sorted(names.filter(pk__in=best), key=lambda name: (best[name.id], on not in name.unit.valid, name.unit.code))
    return [match for match in (_match(name, on=on) for name in meant[:MOST]) if match.now]


def _best(found: list[tuple[int, UUID, str]], words: str) -> dict[UUID, int]:
    """The names that were meant with their ranks: whole ones, if there are any; with the marks as typed, if somebody typed marks."""
    whole = [row for row in found if row[0] < 2] or found
    core = _KIND.sub("", fold(words).strip())
    marked = [row for row in whole if core in fold(row[2])]
    return {name_id: rank for rank, name_id, _name in (marked or whole)}


def _rank(wanted: str, typed: str, name: str) -> int | None:
    """0 for the very words, 1 for the bare name, 2 for a name that begins so, 3 for one that has the words in it; None for others."""
    full, bare = _folded(name)
    if typed == full:
        return 0
    if wanted == bare:
        return 1
    if bare.startswith(f"{wanted} "):
        return 2
    return 3 if f" {wanted} " in f" {bare} " else None


@lru_cache(maxsize=40_000)
def _folded(name: str) -> tuple[str, str]:
    """A unit's name without diacritics: with the word for its kind, and without. Kept, for every search goes through all names."""
    full = unaccent(_bare(name))
    return full, _core(full)


def _match(name: UnitName, *, on: date) -> Match:
    unit = name.unit
    ended = on not in unit.valid
    shares = organisations.heirs_of(unit.id, on=on) if ended else {unit.id: Decimal(1)}
    living = organisations.units_on(on, kinds=[UnitKind.COMMUNE]).filter(pk__in=list(shares)).values_list("id", flat=True)
    names = organisations.names_of(living, on=on)
    heirs = sorted(names, key=lambda unit_id: (-shares[unit_id], names[unit_id]))
    return Match(_bare(name.name), _inside(unit), ended, tuple(Commune(heir, _bare(names[heir]), shares[heir]) for heir in heirs))


def _inside(unit: Unit) -> str:
    """The district that a commune lay in when it ended, to tell those of one name apart."""
    if unit.valid.upper is None or unit.kind != UnitKind.COMMUNE:
        return ""
    last = unit.valid.upper - timedelta(days=1)
    parent = organisations.parent_of(unit.id, on=last)
    return _bare(organisations.name_of(parent.id, on=last).name) if parent and parent.kind == UnitKind.DISTRICT else ""


def _bare(name: str) -> str:
    """``Ủy ban nhân dân xã Bến Lau`` → ``xã Bến Lau``."""
    for prefix in _COMMITTEE:
        name = name.removeprefix(prefix)
    return name


def _core(folded: str) -> str:
    """A folded name without the words for its kind, unless nothing but a number would be left (``phuong 1``)."""
    rest = folded.strip()
    for _time in range(2):
        for word in _KIND_WORDS:
            cut = rest.removeprefix(f"{word} ")
            if cut != rest and not cut.isdigit():
                rest = cut.strip()
                break
    return rest
