"""Opening accounts, giving roles, and signing in under a throttle."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

from hoanhap.ground.accounts.models import Membership, SignInAttempt, User
from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, TooMany

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 6
TRIES_PER_ADDRESS = 100  # a whole office may stand behind one address; one mistyping colleague must not lock it


@transaction.atomic
def open_account(*, sign_in_name: str, full_name: str, password: str, actor: Actor, now: datetime) -> User:
    """Open an account for an official."""
    user = User.objects.create(sign_in_name=sign_in_name.casefold(), full_name=full_name, password=make_password(password))
    record(act="account.open", actor=actor, now=now, object_kind="user", object_id=user.id)
    return user


@transaction.atomic
def give_role(
    *, user_id: UUID, unit_id: UUID, role: str, since: date, actor: Actor, now: datetime, title: str = "", until: date | None = None
) -> Membership:
    """Let a person do in a unit what ``role`` may do there, from ``since``."""
    row = Membership.objects.create(user_id=user_id, unit_id=unit_id, role=role, title=title, valid=DateRange(since, until))
    record(act="role.give", actor=actor, now=now, object_kind="user", object_id=user_id, detail={"unit": str(unit_id), "role": role})
    return row


def sign_in(*, sign_in_name: str, password: str, address: str, now: datetime) -> User:
    """The person whose name and password these are.

    :raises TooMany: too many wrong tries for this name or from this address; nothing is hashed then
    :raises Invalid: name and password do not belong together. Which of the two is wrong is not said
    """
    name_key, address_key = _keyed(sign_in_name.casefold()), _keyed(address)
    _throttle(name_key=name_key, address_key=address_key, now=now)
    user = User.objects.filter(sign_in_name=sign_in_name.casefold(), is_active=True).first()
    # The same work whether or not the name exists, so that the time taken tells nothing.
    if not check_password(password, user.password if user else _hash_of_nobody()) or user is None:
        SignInAttempt.objects.create(name_key=name_key, address_key=address_key, at=now)
        raise Invalid("WRONG_SIGN_IN", _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi nhập lại."))
    with transaction.atomic():
        SignInAttempt.objects.filter(name_key=name_key).delete()
        record(act="session.open", actor=Actor(user.pk, user.full_name, None), now=now, object_kind="user", object_id=user.pk)
    return user


def _throttle(*, name_key: str, address_key: str, now: datetime) -> None:
    recent = SignInAttempt.objects.filter(at__gt=now - WINDOW)
    if recent.filter(name_key=name_key).count() >= TRIES_PER_NAME or recent.filter(address_key=address_key).count() >= TRIES_PER_ADDRESS:
        raise TooMany(
            "TOO_MANY_TRIES",
            _("Đã nhập sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc nhờ quản trị của đơn vị đặt lại mật khẩu."),
            retry_after=int(WINDOW.total_seconds()),
        )


def _keyed(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


@cache
def _hash_of_nobody() -> str:
    """A hash that belongs to nobody, made once."""
    return make_password("mật khẩu không của ai")
