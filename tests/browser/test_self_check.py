"""The rounds and the self-check in Chromium: the whole way with JavaScript off, every page by axe, and what comes out of a printer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import SHOTS, Desk

pytestmark = pytest.mark.django_db(transaction=True)

HERE = "/dac-xa/2024/tu-xem/"

CHOSEN = {
    "hinh-phat": "Tù có thời hạn", "noi": "Đang chấp hành án", "tuoi": "Từ 18 đến dưới 70", "nhom-toi": "Tài sản",
    "toi": "Trộm cắp tài sản", "so-toi": "Một tội", "tinh-tiet": "Không mục nào ở trên", "xep-loai": "Tôi không biết",
    "phat-tien": "Đã nộp đủ", "boi-thuong": "Đã làm một phần, chưa có giấy", "no-ai": "Nợ Nhà nước",
    "uu-tien": "Không mục nào ở trên", "tien-an": "Không có tiền án",
}  # fmt: skip
"""Which choice is pressed, by the beginning of its words; every other question is answered with no."""

TYPED = {"muc-an": {"Năm": "9"}, "bat-dau": {"Ngày": "31/07/2019"}, "ngoai": {"Ngày": "0"}, "giam": {"Tháng": "6"}}


def answer(desk: Desk) -> str:
    """Answer the question of the page as somebody would; its name."""
    name = str(desk.page.locator("input[name=cau]").get_attribute("value"))
    for label, text in TYPED.get(name, {}).items():
        desk.page.get_by_label(label, exact=True).fill(text)
    if name not in TYPED:
        desk.page.locator("label.choice").filter(has_text=CHOSEN.get(name, "Không")).first.click()
    return name


def _press(desk: Desk, name: str) -> None:
    """Press a button and wait for the page that follows: between two pages there is no question either."""
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name=name).click()


def to_the_end(desk: Desk, *, look: Callable[[str], None]) -> None:
    """From the start to the result; ``look`` is called on every page with a name for it."""
    desk.open(HERE)
    look("self-check-start")
    _press(desk, "Bắt đầu")
    while desk.page.locator("input[name=cau]").count():
        name = answer(desk)
        look(f"self-check-{name}")
        _press(desk, "Tiếp tục")
    look("self-check-check")
    desk.page.get_by_role("button", name="Xem kết quả").click()
    look("self-check-result")


def test_the_whole_way_without_javascript(desk_of: Callable[..., Desk], width: int) -> None:
    desk = desk_of(width, javascript=False)
    seen: list[str] = []
    to_the_end(desk, look=seen.append)
    assert len(seen) == 26
    assert desk.page.locator("h1").inner_text() == "Có thể thuộc diện được xem xét, còn 2 điều phải hỏi"
    desk.page.get_by_role("button", name="Xem lại câu trả lời").click()
    assert "31/07/2019" in desk.page.locator("main").inner_text()
    assert desk.page.url.endswith(HERE)
    assert desk.context.cookies() == []
    assert not desk.faults


def test_every_page_of_the_way_by_axe(desk_of: Callable[..., Desk], width: int) -> None:
    desk = desk_of(width)
    to_the_end(desk, look=desk.shoot)
    assert desk.context.cookies() == []
    assert desk.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_wrong_answer(desk_of: Callable[..., Desk], width: int) -> None:
    desk = desk_of(width)
    desk.open(HERE)
    desk.page.get_by_role("button", name="Bắt đầu").click()
    desk.page.get_by_role("button", name="Tiếp tục").click()
    assert desk.page.title().startswith("Lỗi: ")
    desk.shoot("self-check-wrong")


def test_enter_goes_on_and_not_back(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(360, javascript=False)
    desk.open(HERE)
    desk.page.get_by_role("button", name="Bắt đầu").click()
    desk.page.get_by_text("Tù có thời hạn (").click()
    desk.page.keyboard.press("Enter")
    desk.page.locator("h1", has_text="người ấy ở đâu").wait_for()


def test_the_result_prints_on_a4(desk_of: Callable[..., Desk]) -> None:
    """Nothing for the finger on paper, nothing beyond its edge, and what it says of itself is there."""
    from pypdfium2 import PdfDocument

    desk = desk_of(1280)
    to_the_end(desk, look=lambda _name: None)
    SHOTS.mkdir(exist_ok=True)
    desk.page.wait_for_load_state("networkidle")
    desk.page.pdf(path=SHOTS / "self-check-result.pdf", prefer_css_page_size=True)
    document = PdfDocument(SHOTS / "self-check-result.pdf")
    text = "\n".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert len(document) <= 4
    assert "Đây không phải là quyết định." in text
    assert "Điều 4 khoản 15" in text
    for told in ("Rời nhanh trang này", "Xem lại câu trả lời", "Làm lại từ đầu"):
        assert told not in text


def test_the_rounds(desk_of: Callable[..., Desk], width: int) -> None:
    desk = desk_of(width)
    desk.open("/dac-xa/")
    desk.shoot("rounds")
    desk.open("/dac-xa/2024/")
    desk.shoot("round-2024")
    desk.open("/dac-xa/2025-1/")
    desk.shoot("round-2025-1")


def test_the_round_is_light_and_large_text_stays_within_the_edge(desk_of: Callable[..., Desk]) -> None:
    """100 kB and 15 requests for the first view; at 400 % of 1280 px, which is 320 px, nothing is beyond the edge."""
    desk = desk_of(320)
    sizes: list[int] = []
    desk.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    desk.open("/dac-xa/2024/")
    desk.page.wait_for_load_state("networkidle")
    assert len(sizes) <= 15
    desk.check()
    desk.open(HERE)
    desk.check()
