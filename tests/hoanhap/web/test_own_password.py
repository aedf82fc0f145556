"""A password that somebody else made is changed before anything else; a change ends every other session."""

from __future__ import annotations

from uuid import uuid4

import pytest

from hoanhap.ground.accounts import operations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from tests.factories import people
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db
NEW = "một câu dài mà dễ nhớ"


@pytest.fixture
def opened(family: people.Family) -> operations.Opened:
    admin = people.acting(people.official(Role.ADMINISTRATOR, at=family.own))
    post = operations.Post(family.own.id, Role.CLERK, people.SINCE)
    return operations.open_with_role(user_id=uuid4(), sign_in_name="le.moi", full_name="Lê Mới", post=post, actor=admin, now=clock.now())


def sign_in(name: str, password: str) -> PageClient:
    client = PageClient()
    client.send("/dang-nhap/", {"sign_in_name": name, "password": password})
    return client


def test_a_first_password_opens_only_the_page_to_change_it(opened: operations.Opened) -> None:
    client = sign_in("le.moi", opened.password)
    for path in ("/viec/", "/van-ban-den/", "/con-lam-viec/"):
        assert client.page(path, expect=302).response.headers["Location"] == "/doi-mat-khau/"
    assert client.send("/don-vi-dang-lam/", {}).response.headers["Location"] == "/doi-mat-khau/", "nothing is done by sending either"
    page = client.page("/doi-mat-khau/")
    assert "do người khác đặt" in page.main
    assert not page.tree.xpath("//input[@name='current']")
    weak = client.send("/doi-mat-khau/", {"password": "ngắn", "again": "ngắn"}, expect=422)
    assert "ít nhất 15 ký tự" in weak.main
    client.send("/doi-mat-khau/", {"password": NEW, "again": NEW + "!"}, expect=422)
    client.send("/doi-mat-khau/", {"password": NEW, "again": NEW})
    page = client.page("/viec/")
    assert "Đã đổi mật khẩu" in page.main
    assert sign_in("le.moi", NEW).page("/viec/").heading


def test_a_change_ends_every_other_session_and_keeps_this_one(family: people.Family) -> None:
    user = people.official(Role.CLERK, at=family.own)
    here, there = (sign_in(user.sign_in_name, people.PASSWORD) for _ in range(2))
    wrong = here.send("/doi-mat-khau/", {"current": "sai", "password": NEW, "again": NEW}, expect=422)
    assert wrong.tree.xpath("//*[@id='error-summary']//a/@href") == ["#id_current"]
    here.send("/doi-mat-khau/", {"current": people.PASSWORD, "password": NEW, "again": NEW})
    here.page("/viec/")
    there.page("/viec/", expect=302)


@pytest.mark.parametrize("act", ["lock", "reset"])
def test_locking_and_resetting_end_the_session_at_once(family: people.Family, act: str) -> None:
    user = people.official(Role.CLERK, at=family.own)
    admin = people.acting(people.official(Role.ADMINISTRATOR, at=family.own))
    client = sign_in(user.sign_in_name, people.PASSWORD)
    if act == "lock":
        operations.lock_account(user_id=user.id, reason="", actor=admin, now=clock.now())
        operations.unlock_account(user_id=user.id, actor=admin, now=clock.now())
    else:
        operations.reset_password(user_id=user.id, actor=admin, now=clock.now())
    client.page("/viec/", expect=302)


def test_whoever_holds_no_role_today_is_told_so(family: people.Family) -> None:
    user = people.official(at=family.own)
    page = PageClient().send("/dang-nhap/", {"sign_in_name": user.sign_in_name, "password": people.PASSWORD}, expect=422)
    assert "không giữ vai trò ở đơn vị nào" in page.main
