"""How many slips there are, for those who may not see one: small numbers are hidden, and so is what would give them away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed
from hoanhap.people.support import policies
from hoanhap.people.support.models import Slip

SMALLEST = 5
HIDDEN = None
"""Stands where a number is not shown."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Row:
    """A unit and how many slips it has, or ``HIDDEN``."""

    name: str
    number: int | None


def counts(actor: Actor, *, on: date) -> tuple[list[Row], int | None]:
    """Slips by office below the actor, and all together, with small numbers hidden.

    :raises NotAllowed: the actor may not count
    """
    if not policies.may_count(actor):
        raise NotAllowed("NO_COUNTS", _("Số phiếu hẹn chỉ dành cho người tổng hợp, duyệt và kiểm tra của đơn vị."))
    found = Slip.objects.filter(unit_id__in=actor.within, erase_on__gt=on).values_list("unit_id").annotate(Count("id"))
    numbers: dict[UUID, int] = dict(found)
    names = organisations.names_of(numbers, on=on)
    shown, total = hide_small(numbers)
    return sorted((Row(names[unit_id], number) for unit_id, number in shown.items()), key=lambda row: row.name), total


def hide_small(numbers: Mapping[Key, int], *, smallest: int = SMALLEST) -> tuple[dict[Key, int | None], int | None]:
    """The cells and their total as they may be shown. Hidden is what lies between one and ``smallest`` - 1; beside it so many of the
    next larger ones that what is hidden is at least two cells and sums to ``smallest``. Where that cannot be, the total is hidden too.
    """
    hidden = [key for key, number in numbers.items() if 0 < number < smallest]
    larger = sorted((key for key, number in numbers.items() if number >= smallest), key=lambda key: numbers[key])

    def told_apart() -> bool:
        return bool(hidden) and (len(hidden) < 2 or sum(numbers[key] for key in hidden) < smallest)

    while told_apart() and larger:
        hidden.append(larger.pop(0))
    return {key: HIDDEN if key in hidden else number for key, number in numbers.items()}, HIDDEN if told_apart() else sum(numbers.values())
