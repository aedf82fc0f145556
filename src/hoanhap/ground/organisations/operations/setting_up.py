"""Making the whole tree of one province: its bodies, those of its districts and communes, before and after the reform."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations.models import LocalityName, UnitKind
from hoanhap.ground.organisations.operations import table
from hoanhap.ground.organisations.operations.adding import add_missing
from hoanhap.ground.organisations.operations.planting import Plant
from hoanhap.ground.organisations.operations.scope import scope_of
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a set-up added, what stands in the province on the day by kind of unit, and what a person must still confirm."""

    name: str
    added: int
    standing: dict[UnitKind, int]
    unconfirmed: tuple[str, ...]
    committee: str
    """The code of the unit at the top, the province's people's committee."""


@transaction.atomic
def set_up_province(*, code: str, day: date, actor: Actor, now: datetime) -> SetUp:
    """Open every body of the province that bears ``code`` on ``day``, with the bodies of those that went into it and their heirs.

    What stands already is left as it is; a second set-up adds nothing.

    :raises NotFound: no province bears that code on that day, or the localities are not loaded
    """
    name = LocalityName.objects.filter(code=code, valid__contains=day, locality__level="PROVINCE").select_related("locality").first()
    if name is None:
        raise NotFound("PROVINCE_NOT_FOUND", _("Không có tỉnh, thành phố mang mã này tại ngày đó. Hãy nạp danh mục rồi xem lại mã."))
    plant = Plant(scope_of(name.locality_id)).grown()
    added = sum(add_missing(model, rows) for model, rows in plant.rows())
    if added:
        record(act="unit.set_up", actor=actor, now=now, object_kind="locality", object_id=name.locality_id, detail={"added": added})
    standing = Counter(UnitKind(unit.kind) for unit in plant.units.values() if day in unit.valid)
    return SetUp(_full(name), added, dict(sorted(standing.items())), tuple(_unconfirmed(code)), f"{name.locality.key}.UBND")


def _full(name: LocalityName) -> str:
    return f"{name.get_kind_display()} {name.name}"


def _unconfirmed(code: str) -> list[str]:
    rows: list[dict[str, Any]] = table.notes()["unconfirmed"]
    return [row["reference"] for row in rows if row["code"] == code]
