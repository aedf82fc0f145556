"""A paper on its pages: taken in, read, confirmed, numbered, found again."""

from __future__ import annotations

from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoanhap.ground.organisations.queries import Unit
from hoanhap.web.desk.documents.sheet import lines_of
from hoanhap.work.documents.models import Paper
from hoanhap.work.documents.states import PaperState
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(family: people.Family) -> PageClient:
    return client_of(people.official("CLERK", at=family.own))


def upload(clerk: PageClient, content: bytes, *, paper_id: object, expect: int = 302, name: str = "ke-hoach.txt") -> object:
    fields = {"paper_id": str(paper_id), "arrived_on": "03/03/2026", "file": SimpleUploadedFile(name, content)}
    return clerk.send("/van-ban-den/nhan/", fields, expect=expect)


def confirm_fields(paper: Paper, **changes: str) -> dict[str, str]:
    fields = {
        "version": str(paper.version),
        "type_code": "KH",
        "number": paper.number,
        "issuer_name": paper.issuer_name,
        "issued": "02/03/2026",
        "subject": paper.subject,
        "signer_name": paper.signer_name,
    }
    return fields | changes


def test_a_paper_is_taken_in_once_however_often_the_form_is_sent(clerk: PageClient) -> None:
    shown = clerk.page("/van-ban-den/nhan/")
    paper_id = (
        shown.form("")["paper_id"]
        if shown.tree.xpath("//form[@action='']")
        else shown.tree.xpath("string(//input[@name='paper_id']/@value)")
    )
    upload(clerk, "KẾ HOẠCH thử".encode(), paper_id=paper_id)
    upload(clerk, "KẾ HOẠCH thử".encode(), paper_id=paper_id)
    assert Paper.objects.count() == 1
    page = clerk.page(f"/van-ban-den/{paper_id}/")
    assert "Đang đọc văn bản" in page.main
    assert page.tree.xpath("//progress/@value") == ["0"]


def test_another_file_under_the_same_id_is_refused_and_the_first_kept(clerk: PageClient) -> None:
    paper_id = uuid4()
    upload(clerk, b"mot", paper_id=paper_id)
    page = upload(clerk, b"hai", paper_id=paper_id, expect=409)
    assert "giữ nguyên" in page.main  # type: ignore[attr-defined]
    assert Paper.objects.get().file.size == 3  # type: ignore[union-attr]


def test_an_empty_file_is_refused_in_words_and_the_day_is_kept(clerk: PageClient) -> None:
    page = upload(clerk, b"", paper_id=uuid4(), expect=422)
    assert "Tệp rỗng" in page.main  # type: ignore[attr-defined]
    assert "03/03/2026" in page.source  # type: ignore[attr-defined]
    assert not Paper.objects.exists()


def test_no_file_and_no_such_day_are_both_said(clerk: PageClient) -> None:
    page = clerk.send("/van-ban-den/nhan/", {"paper_id": str(uuid4()), "arrived_on": "31/02/2026"}, expect=422)
    assert "Hãy chọn tệp văn bản." in page.main
    assert "Ngày này không có" in page.main
    assert "31/02/2026" in page.source


def test_the_part_that_asks_again_turns_into_the_whole_page_when_the_reading_is_done(clerk: PageClient, family: people.Family) -> None:
    paper = work.paper(family.own, state=PaperState.READING)
    headers = {"HX-Request": "true"}
    assert "HX-Refresh" not in clerk.page(f"/van-ban-den/{paper.id}/", headers=headers).response.headers
    Paper.objects.filter(pk=paper.id).update(state=PaperState.READ, reading=work.reading())
    assert clerk.page(f"/van-ban-den/{paper.id}/", headers=headers).response.headers["HX-Refresh"] == "true"


def test_what_was_read_stands_beside_the_paper_doubtful_first_and_nothing_of_it_is_markup(clerk: PageClient, family: people.Family) -> None:
    page = clerk.page(f"/van-ban-den/{work.paper(family.own).id}/")
    assert page.tree.xpath("//li[@class='doubtful']/label/text()") == ["Ngày văn bản"]
    assert page.tree.xpath("string(//*[@id='id_issued']/@value)") == "02/03/2026"
    assert "<b>thử</b> & hỗ trợ" in page.tree.xpath("string(//article)")
    assert not page.tree.xpath("//article//b")
    assert "Đọc ở “12/KH-CAT”" in page.main
    assert "không ghi ngày" in page.main


def test_every_character_of_a_paper_stands_on_its_sheet_whatever_is_marked() -> None:
    reading = work.reading() | {
        "citations": [{"spans": [[0, 40], [10, 60]]}],
        "figures": [{"span": [5, 300]}],
        "stamp": {"span": [0, 9999]},
    }
    shown = ["".join(run.text for run in line.runs) for line in lines_of(reading)]
    assert shown == list(work.LINES)


