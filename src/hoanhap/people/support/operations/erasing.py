"""What time does to slips: their day comes, or the office that has them ends."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM
from hoanhap.people.support.models import Slip
from hoanhap.people.support.states import OPEN


@transaction.atomic
def erase_due(*, now: datetime) -> int:
    """Erase every slip whose day has come, with its contact and consents, and say how many those were. The trail keeps the number."""
    today = clock.day_of(now)
    ids = list(Slip.objects.select_for_update().filter(erase_on__lte=today).values_list("id", flat=True))
    if ids:
        Slip.objects.filter(pk__in=ids).delete()
        record(act="slip.erase", actor=SYSTEM, now=now, object_kind="slip", object_id=None,
               detail={"erased": len(ids), "until": today.isoformat()})  # fmt: skip
    return len(ids)


@transaction.atomic
def follow_heirs(*, now: datetime) -> int:
    """Give the slips of offices that ended to those that took over, and say how many those were. Of several heirs, to who took most."""
    today, moved = clock.day_of(now), 0
    for slip in Slip.objects.filter(state__in=OPEN).select_related("unit", "place"):
        values = {f"{name}_id": _heir(unit, today) for name in ("unit", "place") if today not in (unit := getattr(slip, name)).valid}
        if values:
            moved += Slip.objects.filter(pk=slip.pk).update(**values)
    if moved:
        record(act="slip.follow", actor=SYSTEM, now=now, object_kind="slip", object_id=None, detail={"moved": moved})
    return moved


def _heir(unit: organisations.Unit, today: date) -> UUID:
    shares = organisations.heirs_of(unit.id, on=today)
    return max(shares, key=lambda heir: (shares[heir], str(heir)))
