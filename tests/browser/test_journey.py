"""The whole way in Chromium: a directive in, a plan, an activity from a phone, a review, a report out, its figure to its proof.

Each page is looked at on the way: axe-core, the edge of the screen, the console, a picture. The clerk and the staff officer sit at
1280 px, the commune officer holds a phone; the second test shows every page of the way at the other width too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hoanhap.config.demonstration import province, sign_ins
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.activities.models import Entry, RivalEntry
from hoanhap.work.assignments.models import AssignedUnit
from hoanhap.work.documents import operations as documents
from hoanhap.work.documents.models import Paper
from hoanhap.work.reports.models import Report
from tests.browser.conftest import SHOTS, Desk
from tests.factories import work

pytestmark = pytest.mark.django_db(transaction=True)

DIRECTIVE = """ỦY BAN NHÂN DÂN TỈNH SÔNG THƯƠNG
CÔNG AN TỈNH

Số: 31/KH-CAT
Sông Thương, ngày 12 tháng 11 năm 2026

KẾ HOẠCH
Tuyên truyền về vay vốn cho người chấp hành xong án phạt tù

I. MỤC ĐÍCH
Người dân biết nơi vay vốn, hồ sơ và thời hạn.

II. NỘI DUNG TUYÊN TRUYỀN
1. Điều kiện và mức vay theo Quyết định số 22/2023/QĐ-TTg ngày 17 tháng 8 năm 2023 của Thủ tướng Chính phủ.
2. Xóa bỏ định kiến với người trở về.

III. PHÂN CÔNG NHIỆM VỤ
1. Sở Văn hóa, Thể thao và Du lịch có trách nhiệm:
- Hướng dẫn hệ thống truyền thanh cơ sở thực hiện tuyên truyền.
2. UBND các xã, phường có trách nhiệm:
- Phát tin, bài trên đài truyền thanh xã; tổ chức nói chuyện tại thôn.

IV. TỔ CHỨC THỰC HIỆN
Các đơn vị báo cáo kết quả về Công an tỉnh (qua Phòng PC10) để tổng hợp.

Nơi nhận:
- Sở Văn hóa, Thể thao và Du lịch;
- UBND các xã, phường;
- Lưu: VT, PC10.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Đại tá Lê Đình Sơn
"""


@pytest.fixture
def song_thuong(transactional_db: None) -> dict[str, str]:
    """The province with its people and nothing done yet; passwords by sign-in name."""
    now = clock.now()
    province.load_catalogue(now)
    province.load_province(now)
    return {name: password for name, password, _who in sign_ins()}


@pytest.fixture
def come_in(desk_of: Callable[..., Desk], song_thuong: dict[str, str]) -> Callable[[str, int], Desk]:
    """Somebody of the province at a browser, signed in."""

    def sign_in(name: str, width: int) -> Desk:
        desk = desk_of(width)
        desk.sign_in(name, song_thuong[name])
        return desk

    return sign_in


@pytest.fixture
def directive(tmp_path: Path) -> Iterator[Path]:
    """The directive as a file on the clerk's desk."""
    path = tmp_path / "KH-31-vay-von.txt"
    path.write_text(DIRECTIVE, "utf-8")
    return path


def clerk_takes_in(desk: Desk, directive: Path) -> Paper:
    """Upload → progress → what was read beside the paper → corrected and confirmed → numbered."""
    page = desk.page
    desk.shoot("clerk-1-today")
    page.get_by_role("main").get_by_role("link", name="Nhận văn bản").click()
    page.get_by_role("main").get_by_label("Tệp văn bản").set_input_files(directive)
    desk.shoot("clerk-2-receive")
    page.get_by_role("button", name="Gửi và đọc văn bản").click()
    page.get_by_text("Đang đọc văn bản").wait_for()
    desk.shoot("clerk-3-reading")
    paper = Paper.objects.get()
    documents.read(paper_id=paper.id, actor=SYSTEM, now=clock.now())  # what the worker does
    page.get_by_role("button", name="Xác nhận các ô").wait_for()  # the page noticed by itself
    desk.shoot("clerk-4-read")
    page.get_by_role("main").get_by_label("Trích yếu").fill("Tuyên truyền về vay vốn cho người trở về")
    page.get_by_role("main").get_by_label("Trích yếu").press("Tab")
    page.get_by_role("button", name="Xác nhận các ô").click()
    desk.shoot("clerk-5-confirmed")
    page.get_by_role("button", name="Cho số đến").click()
    page.get_by_text("Đã vào sổ với số đến 1.").wait_for()
    desk.shoot("clerk-6-numbered")
    return Paper.objects.get()


