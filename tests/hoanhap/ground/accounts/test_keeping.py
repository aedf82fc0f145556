"""Accounts and roles in the hands of administrators: who may, what a password must be, who is never left out."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from hoanhap.ground.accounts import operations, queries
from hoanhap.ground.accounts.models import Membership, User
from hoanhap.ground.accounts.operations import Post
from hoanhap.ground.accounts.operations.passwords import first_password, require_strong
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, Refused, WrongState
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = people.NOW
TODAY = clock.day_of(NOW)
NEW = "một câu dài mà dễ nhớ"


@pytest.fixture
def family(db: None) -> people.Family:
    return people.family()


def administrator(family: people.Family, at: str = "own") -> Actor:
    return people.acting(people.official(Role.ADMINISTRATOR, at=getattr(family, at)))


def opened(family: people.Family, actor: Actor, **given: Any) -> operations.Opened:
    post = Post(family.own.id, Role.STAFF, TODAY)
    return operations.open_with_role(**{
        "user_id": uuid4(), "sign_in_name": f"moi-{uuid4().hex[:6]}", "full_name": "Lê Thị Mới", "post": post, "actor": actor, "now": NOW,
        **given,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("ngắn thôi", "15"),
        ("x" * 201, "200"),
        ("aaaaaaaaaaaaaaaa", "lặp lại"),
        ("abcabcabcabcabcabc", "lặp lại"),
        ("123456789012345678", "hàng phím"),
        ("9876543210987654", "hàng phím"),
        ("qwertyuiopasdfgh", "hàng phím"),
        ("Mật khẩu mật khẩu 1", "tên bạn"),
        ("hoa nhap admin 2026", "tên bạn"),
        ("LoThiDao-lothidao-86", "tên bạn"),
        ("dao.ninh dao.ninh 1", "lặp lại|tên bạn"),
        (NEW, ""),
        ("con trâu đi trước cái cày", ""),
        ("k" * 3 + "7Qz" * 3 + "mưa rơi trên mái ngói" * 3, ""),
    ],
)
def test_what_a_password_must_be(password: str, fault: str) -> None:
    def ask() -> None:
        require_strong(password, names=["dao.ninh", "Lò Thị Đào"])

    if not fault:
        ask()
        return
    with pytest.raises(Invalid) as refusal:
        ask()
    assert any(word in str(refusal.value.message) for word in fault.split("|"))
    assert refusal.value.fields.keys() == {"password"}


@given(name=st.text(min_size=1, max_size=12))
@settings(max_examples=50, deadline=None)
def test_a_password_made_here_is_strong_for_everybody_and_never_the_same(name: str) -> None:
    password = first_password()
    require_strong(password, names=[name])
    assert password != first_password()


def test_an_account_opened_for_somebody_has_a_password_to_be_changed(family: people.Family) -> None:
    actor = administrator(family)
    user_id = uuid4()
    first = opened(family, actor, user_id=user_id)
    assert opened(family, actor, user_id=user_id) == operations.Opened(first.user, ""), "sent twice, opened once"
    name = first.user.sign_in_name
    user = operations.sign_in(sign_in_name=name, password=first.password, address="a", now=NOW)
    assert user.password_given
    with pytest.raises(Invalid, match="SAME_PASSWORD"):
        operations.change_password(user_id=user.pk, current="", new=first.password, address="a", now=NOW)
    changed = operations.change_password(user_id=user.pk, current="", new=NEW, address="a", now=NOW)
    assert (changed.password_given, changed.session_round) == (False, user.session_round + 1)
    with pytest.raises(Invalid) as refusal:
        operations.change_password(user_id=user.pk, current="sai", new=NEW + "!", address="a", now=NOW)
    assert refusal.value.fields.keys() == {"current"}
    assert operations.sign_in(sign_in_name=name, password=NEW, address="a", now=NOW).pk == user.pk
    acts = list(AuditEntry.objects.filter(object_id=user.pk).order_by("sequence").values_list("act", flat=True))
    assert acts == ["account.open", "role.give", "session.open", "account.change_password", "session.open"]
    assert not AuditEntry.objects.filter(detail__icontains=first.password).exists()


def test_nobody_signs_in_without_a_role_today(family: people.Family) -> None:
    later = Post(family.own.id, Role.STAFF, TODAY + timedelta(days=9))
    account = opened(family, administrator(family), post=later)
    with pytest.raises(Invalid, match="NO_ROLE_TODAY"):
        operations.sign_in(sign_in_name=account.user.sign_in_name, password=account.password, address="a", now=NOW)


def test_a_role_is_given_only_while_the_unit_stands_and_by_a_known_name(family: people.Family) -> None:
    user = people.official(at=family.own)
    for code, given_ in (("UNIT_NOT_STANDING", {"since": date(2020, 1, 1)}), ("ROLE_UNKNOWN", {"role": "KING"})):
        with pytest.raises(Invalid, match=code):
            operations.give_role(**{
                "user_id": user.id, "unit_id": family.own.id, "role": Role.STAFF, "since": TODAY, "actor": SYSTEM, "now": NOW, **given_,
            })  # fmt: skip


KEEPING: dict[str, Callable[[User, Actor], object]] = {
    "lock": lambda user, actor: operations.lock_account(user_id=user.id, reason="Nghỉ", actor=actor, now=NOW),
    "unlock": lambda user, actor: operations.unlock_account(user_id=user.id, actor=actor, now=NOW),
    "reset": lambda user, actor: operations.reset_password(user_id=user.id, actor=actor, now=NOW),
}


@pytest.mark.parametrize("name", KEEPING)
def test_who_keeps_an_account(family: people.Family, name: str) -> None:
    user = people.official(Role.STAFF, at=family.own)
    for place, wanted in (("own", None), ("parent", None), ("sibling", NotFound), ("child", NotFound)):
        for role in Role.ALL:
            actor = people.acting(people.official(role, at=getattr(family, place)))
            refusal = wanted if role == Role.ADMINISTRATOR else NotFound
            if refusal is None:
                KEEPING[name](user, actor)
            else:
                with pytest.raises(refusal):
                    KEEPING[name](user, actor)


@pytest.mark.parametrize("name", KEEPING)
def test_nobody_below_takes_over_the_account_of_somebody_above(family: people.Family, name: str) -> None:
    """The administrator of a unit below could otherwise come in as whoever also works above it."""
    user = people.official(Role.STAFF, at=family.own)
    operations.give_role(user_id=user.id, unit_id=family.parent.id, role=Role.LEADER, since=TODAY, actor=SYSTEM, now=NOW)
    with pytest.raises(NotAllowed):
        KEEPING[name](user, administrator(family))
    KEEPING[name](user, administrator(family, "parent"))


def test_locking_and_a_new_password_end_open_sessions_and_wrong_tries(family: people.Family) -> None:
    user, actor = people.official(Role.STAFF, at=family.own), administrator(family)
    for _ in range(operations.TRIES_PER_NAME):
        with pytest.raises(Invalid):
            operations.sign_in(sign_in_name=user.sign_in_name, password="sai", address="a", now=NOW)
    password = operations.reset_password(user_id=user.id, actor=actor, now=NOW)
    assert operations.sign_in(sign_in_name=user.sign_in_name, password=password, address="a", now=NOW).password_given
    operations.lock_account(user_id=user.id, reason="Mất điện thoại", actor=actor, now=NOW)
    assert queries.person(user.id) is None
    operations.unlock_account(user_id=user.id, actor=actor, now=NOW)
    again = queries.person(user.id)
    assert again is not None
    assert again.session_round == 2


def test_nobody_locks_or_resets_themselves(family: people.Family) -> None:
    admin = people.official(Role.ADMINISTRATOR, at=family.own)
    people.official(Role.ADMINISTRATOR, at=family.own)
    for name in ("lock", "reset"):
        with pytest.raises(Invalid, match="OWN_ACCOUNT"):
            KEEPING[name](admin, people.acting(admin))


def role_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def test_a_unit_is_never_left_without_an_administrator(family: people.Family) -> None:
    top = people.official(Role.ADMINISTRATOR, at=family.parent)
    below = people.official(Role.ADMINISTRATOR, at=family.own)
    tomorrow = TODAY + timedelta(days=1)

    def end(user: User, by: User) -> None:
        actor = queries.actor_for(by, unit_id=None, on=TODAY)
        assert actor is not None
        operations.end_role(membership_id=role_of(user).id, until=tomorrow, actor=actor, now=NOW)

    for alone in (top, below):  # one's own, with nobody beside: also where somebody stands above
        with pytest.raises(WrongState, match="LAST_ADMINISTRATOR"):
            end(alone, alone)
    with pytest.raises(WrongState, match="LAST_ADMINISTRATOR"):
        operations.lock_account(user_id=top.id, reason="", actor=SYSTEM, now=NOW)
    assert User.objects.get(pk=top.pk).is_active
    other = people.official(at=family.parent)
    until = TODAY + timedelta(days=30)
    operations.give_role(
        user_id=other.id, unit_id=family.parent.id, role=Role.ADMINISTRATOR, since=TODAY, until=until, actor=SYSTEM, now=NOW
    )
    with pytest.raises(WrongState):
        end(top, other)  # the other one leaves in a month
    end(below, top)  # above it somebody stands
    assert role_of(below).valid.upper == tomorrow


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_other_leave_one() -> None:
    unit = people.unit("Sở Thử")
    pair = [people.official(Role.ADMINISTRATOR, at=unit) for _ in range(2)]
    actors = [people.acting(user) for user in pair]

    def end(mine: int) -> str:
        try:
            row = role_of(pair[1 - mine])
            operations.end_role(membership_id=row.id, until=TODAY + timedelta(days=1), actor=actors[mine], now=NOW)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return "ended"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(end, (0, 1))) == ["LAST_ADMINISTRATOR", "ended"]


def test_a_role_given_by_mistake_goes_at_once_and_none_is_prolonged(family: people.Family) -> None:
    user, actor = people.official(at=family.own), administrator(family)
    by: dict[str, Any] = {"actor": actor, "now": NOW}
    row = operations.give_role(user_id=user.id, unit_id=family.own.id, role=Role.LEADER, since=TODAY, **by)
    operations.end_role(membership_id=row.id, until=TODAY, reason="Giao nhầm", **by)
    assert not Membership.objects.filter(user=user).exists()
    assert AuditEntry.objects.get(act="role.end").detail["reason"] == "Giao nhầm"
    row = operations.give_role(user_id=user.id, unit_id=family.own.id, role=Role.LEADER, since=TODAY, until=date(2026, 6, 1), **by)
    with pytest.raises(Invalid, match="ENDS_EARLIER"):
        operations.end_role(membership_id=row.id, until=date(2026, 7, 1), **by)


def test_a_leavers_roles_go_to_a_colleague_in_one_act(family: people.Family) -> None:
    actor, day = administrator(family), TODAY + timedelta(days=5)
    leaver = people.official(Role.STAFF, Role.LEADER, at=family.own)
    Membership.objects.filter(user=leaver, role=Role.LEADER).update(title="PHÓ GIÁM ĐỐC")
    heir = people.official(Role.STAFF, at=family.own)
    stranger = people.official(Role.STAFF, at=family.sibling)
    by: dict[str, Any] = {"user_id": leaver.id, "unit_id": family.own.id, "day": day, "reason": "Nghỉ hưu", "actor": actor, "now": NOW}
    for other in (stranger, leaver):
        with pytest.raises(Invalid, match="NOT_OF_UNIT"):
            operations.hand_over(to_id=other.id, **by)
    assert operations.hand_over(to_id=heir.id, **by) == 2
    assert [row.user_id for row in queries.leaders_of(family.own.id, day - timedelta(days=1))] == [leaver.id]
    [signer] = queries.leaders_of(family.own.id, day)
    assert (signer.user_id, signer.title) == (heir.id, "PHÓ GIÁM ĐỐC")
    assert Membership.objects.filter(user=heir, role=Role.STAFF).count() == 1
    assert not queries.roles_from(leaver.id, day).exists()
    with pytest.raises(Invalid, match="NOTHING_TO_HAND_OVER"):
        operations.hand_over(to_id=heir.id, **by)
    with pytest.raises(NotAllowed):
        operations.hand_over(to_id=heir.id, **{**by, "actor": administrator(family, "sibling")})


def test_an_only_administrator_may_hand_the_role_to_a_colleague(family: people.Family) -> None:
    admin, colleague = people.official(Role.ADMINISTRATOR, at=family.own), people.official(Role.STAFF, at=family.own)
    operations.hand_over(
        user_id=admin.id, unit_id=family.own.id, to_id=colleague.id, day=TODAY, reason="", actor=people.acting(admin), now=NOW
    )
    assert Role.ADMINISTRATOR in people.acting(colleague).roles


def test_people_are_found_with_and_without_marks_within_the_actors_units(family: people.Family) -> None:
    actor = administrator(family)
    people.official(Role.STAFF, at=family.child, name="Đặng Thị Hường")
    people.official(Role.STAFF, at=family.sibling, name="Đặng Thị Hương")

    def found(words: str, **given_: Any) -> list[str]:
        return [row.user.full_name for row in queries.roles_of_units(actor, on=TODAY, words=words, **given_)]

    for words in ("đặng hường", "dang huong", "HƯỜNG", "Dang"):
        assert found(words) == ["Đặng Thị Hường"]
    assert found("dang", unit_id=family.own.id) == found("dang", unit_id=family.sibling.id) == found("dang", past=True) == []
    with pytest.raises(NotAllowed):
        queries.roles_of_units(people.acting(people.official(Role.LEADER, at=family.own)), on=TODAY)
