"""The bodies that a place has, as data: which, on which days, and how they are called there. No database here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from hoanhap.ground.organisations.models import LocalityKind, LocalityName
from hoanhap.ground.organisations.operations.opening import Naming

Days = tuple[date | None, date | None]
"""``[since, until)``; None is open."""


@dataclass(frozen=True, slots=True)
class Body:
    """One row of ``data/bodies.toml``; that file says what the fields mean."""

    level: str
    key: str
    kind: str
    name: str
    status: str
    symbol: str = ""
    short: str = ""
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    under: tuple[tuple[str, str, str], ...] = ()
    heirs: tuple[tuple[str, str], ...] = ()
    reference: str = ""
    variants: tuple[dict[str, str], ...] = field(default=())

    @property
    def days(self) -> Days:
        """When there are such bodies at all."""
        return (self.since, self.until)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("hoanhap.ground.organisations").joinpath("data/bodies.toml").read_text("utf-8"))


@cache
def bodies() -> tuple[Body, ...]:
    """All rows, in the file's order."""
    plural = ("aliases", "under", "heirs", "variants")
    rows: list[dict[str, Any]] = [
        {key: _frozen(value) if key in plural else value for key, value in row.items()} for row in _data()["body"]
    ]
    return tuple(Body(**row) for row in rows)


def of_level(level: str) -> tuple[Body, ...]:
    """The bodies of places of this level."""
    return tuple(body for body in bodies() if body.level == level)


def naming(body: Body, place: LocalityName | None) -> Naming:
    """What the body is called in that place; without a place, what the central body is called."""
    if place is None:
        return Naming(body.name, body.short, body.symbol, "Hà Nội", body.aliases)
    words = _words(place)
    own = {"name": body.name, "short": body.short, "symbol": body.symbol}
    own |= {key: value for row in body.variants if row["code"] == place.code for key, value in row.items() if key in own}
    filled = {key: text.format_map(words) for key, text in own.items()}
    return Naming(**filled, place=words["printed"], aliases=[alias.format_map(words) for alias in body.aliases])


def _words(place: LocalityName) -> dict[str, str]:
    kind = LocalityKind(place.kind)
    proper = place.code in _data()["capital_kind"] or place.name[:1].isdigit()
    word = kind.label[:1].upper() + kind.label[1:] if proper else kind.label
    full = f"{word} {place.name}"
    return {
        "place": full, "kind": kind.label, "name": place.name, "printed": full if proper else place.name,
        "committee": _data()["committee"].get(kind.value, ""), "initial": _data()["initial"][kind.value],
    }  # fmt: skip


def meet(*ranges: Days) -> Days | None:
    """The days that all ranges have in common, or None when there are none."""
    since = max((low for low, _high in ranges if low), default=None)
    until = min((high for _low, high in ranges if high), default=None)
    return None if since and until and since >= until else (since, until)


def _frozen(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(row) if isinstance(row, list) else row for row in rows)
