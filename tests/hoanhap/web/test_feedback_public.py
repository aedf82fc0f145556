"""Asking and tracking as somebody unknown: one thing a page, nothing lost on the way, no cookie, nothing kept before it is sent."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hoanhap.kernel import codes
from hoanhap.people.feedback import queries
from hoanhap.people.feedback.models import Question
from hoanhap.web.public.feedback import throttle
from tests.factories import feedback, people
from tests.factories.feedback import PHONE, WORDS
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import Page, PageClient

pytestmark = pytest.mark.django_db
ASK, DONE, TRACK = "/gui-cau-hoi/", "/gui-cau-hoi/xong/", "/tra-cuu/"


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    for buckets in (throttle.ASKING, throttle.ASKING_TOGETHER, throttle.PICTURES, throttle.GUESSING, throttle.GUESSING_TOGETHER):
        buckets._held.clear()


@pytest.fixture
def office(family: people.Family) -> feedback.Office:
    feedback.indicators()
    return feedback.office(family.own)


def form_of(page: Page, action: str = ASK) -> dict[str, Any]:
    """What the form of a page would send, lists as lists."""
    (form,) = page.tree.xpath(f"//form[@action='{action}']")
    data: dict[str, Any] = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append((value or "").removeprefix("\n"))  # lxml keeps a line end that browsers drop
    return data


def walk(
    pages: PageClient, *, kind: str = "QUESTION", words: str = WORDS, place: str = "", contact: str = "", purposes: tuple[str, ...] = ()
) -> Page:
    """Through all pages to the last one before sending."""
    page = pages.page(ASK)
    for typed in ({"kind": kind}, {"words": words}, {"place": place}, {"contact": contact, "purposes": list(purposes)}):
        page = pages.send(ASK, {**form_of(page), **typed, "go": "next"}, expect=200)
    return page


def sent(pages: PageClient, page: Page) -> str:
    """Send what the last page holds, and give back the code that is shown."""
    done = pages.send(DONE, form_of(page, DONE), expect=201)
    return str(done.tree.xpath("string(//*[@id='code']/@aria-label)"))


def test_from_the_first_page_to_the_answer_page_in_five_screens(pages: PageClient, office: feedback.Office) -> None:
    check = walk(pages, contact=PHONE, purposes=("NOTIFY",), place=str(office.unit.id) if office.unit.kind == "COMMUNE" else "")
    assert "Bước 5 trong 5" in check.main
    assert WORDS in check.main
    code = sent(pages, check)
    assert codes.normalise(code)
    page = pages.send(TRACK, {"code": code.lower()}, expect=200)
    assert page.heading.endswith("Mới nhận")
    assert WORDS in page.main
    assert not pages.cookies


def test_the_same_press_twice_shows_the_same_code_and_makes_one_question(pages: PageClient, office: feedback.Office) -> None:
    check = walk(pages)
    assert sent(pages, check) == sent(pages, check)
    assert Question.objects.count() == 1


def test_another_question_in_a_used_form_keeps_its_words_and_can_be_sent_anew(pages: PageClient, office: feedback.Office) -> None:
    check = walk(pages)
    first = sent(pages, check)
    page = pages.send(DONE, {**form_of(check, DONE), "words": "Một câu khác hẳn"}, expect=409)
    assert "Một câu khác hẳn" in page.main
    assert sent(pages, page) != first
    assert Question.objects.count() == 2


def test_back_keeps_everything_and_so_does_a_page_that_was_refused(pages: PageClient, office: feedback.Office) -> None:
    page = pages.page(ASK)
    page = pages.send(ASK, {**form_of(page), "kind": "REMARK", "go": "next"}, expect=200)
    page = pages.send(ASK, {**form_of(page), "words": "  Còn dang dở", "go": "back"}, expect=200)
    assert form_of(page)["kind"] == ["REMARK"]
    assert form_of(page)["words"] == ["  Còn dang dở"]
    page = pages.send(ASK, {**form_of(page), "go": "next"}, expect=200)
    long = "a" * 4001
    page = pages.send(ASK, {**form_of(page), "words": long, "go": "next"}, expect=422)
    assert form_of(page)["words"] == [long]
    assert form_of(page)["kind"] == ["REMARK"]


def test_one_thing_can_be_changed_from_the_last_page(pages: PageClient, office: feedback.Office) -> None:
    check = walk(pages)
    page = pages.send(ASK, {**form_of(check), "go": "to:words"}, expect=200)
    assert form_of(page)["words"] == [WORDS]
    page = pages.send(ASK, {**form_of(page), "words": "Câu đã sửa", "go": "next"}, expect=200)
    assert page.heading == "Xem lại rồi gửi"
    assert "Câu đã sửa" in page.main


@pytest.mark.parametrize(
    ("typed", "step"),
    [({"kind": ""}, "kind"), ({"words": " "}, "words"), ({"contact": "chị Hoa"}, "contact"), ({"contact": PHONE}, "contact")],
)
def test_what_is_missing_is_said_on_its_page(pages: PageClient, office: feedback.Office, typed: dict[str, str], step: str) -> None:
    data = {"kind": "QUESTION", "words": WORDS, **typed, "step": step, "go": "next", "secret": "0" * 32}
    page = pages.send(ASK, data, expect=422)
    assert page.tree.xpath("//*[@id='error-summary']")
    assert page.tree.xpath("string(//title)").startswith("Lỗi: ")


def test_private_things_in_a_question_are_told_and_never_refused(pages: PageClient, office: feedback.Office) -> None:
    check = walk(pages, words="Anh Nguyễn Văn Bảy, căn cước 001099012345, số 0912345678, hỏi khi nào được về?")
    assert "điều riêng tư" in check.main
    assert "để nguyên vẫn gửi được" in check.main
    assert codes.normalise(sent(pages, check))
    assert "điều riêng tư" not in walk(pages).main


def test_an_official_who_is_signed_in_is_sent_to_another_window(family: people.Family) -> None:
    client = client_of(people.official("CLERK", at=family.own))
    for page in (client.page(ASK, expect=403), client.send(DONE, {}, expect=403), client.page(TRACK, expect=403)):
        assert "cửa sổ riêng tư" in page.main


def test_no_page_is_kept_or_tells_where_one_came_from(pages: PageClient, office: feedback.Office) -> None:
    check = walk(pages)
    for page in (
        pages.page(ASK),
        check,
        pages.send(DONE, form_of(check, DONE), expect=201),
        pages.page(TRACK),
        pages.send(TRACK, {"code": "x"}, expect=422),
    ):
        assert page.response.headers["Cache-Control"] == "no-store"
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in page.response.headers
        assert not page.response.cookies
        assert page.tree.xpath("//a[@id='leave']")


def test_the_first_page_says_who_reads_and_what_is_not_kept(pages: PageClient, office: feedback.Office) -> None:
    said = pages.page(ASK).main
    for words in ("Cán bộ tiếp nhận", "không phải ghi tên", "không giữ địa chỉ mạng", "đơn vị đó không nhận được"):
        assert words in said


@pytest.mark.parametrize("code", ["", "abc", "0" * 20, "K3F9-0TQX-7MNA-2WYB-R41C", "x" * 81, "Ê" * 20])
def test_a_slip_is_told_without_asking_the_database(pages: PageClient, code: str, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        if codes.normalise(code) is None:
            pages.send(TRACK, {"code": code}, expect=422)


def test_the_asker_adds_rates_reopens_and_takes_the_contact_back(pages: PageClient, office: feedback.Office) -> None:
    code, _row = feedback.at_state("ANSWERED", office, contact=PHONE, purposes=("NOTIFY",))
    page = pages.send(TRACK, {"code": code}, expect=200)
    assert "sổ hộ khẩu" in page.main
    assert "Xóa liên hệ của tôi ngay" in page.main
    page = pages.send(TRACK, {"code": code, "act": "rate"}, expect=422)
    page = pages.send(TRACK, {"code": code, "act": "rate", "rating": "4"}, expect=200)
    assert "Cảm ơn" in page.main
    page = pages.send(TRACK, {"code": code, "act": "erase"}, expect=200)
    assert "Đã xóa liên hệ" in page.main
    assert "Xóa liên hệ của tôi ngay" not in page.main
    page = pages.send(TRACK, {"code": code, "act": "reopen", "words": " "}, expect=422)
    page = pages.send(TRACK, {"code": code, "act": "reopen", "words": "Thiếu chỗ nộp hồ sơ"}, expect=200)
    assert page.heading.endswith("Đang trả lời")
    assert "Thiếu chỗ nộp hồ sơ" in page.main
    page = pages.send(TRACK, {"code": code, "act": "reopen", "words": "Nữa"}, expect=422)
    page = pages.send(TRACK, {"code": code, "act": "add", "words": "Nhà ở xã miền núi"}, expect=200)
    assert "Nhà ở xã miền núi" in page.main


def test_a_page_says_nobodys_name_who_works_on_a_question(pages: PageClient, office: feedback.Office) -> None:
    code, _row = feedback.at_state("ANSWERED", office)
    said = pages.send(TRACK, {"code": code}, expect=200).main
    assert office.officer.name not in said


def test_five_wrong_codes_a_minute_and_no_more(pages: PageClient, office: feedback.Office) -> None:
    code, _row = feedback.asked()
    wrong = [pages.post(TRACK, {"code": codes.new_code()}).status_code for _ in range(12)]
    assert wrong == [422] * 5 + [429] * 7
    answer = pages.post(TRACK, {"code": codes.new_code()})
    assert int(answer.headers["Retry-After"]) >= 1
    other = PageClient(REMOTE_ADDR="203.0.113.9")
    assert other.send(TRACK, {"code": code}, expect=200).heading


def test_right_codes_are_never_counted_against_anybody(pages: PageClient, office: feedback.Office) -> None:
    code, _row = feedback.asked()
    assert {pages.post(TRACK, {"code": code}).status_code for _ in range(30)} == {200}


def test_a_stranger_cannot_pretend_to_be_many(office: feedback.Office) -> None:
    statuses = [
        PageClient(REMOTE_ADDR="203.0.113.9")
        .post(TRACK, {"code": codes.new_code()}, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        .status_code
        for number in range(8)
    ]
    assert statuses == [422] * 5 + [429] * 3


def test_one_source_floods_and_the_others_still_get_through(pages: PageClient, office: feedback.Office) -> None:
    data = form_of(walk(pages), DONE)
    flood = PageClient(REMOTE_ADDR="203.0.113.9")
    statuses = [flood.post(DONE, data).status_code for _ in range(60)]
    assert statuses.count(429) >= 15
    assert PageClient(REMOTE_ADDR="203.0.113.10").post(DONE, data).status_code == 201


def test_a_place_is_offered_and_kept(pages: PageClient, office: feedback.Office, family: people.Family) -> None:
    check = walk(pages, place=str(family.child.id))
    assert "Xã Thử" in check.main
    sent(pages, check)
    assert Question.objects.get().place == family.child
    assert queries.words_of(Question.objects.get()) == WORDS


def test_nothing_of_a_question_stands_in_an_address(pages: PageClient, office: feedback.Office) -> None:
    page = pages.send(TRACK, {"code": feedback.asked()[0]}, expect=200)
    assert not [href for href in page.links() if "?" in href]
    assert not re.search(r"action=\"[^\"]*\?", page.source)


def test_who_complains_of_the_only_office_is_told_where_else_and_keeps_the_words(pages: PageClient, office: feedback.Office) -> None:
    check = walk(pages, kind="REMARK")
    page = pages.send(DONE, {**form_of(check, DONE), "concerns": str(office.unit.id)}, expect=409)
    assert "cơ quan cấp trên" in page.main
    assert WORDS in page.main
    assert "Phản ánh về" in page.main
    assert not Question.objects.exists()
