"""Opening accounts and giving roles."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

from hoanhap.ground.accounts import policies, queries
from hoanhap.ground.accounts.models import Membership, User
from hoanhap.ground.accounts.operations.passwords import first_password, plain_password, require_strong
from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import locks
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import Invalid, NotAllowed
from vanban.text import clean


@dataclass(frozen=True, slots=True)
class Opened:
    """An account with its first password, which is shown once; empty when the account had been opened before."""

    user: User
    password: str


@dataclass(frozen=True, slots=True)
class Post:
    """A role in a unit, from ``since`` up to, but without, ``until``, with the title that is printed under a signature."""

    unit_id: UUID
    role: str
    since: date
    until: date | None = None
    title: str = ""


@transaction.atomic
def open_account(
    *, sign_in_name: str, full_name: str, password: str, actor: Actor, now: datetime, given: bool = False, user_id: UUID | None = None
) -> User:
    """Open an account for an official.

    :param given: the person did not choose the password and must choose another at the first sign-in
    :raises NotAllowed: the actor administers nothing
    :raises Invalid: the name is empty or taken, nobody is named, or the password is weak
    """
    if not policies.may_administer(actor):
        raise not_allowed()
    plain, called = plain_sign_in_name(sign_in_name), clean(full_name).strip()
    locks.hold("sign-in name", plain)
    if not plain or User.objects.filter(sign_in_name=plain).exists():
        sentence = _("Tên đăng nhập này trống hoặc đã có người dùng. Hãy chọn tên khác.")
        raise Invalid("SIGN_IN_NAME_TAKEN", sentence, fields={"sign_in_name": sentence})
    if not called:
        sentence = _("Hãy ghi họ và tên.")
        raise Invalid("NAME_MISSING", sentence, fields={"full_name": sentence})
    require_strong(password, names=[plain, called])
    user = User.objects.create(
        id=user_id or uuid4(), sign_in_name=plain, full_name=called, password=make_password(plain_password(password)), password_given=given
    )
    record(act="account.open", actor=actor, now=now, object_kind="user", object_id=user.id)
    return user


@transaction.atomic
def open_with_role(*, user_id: UUID, sign_in_name: str, full_name: str, post: Post, actor: Actor, now: datetime) -> Opened:
    """Open an account with a password made here and give it a first role, in one act. Sent twice, it is opened once.

    :raises NotAllowed, Invalid: as ``open_account`` and ``give_role``
    """
    known = User.objects.filter(pk=user_id).first()
    if known is not None and queries.is_in_sight(user_id, actor):
        return Opened(known, "")
    password = first_password()
    user = open_account(
        user_id=user_id, sign_in_name=sign_in_name, full_name=full_name, password=password, actor=actor, now=now, given=True
    )
    give_role(user_id=user.id, **asdict(post), actor=actor, now=now)
    return Opened(user, password)


@transaction.atomic
def give_role(
    *, user_id: UUID, unit_id: UUID, role: str, since: date, actor: Actor, now: datetime, title: str = "", until: date | None = None
) -> Membership:
    """Let a person do in a unit what ``role`` may do there, from ``since`` up to, but without, ``until``.

    :raises NotAllowed: the actor does not administer that unit
    :raises Invalid: there is no such role, the days run backwards or the unit does not stand on the first, or the person holds that
        role there on some of them
    """
    if not policies.may_administer(actor, unit_id):
        raise not_allowed()
    if role not in Role.ALL:
        raise Invalid("ROLE_UNKNOWN", _("Không có vai trò này. Hãy chọn một vai trò trong danh sách."))
    if until is not None and until <= since:
        raise days_backwards()
    if not organisations.units_on(since).filter(pk=unit_id).exists():
        raise Invalid("UNIT_NOT_STANDING", _("Đơn vị không hoạt động vào ngày bắt đầu giữ vai trò. Hãy xem lại ngày."))
    User.objects.select_for_update().get(pk=user_id)  # against the same role given twice at once
    days = DateRange(since, until)
    if Membership.objects.filter(user_id=user_id, unit_id=unit_id, role=role, valid__overlap=days).exists():
        raise Invalid("ROLE_HELD", _("Người này đã giữ vai trò đó ở đơn vị trong những ngày này. Hãy kiểm tra lại ngày."))
    row = Membership.objects.create(user_id=user_id, unit_id=unit_id, role=role, title=clean(title), valid=days)
    record(act="role.give", actor=actor, now=now, object_kind="user", object_id=user_id, detail={"unit": str(unit_id), "role": role})
    return row


def plain_sign_in_name(text: str) -> str:
    """A sign-in name as it is kept and compared: one form of Vietnamese, no case, no spaces around."""
    return clean(text).strip().casefold()


def not_allowed() -> NotAllowed:
    """The refusal of whoever administers nothing, or not this unit."""
    return NotAllowed("NOT_ADMINISTRATOR", _("Chỉ quản trị của đơn vị được mở tài khoản và giao vai trò. Hãy nhờ quản trị."))


def days_backwards() -> Invalid:
    """The refusal of a role that would end before it began."""
    return Invalid("DAYS_BACKWARDS", _("Ngày thôi giữ vai trò phải sau ngày bắt đầu. Hãy sửa một trong hai ngày."))
