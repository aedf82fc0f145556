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
    desk.page.wait_for_function("document.activeElement.id === 'error-summary'")
    desk.shoot("sign-in-wrong")
    desk.open("/khong-co/")
    desk.shoot("not-found")
    desk.page.get_by_role("button", name="English").click()
    desk.open("/dang-nhap/")
    desk.shoot("sign-in-english")


def test_the_front_page_is_light(desk_of: Callable[..., Desk]) -> None:
    """At most 100 kB and 15 requests, before any compression, for who reads on prepaid data."""
    desk = desk_of(360)
    sizes: list[int] = []
    desk.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    desk.open("/")
    desk.page.wait_for_load_state("networkidle")
    assert 3 < len(sizes) <= 15
    assert sum(sizes) <= 100_000


def test_before_the_session_ends_the_desk_asks_and_staying_is_one_press(desk_of: Callable[..., Desk]) -> None:
    user = people.official("CLERK", at=people.family().own)
    desk = desk_of(1280)
    desk.page.clock.install()
    desk.sign_in(user.sign_in_name, people.PASSWORD)
    dialog = desk.page.get_by_role("alertdialog")
    assert not dialog.is_visible()
    desk.page.clock.fast_forward("26:00")
    dialog.wait_for()
    desk.shoot("idle")
    with desk.page.expect_response("**/con-lam-viec/") as answer:
        desk.page.get_by_role("button", name="Tôi vẫn làm việc").click()
    assert answer.value.status == 204
    dialog.wait_for(state="hidden")


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
