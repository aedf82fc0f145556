"""Help for people coming home in Chromium: a cheap phone, no JavaScript, paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel.actor import Role
from hoanhap.people.support.models import Slip
from tests.browser.conftest import SHOTS, Desk
from tests.factories import people, support, work
from tests.hoanhap.people.support.conftest import REFORM, committee, follow

pytestmark = pytest.mark.django_db(transaction=True)


def some_province() -> Unit:
    """A commune of today with an office, and two old ones: one that was divided, one that went into it."""
    work.catalogue()
    top = people.unit("Ủy ban nhân dân tỉnh Sông Thương", kind="PROVINCE")
    lau, sim = committee("xã Bến Lau", top), committee("xã Đồi Sim", top)
    before = {"since": date(2000, 1, 1), "until": REFORM}
    follow(committee("xã Bến Cũ", top, **before), {lau.id: "1"})
    follow(committee("thị trấn Chợ Đồn", top, **before), {lau.id: "0.3", sim.id: "0.7"})
    support.service(lau, area=lau)
    support.service(top, area=top, name="Trung tâm dịch vụ việc làm tỉnh Sông Thương", needs=["WORK", "TRAINING", "EMPLOYER"])
    return lau


@pytest.mark.parametrize("javascript", [True, False])
def test_from_an_old_name_to_an_answer(desk_of: Callable[..., Desk], width: int, javascript: bool) -> None:
    lau = some_province()
    desk = desk_of(width, javascript=javascript)
    page = desk.open("/tro-ve/")
    desk.shoot("support-door")
    page.get_by_role("link", name="Việc làm và học nghề").click()
    desk.shoot("support-list")
    page.get_by_role("link", name=re.compile("Tìm nơi giúp việc này.*Nói với xã là bạn cần việc")).click()
    page.get_by_label("Xã, phường nào?").fill("chợ đồn")
    page.get_by_role("button", name="Tìm").click()
    desk.shoot("support-choose")
    page.get_by_role("link", name=re.compile("xã Bến Lau")).click()
    desk.shoot("support-offices")
    page.get_by_role("link", name=re.compile("Tờ để in.*Tổ việc làm")).click()
    desk.shoot("support-office")
    desk.open("/noi-giup/?viec=WORK&xa=ben+cu")
    page.get_by_text("xã Bến Cũ nay là xã Bến Lau").wait_for()
    page.get_by_role("link", name="Lấy phiếu hẹn").click()
    page.get_by_role("button", name="Lấy phiếu").click()
    desk.shoot("slip-wrong")
    page.get_by_label("Trong tuần này").check()
    page.get_by_label("Cách liên hệ lại").fill("0912 345 678")
    page.get_by_label(re.compile("dùng cách liên hệ này")).check()
    page.get_by_role("button", name="Lấy phiếu").click()
    desk.shoot("slip-made")
    code = page.locator("#code").get_attribute("aria-label")
    officer = people.official(Role.OFFICER, at=lau)
    answer(desk_of(width), officer.sign_in_name)
    page = desk.open("/phieu/")
    desk.shoot("slip-ask")
    page.get_by_label("Mã phiếu").fill(code.lower())
    page.get_by_role("button", name="Xem").click()
    page.get_by_text("gặp chị Mai").wait_for()
    desk.shoot("slip-state")
    page.get_by_role("button", name=re.compile("Rút đồng ý.*Liên hệ lại")).click()
    page.get_by_text("Đã rút đồng ý").wait_for()
    assert bytes(Slip.objects.get().reach) == b""
    page.get_by_role("button", name="Xóa phiếu này ngay").click()
    page.get_by_role("heading", name="Đã xóa phiếu").wait_for()
    desk.shoot("slip-gone")
    assert not Slip.objects.exists()
    assert desk.context.cookies() == []


def answer(desk: Desk, name: str) -> None:
    """What the office does with the slip."""
    desk.sign_in(name, people.PASSWORD)
    page = desk.open("/phieu-hen/")
    desk.shoot("slips")
    page.get_by_role("link", name="Tìm việc làm: Trong tuần này", exact=True).click()
    desk.shoot("slip")
    page.get_by_role("button", name="Xem cách liên hệ").click()
    page.get_by_text("0912 345 678").wait_for()
    desk.shoot("slip-reach")
    page.get_by_label("Trả lời người lấy phiếu").fill("Mời đến ủy ban xã sáng thứ ba, gặp chị Mai. Mang căn cước.")
    page.get_by_role("button", name="Gửi trả lời").click()
    page.wait_for_url("**/phieu-hen/")
    desk.shoot("slips-answered")


def test_the_desk_of_the_directory(desk_of: Callable[..., Desk], width: int) -> None:
    lau = some_province()
    officer = people.official(Role.OFFICER, at=lau)
    desk = desk_of(width)
    desk.sign_in(officer.sign_in_name, people.PASSWORD)
    page = desk.open("/danh-ba/")
    desk.shoot("directory")
    page.get_by_role("link", name="Thêm nơi giúp").click()
    page.get_by_role("button", name="Lưu").click()
    desk.shoot("directory-wrong")
    page.get_by_label("Tên nơi giúp").fill("Điểm giao dịch ngân hàng chính sách")
    page.get_by_label("Vay vốn").check()
    page.get_by_label("Địa chỉ").fill("Nhà văn hóa xã")
    page.get_by_label("Giờ tiếp").fill("Ngày 12 hằng tháng")
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/danh-ba/")
    page.get_by_role("link", name="Điểm giao dịch ngân hàng chính sách", exact=True).click()
    desk.shoot("directory-office")
    page.get_by_role("button", name="Kết thúc hiển thị").click()
    page.wait_for_url("**/danh-ba/")
    desk.shoot("directory-ended")


def test_the_door_is_light(desk_of: Callable[..., Desk]) -> None:
    """At most 100 kB and 15 requests, before any compression."""
    desk = desk_of(360)
    sizes: list[int] = []
    desk.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    desk.open("/tro-ve/")
    desk.page.wait_for_load_state("networkidle")
    assert 3 < len(sizes) <= 15
    assert sum(sizes) <= 100_000


def test_at_four_hundred_per_cent_nothing_is_cut_off(desk_of: Callable[..., Desk]) -> None:
    lau = some_province()
    desk = desk_of(320)
    for path in ("/tro-ve/", "/tro-ve/thue-nguoi/", "/noi-giup/?viec=WORK&xa=ben+lau", f"/phieu/moi/?viec=WORK&noi={lau.id}"):
        desk.open(path)
        desk.check()


def pages_of(pdf: Path) -> list[str]:
    """The text of each page, for eyes and for tests. poppler is a tool of the tests alone."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return told.stdout.split("\f")[:-1]


def test_a_list_prints_on_a4_and_an_office_on_one_a5(desk_of: Callable[..., Desk]) -> None:
    lau = some_province()
    service = support.service(lau, area=lau, name="Bộ phận một cửa")
    desk = desk_of(1280)
    SHOTS.mkdir(exist_ok=True)
    for name, path, size, most in (
        ("list", "/tro-ve/tuan-dau/", "594.96 x 841.92", 3),
        ("office", f"/noi-giup/{service}/", "420 x 594.96", 1),
    ):
        pdf = SHOTS / f"support-{name}.pdf"
        desk.open(path)
        desk.page.wait_for_load_state("networkidle")
        desk.page.pdf(path=pdf, prefer_css_page_size=True)
        info = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
        assert size in info
        pages = pages_of(pdf)
        assert len(pages) <= most
        text = " ".join(" ".join(pages).split())
        assert "Rời nhanh" not in text
        assert "Tìm nơi giúp" not in text
        assert ("Đến xã báo là mình đã về" if name == "list" else "0204 3 555 111") in text
