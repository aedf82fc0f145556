"""How many slips there are, for those who may not see one: small numbers are hidden, and so is what would give them away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed
from hoanhap.kernel.suppression import told
from hoanhap.people.support import policies
from hoanhap.people.support.models import Slip


@dataclass(frozen=True, slots=True)
class Row:
    """A unit and how many slips it has, or None where so few are not told."""

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
    shown, total = told(numbers)
    return sorted((Row(names[unit_id], number) for unit_id, number in shown.items()), key=lambda row: row.name), total
