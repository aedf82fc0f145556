"""Logging without a network on a phone: kept, read, corrected, sent once, never by somebody else. Chromium is taken off the network."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hoanhap.kernel.actor import Role
from hoanhap.work.activities.models import Entry, Evidence
from tests.browser.conftest import Desk
from tests.factories import people, work

pytestmark = pytest.mark.django_db(transaction=True)
SHELL, LOG = "/ghi-hoat-dong/ngoai-tuyen/", "/ghi-hoat-dong/moi/DTT/"
KEPT = "Đã giữ trên máy này, chưa gửi. Tự gửi khi có mạng."


@pytest.fixture
def family(transactional_db: None) -> people.Family:
    """A unit with those around it, and what is counted."""
    work.catalogue()
    return people.family()


@pytest.fixture
def officer(family: people.Family) -> people.User:
    """Who logs for the commune."""
    return people.official(Role.OFFICER, at=family.child)


@pytest.fixture
def phone(desk_of: Callable[..., Desk], officer: people.User) -> Desk:
    """The officer's phone, signed in, with the page for no network kept on it."""
    return carried(desk_of(360), officer)


def carried(desk: Desk, officer: people.User) -> Desk:
    """Signed in, and the page kept."""
    desk.sign_in(officer.sign_in_name, people.PASSWORD)
    desk.open(SHELL)
    desk.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    desk.page.get_by_text("Không có lượt nào chờ gửi.").wait_for()
    return desk


def off(desk: Desk) -> None:
    """No network, for pages and worker alike."""
    desk.context.set_offline(True)


def on(desk: Desk) -> None:
    """The network is back."""
    desk.context.set_offline(False)
    forgive(desk)


def forgive(desk: Desk) -> None:
    """What Chromium writes on the console about an absent network, and about answers that this test withheld, is no fault of ours."""
    expected = ("net::ERR_", "status of 503", "503 http", "htmx:sendError", "htmx:afterRequest")
    desk.faults = [fault for fault in desk.faults if not any(words in fault for words in expected)]


def look(desk: Desk, name: str) -> None:
    """A picture, and the page held to its promises, the network apart."""
    desk.page.wait_for_timeout(200)  # the console is heard late
    forgive(desk)
    desk.shoot(name)