def test_a_paper_is_confirmed_and_numbered(clerk: PageClient, family: people.Family) -> None:
    paper = work.paper(family.own)
    clerk.send(f"/van-ban-den/{paper.id}/xac-nhan/", confirm_fields(paper, subject="Trích yếu đã sửa", issued="03/2026"))
    paper.refresh_from_db()
    assert (paper.subject, paper.issued, paper.state) == ("Trích yếu đã sửa", "2026-03", PaperState.CONFIRMED)
    clerk.send(f"/van-ban-den/{paper.id}/vao-so/")
    page = clerk.page(f"/van-ban-den/{paper.id}/")
    assert "Đã vào sổ với số đến 1." in page.main
    assert "03/2026" in page.main
    clerk.send(f"/van-ban-den/{paper.id}/vao-so/", expect=409)


def test_a_blocking_field_left_empty_is_said_at_the_field_and_the_rest_is_kept(clerk: PageClient, family: people.Family) -> None:
    paper = work.paper(family.own)
    page = clerk.send(f"/van-ban-den/{paper.id}/xac-nhan/", confirm_fields(paper, issuer_name="", subject="chữ vừa gõ"), expect=422)
    assert "Ô này phải có trước khi xác nhận." in page.main
    assert "chữ vừa gõ" in page.source


def test_a_date_that_does_not_exist_is_refused_as_typed(clerk: PageClient, family: people.Family) -> None:
    paper = work.paper(family.own)
    page = clerk.send(f"/van-ban-den/{paper.id}/xac-nhan/", confirm_fields(paper, issued="30/02/2026"), expect=422)
    assert page.tree.xpath("string(//*[@id='id_issued']/@value)") == "30/02/2026"


def test_two_clerks_at_once_lose_nothing(clerk: PageClient, family: people.Family) -> None:
    paper = work.paper(family.own)
    other = client_of(people.official("CLERK", at=family.own))
    other.send(f"/van-ban-den/{paper.id}/xac-nhan/", confirm_fields(paper, subject="của người kia"))
    page = clerk.send(f"/van-ban-den/{paper.id}/xac-nhan/", confirm_fields(paper, subject="của tôi"), expect=409)
    assert "của người kia" in page.main
    assert "của tôi" in page.main
    again = dict(page.tree.xpath("//form[not(@action)]")[0].form_values())
    again.pop("csrfmiddlewaretoken")
    clerk.send(f"/van-ban-den/{paper.id}/xac-nhan/", again)
    paper.refresh_from_db()
    assert paper.subject == "của tôi"


@pytest.mark.parametrize("state", [PaperState.UNREADABLE, PaperState.REFUSED, PaperState.CONFIRMED, PaperState.REGISTERED])
def test_every_state_has_its_page(clerk: PageClient, family: people.Family, state: PaperState) -> None:
    paper = work.paper(family.own, state=state)
    Paper.objects.filter(pk=paper.id).update(failure="Câu nói vì sao.")
    page = clerk.page(f"/van-ban-den/{paper.id}/")
    assert ("Câu nói vì sao." in page.main) == (state in (PaperState.UNREADABLE, PaperState.REFUSED))
    assert bool(page.tree.xpath("//article")) == (state in (PaperState.CONFIRMED, PaperState.REGISTERED))


def test_an_unreadable_paper_is_read_again_or_filled_in_by_hand(clerk: PageClient, family: people.Family) -> None:
    paper = work.paper(family.own, state=PaperState.UNREADABLE)
    with patch("hoanhap.kernel.queue.defer"):
        clerk.send(f"/van-ban-den/{paper.id}/doc-lai/")
    Paper.objects.filter(pk=paper.id).update(state=PaperState.UNREADABLE)
    paper.refresh_from_db()
    clerk.send(
        f"/van-ban-den/{paper.id}/xac-nhan/", confirm_fields(paper, issuer_name="Sở X", subject="Về việc Y", number="1/SX", signer_name="")
    )


def test_the_register_and_the_search_find_papers_without_marks(clerk: PageClient, family: people.Family) -> None:
    paper = work.paper(family.own, state=PaperState.REGISTERED)
    assert "Truyền thông thử" in clerk.page("/van-ban-den/").main
    assert "Chưa có văn bản nào" in clerk.page("/van-ban-den/?xem=cho-vao-so").main
    assert f"/van-ban-den/{paper.id}/" in clerk.page("/tim/?q=TAI HOÀ nhap").links()
    assert f"/van-ban-den/{paper.id}/" in clerk.page("/tim/?q=12/KH").links()
    assert "Không tìm thấy gì" in clerk.page("/tim/?q=xyz").main
    clerk.page("/tim/")


def test_a_long_register_has_pages(clerk: PageClient, family: people.Family) -> None:
    own: Unit = family.own
    for number in range(1, 54):
        work.paper(own, state=PaperState.REGISTERED, number=number)
    first = clerk.page("/van-ban-den/?xem=da-vao-so")
    assert "Trang 1 trong 2, tất cả 53 mục" in first.main
    assert "?xem=da-vao-so&trang=2" in first.links()
    assert "Trang 2 trong 2" in clerk.page("/van-ban-den/?xem=da-vao-so&trang=2").main
