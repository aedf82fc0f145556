"""Putting units, names, placements and successions on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from psycopg.types.range import DateRange

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations.models import Hierarchy, Placement, Succession, Unit, UnitName
from hoanhap.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Naming:
    """What a unit is called: in full, and how papers print it (see ``UnitName``)."""

    name: str
    short: str = ""
    symbol: str = ""
    place: str = ""
    aliases: Sequence[str] = ()


@transaction.atomic
def open_unit(*, code: str, kind: str, naming: Naming, since: date, actor: Actor, now: datetime, until: date | None = None) -> Unit:
    """Put a body on record with its first name. ``until`` is the first day on which it no longer exists."""
    days = DateRange(since, until)
    unit = Unit.objects.create(code=code, kind=kind, valid=days)
    words = {**asdict(naming), "aliases": list(naming.aliases)}
    UnitName.objects.create(unit=unit, **words, valid=days)
    record(act="unit.open", actor=actor, now=now, object_kind="unit", object_id=unit.id, detail={"code": code, "name": naming.name})
    return unit


@transaction.atomic
def place_unit(
    *, unit_id: UUID, parent_id: UUID, since: date, actor: Actor, now: datetime, until: date | None = None,
    hierarchy: str = Hierarchy.GOVERNMENT,
) -> Placement:  # fmt: skip
    """Put a unit under another in one hierarchy. Two parents on one day are refused by the database."""
    placement = Placement.objects.create(unit_id=unit_id, parent_id=parent_id, hierarchy=hierarchy, valid=DateRange(since, until))
    record(act="unit.place", actor=actor, now=now, object_kind="unit", object_id=unit_id, detail={"parent": str(parent_id)})
    return placement


@transaction.atomic
def succeed(
    *, source_id: UUID, target_id: UUID, day: date, actor: Actor, now: datetime, reference: str,
    function: str = "ALL", weight: Decimal = Decimal(1),
) -> Succession:  # fmt: skip
    """Record that ``target`` took over from ``source`` on ``day``, by which paper."""
    row = Succession.objects.create(
        source_id=source_id, target_id=target_id, day=day, function=function, weight=weight, reference=reference
    )
    record(act="unit.succeed", actor=actor, now=now, object_kind="unit", object_id=source_id, detail={"target": str(target_id)})
    return row
