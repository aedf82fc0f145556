"""Logging watched in Chromium: a minute on a phone, a number by its parts, evidence that is not there, work that others logged, too."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities import queries
from hoanhap.work.activities.models import Entry
from hoanhap.work.activities.states import EntryState
from tests.browser.conftest import Desk
from tests.factories import people, work

pytestmark = pytest.mark.django_db(transaction=True)
LINK = "https://baothu.example/tin/don-nguoi-tro-ve.html"
TITLE = "Đón người trở về"


@pytest.fixture
def family(transactional_db: None) -> people.Family:
    """Units with the indicators that their forms ask for."""
    work.catalogue()
    return people.family()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture on the phone."""
    path = tmp_path / "anh.png"
    path.write_bytes(work.picture())
    return path


def come_in(desk: Desk, role: str, at: people.Unit) -> Any:
    """Somebody of a unit signs in; gives the page."""
    desk.sign_in(people.official(role, at=at).sign_in_name, people.PASSWORD)
    return desk.page


def unfold(page: Any, words: str) -> None:
    """Open a folded part, from the keyboard: on a phone the bar of places lies over the foot of the window."""
    page.get_by_text(words).press("Enter")


def test_an_entry_on_a_phone_is_four_taps_four_fields_and_a_photo(desk_of: Callable[..., Desk], family: people.Family, photo: Path) -> None:
    desk = desk_of(360)
    page = come_in(desk, Role.OFFICER, family.child)
    taps, fields = ["Ghi hoạt động", "Ghi hoạt động", "Đài truyền thanh xã"], 0
    page.get_by_role("navigation").get_by_role("link", name=taps[0]).click()
    page.get_by_role("main").get_by_role("link", name=taps[1]).first.click()
    page.get_by_role("link", name=taps[2]).click()
    desk.shoot("log-minute-1")
    wanted = {"Tên tin, bài hoặc bản tin đã phát": "Vay vốn", "Số tin, bài": "1", "Số lượt phát": "6", "Tổng số phút": "30"}
    for label, words in wanted.items():
        page.get_by_label(label, exact=True).fill(words)
        fields += 1
    page.get_by_label("Ảnh hoặc ghi âm minh chứng").set_input_files(photo)
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    taps.append("Ghi và gửi duyệt")
    page.get_by_text("Đã ghi. Người duyệt sẽ xem").wait_for()  # nothing more was asked, and nothing is missing
    desk.shoot("log-minute-2")
    assert (len(taps), fields) == (4, 4)
    assert queries.lacking_evidence(Entry.objects.get()) == ""


def test_evidence_that_is_not_there_is_waived(desk_of: Callable[..., Desk], width: int, family: people.Family) -> None:
    desk, above = desk_of(width), desk_of(width)
    page, other = come_in(desk, Role.OFFICER, family.child), come_in(above, Role.REVIEWER, family.own)
    desk.open("/ghi-hoat-dong/moi/HN/")
    page.get_by_label("Tên cuộc, chủ đề").fill("Nói chuyện tại thôn")
    page.get_by_label("Số lượt người dự").fill("30")
    page.get_by_label("Đường dẫn").fill(LINK)
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_text("Đã ghi, nhưng chưa duyệt được. Minh chứng chưa đủ.").wait_for()
    desk.shoot("waiver-1-lacking")
    unfold(page, "Không có minh chứng? Xin miễn")
    page.get_by_label("Vì sao không có minh chứng?").fill("Máy ảnh hỏng, bảng ký tên bị ướt")
    page.get_by_role("button", name="Gửi lý do xin miễn").click()
    page.get_by_text("Đơn vị xin miễn minh chứng:").wait_for()
    desk.shoot("waiver-2-asked")
    above.open("/duyet/")
    above.shoot("waiver-3-to-review")
    other.get_by_role("link", name=re.compile("Xem, duyệt hoặc trả lại")).click()
    other.get_by_role("button", name="Duyệt và miễn minh chứng").click()
    other.get_by_role("link", name="Hãy ghi vì sao bạn đồng ý miễn").wait_for()
    above.shoot("waiver-4-unsigned")
    other.get_by_label("Vì sao bạn đồng ý miễn minh chứng?").fill("Đã gọi trưởng thôn, đúng 30 người dự")
    other.get_by_role("button", name="Duyệt và miễn minh chứng").click()
    other.get_by_text("Đã duyệt “Nói chuyện tại thôn”.").wait_for()
    page.reload()
    page.get_by_text("được miễn: Đã gọi trưởng thôn").wait_for()
    desk.shoot("waiver-5-granted")
    assert Entry.objects.get().state == EntryState.ACCEPTED


