"""Reorganisations that were done to an administrator's units, and which of them may still be undone."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from hoanhap.ground.organisations import policies
from hoanhap.ground.organisations.models import Reorganisation
from hoanhap.kernel.actor import Actor


def reorganisations_of(actor: Actor) -> QuerySet[Reorganisation]:
    """Every reorganisation that touched a unit of the actor's or below it, the latest first."""
    touched = Reorganisation.units.through.objects.filter(unit_id__in=actor.within).values("reorganisation_id")
    return Reorganisation.objects.filter(pk__in=touched).order_by("-number")


def units_touched(rows: Iterable[Reorganisation]) -> dict[int, set[UUID]]:
    """Which units each of these touched, in one statement."""
    found: dict[int, set[UUID]] = {row.number: set() for row in rows}
    for number, unit_id in Reorganisation.units.through.objects.filter(reorganisation_id__in=found).values_list(
        "reorganisation_id", "unit_id"
    ):
        found[number].add(unit_id)
    return found


def undoable(rows: Iterable[Reorganisation], *, actor: Actor) -> set[int]:
    """The numbers of those that the actor may undo as far as units go: all of it is the actor's, and nothing later stands on it. What else
    may rest on a unit that was opened is found out by trying."""
    shown = list(rows)
    touched = units_touched(shown)
    mine = {row.number for row in shown if row.undone_at is None and policies.may_reorganise(actor, touched[row.number] - row.opened)}
    last: dict[UUID, int] = {}
    standing = Reorganisation.units.through.objects.filter(unit_id__in=set().union(*touched.values()), reorganisation__undone_at=None)
    for number, unit_id in standing.values_list("reorganisation_id", "unit_id"):
        last[unit_id] = max(number, last.get(unit_id, 0))
    return {number for number in mine if all(last.get(unit_id, number) <= number for unit_id in touched[number])}
