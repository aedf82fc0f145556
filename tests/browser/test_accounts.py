"""From the first administrator, opened at the terminal, to an official who comes in with a password of their own; and a reorganisation
that is rehearsed, done and undone. On a phone and at a desk."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import pytest

from hoanhap.config import accounts
from tests.browser.conftest import Desk
from tests.factories import people

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, SECOND = "con trâu đi trước cái cày", "một câu dài mà dễ nhớ"


def opened_at_the_terminal(unit: str) -> str:
    """The made password of the first administrator."""
    parser = argparse.ArgumentParser()
    accounts.options(parser)
    said: list[str] = []
    words = ["open", "--unit", unit, "--sign-in", "tran.ha", "--name", "Trần Thị Hà", "--generate"]
    accounts.run(parser.parse_args(words), said.append)
    return said[-1].rsplit(" ", 1)[-1]


def come_in(desk: Desk, name: str, given: str, own: str) -> None:
    """Sign in with a password that somebody made, and choose another."""
    page = desk.open("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(given)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/doi-mat-khau/")
    desk.shoot("own-password")
    page.get_by_label("Mật khẩu mới", exact=True).fill(own)
    page.get_by_label("Gõ lại mật khẩu mới").fill(own)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_url("**/viec/")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_office_opens_its_accounts(desk_of: Callable[..., Desk], width: int, javascript: bool) -> None:
    family = people.family()
    desk = desk_of(width, javascript=javascript)
    come_in(desk, "tran.ha", opened_at_the_terminal(family.own.code), FIRST)
    page = desk.open("/nguoi-va-vai-tro/")
    desk.shoot("people")
    page.get_by_role("link", name="Mở tài khoản").first.click()
    page.get_by_label("Họ và tên").fill("Lê Văn Mới")
    page.get_by_label("Tên đăng nhập").fill("le.moi")
    page.get_by_label("Đơn vị", exact=True).select_option(label="Xã Thử")
    page.get_by_label("Cán bộ cơ sở: ").check()
    desk.shoot("open-account")
    page.get_by_role("button", name="Mở tài khoản").click()
    password = page.locator("#first-password").inner_text()
    desk.shoot("first-password")
    page.get_by_role("link", name="Xong").click()
    desk.shoot("person")
    newcomer = desk_of(width, javascript=javascript)
    come_in(newcomer, "le.moi", password, SECOND)
    assert "Xã Thử" in newcomer.page.inner_text("header")
    newcomer.open(f"/don-vi/?duoi={family.parent.id}")
    newcomer.shoot("units")


def test_a_reorganisation_is_rehearsed_done_and_undone(desk_of: Callable[..., Desk], width: int) -> None:
    family = people.family()
    desk = desk_of(width)
    come_in(desk, "tran.ha", opened_at_the_terminal(family.parent.code), FIRST)
    page = desk.open(f"/don-vi/{family.own.id}/")
    desk.shoot("unit")
    page.get_by_role("link", name="Chia, tách").click()
    desk.shoot("split")
    desk.open(f"/don-vi/{family.own.id}/sap-nhap/")
    page.get_by_label("Sở Bên Cạnh").check()
    page.get_by_label("Mã của đơn vị mới").fill("T.MOI")
    page.get_by_label("Tên của đơn vị mới").fill("Sở Mới")
    page.get_by_label("Có hiệu lực từ ngày").fill("01/12/2030")
    page.get_by_label("Theo văn bản").fill("Nghị quyết thử 01/2030")
    desk.shoot("merge")
    page.get_by_role("button", name="Chạy thử").click()
    desk.shoot("rehearsal")
    page.get_by_role("button", name="Thực hiện").click()
    page.wait_for_url("**/don-vi/sap-xep/")
    desk.shoot("reorganisations")
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("người và việc trở về đơn vị cũ").wait_for()
