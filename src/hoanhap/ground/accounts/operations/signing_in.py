"""Signing in, under a throttle."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hoanhap.ground.accounts import queries
from hoanhap.ground.accounts.models import SignInAttempt, User
from hoanhap.ground.accounts.operations.opening import plain_sign_in_name
from hoanhap.ground.accounts.operations.passwords import plain_password
from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, locks
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, TooMany

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 6
"""For one name from one address: a person who mistypes."""
TRIES_PER_NAME_ANYWHERE = 20
"""For one name from all addresses: more than one person mistypes, fewer than a guesser needs."""
TRIES_PER_ADDRESS = 100  # a whole office may stand behind one address; one mistyping colleague must not lock it


def sign_in(*, sign_in_name: str, password: str, address: str, now: datetime) -> User:
    """The person whose name and password these are.

    :raises TooMany: too many wrong tries for this name or from this address; nothing is hashed then
    :raises Invalid: name and password do not belong together (which of the two is wrong is not said), or no role is held today
    """
    user = prove(sign_in_name=sign_in_name, password=password, address=address, now=now)
    if not queries.units_of(user.pk, clock.day_of(now)):
        raise Invalid(
            "NO_ROLE_TODAY", _("Tài khoản này hôm nay không giữ vai trò ở đơn vị nào nên chưa vào được. Hãy hỏi quản trị của đơn vị.")
        )
    record(act="session.open", actor=Actor(user.pk, user.full_name, None), now=now, object_kind="user", object_id=user.pk)
    return user


def prove(*, sign_in_name: str, password: str, address: str, now: datetime) -> User:
    """The person of an open account whose name and password these are; what was mistyped before is forgotten.

    :raises TooMany, Invalid: as ``sign_in``
    """
    nobody = _hash_of_nobody()
    plain = plain_sign_in_name(sign_in_name)
    name_key, address_key = keyed("name", plain), keyed("address", address)
    attempt = _count_try(name_key=name_key, address_key=address_key, now=now)
    user = User.objects.filter(sign_in_name=plain, is_active=True).first()
    # The same work whether or not the name exists, so that the time taken tells nothing.
    if not check_password(plain_password(password), user.password if user else nobody) or user is None:
        raise Invalid("WRONG_SIGN_IN", _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi nhập lại."))
    SignInAttempt.objects.filter(Q(name_key=name_key, address_key=address_key) | Q(pk=attempt.pk)).delete()
    return user


def forget_tries(sign_in_name: str) -> None:
    """Let a name be tried again at once, from everywhere: somebody who may has given it another password."""
    SignInAttempt.objects.filter(name_key=keyed("name", sign_in_name)).delete()


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


def keyed(kind: str, text: str) -> str:
    """A name or an address as it is kept: nobody can read it back without the key."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind} {text}".encode(), hashlib.sha256).hexdigest()


@cache
def _hash_of_nobody() -> str:
    """A hash that belongs to nobody, made once."""
    return make_password("mật khẩu không của ai")
