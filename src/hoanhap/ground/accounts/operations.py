"""Opening accounts, giving roles, and signing in under a throttle."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

from hoanhap.ground.accounts import policies
from hoanhap.ground.accounts.models import Membership, SignInAttempt, User
from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import policies as organisation_policies
from hoanhap.kernel import locks
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, TooMany
from vanban.text import clean

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 6
"""For one name from one address: a person who mistypes."""
TRIES_PER_NAME_ANYWHERE = 20
"""For one name from all addresses: more than one person mistypes, fewer than a guesser needs."""
TRIES_PER_ADDRESS = 100  # a whole office may stand behind one address; one mistyping colleague must not lock it


@transaction.atomic
def open_account(*, sign_in_name: str, full_name: str, password: str, actor: Actor, now: datetime) -> User:
    """Open an account for an official.

    :raises NotAllowed: the actor administers nothing
    :raises Invalid: the name is empty or taken
    """
    if not policies.may_administer(actor):
        raise _not_allowed()
    plain = plain_sign_in_name(sign_in_name)
    if not plain or User.objects.filter(sign_in_name=plain).exists():
        sentence = _("Tên đăng nhập này trống hoặc đã có người dùng. Hãy chọn tên khác.")
        raise Invalid("SIGN_IN_NAME_TAKEN", sentence, fields={"sign_in_name": sentence})
    user = User.objects.create(sign_in_name=plain, full_name=clean(full_name), password=make_password(_plain_password(password)))
    record(act="account.open", actor=actor, now=now, object_kind="user", object_id=user.id)
    return user


@transaction.atomic
def give_role(
    *, user_id: UUID, unit_id: UUID, role: str, since: date, actor: Actor, now: datetime, title: str = "", until: date | None = None
) -> Membership:
    """Let a person do in a unit what ``role`` may do there, from ``since`` up to, but without, ``until``.

    :raises NotAllowed: the actor does not administer that unit
    :raises Invalid: the days run backwards, or the person holds that role there on some of them
    """
    if not policies.may_administer(actor, unit_id):
        raise _not_allowed()
    if until is not None and until <= since:
        raise Invalid("DAYS_BACKWARDS", _("Ngày thôi giữ vai trò phải sau ngày bắt đầu. Hãy sửa một trong hai ngày."))
    days = DateRange(since, until)
    if Membership.objects.filter(user_id=user_id, unit_id=unit_id, role=role, valid__overlap=days).exists():
        raise Invalid("ROLE_HELD", _("Người này đã giữ vai trò đó ở đơn vị trong những ngày này. Hãy kiểm tra lại ngày."))
    row = Membership.objects.create(user_id=user_id, unit_id=unit_id, role=role, title=clean(title), valid=days)
    record(act="role.give", actor=actor, now=now, object_kind="user", object_id=user_id, detail={"unit": str(unit_id), "role": role})
    return row


@transaction.atomic
def end_role(*, membership_id: UUID, until: date, actor: Actor, now: datetime) -> Membership:
    """Let a role end: ``until`` is the first day on which it is no longer held. What was done under it stays.

    :raises NotFound: there is no such role in a unit that the actor administers
    :raises Invalid: it would end before it began
    """
    row = Membership.objects.select_for_update().filter(pk=membership_id).first()
    if row is None or not policies.may_administer(actor, row.unit_id):
        raise NotFound("ROLE_NOT_FOUND", _("Không tìm thấy vai trò này ở đơn vị bạn quản trị. Hãy kiểm tra lại đường dẫn."))
    if until <= row.valid.lower:
        raise Invalid("DAYS_BACKWARDS", _("Ngày thôi giữ vai trò phải sau ngày bắt đầu. Hãy sửa một trong hai ngày."))
    row.valid = DateRange(row.valid.lower, until)
    row.save(update_fields=["valid"])
    record(act="role.end", actor=actor, now=now, object_kind="user", object_id=row.user_id,
           detail={"unit": str(row.unit_id), "role": row.role, "until": until.isoformat()})  # fmt: skip
    return row


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
        raise _not_allowed()


def _plain_days(days: DateRange) -> list[str | None]:
    return [day.isoformat() if day else None for day in (days.lower, days.upper)]


def sign_in(*, sign_in_name: str, password: str, address: str, now: datetime) -> User:
    """The person whose name and password these are.

    :raises TooMany: too many wrong tries for this name or from this address; nothing is hashed then
    :raises Invalid: name and password do not belong together. Which of the two is wrong is not said
    """
    nobody = _hash_of_nobody()
    plain = plain_sign_in_name(sign_in_name)
    name_key, address_key = _keyed("name", plain), _keyed("address", address)
    attempt = _count_try(name_key=name_key, address_key=address_key, now=now)
    user = User.objects.filter(sign_in_name=plain, is_active=True).first()
    # The same work whether or not the name exists, so that the time taken tells nothing.
    if not check_password(_plain_password(password), user.password if user else nobody) or user is None:
        raise Invalid("WRONG_SIGN_IN", _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi nhập lại."))
    with transaction.atomic():
        SignInAttempt.objects.filter(Q(name_key=name_key, address_key=address_key) | Q(pk=attempt.pk)).delete()
        record(act="session.open", actor=Actor(user.pk, user.full_name, None), now=now, object_kind="user", object_id=user.pk)
    return user


def plain_sign_in_name(text: str) -> str:
    """A sign-in name as it is kept and compared: one form of Vietnamese, no case, no spaces around."""
    return clean(text).strip().casefold()


@transaction.atomic
def _count_try(*, name_key: str, address_key: str, now: datetime) -> SignInAttempt:
    """Count the try before anything is hashed, so that a thousand at once are counted as well as a thousand in a row."""
    for key in sorted((name_key, address_key)):
        locks.hold("sign-in", key)
    SignInAttempt.objects.filter(Q(name_key=name_key) | Q(address_key=address_key), at__lte=now - WINDOW).delete()
    by_name = SignInAttempt.objects.filter(name_key=name_key)
    if (
        by_name.filter(address_key=address_key).count() >= TRIES_PER_NAME
        or by_name.count() >= TRIES_PER_NAME_ANYWHERE
        or SignInAttempt.objects.filter(address_key=address_key).count() >= TRIES_PER_ADDRESS
    ):
        raise TooMany(
            "TOO_MANY_TRIES",
            _("Đã nhập sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc nhờ quản trị của đơn vị đặt lại mật khẩu."),
            retry_after=int(WINDOW.total_seconds()),
        )
    return SignInAttempt.objects.create(name_key=name_key, address_key=address_key, at=now)


def _plain_password(password: str) -> str:
    """The same password typed on a phone and on a desk is the same text (NIST SP 800-63B 3.1.1.2: NFKC)."""
    return unicodedata.normalize("NFKC", password)


def _keyed(kind: str, text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind} {text}".encode(), hashlib.sha256).hexdigest()


@cache
def _hash_of_nobody() -> str:
    """A hash that belongs to nobody, made once."""
    return make_password("mật khẩu không của ai")


def _not_allowed() -> NotAllowed:
    return NotAllowed("NOT_ADMINISTRATOR", _("Chỉ quản trị của đơn vị được mở tài khoản và giao vai trò. Hãy nhờ quản trị."))
