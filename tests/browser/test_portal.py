"""The portal in Chromium: an officer writes, a reviewer publishes, everybody reads, the ledger counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal.states import PieceState
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Role
from hoanhap.work.figures import queries as figures
from tests.browser.conftest import Desk
from tests.factories import people, work
from tests.factories import portal as pieces

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def family(transactional_db: None) -> people.Family:
    pieces.indicators()
    portal.load_columns(actor=SYSTEM, now=clock.now())
    return people.family()


def test_an_officer_writes_a_reviewer_publishes_everybody_reads_and_it_counts(
    desk_of: Callable[..., Desk], family: people.Family, width: int, tmp_path: Path
) -> None:
    officer = people.official(Role.OFFICER, at=family.own, name="Lò Thị Mai")
    reviewer = people.official(Role.REVIEWER, at=family.own, name="Hoàng Văn Páo")
    desk = desk_of(width)
    desk.sign_in(officer.sign_in_name, people.PASSWORD)
    page = desk.page
    desk.open("/cong/")
    desk.shoot("portal-1-empty")
    page.get_by_role("main").get_by_role("link", name="Tin, bài").first.click()
    page.get_by_role("main").get_by_label("Tiêu đề").fill("Ngày hội việc làm cho người vừa trở về")
    page.get_by_role("main").get_by_label("Tóm tắt").fill("Mười hai cơ sở nhận người làm, có nơi tư vấn vay vốn.")
    body = "Xã mở ngày hội việc làm sáng thứ Bảy.\n\n- Có tư vấn vay vốn.\n- Có lớp học nghề."
    page.get_by_role("main").get_by_label("Nội dung").fill(body)
    page.get_by_role("main").get_by_label("Chuyên mục").select_option(label="Hoạt động tại cơ sở")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("complementary", name="Xem trước").get_by_text("Có lớp học nghề.").wait_for()
    desk.shoot("portal-2-preview")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Bài chưa gửi đi đâu").wait_for()
    photo = tmp_path / "anh.png"
    photo.write_bytes(work.picture())
    page.get_by_role("main").get_by_label("Tệp ảnh").set_input_files(photo)
    page.get_by_role("main").get_by_label("Ảnh chụp gì").fill("Bàn tư vấn trong hội trường xã")
    page.get_by_role("radio", name="Không").check()
    page.get_by_role("button", name="Thêm ảnh vào bài").click()
    page.get_by_role("img", name="Bàn tư vấn trong hội trường xã").wait_for()
    desk.shoot("portal-3-written")
    page.get_by_role("button", name="Gửi người duyệt").click()
    page.get_by_text("Đã gửi duyệt").wait_for()
    other = desk_of(width)
    other.sign_in(reviewer.sign_in_name, people.PASSWORD)
    page = other.page
    other.open("/cong/")
    page.get_by_role("link", name="Ngày hội việc làm cho người vừa trở về", exact=True).click()
    other.shoot("portal-4-to-check")
    page.get_by_role("button", name="Duyệt bài này").click()
    page.get_by_role("button", name="Đăng bài").click()
    page.get_by_text("Đã đăng").first.wait_for()
    other.shoot("portal-5-published")
    reader = desk_of(width, javascript=False)
    for number, path in enumerate(("/tin/", "/tin/ngay-hoi-viec-lam-cho-nguoi-vua-tro-ve/", "/tim-kiem/?q=ngay hoi viec lam")):
        reader.open(path)
        assert "Ngày hội việc làm" in reader.page.inner_text("main")
        reader.shoot(f"portal-6-reader-{number}")
    assert reader.context.cookies() == []
    today = clock.day_of(clock.now())
    assert figures.answer(figures.Question("web.items", family.parent.id, today, today)).value == 1
    desk.open("/ghi-hoat-dong/")
    desk.page.get_by_role("link", name="Ngày hội việc làm cho người vừa trở về", exact=True).first.click()
    desk.page.get_by_text("Đã duyệt").first.wait_for()
    desk.shoot("portal-7-entry")


def test_public_pages_at_every_width(desk_of: Callable[..., Desk], family: people.Family, width: int) -> None:
    desk = pieces.desk(family.own)
    for kind in ("ANSWER", "FACT"):
        pieces.piece(desk, PieceState.PUBLISHED, kind=kind)
    reader = desk_of(width)
    for name, path in (
        ("answers", "/hoi-dap/"),
        ("answer", "/hoi-dap/duoc-dac-xa-roi-co-phai-la-xoa-an-tich-luon-khong/"),
        ("facts", "/kiem-chung/"),
        ("fact", "/kiem-chung/nop-tien-thi-duoc-dac-xa/"),
        ("search", "/tim-kiem/?q=xoa an tich"),
        ("search-in-vain", "/tim-kiem/?q=the bao hiem"),
        ("news-empty", "/tin/"),
    ):
        reader.open(path)
        reader.shoot(f"public-{name}")


@pytest.mark.parametrize("path", ["/hoi-dap/", "/tin/", "/kiem-chung/"])
def test_a_first_view_is_light(desk_of: Callable[..., Desk], family: people.Family, path: str) -> None:
    """At most 100 kB and 15 requests, before any compression."""
    portal.load_content(actor=pieces.desk(family.own).writer, now=clock.now())
    desk = pieces.desk(family.own)
    for piece in pieces.Piece.objects.filter(state=PieceState.SUBMITTED):
        row = portal.check(piece_id=piece.id, version=piece.version, actor=desk.checker, now=clock.now())
        portal.publish(piece_id=row.id, version=row.version, actor=desk.checker, now=clock.now(), acknowledged=True)
    reader = desk_of(360)
    sizes: list[int] = []
    reader.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    reader.open(path)
    reader.page.wait_for_load_state("networkidle")
    assert 3 < len(sizes) <= 15
    assert sum(sizes) <= 100_000
