"""Putting units, names, placements and successions on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations.models import Hierarchy, Placement, Succession, Unit, UnitName
from hoanhap.kernel.actor import Actor


@transaction.atomic
def open_unit(
    *, code: str, kind: str, name: str, since: date, actor: Actor, now: datetime,
    until: date | None = None, short: str = "", symbol: str = "", place: str = "", aliases: Sequence[str] = (),
) -> Unit:  # fmt: skip
    """Put a body on record with its first name. ``until`` is the first day on which it no longer exists."""
    days = DateRange(since, until)
    unit = Unit.objects.create(code=code, kind=kind, valid=days)
    UnitName.objects.create(unit=unit, name=name, short=short, symbol=symbol, place=place, aliases=list(aliases), valid=days)
    record(act="unit.open", actor=actor, now=now, object_kind="unit", object_id=unit.id, detail={"code": code, "name": name})
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
