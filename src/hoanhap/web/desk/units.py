"""The units that a form lets one choose from."""

from __future__ import annotations

from datetime import date

from hoanhap.ground.organisations import queries as organisations


def choices(*, on: date) -> list[tuple[str, str]]:
    """Every unit that exists on that day, as (id, name), by name."""
    units = list(organisations.units_on(on))
    names = organisations.names_of([unit.id for unit in units], on=on)
    return sorted(((str(unit.id), names.get(unit.id, unit.code)) for unit in units), key=lambda pair: pair[1])
