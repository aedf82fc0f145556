"""Keeping accounts: locked and opened again, another password when one is lost, one's own password changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.accounts import policies, queries
from hoanhap.ground.accounts.models import User
from hoanhap.ground.accounts.operations.leaving import require_administrator
from hoanhap.ground.accounts.operations.passwords import first_password, plain_password, require_strong
from hoanhap.ground.accounts.operations.signing_in import forget_tries, prove
from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, locks
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound


@transaction.atomic
def lock_account(*, user_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Let nobody in by this account any more, and end its open sessions. Roles and what was done stay.

    :raises NotFound, NotAllowed: the account is not the actor's to keep
    :raises Invalid: it is the actor's own
    :raises WrongState: a unit would be left without an administrator
    """
    locks.hold("accounts", "administrators")
    user = _kept(user_id, actor, now)
    _refuse_own(user, actor)
    today = clock.day_of(now)
    User.objects.filter(pk=user.pk).update(is_active=False, session_round=user.session_round + 1)
    for row in queries.roles_from(user_id, today):
        require_administrator(row, from_day=max(today, row.valid.lower), actor=actor)
    record(act="account.lock", actor=actor, now=now, object_kind="user", object_id=user.pk, detail={"reason": reason})


@transaction.atomic
def unlock_account(*, user_id: UUID, actor: Actor, now: datetime) -> None:
    """Let the person in again.

    :raises NotFound, NotAllowed: the account is not the actor's to keep
    """
    user = _kept(user_id, actor, now)
    User.objects.filter(pk=user.pk).update(is_active=True)
    record(act="account.unlock", actor=actor, now=now, object_kind="user", object_id=user.pk)


@transaction.atomic
def reset_password(*, user_id: UUID, actor: Actor, now: datetime) -> str:
    """Give the account a password made here, to be shown once and changed at the next sign-in. Open sessions end, and earlier wrong
    tries no longer count.

    :raises NotFound, NotAllowed: the account is not the actor's to keep
    :raises Invalid: it is the actor's own
    """
    user = _kept(user_id, actor, now)
    _refuse_own(user, actor)
    password = first_password()
    _put(user, password, given=True)
    forget_tries(user.sign_in_name)
    record(act="account.reset_password", actor=actor, now=now, object_kind="user", object_id=user.pk)
    return password


def change_password(*, user_id: UUID, current: str, new: str, address: str, now: datetime) -> User:
    """Change one's own password. Every session of the account ends; the one at hand goes on under the new ``session_round``.

    :param current: the password until now; not asked of somebody whose password was given by another, who has just signed in with it
    :raises TooMany, Invalid: the current password is wrong, or the new one is weak or the same
    """
    user = User.objects.get(pk=user_id)
    if not user.password_given:
        _prove_own(user, current, address, now)
    require_strong(new, names=[user.sign_in_name, user.full_name])
    if check_password(plain_password(new), user.password):
        sentence = _("Mật khẩu mới trùng với mật khẩu đang dùng. Hãy chọn một câu khác.")
        raise Invalid("SAME_PASSWORD", sentence, fields={"password": sentence})
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user_id)
        _put(user, new, given=False)
        actor = Actor(user.pk, user.full_name, None)
        record(act="account.change_password", actor=actor, now=now, object_kind="user", object_id=user.pk)
    return user


def _prove_own(user: User, current: str, address: str, now: datetime) -> None:
    try:
        prove(sign_in_name=user.sign_in_name, password=current, address=address, now=now)
    except Invalid as refusal:
        sentence = _("Mật khẩu đang dùng không đúng. Hãy kiểm tra phím Caps Lock rồi nhập lại.")
        raise Invalid(refusal.code, sentence, fields={"current": sentence}) from refusal


def _put(user: User, password: str, *, given: bool) -> None:
    user.password, user.password_given, user.session_round = make_password(plain_password(password)), given, user.session_round + 1
    user.save(update_fields=["password", "password_given", "session_round"])


def _kept(user_id: UUID, actor: Actor, now: datetime) -> User:
    """The account, locked, when it is the actor's to keep."""
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None or not queries.is_in_sight(user_id, actor):
        raise NotFound("PERSON_NOT_FOUND", _("Không tìm thấy người này ở đơn vị bạn quản trị. Hãy kiểm tra lại đường dẫn."))
    if not policies.may_keep_account(actor, queries.units_that_count(user_id, clock.day_of(now))):
        raise NotAllowed(
            "ROLES_ELSEWHERE", _("Chỉ quản trị của mọi đơn vị mà người này giữ vai trò mới làm được việc này. Hãy nhờ quản trị cấp trên.")
        )
    return user


def _refuse_own(user: User, actor: Actor) -> None:
    if user.pk == actor.user_id:
        raise Invalid("OWN_ACCOUNT", _("Không tự khóa hay tự đặt lại mật khẩu của mình. Hãy dùng trang Đổi mật khẩu."))