def staff_plans(desk: Desk, paper: Paper) -> None:
    """Search without marks → the paper → a plan with its gaps → a duty changed → given out."""
    page = desk.page
    page.keyboard.press("/")
    page.keyboard.type("vay von nguoi tro ve")
    page.keyboard.press("Enter")
    desk.shoot("staff-1-search")
    page.get_by_role("link", name=paper.subject).click()
    page.get_by_role("button", name="Lập kế hoạch từ văn bản này").click()
    page.get_by_role("heading", name="Cây kế hoạch").wait_for()
    desk.shoot("staff-2-plan")
    page.get_by_role("link", name="Hướng dẫn hệ thống truyền thanh").click()
    page.get_by_role("main").get_by_label("Hạn", exact=False).first.fill("20/12/2026")
    desk.shoot("staff-3-duty")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("20/12/2026").wait_for()
    page.get_by_role("button", name="Giao việc cho các đơn vị").click()
    page.get_by_text("phần việc cho các đơn vị").wait_for()
    desk.shoot("staff-4-assigned")


def officer_logs(desk: Desk, photo: Path) -> None:
    """On a phone: the duty of today → a broadcast with photo and link, and a talk; sent twice, it is there once."""
    page = desk.page
    desk.shoot("officer-1-today")
    page.get_by_role("link", name="Phát tin, bài trên đài truyền thanh xã").first.click()
    desk.shoot("officer-2-duty")
    page.get_by_role("main").get_by_role("link", name="Ghi hoạt động").click()
    desk.shoot("officer-3-channels")
    page.get_by_role("link", name="Đài truyền thanh xã").click()
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.locator("#error-summary:focus").wait_for()
    assert page.title().startswith("Lỗi: ")
    desk.shoot("officer-4-log-wrong")
    _fill_broadcast(page, airings="12")
    page.get_by_role("main").get_by_label("Ảnh hoặc ghi âm minh chứng").set_input_files(photo)
    page.get_by_role("main").get_by_label("Đường dẫn").fill("https://benlau.songthuong.example/tin/1")
    desk.shoot("officer-5-log")
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_text("Người duyệt sẽ xem").wait_for()
    desk.shoot("officer-6-entry")
    desk.open("/ghi-hoat-dong/moi/DTT/")  # a form that was left open sends something else under the same id
    page.locator("[name=entry_id]").evaluate("(field, id) => { field.value = id }", str(Entry.objects.get().id))
    _fill_broadcast(page, airings="13")
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_role("heading", name="Hai bản cùng một mã gửi").wait_for()
    desk.shoot("officer-7-two-bodies")
    desk.open("/ghi-hoat-dong/moi/HN/")
    page.get_by_role("main").get_by_label("Tên cuộc, chủ đề").fill("Nói chuyện về vay vốn")
    page.get_by_role("main").get_by_label("Số lượt người dự").fill("35")
    page.get_by_role("main").get_by_label("Ảnh minh chứng").set_input_files(photo)
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_text("Người duyệt sẽ xem").wait_for()
    assert (Entry.objects.count(), RivalEntry.objects.count()) == (2, 1)


def _fill_broadcast(page: Any, *, airings: str) -> None:
    main = page.get_by_role("main")
    main.get_by_label("Tên tin, bài hoặc bản tin đã phát").fill("Vay vốn để làm lại")
    main.get_by_label("Nơi thực hiện").fill("Cụm loa thôn Bến")
    main.get_by_label("Số tin, bài").fill("1")
    main.get_by_label("Số lượt phát").fill(airings)
    main.get_by_label("Tổng số phút").fill("60")


def staff_reviews(desk: Desk) -> None:
    """The list of what waits → both accepted at once."""
    page = desk.page
    desk.open("/viec/")
    desk.shoot("staff-5-today")
    desk.open("/duyet/")
    desk.shoot("staff-6-review")
    for tick in page.get_by_role("main").get_by_role("checkbox").all():
        tick.check()
    page.get_by_role("button", name="Duyệt các lượt đã chọn").click()
    page.get_by_text("Đã duyệt 2 lượt ghi.").wait_for()
    desk.shoot("staff-7-reviewed")


