"""Derive the table of places (``places.csv.gz``, ``successions.csv.gz``) from ``vietnamadminunits`` 1.0.4.

Run at build time only, with the package in a virtual environment of its own (see ``docs/units.md``)::

    python3 -m venv /tmp/units && /tmp/units/bin/pip install --no-deps vietnamadminunits==1.0.4
    python3 tools/derive_units.py /tmp/units/lib/python3.*/site-packages/vietnamadminunits/data

It reads the package's two data files and nothing else: the package itself is not imported and is no dependency of the product.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

REFORM = "2025-07-01"
UNTIL_REFORM = ("", REFORM)
SINCE_REFORM = (REFORM, "")
OUT = Path(__file__).resolve().parent.parent / "src/hoanhap/ground/organisations/data"
UNITS = 100_000_000  # weights are kept with eight decimals

KINDS = {
    ("PROVINCE", "Tỉnh"): "PROVINCE", ("PROVINCE", "Thành phố"): "CENTRAL_CITY",
    ("DISTRICT", "Huyện"): "RURAL_DISTRICT", ("DISTRICT", "Quận"): "URBAN_DISTRICT",
    ("DISTRICT", "Thị xã"): "TOWN", ("DISTRICT", "Thành phố"): "CITY",
    ("COMMUNE", "Xã"): "COMMUNE", ("COMMUNE", "Phường"): "WARD",
    ("COMMUNE", "Thị trấn"): "TOWNSHIP", ("COMMUNE", "Đặc khu"): "SPECIAL_ZONE",
}  # fmt: skip


@dataclass(frozen=True)
class State:
    """A place as it was from one day until another (empty: open)."""

    key: str
    level: str
    code: str
    kind: str
    name: str
    parent: str
    since: str
    until: str
    latitude: str
    longitude: str
    area: str = ""


@dataclass(frozen=True)
class Heir:
    """Which share of a place that ended went to which place."""

    source: str
    target: str
    day: str
    weight: str
    basis: str
    main: str


@dataclass(frozen=True)
class Tables:
    """What the package holds: old rows, new rows, and the mapping by its own keys."""

    old: list[sqlite3.Row]
    new: list[sqlite3.Row]
    provinces: dict[str, list[str]]
    heirs: dict[str, list[tuple[str, bool]]]
    """Old commune key to (new commune key, is the main heir)."""


def read(folder: Path) -> Tables:
    """The package's data, with both halves of the mapping (undivided, divided) as one."""
    database = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    mapping = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    heirs: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for province, targets in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for target, sources in targets.items():
            for source in sources:
                heirs[source].append((f"{province}_{target}", True))
    for province, sources in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, parts in sources.items():
            heirs[source] += [(f"{province}_{part['newWardKey']}", bool(part["isDefaultNewWard"])) for part in parts]
    return Tables(
        list(database.execute("SELECT * FROM admin_units_legacy")),
        list(database.execute("SELECT * FROM admin_units")),
        mapping["DICT_PROVINCE"],
        dict(heirs),
    )


def shares(count: int) -> list[str]:
    """Equal shares with eight decimals that sum to exactly one."""
    whole, rest = divmod(UNITS, count)
    return [f"{(whole + (position < rest)) / UNITS:.8f}" for position in range(count)]