@pytest.mark.parametrize("javascript", [True, False])
def test_a_number_is_told_by_its_parts(
    desk_of: Callable[..., Desk], width: int, javascript: bool, family: people.Family, photo: Path
) -> None:
    desk = desk_of(width, javascript=javascript)
    page = come_in(desk, Role.OFFICER, family.child)
    desk.open("/ghi-hoat-dong/moi/HN/")
    page.get_by_label("Tên cuộc, chủ đề").fill("Nói chuyện tại thôn")
    page.get_by_label("Số lượt người dự").fill("30")
    unfold(page, "Ghi kỹ hơn")
    women, men = page.get_by_label("Nữ", exact=True), page.get_by_label("Nam", exact=True)
    women.fill("12")
    men.fill("17")
    page.get_by_label(re.compile("Ảnh")).first.set_input_files(photo)
    desk.shoot("parts-1-typed")
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_role("link", name=re.compile("cộng lại là 29, không phải 30")).wait_for()
    assert men.is_visible()  # what is wrong is not folded away
    desk.shoot("parts-2-wrong")
    men.fill("18")
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_text("30 (Nữ: 12; Nam: 18)").wait_for()
    desk.shoot("parts-3-sent")
    assert queries.lacking_evidence(Entry.objects.get()) == ""  # the photograph was kept while the parts were mended


@pytest.mark.parametrize(
    ("ground", "title", "url", "same_photo"),
    [
        ("cùng đường dẫn", "Tin khác", "https://www.baothu.example/tin/don-nguoi-tro-ve.html?utm_source=zalo", False),
        ("cùng tệp minh chứng", "Tin khác", "", True),
        ("cùng tên và ngày", "ĐÓN NGƯỜI  TRỞ VỀ.", "", False),
    ],
)
def test_what_another_unit_logged_is_offered_and_joined(
    desk_of: Callable[..., Desk], width: int, family: people.Family, photo: Path, ground: str, title: str, url: str, same_photo: bool
) -> None:
    body = activities.Body("BAO", clock.day_of(clock.now()), TITLE, amounts={"press.items": work.Decimal(1)}, urls=(LINK,))
    sent = [activities.Sent("PHOTO", "anh.png", [photo.read_bytes()])]
    theirs = people.acting(people.official(Role.OFFICER, at=family.sibling))
    first = activities.log(entry_id=uuid4(), body=body, sent=sent, actor=theirs, now=clock.now())
    desk = desk_of(width)
    page = come_in(desk, Role.OFFICER, family.child)
    desk.open("/ghi-hoat-dong/moi/BAO/")
    page.get_by_label("Tên tin, bài").fill(title)
    page.get_by_label("Số tin, bài").fill("1")
    page.get_by_label("Đường dẫn").fill(url)
    if same_photo:
        page.get_by_label("Ảnh minh chứng").set_input_files(photo)
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_text("Việc này đã có đơn vị khác ghi:").wait_for()
    assert ground in page.get_by_role("main").inner_text()
    desk.shoot("alike-1-offered")
    page.get_by_role("link", name="Ghi chung hay là việc khác?").click()
    desk.shoot("alike-2-joining")
    page.get_by_label("Lý do").fill("Cùng một bài báo")
    page.get_by_role("button", name=re.compile("Ghi chung")).first.click()
    page.get_by_text("chung 2 đơn vị").first.wait_for()
    desk.shoot("alike-3-joined")
    assert queries.units_sharing([first.work_id]) == {first.work_id: 2}