def photos(tmp_path: Path, *numbers: int) -> list[Path]:
    """Small pictures, each of its own colour."""
    paths = [tmp_path / f"anh-{number}.png" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_bytes(work.picture(number))
    return paths


def write_down(page: Any, title: str, files: list[Path], *, channel: str = "Đài truyền thanh xã") -> None:
    """Fill in the form of the page for phones without a network."""
    page.get_by_role("link", name=channel).click()
    fill(page, title)
    page.locator("input[name=photo]").set_input_files(files)
    page.get_by_role("button", name="Giữ trên máy").click()
    page.get_by_role("listitem").filter(has_text=title).wait_for()


def fill(page: Any, title: str) -> None:
    """The fields of a broadcast."""
    page.get_by_label("Tên tin, bài hoặc bản tin").fill(title)
    for label, number in (("Số tin, bài", "1"), ("Số lượt phát", "4"), ("Tổng số phút", "20")):
        page.get_by_label(label, exact=True).fill(number)


def told(page: Any, sentence: str) -> None:
    """The page says so."""
    page.locator("#told", has_text=sentence).wait_for()


def test_three_activities_with_six_photos_outlive_the_tab_and_arrive_once(
    desk_of: Callable[..., Desk], officer: people.User, width: int, tmp_path: Path
) -> None:
    phone = carried(desk_of(width), officer)
    look(phone, "offline-nothing-waits")
    off(phone)
    page = phone.open(SHELL)  # from the phone itself
    page.get_by_text("Đang không có mạng.").wait_for()
    for number in (1, 2, 3):
        write_down(page, f"Bản tin số {number}", photos(tmp_path, 2 * number, 2 * number + 1))
    told(page, KEPT)
    page.close()
    phone.page = page = phone.context.new_page()
    phone.open(SHELL)
    told(page, "Đã gửi 0/3")
    assert (
        page.get_by_role("listitem").filter(has_text="Bản tin số 2").filter(has_text="2 ảnh, tệp").filter(has_text="Chờ gửi").count() == 1
    )
    look(phone, "offline-three-wait")
    assert not Entry.objects.exists()
    on(phone)
    told(page, "Đã gửi 3/3")
    look(phone, "offline-all-sent")
    page.reload()
    told(page, "Đã gửi 3/3")
    page.get_by_role("button", name="Gửi ngay").click()
    page.wait_for_load_state("networkidle")
    assert Entry.objects.count() == 3
    assert Evidence.objects.count() == 6
    assert {row.day for row in Entry.objects.all()} == {row.entered_at.astimezone().date() for row in Entry.objects.all()}
    page.get_by_role("link", name="Xem: Bản tin số 2").click()
    page.get_by_role("heading", name="Bản tin số 2").wait_for()


@pytest.mark.parametrize("lost", ["tep", "gui"])
def test_an_answer_lost_after_the_commit_leaves_one_entry(phone: Desk, tmp_path: Path, lost: str) -> None:
    page = phone.page
    answers: list[int] = []

    def drop_first(route: Any) -> None:
        answer = route.fetch()
        answers.append(answer.status)
        route.abort() if len(answers) == 1 else route.fulfill(response=answer)

    phone.context.route(f"**{SHELL}{lost}/**", drop_first)
    write_down(page, "Bản tin chiều", photos(tmp_path, 7, 8))
    told(page, "Chưa tới được máy chủ. Sẽ tự gửi lại.")
    assert Entry.objects.count() == (lost == "gui")
    page.get_by_role("button", name="Gửi ngay").click()
    told(page, "Đã gửi 1/1")
    assert len(answers) == (3 if lost == "tep" else 2)
    assert set(answers) == {200}
    assert Entry.objects.count() == 1
    assert Evidence.objects.count() == 2


def test_files_that_are_there_are_not_sent_again(phone: Desk, tmp_path: Path) -> None:
    page = phone.page
    sent: list[str] = []

    def let_two_through(route: Any) -> None:
        sent.append(route.request.url)
        route.abort() if len(sent) == 3 else route.continue_()

    phone.context.route(f"**{SHELL}tep/**", let_two_through)
    write_down(page, "Bản tin tối", photos(tmp_path, 11, 12, 13))
    page.get_by_text("Máy chủ đã có 2/3 ảnh, tệp.").wait_for()
    look(phone, "offline-two-of-three")
    page.get_by_role("button", name="Gửi ngay").click()
    told(page, "Đã gửi 1/1")
    assert len(sent) == 4
    assert Evidence.objects.count() == 3


def test_the_form_of_the_desk_is_kept_when_the_network_goes_or_the_server_is_away(
    desk_of: Callable[..., Desk], officer: people.User, width: int, tmp_path: Path
) -> None:
    desk = carried(desk_of(width), officer)
    page = desk.open(LOG)
    fill(page, "Bản tin trưa")
    page.get_by_label("Ảnh hoặc ghi âm minh chứng").set_input_files(photos(tmp_path, 21))
    off(desk)
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_text(KEPT).wait_for()
    on(desk)
    page.get_by_text("Chờ gửi: 1").wait_for(state="hidden")
    entry = Entry.objects.get()
    assert (entry.title, entry.evidence.count()) == ("Bản tin trưa", 1)

    desk.context.route("**/con-lam-viec/", lambda route: route.fulfill(status=503))
    page = desk.open(LOG)
    fill(page, "Bản tin khuya")
    desk.context.route(f"**{SHELL}**", lambda route: route.fulfill(status=503))
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_text(KEPT).wait_for()
    look(desk, "offline-kept-on-desk")


def test_a_form_that_the_browser_sent_leaves_nothing_behind(phone: Desk, tmp_path: Path) -> None:
    page = phone.open(LOG)
    fill(page, "")
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_text("Hãy ghi tên tin").first.wait_for()
    fill(page, "Bản tin có mạng")
    page.get_by_label("Ảnh hoặc ghi âm minh chứng").set_input_files(photos(tmp_path, 31))
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_role("heading", name="Bản tin có mạng").wait_for()
    page.wait_for_load_state("networkidle")
    assert kept(page) == []
    assert Evidence.objects.count() == 1


def test_a_session_that_ended_costs_no_photo(phone: Desk, officer: people.User, tmp_path: Path) -> None:
    page = phone.open(LOG)
    fill(page, "Bản tin dở dang")
    page.get_by_label("Ảnh hoặc ghi âm minh chứng").set_input_files(photos(tmp_path, 41))
    phone.context.clear_cookies(name="phien")
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_label("Tên đăng nhập").fill(officer.sign_in_name)
    page.get_by_label("Mật khẩu").fill(people.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Gửi tiếp").click()
    page.get_by_role("heading", name="Bản tin dở dang").wait_for()
    page.wait_for_function("() => document.getElementById('outbox-count').querySelector('a').hidden")
    page.wait_for_load_state("networkidle")
    assert Entry.objects.count() == 1
    assert Evidence.objects.count() == 1


def test_somebody_else_on_the_same_phone_sees_and_sends_nothing(
    phone: Desk, family: people.Family, officer: people.User, tmp_path: Path
) -> None:
    page = phone.page
    off(phone)
    write_down(page, "Bản tin của người trước", photos(tmp_path, 51))
    on_quietly(phone)
    page = phone.open("/viec/")
    page.get_by_text("Chờ gửi: 1").wait_for()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_text("Còn 1 lượt chưa gửi trên máy này.").wait_for()
    look(phone, "offline-leaving")
    page.get_by_role("button", name="Vẫn đăng xuất").click()
    page.wait_for_url(phone.address + "/")
    phone.context.unroute_all()
    other = people.official(Role.OFFICER, at=family.child)
    phone.sign_in(other.sign_in_name, people.PASSWORD)
    page = phone.open(SHELL)
    page.get_by_text("Trên máy này còn 1 lượt của người khác").wait_for()
    page.wait_for_load_state("networkidle")
    assert "Bản tin của người trước" not in page.content()
    look(phone, "offline-of-somebody-else")
    assert not Entry.objects.exists()
    page.context.clear_cookies()
    phone.sign_in(officer.sign_in_name, people.PASSWORD)
    page.wait_for_function("() => document.getElementById('outbox-count').querySelector('a').hidden")
    page.wait_for_timeout(500)
    phone.open(SHELL)
    told(page, "Đã gửi 1/1")
    assert Entry.objects.get().entered_by_id == officer.id


def on_quietly(desk: Desk) -> None:
    """The network is back for pages, but the outbox cannot reach its doors."""
    desk.context.route(f"**{SHELL}*/**", lambda route: route.abort())
    on(desk)


def test_what_was_refused_stays_with_its_reason_until_it_is_corrected(phone: Desk, tmp_path: Path) -> None:
    page = phone.page
    page.get_by_role("link", name="Đài truyền thanh xã").click()
    page.get_by_role("button", name="Giữ trên máy").click()
    page.get_by_text("Hãy điền: Tên tin, bài hoặc bản tin đã phát; Số tin, bài").wait_for()
    look(phone, "offline-form-empty")
    fill(page, "Bản tin ngày mai")
    page.get_by_label("Ngày thực hiện").fill("01/01/2099")
    page.locator("input[name=photo]").set_input_files(photos(tmp_path, 61, 62))
    page.get_by_role("button", name="Giữ trên máy").click()
    page.get_by_text("Ngày thực hiện chưa tới.").wait_for()
    look(phone, "offline-refused")
    page.reload()
    page.get_by_text("Ngày thực hiện chưa tới.").wait_for()
    page.get_by_role("button", name="Sửa: Bản tin ngày mai").click()
    assert page.get_by_label("Số lượt phát", exact=True).input_value() == "4"
    page.get_by_role("button", name="Bỏ tệp: anh-61.png").click()
    look(phone, "offline-correcting")
    page.get_by_label("Ngày thực hiện").fill("01/09/2026")
    page.get_by_role("button", name="Giữ trên máy").click()
    told(page, "Đã gửi 1/1")
    assert (Entry.objects.get().day.isoformat(), Evidence.objects.count()) == ("2026-09-01", 1)


def test_the_queue_goes_out_as_a_file_and_comes_back_without_loss(phone: Desk, tmp_path: Path) -> None:
    page = phone.page
    off(phone)
    write_down(page, "Bản tin mang đi", photos(tmp_path, 71, 72))
    with page.expect_download() as download:
        page.get_by_role("button", name="Xuất ra tệp").click()
    path = tmp_path / "cho-gui.json"
    download.value.save_as(path)
    assert [row["title"] for row in json.loads(path.read_text("utf-8"))["items"]] == ["Bản tin mang đi"]
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Xóa: Bản tin mang đi").click()
    page.get_by_text("Không có lượt nào chờ gửi.").wait_for()
    page.locator("#import").set_input_files(path)
    page.get_by_text("Đã nhập 1 lượt từ tệp.").wait_for()
    on(phone)
    told(page, "Đã gửi 1/1")
    assert (Entry.objects.count(), Evidence.objects.count()) == (1, 2)


def test_no_room_is_said_before_anything_is_lost(phone: Desk, tmp_path: Path) -> None:
    page = phone.page
    page.evaluate("navigator.storage.estimate = async () => ({ quota: 1000, usage: 999 })")
    off(phone)
    page.get_by_role("link", name="Đài truyền thanh xã").click()
    fill(page, "Bản tin không chỗ")
    page.locator("input[name=photo]").set_input_files(photos(tmp_path, 81))
    page.get_by_role("button", name="Giữ trên máy").click()
    page.get_by_text("Máy này không còn chỗ để giữ.").wait_for()
    assert page.get_by_label("Tên tin, bài hoặc bản tin").input_value() == "Bản tin không chỗ"


def test_what_the_phone_keeps_says_nothing_of_anybody(phone: Desk, officer: people.User, family: people.Family) -> None:
    phone.open("/viec/")
    phone.open(LOG)
    texts = phone.page.evaluate(
        """async () => {
          const found = {};
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const asked of await cache.keys()) found[new URL(asked.url).pathname] = await (await cache.match(asked)).text();
          }
          return found;
        }"""
    )
    assert {path for path in texts if not path.startswith("/static/")} == {SHELL}
    for word in (officer.full_name, officer.sign_in_name, str(officer.id), family.child.code, "csrfmiddlewaretoken"):
        assert word not in texts[SHELL]


def test_without_javascript_the_form_works_and_the_page_for_phones_says_what_it_needs(
    desk_of: Callable[..., Desk], officer: people.User, tmp_path: Path
) -> None:
    desk = desk_of(360, javascript=False)
    desk.sign_in(officer.sign_in_name, people.PASSWORD)
    page = desk.open(LOG)
    fill(page, "Bản tin không JavaScript")
    page.get_by_label("Ảnh hoặc ghi âm minh chứng").set_input_files(photos(tmp_path, 91))
    page.get_by_role("button", name="Ghi và gửi duyệt").click()
    page.get_by_role("heading", name="Bản tin không JavaScript").wait_for()
    assert Evidence.objects.count() == 1
    page = desk.open(SHELL)
    page.get_by_text("Trang này cần JavaScript").wait_for()
    desk.shoot("offline-no-javascript")


def kept(page: Any) -> list[str]:
    """The titles of everything that this machine keeps, of anybody."""
    found = page.evaluate(
        """() => new Promise((resolve) => {
          const asked = indexedDB.open("hoanhap-outbox", 1);
          asked.onsuccess = () => {
            const items = asked.result.transaction("items").objectStore("items").getAll();
            items.onsuccess = () => resolve(items.result.map((item) => item.title));
          };
        })"""
    )
    return [str(title) for title in found]
