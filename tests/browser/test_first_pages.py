"""The pages that stand before any work: looked at in Chromium at both widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Desk
from tests.factories import people

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_front_page_and_the_sign_in(desk_of: Callable[..., Desk], width: int) -> None:
    desk = desk_of(width)
    desk.open("/")
    desk.shoot("front")
    desk.open("/dang-nhap/")
    desk.shoot("sign-in")
    desk.page.get_by_role("button", name="Đăng nhập").click()
    assert desk.page.title().startswith("Lỗi: ")
    assert desk.page.evaluate("document.activeElement.id") == "error-summary"
    desk.shoot("sign-in-wrong")
    desk.open("/khong-co/")
    desk.shoot("not-found")
    desk.page.get_by_role("button", name="English").click()
    desk.open("/dang-nhap/")
    desk.shoot("sign-in-english")


def test_the_style_guide(desk_of: Callable[..., Desk], width: int) -> None:
    desk = desk_of(width)
    desk.open("/kieu-dang/")
    desk.shoot("style-guide")


def test_the_desk_by_keyboard(desk_of: Callable[..., Desk], width: int) -> None:
    user = people.official("CLERK", at=people.family().own)
    desk = desk_of(width)
    desk.sign_in(user.sign_in_name, people.PASSWORD)
    desk.shoot("today-empty")
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.className") == "skip"
    desk.page.keyboard.press("Enter")
    assert desk.page.evaluate("document.activeElement.id") == "main"
    desk.open("/don-vi-dang-lam/")
    desk.shoot("acting-unit")


def test_signing_in_without_javascript(desk_of: Callable[..., Desk], width: int) -> None:
    user = people.official("CLERK", at=people.family().own)
    desk = desk_of(width, javascript=False)
    desk.sign_in(user.sign_in_name, people.PASSWORD)
    assert desk.page.locator("h1").inner_text() == "Việc của tôi hôm nay"
    desk.page.get_by_role("button", name="Đăng xuất").click()
    desk.check()
