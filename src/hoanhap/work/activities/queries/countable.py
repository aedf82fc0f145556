"""What units may state from papers: the indicators that are entered and not counted from entries, by chapter of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.operations.catalogue import definitions

ENTERED = "ENTER"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the catalogue. ``code`` names it in addresses: the first part of the code of its first indicator."""

    code: str
    title: str
    versions: tuple[figures.IndicatorVersion, ...]


def chapters_entered(on: date) -> list[Chapter]:
    """The chapters with the definitions, in force on that day, of what units state from papers; in the catalogue's order."""
    titles = {row.code: row.chapter for row in definitions()}
    found: dict[str, list[figures.IndicatorVersion]] = {}
    for version in figures.versions_on(on):
        if version.derivation == ENTERED and version.indicator_id in titles:
            found.setdefault(titles[version.indicator_id], []).append(version)
    return [Chapter(rows[0].indicator_id.split(".")[0], title, tuple(rows)) for title, rows in found.items()]
