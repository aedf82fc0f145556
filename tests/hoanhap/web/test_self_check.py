"""The self-check as pages: one question each, all answers in the form and nowhere else, whatever somebody sends."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.datastructures import MultiValueDict

from hoanhap.ground.legislation.queries import Mark, round_
from hoanhap.web.public.self_check import flow, showing
from hoanhap.web.public.self_check.questions import QUESTIONS
from tests.hoanhap.web.page import Page, PageClient

pytestmark = pytest.mark.django_db

HERE = "/dac-xa/2024/tu-xem/"

SAID: dict[str, Any] = {
    "hinh-phat": "tu-co-thoi-han", "noi": "dang-chap-hanh", "tuoi": "18-den-69",
    "nhom-toi": ["property"], "toi": ["theft"], "so-toi": "mot",
    "tinh-tiet": ["khong-co"], "muc-an-nam": "9", "muc-an-thang": "", "muc-an-ngay": "", "bat-dau": "31/07/2019", "ngoai-ngay": "0",
    "giam-thang": "6", "xep-loai": "khong-biet", "phat-tien": "da-nop-du", "boi-thuong": "mot-phan", "no-ai": "nha-nuoc",
    "uu-tien": ["khong-co"],
    "khang-nghi": "khong", "vu-khac": "khong", "da-dac-xa": "khong", "tien-an": "khong", "cam-dau": "khong", "ma-tuy": "khong",
    "truoc-day": "khong",
}  # fmt: skip
"""The person of the drawing: five years and two months of nine, the rating not known, a part of the compensation done."""


def filled(page: Page) -> dict[str, Any]:
    """What the browser would send of a page: every field with its value, several of one name as a list."""
    (form,) = page.tree.xpath("//main//form")
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value or "")
    return sent


def answer(page: Page, said: dict[str, Any]) -> dict[str, Any]:
    """The page filled in with what is said of its question."""
    question = page.tree.xpath("string(//input[@name='cau']/@value)")
    return {**filled(page), **{name: value for name, value in said.items() if name == question or name.startswith(f"{question}-")}}


def walk(pages: PageClient, said: dict[str, Any]) -> Iterator[Page]:
    """Every page from the first question on, until the answers can be checked or one is refused."""
    page = pages.send(HERE, {"den": "bat-dau"}, expect=200)
    while page.tree.xpath("//input[@name='cau']"):
        yield page
        page = pages.send(HERE, {**answer(page, said), "den": "tiep"}, expect=200)
    yield page


def test_the_whole_way_ends_in_the_result_of_the_drawing(pages: PageClient) -> None:
    *questions, check = list(walk(pages, SAID))
    assert len(questions) == 23
    assert len({page.heading for page in questions}) == 23
    assert check.heading == "Xem lại câu trả lời"
    for words in ("9 năm", "31/07/2019", "Trộm cắp tài sản", "6 tháng", "Tôi không biết", "Nợ Nhà nước"):
        assert words in check.main
    result = pages.send(HERE, {**filled(check), "den": "ket-qua"}, expect=200)
    assert result.heading == "Có thể thuộc diện được xem xét, còn 2 điều phải hỏi"
    assert "một phần hai của 9 năm" in result.main
    assert "5 năm 2 tháng" in result.main
    for told in (
        "Đây không phải là quyết định.",
        "Căn cứ",
        "Cập nhật ngày",
        "Hỏi thêm ở đâu",
        "Do cơ quan có thẩm quyền xét",
        "Điều 4 khoản 15",
    ):
        assert told in result.main
    assert "đủ điều kiện" not in result.main.lower()
    for page in questions:
        assert "đủ điều kiện" not in page.main.lower()


def test_back_and_change_keep_everything(pages: PageClient) -> None:
    *questions, check = list(walk(pages, SAID))
    back = pages.send(HERE, {**answer(questions[9], {"bat-dau": "chưa xong"}), "den": "lui"}, expect=200)
    assert back.tree.xpath("string(//input[@name='cau']/@value)") == "tinh-tiet" or back.heading == questions[8].heading
    assert filled(back)["toi"] == ["theft"]
    start = pages.send(HERE, {**filled(questions[0]), "hinh-phat": "khong-biet", "den": "lui"}, expect=200)
    assert start.heading == "Tôi ở đâu trong quy định?"
    first = pages.send(HERE, {**filled(start), "den": "bat-dau"}, expect=200)
    assert filled(first)["hinh-phat"] == ["khong-biet"]
    change = pages.send(HERE, {**filled(check), "den": "sua-muc-an"}, expect=200)
    assert filled(change)["muc-an-nam"] == ["9"]
    again = pages.send(HERE, {**filled(change), "muc-an-nam": "8", "den": "tiep"}, expect=200)
    assert again.heading == "Xem lại câu trả lời"
    assert "8 năm" in again.main
    assert "9 năm" not in again.main


def test_a_half_typed_answer_is_kept_when_going_back(pages: PageClient) -> None:
    page = next(page for page in walk(pages, SAID) if page.heading.startswith("Bị bắt"))
    back = pages.send(HERE, {**filled(page), "bat-dau": "31/2/2019", "den": "lui"}, expect=200)
    forth = pages.send(HERE, {**filled(back), "den": "tiep"}, expect=200)
    assert filled(forth)["bat-dau"] == ["31/2/2019"]


def test_a_change_that_opens_another_question_asks_it_next(pages: PageClient) -> None:
    *_, check = walk(pages, SAID)
    change = pages.send(HERE, {**filled(check), "den": "sua-noi"}, expect=200)
    page = pages.send(HERE, {**filled(change), "noi": "tam-dinh-chi", "den": "tiep"}, expect=200)
    assert page.heading == "Được tạm đình chỉ từ ngày nào?"
    page = pages.send(HERE, {**filled(page), "tu-dinh-chi": "01/07/2024", "den": "tiep"}, expect=200)
    assert page.heading.startswith("Trong thời gian tạm đình chỉ")
    page = pages.send(HERE, {**filled(page), "khi-dinh-chi": "co", "den": "tiep"}, expect=200)
    assert page.heading == "Xem lại câu trả lời"


def test_not_knowing_is_an_answer_to_every_question(pages: PageClient) -> None:
    page = pages.send(HERE, {"den": "bat-dau"}, expect=200)
    asked = 0
    while name := page.tree.xpath("string(//input[@name='cau']/@value)"):
        asked += 1
        unknown = {f"{name}-kb": "on"} if page.tree.xpath(f"//input[@name='{name}-kb']") else {name: "khong-biet"}
        page = pages.send(HERE, {**filled(page), **unknown, "den": "tiep"}, expect=200)
    assert asked >= 18
    result = pages.send(HERE, {**filled(page), "den": "ket-qua"}, expect=200)
    assert result.heading.startswith("Có thể thuộc diện được xem xét, còn ")


WRONG = [
    ("Tòa tuyên", {"hinh-phat": "tu-hinh"}, "không có trong danh sách"),
    ("Tòa tuyên", {}, "Hãy chọn một câu trả lời"),
    ("Bản án thuộc", {"nhom-toi": ["khong-biet", "drugs"]}, "thì không chọn cùng ô khác"),
    ("Bản án thuộc", {"nhom-toi": ["x' OR 1=1"]}, "không có trong danh sách"),
    ("Mức án", {"muc-an-nam": "chín"}, "Hãy ghi bằng số"),
    ("Mức án", {"muc-an-nam": "-1"}, "từ 0 trở lên"),
    ("Mức án", {"muc-an-nam": "1" * 60}, "không quá 40"),
    ("Mức án", {"muc-an-nam": "0"}, "Hãy ghi mức án"),
    ("Mức án", {"muc-an-nam": "9", "muc-an-kb": "on"}, "chỉ một trong hai"),
    ("Mức án", {"muc-an-thang": "12"}, "không quá 11"),
    ("Bị bắt", {"bat-dau": "30/02/2020"}, "chưa đúng dạng"),
    ("Bị bắt", {"bat-dau": "01/10/2024"}, "phải từ 01/01/1950 đến 30/09/2024"),
    ("Bị bắt", {"bat-dau": ""}, "Hãy ghi ngày"),
    ("Bị bắt", {"bat-dau": "01/01/2020", "bat-dau-kb": "on"}, "chỉ một trong hai"),
    ("Bị bắt", {"bat-dau": "\x00\u202e" * 40}, "chưa đúng dạng"),
    ("Sau ngày ấy", {"ngoai-ngay": ""}, "nếu không có thì ghi 0"),
]


@pytest.mark.parametrize(("heading", "said", "told"), WRONG, ids=[f"{case[0]}-{number}" for number, case in enumerate(WRONG)])
def test_a_wrong_answer_is_told_in_a_sentence_at_its_field(pages: PageClient, heading: str, said: dict[str, Any], told: str) -> None:
    page = next(page for page in walk(pages, SAID) if page.heading.startswith(heading))
    answered = {name: value for name, value in filled(page).items() if not name.startswith(tuple(said)) or name in ("cau", "den")}
    refused = pages.send(HERE, {**answered, **said, "den": "tiep"}, expect=422)
    assert refused.heading == page.heading
    assert told in refused.main
    assert refused.tree.xpath("string(//title)").startswith("Lỗi: ")


def test_a_hidden_answer_that_was_tampered_with_is_asked_again(pages: PageClient) -> None:
    *_, check = walk(pages, SAID)
    refused = pages.send(HERE, {**filled(check), "bat-dau": "2019-13-45", "den": "ket-qua"}, expect=422)
    assert refused.heading.startswith("Bị bắt")
    assert "chưa đúng dạng" in refused.main
    missing = {name: value for name, value in filled(check).items() if name != "tuoi"}
    assert pages.send(HERE, {**missing, "den": "ket-qua"}, expect=200).heading.startswith("Vào ngày chốt, người ấy bao nhiêu tuổi")


@pytest.mark.parametrize(
    "sent", [{"den": "sua-abc"}, {"den": "tiep"}, {"den": "tiep", "cau": "x"}, {"den": "lui"}, {"den": "tiep", "cau": "no-ai"}]
)
def test_a_step_that_does_not_exist_is_refused_in_a_sentence(pages: PageClient, sent: dict[str, str]) -> None:
    assert "làm lại từ đầu" in pages.send(HERE, sent, expect=422).main


def test_no_garbage_brings_it_down(pages: PageClient) -> None:
    """Three hundred forms of nonsense: always a page of ours, never a fault of the server."""
    dice = random.Random(20241001)
    names = [name for question in QUESTIONS for name in question.fields] + ["den", "cau", "sua", "x"]
    values = [
        "", "khong-biet", "co", "9", "-9", "1e9", "٣", "31/12/9999", "01/01/0001", "30/09/2024", "\x00", "<script>", "drugs", "murder",
        "tiep", "lui", "ket-qua", "kiem-lai", "tu-co-thoi-han", "chung-than-da-giam", "tam-dinh-chi", "muc-an", "a" * 5000,
    ]  # fmt: skip
    for _ in range(300):
        sent = {name: dice.choices(values, k=dice.randint(1, 3)) for name in dice.sample(names, k=dice.randint(0, 40))}
        response = pages.post(HERE, sent)
        assert response.status_code in (200, 422)
        assert b"<script>" not in response.content


def test_nothing_of_the_answers_is_kept_anywhere(pages: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    """No cookie, session, redirect or query holds one, no log says one, and no cache may keep a page."""
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        *questions, check = walk(pages, SAID)
        result = pages.send(HERE, {**filled(check), "den": "ket-qua"}, expect=200)
        refused = pages.send(HERE, {**filled(questions[8]), "muc-an-nam": "chín mươi", "cau": "muc-an", "den": "tiep"}, expect=422)
    for page in (*questions, check, result, refused):
        assert page.response.headers["Cache-Control"] == "no-store"
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert not page.response.cookies
        assert "Location" not in page.response.headers
        assert page.response.request["QUERY_STRING"] == ""
        assert not [action for action in page.tree.xpath("//form/@action") if action not in (HERE, "/ngon-ngu/")]
    assert not pages.cookies
    assert not Session.objects.exists()
    assert queries.captured_queries == []
    told = " ".join(f"{record.getMessage()} {record.__dict__.get('args')}" for record in caplog.records)
    for value in ("31/07/2019", "tu-co-thoi-han", "mot-phan", "theft", "chín mươi"):
        assert value not in told
        assert value not in " ".join(page.response.request["PATH_INFO"] for page in questions)


def test_the_address_of_the_language_switch_holds_no_answer(pages: PageClient) -> None:
    *_, check = walk(pages, SAID)
    assert check.tree.xpath("string(//input[@name='tiep']/@value)") == HERE


def test_the_start_page_is_not_kept_and_promises_what_is_true(pages: PageClient) -> None:
    page = pages.page(HERE)
    assert page.response.headers["Cache-Control"] == "no-store"
    assert "Không hỏi tên, số điện thoại, địa chỉ, số giấy tờ." in page.main
    names = {name for question in QUESTIONS for name in question.fields}
    assert not names & {"ten", "ho-ten", "sdt", "dien-thoai", "dia-chi", "can-cuoc", "email"}


def test_every_question_leads_to_the_engine() -> None:
    """What each page says reaches the answers under its own name: none is asked for nothing."""
    found = round_("2024")
    assert found is not None
    assert found.rules is not None
    sent = QueryDict(mutable=True)
    sent.update(MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in SAID.items()}))
    reading = flow.read(sent, found.rules)
    assert reading.waiting is None
    answers = reading.state.answers
    assert (answers.crimes, answers.circumstances, answers.priorities) == (frozenset({"theft"}), frozenset(), frozenset())
    assert answers.term is not None
    assert answers.term.years == 9
    assert answers.reduced is not None
    assert answers.reduced.months == 6
    shown = showing.result(found, reading)
    marks = {row.verdict.id: row.verdict.mark for row in (*shown["conditions"], *shown["exclusions"])}
    assert {name for name, mark in marks.items() if mark is Mark.UNCLEAR} == {"rating", "restitution"}
    assert {name for name, mark in marks.items() if mark is Mark.AUTHORITY} == {"security"}


def test_another_crime_is_no_answer_where_the_decision_speaks_of_all_of_a_kind(pages: PageClient) -> None:
    """Whoever was convicted about drugs is in clause 9, whatever the crime is called; of property there are others."""
    for group, offered in (("drugs", False), ("life", False), ("property", True)):
        said = {**SAID, "nhom-toi": [group]}
        page = next(page for page in walk(pages, said) if page.heading == "Bản án ghi tội danh nào?")
        assert bool(page.tree.xpath("//input[@value='khac' and @type='checkbox']")) is offered
