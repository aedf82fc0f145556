"""«Người và vai trò»: an administrator opens an account, the person comes in; roles end, go over, accounts are locked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hoanhap.ground.accounts import queries
from hoanhap.ground.accounts.models import Membership, User
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from tests.factories import people
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db
LIST = "/nguoi-va-vai-tro/"
OWN = "một câu dài mà dễ nhớ"


@pytest.fixture
def desk(family: people.Family) -> PageClient:
    return client_of(people.official(Role.ADMINISTRATOR, at=family.own, name="Trần Thị Hà"))


def test_an_account_is_opened_and_its_owner_comes_in_and_chooses_a_password(desk: PageClient, family: people.Family) -> None:
    form = desk.page(f"{LIST}mo-tai-khoan/")
    said = {
        "user_id": form.tree.xpath("string(//input[@name='user_id']/@value)"), "full_name": "Lê Văn Mới", "sign_in_name": "Le.Moi",
        "unit_id": str(family.child.id), "role": Role.OFFICER, "title": "Công chức", "since": "01/03/2026", "last": "",
    }  # fmt: skip
    shown = desk.send(f"{LIST}mo-tai-khoan/", said, expect=200)
    password = shown.tree.xpath("string(//code[@id='first-password'])")
    assert len(password) == 19
    again = desk.send(f"{LIST}mo-tai-khoan/", said, expect=200)
    assert "đã mở từ lần gửi trước" in again.main
    assert User.objects.filter(sign_in_name="le.moi").count() == 1
    newcomer = PageClient()
    newcomer.send("/dang-nhap/", {"sign_in_name": "le.moi", "password": password})
    newcomer.send("/doi-mat-khau/", {"password": OWN, "again": OWN})
    assert "Xã Thử" in newcomer.page("/viec/").text
    taken = desk.send(f"{LIST}mo-tai-khoan/", said | {"user_id": "7c1b8a3e-0a3c-4c39-9f3e-52a1c8a7d111"}, expect=422)
    assert "đã có người dùng" in taken.main


def test_the_list_finds_by_name_unit_and_end(desk: PageClient, family: people.Family) -> None:
    people.official(Role.STAFF, at=family.child, name="Đặng Thị Hường")
    gone = people.official(Role.STAFF, at=family.own, name="Phạm Đã Đi")
    day = clock.day_of(clock.now())
    Membership.objects.filter(user=gone).update(valid=(people.SINCE, day))
    people.official(Role.STAFF, at=family.sibling, name="Người Nơi Khác")
    page = desk.page(LIST)
    assert "Đặng Thị Hường" in page.main
    assert "Phạm Đã Đi" not in page.main
    assert "Người Nơi Khác" not in page.main
    assert "Trần Thị Hà" not in desk.page(f"{LIST}?tim=dang+huong").main
    assert "Đặng Thị Hường" not in desk.page(f"{LIST}?don_vi={family.own.id}").main
    past = desk.page(f"{LIST}?xong=on")
    assert "Phạm Đã Đi" in past.main
    assert f"đến hết {day - timedelta(days=1):%d/%m/%Y}" in past.main
    assert "Không có ai khớp" in desk.page(f"{LIST}?tim=khong-ai-ca").main


def test_a_role_is_given_by_sign_in_name_and_ends_from_a_day(desk: PageClient, family: people.Family) -> None:
    user = people.official(Role.STAFF, at=family.sibling)
    said = {"sign_in_name": user.sign_in_name.upper(), "unit_id": str(family.own.id), "role": Role.LEADER, "title": "PHÓ GIÁM ĐỐC",
            "since": "01/03/2026", "last": "31/12/2027"}  # fmt: skip
    assert "Không có tài khoản" in desk.send(f"{LIST}giao/", said | {"sign_in_name": "ai.do"}, expect=422).main
    back = desk.send(f"{LIST}giao/", said | {"last": "28/02/2026"}, expect=422)
    assert "phải sau ngày bắt đầu" in back.main
    desk.send(f"{LIST}giao/", said)
    row = Membership.objects.get(user=user, unit=family.own)
    page = desk.page(f"{LIST}{user.id}/")
    assert "ký văn bản: từ 01/03/2026 đến hết 31/12/2027" in page.main
    assert "Sở Bên Cạnh" not in page.main, "roles elsewhere are not this administrator's to see"
    assert "ngoài phạm vi của bạn" in page.main
    desk.send(f"{LIST}{user.id}/khoa/", expect=403)
    desk.send(f"{LIST}thoi-giu/{row.id}/", {"until": "01/06/2026", "reason": "Chuyển công tác"})
    row.refresh_from_db()
    assert f"{row.valid.upper:%d/%m/%Y}" == "01/06/2026"


def test_a_leaver_hands_over_and_is_locked_and_let_in_again(desk: PageClient, family: people.Family) -> None:
    leaver = people.official(Role.STAFF, Role.LEADER, at=family.own, name="Phạm Sắp Đi")
    heir = people.official(Role.CLERK, at=family.own, name="Vũ Ở Lại")
    page = desk.page(f"{LIST}{leaver.id}/")
    [way] = [link for link in page.links() if "/ban-giao/" in link]
    today = clock.day_of(clock.now())
    desk.send(way, {"to_id": str(heir.id), "day": f"{today:%d/%m/%Y}", "reason": "Nghỉ hưu"})
    assert {row.role for row in queries.memberships_on(heir.id, today)} == {Role.CLERK, Role.STAFF, Role.LEADER}
    desk.send(f"{LIST}{leaver.id}/khoa/", {"reason": "Nghỉ hưu"})
    assert "Đang khóa" in desk.page(f"{LIST}{leaver.id}/").main
    desk.send(f"{LIST}{leaver.id}/mo-khoa/")
    shown = desk.send(f"{LIST}{leaver.id}/dat-lai-mat-khau/", expect=200)
    assert shown.tree.xpath("string(//code[@id='first-password'])")
    assert "no-store" in shown.response.headers["Cache-Control"]


def test_the_last_administrator_stays(family: people.Family) -> None:
    admin = people.official(Role.ADMINISTRATOR, at=family.own)
    desk = client_of(admin)
    row = Membership.objects.get(user=admin)
    refused = desk.send(f"{LIST}thoi-giu/{row.id}/", {"until": "01/06/2026"}, expect=409)
    assert "quản trị cuối cùng" in refused.main
    assert "Đổi mật khẩu của bạn" in desk.page(f"{LIST}{admin.id}/").main
    desk.send(f"{LIST}{admin.id}/khoa/", expect=422)


def test_only_an_administrator_has_the_place(family: people.Family) -> None:
    for role in (Role.ADMINISTRATOR, Role.LEADER):
        page = client_of(people.official(role, at=family.own)).page("/viec/")
        assert (LIST in page.links()) == (role == Role.ADMINISTRATOR)
