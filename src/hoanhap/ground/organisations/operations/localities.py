"""Bringing in all localities of the country, before and after the reform of 2025."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from psycopg.types.range import DateRange

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations.models import Locality, LocalityName, LocalityPlacement, LocalitySuccession
from hoanhap.ground.organisations.operations import table
from hoanhap.ground.organisations.operations.adding import add_missing
from hoanhap.ground.organisations.operations.table import State, id_of
from hoanhap.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a load added, and how many localities stand now."""

    added: int
    localities: int


@transaction.atomic
def load_localities(*, actor: Actor, now: datetime) -> Loaded:
    """Put the table of places on record. What stands already is left as it is, so a second load adds nothing.

    Ids come from the keys: the same locality has the same id on every machine.
    """
    histories = _histories()
    source = table.source()["name"]
    added = add_missing(Locality, [_locality(states) for states in histories])
    added += add_missing(LocalityName, [row for states in histories for row in _names(states, source)])
    added += add_missing(LocalityPlacement, [row for states in histories for row in _placements(states)])
    added += add_missing(LocalitySuccession, list(_successions()))
    if added:
        record(act="locality.load", actor=actor, now=now, object_kind="locality", object_id=None, detail={"added": added, "source": source})
    return Loaded(added, Locality.objects.count())


def _histories() -> list[list[State]]:
    """The states of each place, oldest first."""
    states = sorted(table.places(), key=lambda state: (state.key, state.since or date.min))
    return [list(group) for _key, group in groupby(states, lambda state: state.key)]


def _locality(states: list[State]) -> Locality:
    last = states[-1]
    return Locality(
        id=id_of(last.key), key=last.key, level=last.level, valid=DateRange(states[0].since, last.until),
        latitude=last.latitude, longitude=last.longitude, area=last.area,
    )  # fmt: skip


def _names(states: list[State], source: str) -> Iterator[LocalityName]:
    for (code, kind, name), group in groupby(states, lambda state: (state.code, state.kind, state.name)):
        same = list(group)
        days = DateRange(same[0].since, same[-1].until)
        yield LocalityName(
            id=id_of(f"{same[0].key} name {same[0].since}"), locality_id=id_of(same[0].key), code=code, kind=kind, name=name, valid=days,
            source=source,
        )  # fmt: skip


def _placements(states: list[State]) -> Iterator[LocalityPlacement]:
    for parent, group in groupby(states, lambda state: state.parent):
        same = list(group)
        if parent:
            days = DateRange(same[0].since, same[-1].until)
            row_id = id_of(f"{same[0].key} in {same[0].since}")
            yield LocalityPlacement(id=row_id, locality_id=id_of(same[0].key), parent_id=id_of(parent), valid=days)


def _successions() -> Iterator[LocalitySuccession]:
    reference = table.reference()
    for heir in table.successions():
        yield LocalitySuccession(
            id=id_of(f"{heir.source} to {heir.target} {heir.day}"), source_id=id_of(heir.source), target_id=id_of(heir.target),
            day=heir.day, weight=heir.weight, basis=heir.basis, main=heir.main, reference=reference,
        )  # fmt: skip