def staff_reports(desk: Desk, downloads: Path) -> None:
    """The draft with live figures → a figure to its entries and evidence → issued with a number → Word, PDF, ledger."""
    page = desk.page
    desk.open("/bao-cao/")
    page.get_by_role("button", name="Lập báo cáo kỳ này").click()
    page.get_by_role("link", name="12 lượt").wait_for()
    desk.shoot("staff-8-report")
    page.get_by_role("link", name="12 lượt").click()
    desk.shoot("staff-9-figure")
    page.get_by_role("link", name="Vay vốn để làm lại").click()
    page.get_by_role("heading", name="Vay vốn để làm lại").wait_for()
    desk.shoot("staff-10-evidence")
    report = Report.objects.get()
    desk.open(f"/bao-cao/{report.id}/")
    page.get_by_role("link", name="Cho số và ban hành").click()
    desk.shoot("staff-11-issue")
    page.get_by_role("button", name="Cho số và ban hành").click()
    page.get_by_text("Đã ban hành với số 01/BC").wait_for()
    desk.shoot("staff-12-issued")
    for link, name in (("Tải Word", "r.docx"), ("Tải PDF", "r.pdf"), ("Tải sổ cái", "r.json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        download.value.save_as(downloads / name)
    assert (downloads / "r.docx").read_bytes()[:2] == b"PK"
    assert (downloads / "r.pdf").read_bytes()[:5] == b"%PDF-"
    assert json.loads((downloads / "r.json").read_text("utf-8"))["figures"]


def test_the_whole_way_as_four_people(come_in: Callable[[str, int], Desk], directive: Path, tmp_path: Path) -> None:
    photo = tmp_path / "anh.png"
    photo.write_bytes(work.picture())
    paper = clerk_takes_in(come_in("van.thu", 1280), directive)
    staff = come_in("chuyen.vien", 1280)
    staff_plans(staff, paper)
    officer_logs(come_in("ben.lau", 360), photo)
    staff_reviews(staff)
    staff_reports(staff, tmp_path)
    _look_at_the_other_width(come_in)


def _look_at_the_other_width(come_in: Callable[[str, int], Desk]) -> None:
    """The same pages, in the state that the way left them in, at the width they were not yet seen at."""
    paper, report, entry = Paper.objects.filter(direction="IN").get(), Report.objects.get(), Entry.objects.order_by("title")[0]
    part = AssignedUnit.objects.filter(unit_id=entry.unit_id).first()
    staff = come_in("chuyen.vien", 360)
    for name, address in {
        "register": "/van-ban-den/", "paper": f"/van-ban-den/{paper.id}/", "search": "/tim/?q=vay+von", "plans": "/ke-hoach/",
        "plan": f"/ke-hoach/{paper_plan(paper)}/", "review-empty": "/duyet/", "reports": "/bao-cao/", "report": f"/bao-cao/{report.id}/",
        "figure": f"/so-lieu/{report.id}/cs.radio_airings/", "today": "/viec/", "verify": f"/kiem-chung/{report.id}/",
    }.items():  # fmt: skip
        staff.open(address)
        staff.shoot(f"other-{name}")
    staff.open(f"/bao-cao/{report.id}/")
    staff.page.emulate_media(media="print")
    assert not [name for name in (".masthead", ".places", ".btn", ".path") if staff.page.locator(name).first.is_visible()]
    staff.page.pdf(path=SHOTS / "report-printed.pdf", format="A4", prefer_css_page_size=True)
    officer = come_in("ben.lau", 1280)
    for name, address in {
        "officer-today": "/viec/", "channels": "/ghi-hoat-dong/moi/", "log": "/ghi-hoat-dong/moi/DTT/", "entries": "/ghi-hoat-dong/",
        "entry": f"/ghi-hoat-dong/{entry.id}/", **({"duty": f"/viec/{part.id}/"} if part else {}),
    }.items():  # fmt: skip
        officer.open(address)
        officer.shoot(f"other-{name}")


def test_the_clerk_and_the_officer_work_without_javascript(
    desk_of: Callable[..., Desk], song_thuong: dict[str, str], directive: Path
) -> None:
    clerk = desk_of(1280, javascript=False)
    clerk.sign_in("van.thu", song_thuong["van.thu"])
    clerk.open("/van-ban-den/nhan/")
    clerk.page.get_by_role("main").get_by_label("Tệp văn bản").set_input_files(directive)
    clerk.page.get_by_role("button", name="Gửi và đọc văn bản").click()
    documents.read(paper_id=Paper.objects.get().id, actor=SYSTEM, now=clock.now())
    clerk.page.get_by_role("link", name="Xem lại ngay").click()
    clerk.page.get_by_role("button", name="Xác nhận các ô").click()
    clerk.page.get_by_role("button", name="Cho số đến").click()
    assert Paper.objects.get().register_number == 1
    clerk.check()
    officer = desk_of(360, javascript=False)
    officer.sign_in("ben.lau", song_thuong["ben.lau"])
    officer.open("/ghi-hoat-dong/moi/DTT/")
    _fill_broadcast(officer.page, airings="2")
    officer.page.get_by_role("button", name="Ghi và gửi duyệt").click()
    assert Entry.objects.get().title == "Vay vốn để làm lại"
    officer.check()


def paper_plan(paper: Paper) -> str:
    """The plan that was made from a paper."""
    from hoanhap.work.programmes.models import Plan

    return str(Plan.objects.get(paper=paper).id)
