"""The table of places as data: every locality of the country before and after the reform of 2025. No database here."""

from __future__ import annotations

import csv
import gzip
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

_DATA = files("hoanhap.ground.organisations").joinpath("data")
_SPACE = UUID("6f1d3c52-7a0e-5b0c-9d57-2f6f3a1c9e40")


@dataclass(frozen=True, slots=True)
class State:
    """A place as it was from ``since`` (None: not known) until before ``until`` (None: still)."""

    key: str
    level: str
    code: str
    kind: str
    name: str
    parent: str
    since: date | None
    until: date | None
    latitude: float | None
    longitude: float | None
    area: float | None


@dataclass(frozen=True, slots=True)
class Heir:
    """Which share of a place that ended went to which place; ``basis`` says how the share is known."""

    source: str
    target: str
    day: date
    weight: Decimal
    basis: str
    main: bool


def id_of(key: str) -> UUID:
    """The id of what a key names: the same on every machine."""
    return uuid5(_SPACE, key)


def places() -> Iterator[State]:
    """Every state of every place, in the file's order."""
    for row in _rows("places.csv.gz"):
        yield State(
            row["key"], row["level"], row["code"], row["kind"], row["name"], row["parent"], _day(row["since"]), _day(row["until"]),
            _number(row["latitude"]), _number(row["longitude"]), _number(row["area"]),
        )  # fmt: skip


def successions() -> Iterator[Heir]:
    """Who took over what, with shares that sum to one for each source."""
    for row in _rows("successions.csv.gz"):
        yield Heir(row["source"], row["target"], date.fromisoformat(row["day"]), Decimal(row["weight"]), row["basis"], row["main"] == "1")


@cache
def notes() -> dict[str, Any]:
    """What ``sources.toml`` says: counts, sources, and what is not confirmed."""
    return tomllib.loads(_DATA.joinpath("sources.toml").read_text("utf-8"))


def source() -> dict[str, str]:
    """Where the table comes from."""
    found: dict[str, str] = notes()["source"]
    return found


def reference() -> str:
    """The paper or event behind the successions, for people."""
    return str(notes()["reference"])


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = gzip.decompress(_DATA.joinpath(name).read_bytes()).decode("utf-8")
    yield from csv.DictReader(io.StringIO(text))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
