"""Logging and reviewing on their pages: replays, rivals, evidence, returns."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoanhap.kernel import clock
from hoanhap.work.activities.models import Entry, Evidence, RivalEntry
from hoanhap.work.activities.states import EntryState
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


def fields(**changes: Any) -> dict[str, Any]:
    day = f"{clock.day_of(clock.now()):%d/%m/%Y}"
    typed = {
        "entry_id": str(uuid4()),
        "title": "Vay vốn để làm lại",
        "day": day,
        "place": "Thôn 1",
        "cs.radio_items": "1",
        "cs.radio_airings": "1.006",
        "cs.radio_minutes": "45",
        "content": "",
        "kind": "PHOTO",
        "url": "https://songthuong.example/tin/1",
    }
    return typed | changes


def test_a_broadcast_is_logged_with_photo_and_link_and_a_replay_finds_it(client: PageClient) -> None:
    assert "/ghi-hoat-dong/moi/DTT/" in client.page("/ghi-hoat-dong/moi/").links()
    client.page("/ghi-hoat-dong/moi/DTT/")
    sent = fields()
    for _ in range(2):
        photo = SimpleUploadedFile("anh.png", work.picture(), "image/png")
        answer = client.send("/ghi-hoat-dong/moi/DTT/", sent | {"photo": photo})
    assert Entry.objects.count() == 1
    assert Evidence.objects.count() == 2
    page = client.page(answer.response.headers["Location"])
    for words in ("Vay vốn để làm lại", "1.006", "Đài truyền thanh xã", "Chờ duyệt", "Thôn 1", "Đã ghi"):
        assert words in page.main
    (picture,) = page.tree.xpath("//main//img/@src")
    answer = client.get(picture)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_another_body_under_the_same_id_is_a_409_that_keeps_both(client: PageClient) -> None:
    sent = fields()
    client.send("/ghi-hoat-dong/moi/DTT/", sent)
    page = client.send("/ghi-hoat-dong/moi/DTT/", sent | {"title": "Bản khác"}, expect=409)
    assert "Vay vốn để làm lại" in page.main
    assert "Bản khác" in page.main
    assert Entry.objects.count() == RivalEntry.objects.count() == 1
    assert "Bản khác" in client.page(f"/ghi-hoat-dong/{sent['entry_id']}/").main


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Hãy ghi tên tin, bài hoặc hoạt động."),
        ({"day": "01/01/2099"}, "Ngày thực hiện chưa tới."),
        ({"day": "2026"}, "Ngày này không có hoặc chưa đúng dạng."),
        ({"cs.radio_airings": "sáu"}, "Số lượt phát: hãy ghi số nguyên, từ 0 trở lên."),
        ({"cs.radio_airings": ""}, "Số lượt phát: hãy ghi số nguyên, từ 0 trở lên."),
        ({"url": "javascript:alert(1)"}, "Đường dẫn phải bắt đầu bằng http"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(client: PageClient, wrong: dict[str, str], words: str) -> None:
    page = client.send("/ghi-hoat-dong/moi/DTT/", fields(place="chữ còn nguyên") | wrong, expect=422)
    (name,) = wrong
    target = page.tree.xpath(f"//*[@id='error-summary']//a[@href='#id_{name}' and contains(., '{words}')]")
    assert target, page.main
    assert "chữ còn nguyên" in page.source
    assert not Entry.objects.exists()


def test_a_photo_that_is_none_is_refused_and_nothing_is_logged(client: PageClient) -> None:
    page = client.send("/ghi-hoat-dong/moi/DTT/", fields() | {"photo": SimpleUploadedFile("anh.jpg", b"khong phai anh")}, expect=422)
    assert "tệp hỏng" in page.main
    assert not Entry.objects.exists()


def test_the_form_says_beforehand_what_counts_for_which_number(client: PageClient) -> None:
    told = "“Số tin, bài”, “Số lượt phát”, “Tổng số phút” cần ít nhất một trong: ảnh; ảnh sổ, lịch phát; ghi âm; đường dẫn."
    page = client.page("/ghi-hoat-dong/moi/DTT/")
    assert told in page.main
    assert "audio/*" in page.tree.xpath("string(//input[@name='photo']/@accept)")
    page = client.page("/ghi-hoat-dong/moi/BTC/")
    assert "“Số tin” cần minh chứng: ảnh." in page.main
    assert page.tree.xpath("string(//input[@name='kind']/@type)") == "hidden"  # there is nothing to choose
    assert "“Số cuộc”, “Số lượt người dự” cần ít nhất một trong" in client.page("/ghi-hoat-dong/bang/HN/").main


def test_a_recording_is_taken_for_one_whatever_is_chosen_for_photos(client: PageClient) -> None:
    heard = SimpleUploadedFile("phat.mp3", b"ID3\x04rest of it", "audio/mpeg")
    client.send("/ghi-hoat-dong/moi/DTT/", fields(url="", kind="SCHEDULE") | {"photo": heard})
    assert Evidence.objects.get().kind == "RECORDING"


def test_reviewers_see_what_stands_for_each_number_and_what_is_missing(client: PageClient, reviewer: PageClient) -> None:
    sent = {
        "entry_id": str(uuid4()),
        "title": "Nói chuyện",
        "day": fields()["day"],
        "place": "Thôn 1",
        "mtg.attend": "30",
        "kind": "SIGN_SHEET",
    }
    answer = client.send("/ghi-hoat-dong/moi/HN/", sent | {"url": "https://songthuong.example/tin/1"})
    assert "Đã ghi, nhưng chưa duyệt được. Minh chứng chưa đủ." in client.page(answer.response.headers["Location"]).main
    address, wanted = f"/duyet/{sent['entry_id']}/", "Minh chứng chưa đủ. “Số cuộc”, “Số lượt người dự” cần ít nhất một trong"
    for page in (reviewer.page("/duyet/"), reviewer.page(address), client.page(f"/ghi-hoat-dong/{sent['entry_id']}/")):
        assert wanted in page.main
    assert wanted in reviewer.send(address, {"quyet": "duyet"}, expect=422).main
    photo = SimpleUploadedFile("ky-ten.png", work.picture(), "image/png")
    client.send(f"/ghi-hoat-dong/{sent['entry_id']}/minh-chung/", {"kind": "SIGN_SHEET", "url": "", "photo": photo})
    for page in (reviewer.page("/duyet/"), reviewer.page(address)):
        rows = {fact.xpath("string(dt)"): fact.xpath("string(dd)") for fact in page.tree.xpath("//dl/div")}
        assert rows["Số cuộc; Số lượt người dự"] == "Ảnh bảng ký tên"
        assert wanted not in page.main
    reviewer.send(address, {"quyet": "duyet"})


def test_an_unknown_channel_is_refused(client: PageClient) -> None:
    client.page("/ghi-hoat-dong/moi/KHONG-CO/", expect=422)


def test_an_entry_is_returned_with_a_reason_corrected_and_accepted(client: PageClient, reviewer: PageClient, officer: people.User) -> None:
    entry = work.entry(people.acting(officer))
    assert "Bản tin thử" in reviewer.page("/duyet/").main
    page = reviewer.send(f"/duyet/{entry.id}/", {"quyet": "tra", "reason": ""}, expect=422)
    assert "Hãy ghi lý do trả lại." in page.main
    reviewer.send(f"/duyet/{entry.id}/", {"quyet": "tra", "reason": "Thiếu số phút"})
    assert "Thiếu số phút" in client.page("/viec/").main
    form = client.page(f"/ghi-hoat-dong/{entry.id}/sua/")
    assert form.tree.xpath("string(//*[@id='id_title']/@value)") == "Bản tin thử"
    entry.refresh_from_db()
    changed = fields(entry_id=str(entry.id), version=str(entry.version), title="Đã sửa", photo=SimpleUploadedFile("b.png", work.picture(9)))
    client.send(f"/ghi-hoat-dong/{entry.id}/sua/", changed)
    reviewer.send(f"/duyet/{entry.id}/", {"quyet": "duyet", "version": str(entry.version)}, expect=409)  # seen before it was changed
    assert int(reviewer.page(f"/duyet/{entry.id}/").tree.xpath("string(//input[@name='version']/@value)")) > entry.version
    reviewer.send(f"/duyet/{entry.id}/", {"quyet": "duyet"})
    entry.refresh_from_db()
    assert (entry.state, entry.title) == (EntryState.ACCEPTED, "Đã sửa")
    reviewer.send(f"/duyet/{entry.id}/", {"quyet": "duyet"}, expect=409)


def test_many_are_accepted_at_once_and_what_was_refused_is_said(reviewer: PageClient, officer: people.User) -> None:
    good, bare = work.entry(people.acting(officer)), work.entry(people.acting(officer), url="")
    reviewer.send("/duyet/nhieu/", {"chon": [str(good.id), str(bare.id), "khong-phai-id"]})
    page = reviewer.page("/duyet/")
    assert "Đã duyệt 1 lượt ghi." in page.main
    assert "Chưa duyệt được: Chưa có minh chứng." in page.main
    assert set(Entry.objects.values_list("state", flat=True)) == {EntryState.ACCEPTED, EntryState.SUBMITTED}


def test_evidence_is_added_until_the_entry_is_accepted(client: PageClient, reviewer: PageClient, officer: people.User) -> None:
    entry = work.entry(people.acting(officer), url="")
    address = f"/ghi-hoat-dong/{entry.id}/minh-chung/"
    assert "Hãy chọn ảnh hoặc ghi đường dẫn." in client.send(address, {"kind": "PHOTO", "url": ""}, expect=422).main
    client.send(address, {"kind": "PHOTO", "url": "https://songthuong.example/a"})
    reviewer.send(f"/duyet/{entry.id}/", {"quyet": "duyet"})
    client.send(address, {"kind": "PHOTO", "url": "https://songthuong.example/b"}, expect=409)


def test_an_entry_logged_by_mistake_is_withdrawn_and_stays_in_sight(client: PageClient, officer: people.User) -> None:
    entry = work.entry(people.acting(officer))
    address = f"/ghi-hoat-dong/{entry.id}/rut/"
    assert address in client.page(f"/ghi-hoat-dong/{entry.id}/").links()
    assert "Bản tin thử" in client.page(address).main
    client.send(address)
    assert "Đã rút" in client.page(f"/ghi-hoat-dong/{entry.id}/").main
    client.send(address, expect=409)


def test_who_logs_does_not_review_their_own(officer: people.User, family: people.Family) -> None:
    entry = work.entry(people.acting(officer))
    people.accounts.give_role(
        user_id=officer.id, unit_id=family.child.id, role="REVIEWER", since=people.SINCE, actor=people.SYSTEM, now=people.NOW
    )
    client = client_of(officer)
    client.send(f"/duyet/{entry.id}/", {"quyet": "duyet"}, expect=403)
    assert "Bản tin thử" not in client.page("/duyet/").main
