"""Who stands for a unit on a day: itself while it lasts, else those that took over."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.organisations.models import Succession, Unit
from hoanhap.kernel.errors import NotFound


def successors_of(unit_id: UUID, *, on: date) -> list[Unit]:
    """Who stands for this unit on that day: itself while it lasts, else those that took over, followed to living units. Each unit is
    asked once, so that successions that run in a circle come to an end.

    :raises NotFound: there is no such unit
    """
    if not Unit.objects.filter(pk=unit_id).exists():
        raise no_such_unit()
    living: dict[UUID, Unit] = {}
    asked: set[UUID] = set()
    waiting = [unit_id]
    while waiting:
        units = Unit.objects.filter(pk__in=waiting).order_by("code")
        living |= {unit.id: unit for unit in units if on in unit.valid}
        asked |= set(waiting)
        ended = [unit.id for unit in units if unit.id not in living]
        heirs = Succession.objects.filter(source_id__in=ended, day__lte=on).values_list("target_id", flat=True)
        waiting = [heir for heir in dict.fromkeys(heirs) if heir not in asked]
    return sorted(living.values(), key=lambda unit: unit.code)


def heirs_of(unit_id: UUID, *, on: date, function: str = "ALL") -> dict[UUID, Decimal]:
    """Who stands for this unit on that day, with shares that sum to one: itself while it lasts, else its heirs, followed to living units.

    ``function`` asks for one branch of its work (``bodies.toml``); where nobody took over that branch by name, who took over all, or
    else the rest, stands for it. A unit that goes on may have given one branch away. A unit that ended with nobody after it is its
    own heir: its figures have nowhere else to go.
    """
    unit = Unit.objects.get(pk=unit_id)
    rows = list(Succession.objects.filter(source_id=unit_id, day__lte=on).order_by("target__code"))
    known = {row.function for row in rows}
    if not rows or (on in unit.valid and (function == "ALL" or function not in known)):
        return {unit_id: Decimal(1)}
    branch = next((name for name in (function, "ALL", "OTHER") if name in known), rows[0].function)
    shares: dict[UUID, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.function == branch:
            for heir, share in heirs_of(row.target_id, on=on, function=function).items():
                shares[heir] += row.weight * share
    return dict(shares)


def no_such_unit() -> NotFound:
    """The refusal of whoever asks for a unit that is not there."""
    return NotFound("UNIT_NOT_FOUND", _("Không tìm thấy đơn vị này. Hãy kiểm tra lại đường dẫn."))
