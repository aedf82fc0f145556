"""Roles that go along when the unit in which they are held ends, and come back when that is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from psycopg.types.range import DateRange

from hoanhap.ground.accounts.models import Membership
from hoanhap.ground.accounts.operations.opening import not_allowed
from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import policies as organisation_policies
from hoanhap.kernel.actor import Actor


@transaction.atomic
def follow_heirs(*, heirs: Mapping[UUID, UUID], day: date, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Let everybody who holds a role in a unit that ends hold it in its heir from ``day`` on.

    :param heirs: by the unit that ends
    :returns: what was done, for ``follow_back``
    :raises NotAllowed: the actor may not reorganise those units
    """
    _require_reorganiser(actor, heirs)
    steps: list[dict[str, Any]] = []
    held = Membership.objects.select_for_update().filter(unit_id__in=heirs, valid__overlap=DateRange(day, None)).order_by("id")
    for row in held:
        steps.append({"role": str(row.id), "unit": str(row.unit_id), "days": _plain_days(row.valid), "given": _hand_on(row, heirs, day)})
        record(act="role.follow", actor=actor, now=now, object_kind="user", object_id=row.user_id,
               detail={"from": steps[-1]["unit"], "to": str(heirs[UUID(steps[-1]["unit"])]), "role": row.role})  # fmt: skip
    return steps


def _hand_on(row: Membership, heirs: Mapping[UUID, UUID], day: date) -> str | None:
    """The id of the role in the heir that continues this one; None when the person holds it there already, or when this row itself
    went there because it had not begun."""
    heir, days = heirs[row.unit_id], DateRange(max(day, row.valid.lower), row.valid.upper)
    there = Membership.objects.filter(user_id=row.user_id, unit_id=heir, role=row.role, valid__overlap=days).exists()
    if row.valid.lower < day:
        row.valid = DateRange(row.valid.lower, day)
    elif not there:
        row.unit_id = heir
    row.save(update_fields=["unit", "valid"])
    if there or row.unit_id == heir:
        return None
    return str(Membership.objects.create(user_id=row.user_id, unit_id=heir, role=row.role, title=row.title, valid=days).id)


@transaction.atomic
def follow_back(*, steps: Iterable[Mapping[str, Any]], actor: Actor, now: datetime) -> None:
    """Undo ``follow_heirs``: the roles stand where they stood.

    :raises NotAllowed: the actor may not reorganise those units
    """
    kept = list(steps)
    _require_reorganiser(actor, [UUID(step["unit"]) for step in kept])
    for step in kept:
        if step["given"]:
            Membership.objects.filter(pk=step["given"]).delete()
        first, last = (date.fromisoformat(day) if day else None for day in step["days"])
        row = Membership.objects.get(pk=step["role"])
        row.unit_id, row.valid = UUID(step["unit"]), DateRange(first, last)
        row.save(update_fields=["unit", "valid"])
        record(act="role.follow_back", actor=actor, now=now, object_kind="user", object_id=row.user_id)


def _require_reorganiser(actor: Actor, unit_ids: Iterable[UUID]) -> None:
    if not organisation_policies.may_reorganise(actor, unit_ids):
        raise not_allowed()


def _plain_days(days: DateRange) -> list[str | None]:
    return [day.isoformat() if day else None for day in (days.lower, days.upper)]