class Derivation:
    """Old and new places by our key: the official code, with ``@2025`` where another place has carried that code since the reform."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.sources = Counter(target for heirs in tables.heirs.values() for target, _main in heirs)
        self.old_key = {old_key(row): row["wardCode"] or row["districtCode"] for row in tables.old}
        self.unchanged = self._unchanged()
        self.new_key = {new_key(row): self._key_of(row) for row in tables.new}
        province_codes = {row["provinceKey"]: row["provinceCode"] for row in tables.new}
        self.new_province = {
            name: code if len(tables.provinces[name]) == 1 else f"{code}@2025" for name, code in sorted(province_codes.items())
        }

    def _unchanged(self) -> dict[str, str]:
        """New commune key to old commune key, where one whole commune became one whole commune: the same place goes on."""
        return {
            heirs[0][0]: source
            for source, heirs in self.tables.heirs.items()
            if len(heirs) == 1 and self.sources[heirs[0][0]] == 1 and not source.endswith("_")
        }

    def _key_of(self, row: sqlite3.Row) -> str:
        source = self.unchanged.get(new_key(row))
        return self.old_key[source] if source else f"{row['wardCode']}@2025"

    def states(self) -> Iterator[State]:
        """Every place of both eras; one that went on has a row in each."""
        yield from self._provinces(self.tables.old, {row["provinceKey"]: row["provinceCode"] for row in self.tables.old}, UNTIL_REFORM)
        yield from self._districts()
        for row in self.tables.old:
            if row["wardCode"]:
                code, place = row["wardCode"], (row["wardLat"], row["wardLon"])
                yield _state(code, "COMMUNE", code, row["ward"], row["districtCode"], UNTIL_REFORM, *place)
        yield from self._provinces(self.tables.new, self.new_province, SINCE_REFORM)
        for row in self.tables.new:
            state = _state(self.new_key[new_key(row)], "COMMUNE", row["wardCode"], row["ward"], self.new_province[row["provinceKey"]],
                           SINCE_REFORM, row["wardLat"], row["wardLon"])  # fmt: skip
            yield replace(state, area="" if row["wardAreaKm2"] is None else f"{row['wardAreaKm2']:g}")

    def _provinces(self, rows: list[sqlite3.Row], keys: dict[str, str], days: tuple[str, str]) -> Iterator[State]:
        for row in {row["provinceCode"]: row for row in rows}.values():
            place = (row["provinceLat"], row["provinceLon"])
            yield _state(keys[row["provinceKey"]], "PROVINCE", row["provinceCode"], row["province"], "", days, *place)

    def _districts(self) -> Iterator[State]:
        for row in {row["districtCode"]: row for row in self.tables.old}.values():
            place = (row["districtLat"], row["districtLon"])
            yield _state(row["districtCode"], "DISTRICT", row["districtCode"], row["district"], row["provinceCode"], UNTIL_REFORM, *place)

    def successions(self) -> Iterator[Heir]:
        """Who took over which place on the day of the reform. A district is carried on by its communes and has no row of its own."""
        for name, sources in sorted(self.tables.provinces.items()):
            codes = {row["provinceKey"]: row["provinceCode"] for row in self.tables.old}
            if len(sources) > 1:
                yield from (Heir(codes[source], self.new_province[name], REFORM, "1", "WHOLE", "1") for source in sorted(sources))
        for source, heirs in sorted(self.tables.heirs.items(), key=lambda item: self.old_key[item[0]]):
            if self.unchanged.get(heirs[0][0]) == source:
                continue
            basis = "WHOLE" if len(heirs) == 1 else "EQUAL"
            # The main heir first: it takes the odd hundred-millionth.
            ordered = sorted(heirs, key=lambda heir: (not heir[1], self.new_key[heir[0]]))
            for (target, main), weight in zip(ordered, shares(len(ordered)), strict=True):
                yield Heir(self.old_key[source], self.new_key[target], REFORM, weight.rstrip("0").rstrip("."), basis, str(int(main)))


def old_key(row: sqlite3.Row) -> str:
    """How the package's mapping names an old commune (an island district without communes ends in ``_``)."""
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def new_key(row: sqlite3.Row) -> str:
    """How the package's mapping names a new commune."""
    return f"{row['provinceKey']}_{row['wardKey']}"


def _state(
    key: str, level: str, code: str, printed: str, parent: str, days: tuple[str, str], latitude: float, longitude: float
) -> State:  # fmt: skip
    kind, name = split(level, printed)
    return State(key, level, code, kind, name, parent, *days, _degrees(latitude), _degrees(longitude))


def split(level: str, printed: str) -> tuple[str, str]:
    """``Phường Trúc Bạch`` into what it is and what it is called."""
    text = unicodedata.normalize("NFC", " ".join(printed.split())).replace("’", "'")
    for (of_level, word), kind in KINDS.items():
        if of_level == level and text.casefold().startswith(word.casefold() + " "):
            return kind, text[len(word) + 1 :]
    raise ValueError(f"no kind in {printed!r}")


def _degrees(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def write(name: str, kind: type[Any], rows: Iterable[Any]) -> int:
    """One gzip'd CSV, the same bytes at every run (no time stamp in its head)."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(field.name for field in fields(kind))
    written = [astuple(row) for row in rows]
    table.writerows(written)
    (OUT / name).write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    return len(written)


def main(folder: str) -> int:
    """Write both files and say how many rows each has."""
    derivation = Derivation(read(Path(folder)))
    counts = {
        "places.csv.gz": write("places.csv.gz", State, derivation.states()),
        "successions.csv.gz": write("successions.csv.gz", Heir, derivation.successions()),
    }
    for name, count in counts.items():
        sys.stdout.write(f"{name}: {count} rows, {(OUT / name).stat().st_size} bytes\n")
    sys.stdout.write(f"unchanged communes: {len(derivation.unchanged)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
