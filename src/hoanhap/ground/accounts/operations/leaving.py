"""Roles that end: one by one, or all of a person's in a unit, handed to somebody else in one act.

Work belongs to units, never to persons: duties, entries and reports of the unit stay where they are, and whoever holds the role goes
on with them. So handing over a leaver's work is handing over the roles.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

from hoanhap.ground.accounts import policies, queries
from hoanhap.ground.accounts.models import Membership
from hoanhap.ground.accounts.operations.opening import days_backwards, not_allowed
from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock, locks
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import Invalid, WrongState


@transaction.atomic
def end_role(*, membership_id: UUID, until: date, actor: Actor, now: datetime, reason: str = "") -> None:
    """Let a role end: ``until`` is the first day on which it is no longer held. What was done under it stays. A role that was to begin
    today or later may end on its first day: it has not been held, then.

    :raises NotFound: there is no such role in a unit that the actor administers
    :raises Invalid: it would end before it began, or later than it ends anyway
    :raises WrongState: the unit would be left without an administrator
    """
    locks.hold("accounts", "administrators")
    row = Membership.objects.select_for_update().filter(pk=membership_id).first()
    if row is None or not policies.may_administer(actor, row.unit_id):
        raise queries.role_not_found()
    if row.valid.upper is not None and until > row.valid.upper:
        raise Invalid("ENDS_EARLIER", _("Vai trò này đã thôi giữ từ ngày sớm hơn. Cần giữ tiếp thì giao lại vai trò từ ngày đó."))
    _end(row, until, actor=actor, now=now, detail={"reason": reason} if reason else {})
    require_administrator(row, from_day=until, actor=actor)


@transaction.atomic
def hand_over(*, user_id: UUID, unit_id: UUID, to_id: UUID, day: date, reason: str, actor: Actor, now: datetime) -> int:
    """Let a person leave a unit: every role held there ends on ``day``, and another person of the unit holds it from then on, with the
    same title and for as long, unless they hold it anyway.

    :returns: how many roles went over
    :raises NotAllowed: the actor does not administer that unit
    :raises Invalid: the other person is not of the unit on that day, there is nothing to hand over, or a role began between ``day``
        and today
    :raises WrongState: the unit would be left without an administrator
    """
    if not policies.may_administer(actor, unit_id):
        raise not_allowed()
    locks.hold("accounts", "administrators")
    if user_id == to_id or not _of_unit(to_id, unit_id, day):
        raise Invalid("NOT_OF_UNIT", _("Người nhận phải là người khác, đang giữ vai trò ở đơn vị vào ngày bàn giao."))
    held = Membership.objects.select_for_update().filter(user_id=user_id, unit_id=unit_id, valid__overlap=DateRange(day, None))
    rows = list(held.order_by("id"))
    if not rows:
        raise Invalid("NOTHING_TO_HAND_OVER", _("Người này không giữ vai trò nào ở đơn vị từ ngày đó. Hãy xem lại ngày bàn giao."))
    for row in rows:
        first = max(day, row.valid.lower)
        days = DateRange(first, row.valid.upper)
        _end(row, first, actor=actor, now=now, detail={"reason": reason, "to": str(to_id)})
        _take_on(row, to_id, days, actor=actor, now=now)
        require_administrator(row, from_day=first, actor=actor)
    return len(rows)


def _of_unit(user_id: UUID, unit_id: UUID, day: date) -> bool:
    return Membership.objects.filter(user_id=user_id, unit_id=unit_id, valid__contains=day, user__is_active=True).exists()


def _take_on(row: Membership, to_id: UUID, days: DateRange, *, actor: Actor, now: datetime) -> None:
    if Membership.objects.filter(user_id=to_id, unit_id=row.unit_id, role=row.role, valid__overlap=days).exists():
        return
    Membership.objects.create(user_id=to_id, unit_id=row.unit_id, role=row.role, title=row.title, valid=days)
    record(act="role.give", actor=actor, now=now, object_kind="user", object_id=to_id,
           detail={"unit": str(row.unit_id), "role": row.role, "from": str(row.user_id)})  # fmt: skip


def _end(row: Membership, until: date, *, actor: Actor, now: datetime, detail: dict[str, str]) -> None:
    """Cut the role, or take it back where it has not begun by the day of the act."""
    if until == row.valid.lower and until >= clock.day_of(now):
        Membership.objects.filter(pk=row.pk).delete()
    elif until <= row.valid.lower:
        raise days_backwards()
    else:
        Membership.objects.filter(pk=row.pk).update(valid=DateRange(row.valid.lower, until))
    detail = {"unit": str(row.unit_id), "role": row.role, "until": until.isoformat(), **detail}
    record(act="role.end", actor=actor, now=now, object_kind="user", object_id=row.user_id, detail=detail)


def require_administrator(row: Membership, *, from_day: date, actor: Actor) -> None:
    """Refuse to leave a unit to nobody: while this role would have been held, somebody else administers the unit or one above it; in
    one's own case, somebody in the unit itself.

    :param row: the role as it was
    :raises WrongState: nobody else does
    """
    until = row.valid.upper
    if row.role != Role.ADMINISTRATOR or (until is not None and until <= from_day):
        return
    places = {row.unit_id} if actor.user_id == row.user_id else organisations.above(row.unit_id, on=from_day)
    others = Membership.objects.filter(role=Role.ADMINISTRATOR, unit_id__in=places, user__is_active=True).exclude(user_id=row.user_id)
    if not others.filter(valid__contains=DateRange(from_day, until)).exists():
        raise WrongState("LAST_ADMINISTRATOR", _("Đây là quản trị cuối cùng của đơn vị. Hãy giao vai trò quản trị cho người khác trước."))
