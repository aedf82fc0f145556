"""The portal on the desk: written, previewed, sent, checked, published, taken up again, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal.models import Piece
from hoanhap.channels.portal.states import PieceState
from hoanhap.kernel import clock
from tests.factories import people, work
from tests.factories import portal as pieces
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(family: people.Family) -> people.Family:
    pieces.indicators()
    portal.load_columns(actor=people.SYSTEM, now=clock.now())
    return family


@pytest.fixture
def writer(scene: people.Family) -> PageClient:
    return client_of(people.official("OFFICER", at=scene.own))


@pytest.fixture
def checker(scene: people.Family) -> PageClient:
    return client_of(people.official("REVIEWER", at=scene.own, name="Lê Thị Duyệt"))


def answer(**changed: Any) -> dict[str, Any]:
    return {
        "piece_id": str(uuid4()), "title": "Vay vốn ở đâu?", "body": "Ở điểm giao dịch của ngân hàng.\n\n- Mang căn cước.", "column_id": "",
        "audiences": ["returning"], "citations": "22/2023/QĐ-TTg | Điều 4\n127/2025/QH15", "law_status": "verified",
        "checked_on": "01/11/2026", "review_due": "01/11/2099", "ask": "Ngân hàng Chính sách xã hội\nCông an xã", **changed,
    }  # fmt: skip


def test_the_whole_way_of_an_answer(writer: PageClient, checker: PageClient, pages: PageClient) -> None:
    assert "Cổng thông tin" in writer.page("/viec/").text
    preview = writer.send("/cong/moi/answer/", answer(xem="1"), expect=200)
    assert "Mang căn cước." in preview.tree.xpath("string(//aside[@class='preview'])")
    assert not Piece.objects.exists(), "looking saves nothing"
    address = writer.send("/cong/moi/answer/", answer()).response.headers["Location"]
    row = Piece.objects.get()
    assert row.citations == [{"text": "22/2023/QĐ-TTg", "article": "Điều 4"}, {"text": "127/2025/QH15", "article": ""}]
    assert "Gửi người duyệt" in writer.page(address).main
    typed = answer(title="Vay vốn ở đâu, bao nhiêu?", version=row.version)
    writer.send(f"{address}sua/", typed)
    writer.send(f"{address}sua/", typed, expect=409)
    writer.send(f"{address}gui/", {"version": 2})
    assert "Gửi người duyệt" not in writer.page(address).main
    assert address in checker.page("/cong/?trang-thai=SUBMITTED").links()
    assert address not in checker.page("/cong/?loai=FACT").links()
    assert "Lý do" in checker.send(f"{address}duyet/", {"version": 3, "quyet": "tra"}, expect=422).main
    checker.send(f"{address}duyet/", {"version": 3, "quyet": "dat"})
    row.refresh_from_db()
    public = f"/hoi-dap/{row.slug}/"
    pages.page(public, expect=404)
    assert "phải sau" in checker.send(f"{address}dang/", {"version": 4, "shown_until": "01/01/2020 08:00"}, expect=422).main
    checker.send(f"{address}dang/", {"version": 4})
    assert "Vay vốn ở đâu, bao nhiêu?" in pages.page(public).main
    assert public in checker.page(address).links()
    writer.send(f"{address}sua-lai/", {"version": 5})
    assert pages.page(public)
    checker.send(f"{address}go/", {"version": 6, "reason": "Sai mức vay"})
    pages.page(public, expect=404)
    page = checker.page(address)
    assert "Sai mức vay" in page.main
    assert "Bản 1" in page.main


def test_what_is_lacking_is_said_at_once(writer: PageClient) -> None:
    page = writer.send("/cong/moi/answer/", answer(citations="", review_due="31/02/2027"), expect=422)
    assert len(page.tree.xpath("//*[@id='error-summary']//li")) == 2
    address = writer.send("/cong/moi/answer/", answer(body="chữ " * 121)).response.headers["Location"]
    assert "121 chữ" in writer.send(f"{address}gui/", {"version": 1}, expect=422).main


def test_a_law_that_had_expired_when_it_was_checked_is_refused_and_one_that_nobody_watches_is_remarked(writer: PageClient) -> None:
    old = answer(citations="41/2019/QH14 | Điều 5\n7/2099/NĐ-CP", checked_on="02/07/2026")
    address = writer.send("/cong/moi/answer/", old).response.headers["Location"]
    page = writer.page(address).main
    assert "7/2099/NĐ-CP chưa có trong sổ văn bản pháp luật" in page
    assert "41/2019/QH14 chưa có" not in page
    refused = writer.send(f"{address}gui/", {"version": 1}, expect=422).main
    assert "41/2019/QH14 đã hết hiệu lực" in refused
    assert "7/2099/NĐ-CP đã hết" not in refused


def test_html_is_words_and_is_refused(writer: PageClient) -> None:
    page = writer.send(
        "/cong/moi/article/", {"piece_id": str(uuid4()), "title": "Tin", "summary": "Tin", "body": "<script>x</script>"}, expect=422
    )
    assert "Không dùng mã HTML" in page.main


def test_the_dignity_gate_blocks_a_name_beside_an_offence_and_remarks_stigma(writer: PageClient) -> None:
    def begun(body: str) -> str:
        fields = {"piece_id": str(uuid4()), "title": "Chuyện ở xã", "summary": "Một buổi gặp mặt.", "body": body}
        return str(writer.send("/cong/moi/article/", fields).response.headers["Location"])

    blocked = begun("Anh Nguyễn Văn Tám từng phạm tội trộm cắp tài sản, nay mở xưởng mộc.")
    assert writer.send(f"{blocked}gui/", {"version": 1, "acknowledged": "on"}, expect=422).tree.xpath("//*[@id='error-summary']")
    remarked = begun("Những người lầm lỗi được xã giúp mở xưởng mộc.")
    assert "lưu ý" in writer.send(f"{remarked}gui/", {"version": 1}, expect=422).main
    writer.send(f"{remarked}gui/", {"version": 1, "acknowledged": "on"})
    row = Piece.objects.get(state=PieceState.SUBMITTED)
    assert row.remarks, "what was answered for is kept"


def test_pictures_are_asked_about_before_they_are_taken(writer: PageClient) -> None:
    fields = {"piece_id": str(uuid4()), "title": "Ngày hội", "summary": "Ngày hội.", "body": "Vui."}
    address = writer.send("/cong/moi/article/", fields).response.headers["Location"]

    def sent(**said: Any) -> dict[str, Any]:
        return {"picture_id": str(uuid4()), "file": SimpleUploadedFile("a.png", work.picture(), "image/png"), **said}

    page = writer.send(f"{address}anh/", sent(), expect=422)
    assert len(page.tree.xpath("//*[@id='error-summary']//li")) == 2
    writer.send(f"{address}anh/", sent(alternative="Hội trường", recognisable="co"), expect=422)
    writer.send(f"{address}anh/", sent(alternative="Hội trường", recognisable="khong"))
    page = writer.page(address)
    (image,) = page.tree.xpath("//article//img")
    assert image.get("alt") == "Hội trường"
    assert b"WEBP" in b"".join(writer.get(image.get("src")).streaming_content)[:16]
    (form,) = page.tree.xpath("//form[contains(@action, '/bo/')]/@action")
    writer.send(form)
    assert not writer.page(address).tree.xpath("//article//img")


def test_texts_that_come_with_the_system_wait_for_a_check_and_are_never_overwritten(writer: PageClient, checker: PageClient) -> None:
    writer.send("/cong/nap/")
    count = Piece.objects.count()
    assert count > 50
    assert set(Piece.objects.values_list("state", flat=True)) == {PieceState.SUBMITTED}
    before = list(Piece.objects.order_by("id").values_list("id", "version"))
    writer.send("/cong/nap/")
    assert list(Piece.objects.order_by("id").values_list("id", "version")) == before
    assert len([link for link in checker.page("/cong/").links() if link.startswith("/cong/") and len(link) > 30]) >= 50


def test_what_was_searched_in_vain_and_what_falls_due_is_shown_to_editors(
    writer: PageClient, scene: people.Family, pages: PageClient
) -> None:
    pages.page("/tim-kiem/?q=thẻ bảo hiểm")
    assert "the bao hiem" in writer.page("/cong/tim-khong-thay/").main
    today = clock.day_of(clock.now())
    old = {"review_due": today, "checked_on": today.replace(year=2020)}
    row = pieces.piece(pieces.desk(scene.own), PieceState.PUBLISHED, kind="ANSWER", **old)
    page = writer.page("/cong/ra-soat/")
    assert row.title in page.main
    assert "Đến hạn rà soát ngày" in page.main
