"""A question from a telephone without JavaScript to the answer read by its code, and every page of it looked at."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from hoanhap.kernel.actor import SYSTEM, Role
from hoanhap.people.feedback import operations
from hoanhap.web.public.feedback import throttle
from tests.browser.conftest import Desk
from tests.factories import feedback, people
from tests.factories.feedback import NOW, PHONE, WORDS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    for buckets in (throttle.ASKING, throttle.ASKING_TOGETHER, throttle.GUESSING, throttle.GUESSING_TOGETHER):
        buckets._held.clear()


@pytest.fixture
def office() -> dict[str, people.User]:
    """A unit that receives and answers, and the people who do."""
    feedback.indicators()
    family = people.family()
    operations.name_reception(unit_id=family.own.id, actor=SYSTEM, now=NOW)
    return {role: people.official(role, at=family.own) for role in (Role.CLERK, Role.OFFICER, Role.REVIEWER)}


def ask(asker: Desk, *, shoot: bool = False) -> str:
    """Through the form as people go; back once on the way. Gives back the code as it stands on the page."""
    page = asker.open("/gui-cau-hoi/")
    look(asker, "ask-kind", shoot=shoot)
    page.get_by_role("button", name="Tiếp tục").click()
    assert page.title().startswith("Lỗi: ")
    look(asker, "ask-kind-wrong", shoot=shoot)
    page.get_by_label("Hỏi.", exact=False).check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Nội dung").fill(WORDS + "\nAnh Nguyễn Văn Bảy, căn cước 001099012345.")
    look(asker, "ask-words", shoot=shoot)
    page.get_by_role("button", name="Tiếp tục").click()
    look(asker, "ask-place", shoot=shoot)
    page.get_by_role("button", name="Quay lại").click()
    assert page.get_by_label("Nội dung").input_value().startswith(WORDS)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Xã, phường").select_option(label="Xã Thử")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill(PHONE)
    page.get_by_label("báo cho tôi khi có câu trả lời", exact=False).check()
    look(asker, "ask-contact", shoot=shoot)
    page.get_by_role("button", name="Tiếp tục").click()
    assert "điều riêng tư" in page.inner_text("main")
    look(asker, "ask-check", shoot=shoot)
    page.get_by_role("button", name="Gửi", exact=True).click()
    look(asker, "ask-done", shoot=shoot)
    return str(page.get_attribute("#code", "aria-label"))


def look(desk: Desk, name: str, *, shoot: bool) -> None:
    """Keep the picture where this run is the one that keeps it; hold the page to its promises in any."""
    desk.shoot(name) if shoot else desk.check()


def track(asker: Desk, code: str) -> None:
    """Read the question by its code, typed in small letters without dashes."""
    asker.open("/tra-cuu/")
    asker.page.get_by_label("Mã tra cứu").fill(code.lower().replace("-", " "))
    asker.page.get_by_role("button", name="Xem").click()


def test_from_a_question_to_its_answer(desk_of: Callable[..., Desk], width: int, office: dict[str, people.User]) -> None:
    asker = desk_of(width, javascript=False)
    code = ask(asker)
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){4}", code)
    assert not asker.context.cookies()

    clerk = desk_of(width)
    clerk.sign_in(office[Role.CLERK].sign_in_name, people.PASSWORD)
    page = clerk.open("/cau-hoi/")
    clerk.shoot("questions")
    page.get_by_role("link", name=re.compile("Em tôi sắp được về")).first.click()
    page.get_by_label("Chủ đề").select_option(label="Căn cước, cư trú, xuất cảnh")
    page.locator("#route_unit_id").select_option(label="Sở Thử")
    clerk.shoot("question-route")
    page.get_by_role("button", name="Giao câu hỏi").click()

    officer = desk_of(width)
    officer.sign_in(office[Role.OFFICER].sign_in_name, people.PASSWORD)
    page = officer.open("/cau-hoi/")
    page.get_by_role("link", name=re.compile("Em tôi sắp được về")).first.click()
    page.get_by_role("button", name="Xem liên hệ").click()
    assert PHONE in page.inner_text("main")
    page.get_by_role("link", name="Trả lời một điều luật quy định").click()
    page.get_by_role("button", name="Trình để duyệt").click()
    assert "Còn chỗ chưa điền" in page.inner_text("main")
    officer.shoot("question-answer-wrong")
    page.get_by_role("textbox", name="Câu trả lời").fill("Chào bạn, gia đình không phải chuẩn bị gì thêm.\n\nCăn cứ: Luật Căn cước.")
    page.get_by_role("button", name="Trình để duyệt").click()
    officer.shoot("question-submitted")

    reviewer = desk_of(width)
    reviewer.sign_in(office[Role.REVIEWER].sign_in_name, people.PASSWORD)
    page = reviewer.open("/cau-hoi/")
    page.get_by_role("link", name=re.compile("Em tôi sắp được về")).first.click()
    reviewer.shoot("question-check")
    page.get_by_role("button", name="Gửi câu trả lời").click()
    reviewer.shoot("question-answered")
    reviewer.open("/cau-hoi/tong-hop/")
    reviewer.shoot("questions-digest")

    track(asker, code)
    assert "không phải chuẩn bị gì thêm" in asker.page.inner_text("main")
    asker.page.get_by_label("Có ích", exact=True).check()
    asker.page.get_by_role("button", name="Gửi ý kiến").click()
    asker.page.get_by_role("button", name="Xóa liên hệ của tôi ngay").click()
    assert "Đã xóa liên hệ" in asker.page.inner_text("main")


def test_the_pages_of_somebody_unknown(desk_of: Callable[..., Desk], width: int, office: dict[str, people.User]) -> None:
    asker = desk_of(width)
    code = ask(asker, shoot=True)
    track(asker, code)
    asker.shoot("track-question")
    track(asker, code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert "có chỗ nhầm" in asker.page.inner_text("main")
    asker.shoot("track-wrong")


def test_nothing_is_asked_of_anybody_else_and_the_first_view_is_light(desk_of: Callable[..., Desk], office: dict[str, people.User]) -> None:
    asker = desk_of(360)
    sent: list[tuple[str, int]] = []
    asker.page.on("requestfinished", lambda request: sent.append((request.url, request.sizes()["responseBodySize"])))
    asker.open("/gui-cau-hoi/")
    asker.page.wait_for_load_state("networkidle")
    assert 3 < len(sent) <= 15
    assert sum(size for _url, size in sent) <= 100_000
    ask(asker)
    assert all(url.startswith(asker.address) for url, _size in sent)


def test_leaving_quickly_leaves_nothing_to_come_back_to(desk_of: Callable[..., Desk], office: dict[str, people.User]) -> None:
    asker = desk_of(360)
    asker.page.route(
        "https://nchmf.gov.vn/**", lambda route: route.fulfill(body="<h1>Thời tiết</h1>", content_type="text/html; charset=utf-8")
    )
    asker.open("/")
    asker.open("/gui-cau-hoi/")
    asker.page.get_by_role("link", name="Rời nhanh trang này").click()
    asker.page.wait_for_url("https://nchmf.gov.vn/**")
    asker.page.go_back()
    assert "/gui-cau-hoi/" not in asker.page.url
