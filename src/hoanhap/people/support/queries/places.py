"""Finding today's commune by any name it ever had: the old commune's, the old district's, its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.ground.organisations.queries import Unit, UnitKind, UnitName
from hoanhap.kernel.errors import NotFound
from vanban.text import unaccent

MOST = 20
"""Matches shown; who sees so many has to type more of the name."""

_COMMITTEE = ("Ủy ban nhân dân ", "UBND ")
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
    wanted = _core(unaccent(words[:80]))
    if len(wanted) < 2:
        return []
    found: dict[UUID, tuple[int, UnitName]] = {}
    for name in organisations.names_through_time(kinds=[UnitKind.COMMUNE, UnitKind.DISTRICT]):
        rank = _rank(wanted, unaccent(words), name)
        if rank is not None and rank <= found.get(name.unit_id, (rank, name))[0]:
            found[name.unit_id] = (rank, name)
    ranked = sorted(found.values(), key=lambda pair: (pair[0], on not in pair[1].unit.valid, pair[1].unit.code))
    best = [pair for pair in ranked if pair[0] < 2] or ranked
    return [match for match in (_match(name, on=on) for _rank_, name in best[:MOST]) if match.now]


def _rank(wanted: str, typed: str, name: UnitName) -> int | None:
    """0 for the very words, 1 for the bare name, 2 for a name that begins so, 3 for one that has the words in it; None for others."""
    full = unaccent(_bare(name.name))
    bare = _core(full)
    if typed == full:
        return 0
    if wanted == bare:
        return 1
    if bare.startswith(f"{wanted} "):
        return 2
    return 3 if f" {wanted} " in f" {bare} " else None


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
