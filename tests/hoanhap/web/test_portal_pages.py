"""The public pages: what they show, what they never do, what machines read in them."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client, override_settings

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal.models import Unanswered
from hoanhap.channels.portal.states import PieceState
from hoanhap.kernel import clock
from tests.factories import people
from tests.factories import portal as pieces
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db
PUBLISHED = PieceState.PUBLISHED


@pytest.fixture
def desk(family: people.Family) -> pieces.Desk:
    pieces.indicators()
    portal.load_columns(actor=people.SYSTEM, now=clock.now())
    return pieces.desk(family.own)


@pytest.fixture
def published(desk: pieces.Desk) -> dict[str, str]:
    """One published piece a kind: its address."""
    kinds = {"ARTICLE": "/tin/", "ANSWER": "/hoi-dap/", "FACT": "/kiem-chung/"}
    return {kind: f"{start}{pieces.piece(desk, PUBLISHED, kind=kind).slug}/" for kind, start in kinds.items()}


def structured(page: Any) -> dict[str, Any]:
    (block,) = page.tree.xpath("//script[@type='application/ld+json']/text()")
    found: dict[str, Any] = json.loads(block)
    return found


def test_an_answer_says_what_it_rests_on_when_it_was_checked_and_whom_to_ask(pages: PageClient, published: dict[str, str]) -> None:
    page = pages.page(published["ANSWER"])
    for words in ("Căn cứ", "Luật Đặc xá 30/2018/QH14, Điều 3", "Cập nhật ngày", "01/11/2026", "Hỏi thêm ở đâu", "Công an xã", "Sở Thử"):
        assert words in page.main
    assert "Chưa đối chiếu" not in page.main
    assert published["ANSWER"] in pages.page("/hoi-dap/").links()
    assert published["ANSWER"] in pages.page("/hoi-dap/cho/returning/").links()
    assert published["ANSWER"] not in pages.page("/hoi-dap/cho/press/").links()
    pages.page("/hoi-dap/cho/ai-do/", expect=404)


@pytest.mark.parametrize(("status", "words"), [("press", "Theo báo chí"), ("memory", "Chưa đối chiếu văn bản gốc")])
def test_law_that_nobody_read_in_the_original_is_marked(pages: PageClient, desk: pieces.Desk, status: str, words: str) -> None:
    row = pieces.piece(desk, PUBLISHED, kind="ANSWER", law_status=status)
    assert words in pages.page(f"/hoi-dap/{row.slug}/").main


def test_an_answer_whose_law_has_changed_says_so_before_any_job_has_run(pages: PageClient, desk: pieces.Desk) -> None:
    today = clock.day_of(clock.now())
    row = pieces.piece(desk, PUBLISHED, kind="ANSWER", review_due=today, checked_on=today - timedelta(9))
    assert "Đang được rà soát lại" in pages.page(f"/hoi-dap/{row.slug}/").main


def test_structured_data_of_each_kind(pages: PageClient, published: dict[str, str]) -> None:
    article = structured(pages.page(published["ARTICLE"]))
    assert (article["@type"], article["publisher"]["name"]) == ("NewsArticle", "Sở Thử")
    answer = structured(pages.page(published["ANSWER"]))
    assert answer["mainEntity"][0]["acceptedAnswer"]["text"].startswith("Không.")
    fact = structured(pages.page(published["FACT"]))
    assert fact["@type"] == "ClaimReview"
    assert (fact["reviewRating"]["ratingValue"], fact["reviewRating"]["alternateName"]) == (1, "Sai")
    assert "author" not in fact["itemReviewed"], "a fact-check is never about who said it"


def test_nothing_typed_can_end_a_script_or_begin_an_element(pages: PageClient, desk: pieces.Desk) -> None:
    title = "Đóng </script thử & “nháy” <i"
    row = pieces.piece(desk, PUBLISHED, title=title, body="a < b và c > d\n\n[tốt](https://songthuong.example/a?b=1&c=2)")
    page = pages.get(f"/tin/{row.slug}/").content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(block)["headline"] == title
    assert "<i" not in page.split("<main")[1].split("</main>")[0].replace("<img", "")
    assert 'href="https://songthuong.example/a?b=1&amp;c=2" rel="noopener noreferrer"' in page


@pytest.mark.parametrize("address", ["/tin/rss.xml", "/tin/atom.xml", "/sitemap.xml"])
def test_feeds_and_the_map_are_xml_and_lead_to_what_is_published(
    pages: PageClient, published: dict[str, str], desk: pieces.Desk, address: str
) -> None:
    hidden = pieces.piece(desk, PUBLISHED, title="Bài hẹn ngày mai", shown_from=pieces.tomorrow())
    response = pages.get(address)
    ET.fromstring(response.content)  # noqa: S314  our own answer
    text = response.content.decode()
    wanted = published.values() if address == "/sitemap.xml" else [published["ARTICLE"]]
    assert all(f"http://127.0.0.1:8000{path}" in text for path in wanted)
    assert hidden.slug not in text


def test_robots_know_the_map_and_stay_out_of_the_search(pages: PageClient) -> None:
    text = pages.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    assert "Disallow: /tim-kiem/" in text


LISTS = ("/tin/", "/tin/chuyen-muc/hoat-dong/", "/hoi-dap/", "/kiem-chung/", "/tim-kiem/", "/tim-kiem/?q=viec")
ALL = (*LISTS, "/tin/rss.xml", "/sitemap.xml", "/robots.txt")


def test_no_public_page_sets_a_cookie_or_asks_another_server(pages: PageClient, published: dict[str, str]) -> None:
    for address in (*ALL, *published.values()):
        response = pages.get(address)
        assert (response.status_code, dict(response.cookies)) == (200, {}), address
        text = response.content.decode()
        loaded = re.findall(r'(?:src|srcset|action)="(https?:[^"]*)"|<link rel="stylesheet" href="(https?:[^"]*)"', text)
        assert not loaded, address


def test_pictures_have_a_size_words_and_only_those_of_public_pieces_are_handed_out(pages: PageClient, desk: pieces.Desk) -> None:
    row = pieces.piece(desk)
    shot = pieces.picture(row.id, desk.writer)
    address = f"/tin/anh/{shot.large_id}.webp"
    assert pages.get(address).status_code == 404
    row = pieces.publish_drafted(row.id, desk)
    page = pages.page(f"/tin/{row.slug}/")
    (image,) = page.tree.xpath("//main//img")
    assert (image.get("src"), image.get("alt"), image.get("loading")) == (address, "Hội trường xã, bàn ghế xếp sẵn", "lazy")
    assert (image.get("width"), image.get("height")) == ("32", "24")
    response = pages.get(address)
    content = b"".join(response.streaming_content)
    assert (response.headers["Content-Type"], content[8:12]) == ("image/webp", b"WEBP")
    portal.withdraw(piece_id=row.id, version=row.version, reason="Nhầm", actor=desk.checker, now=clock.now())
    assert pages.get(address).status_code == 404


def test_search_finds_with_marks_and_without_and_shows_the_exact_first(pages: PageClient, desk: pieces.Desk) -> None:
    early = clock.now() - timedelta(hours=1)
    exact = pieces.piece(desk, PUBLISHED, title="Vay vốn làm vườn", body="Hòa nhập.", now=early)
    folded = pieces.piece(desk, PUBLISHED, title="Vầy vòn lâm vươn", body="Chữ khác dấu.")
    numbered = pieces.piece(desk, PUBLISHED, kind="ANSWER", citations=(portal.Citation("758/2024/QĐ-CTN", "Điều 2"),))
    for words in ("vay vốn làm vườn", "vay von lam vuon", "VAY VON"):
        links = pages.page(f"/tim-kiem/?q={words}").links()
        assert {f"/tin/{exact.slug}/", f"/tin/{folded.slug}/"} <= set(links), words
    links = pages.page("/tim-kiem/?q=vay vốn làm vườn").links()
    assert links.index(f"/tin/{exact.slug}/") < links.index(f"/tin/{folded.slug}/")
    for words in ("758/2024/QĐ-CTN", "758/2024/qd-ctn", "758"):
        assert f"/hoi-dap/{numbered.slug}/" in pages.page("/tim-kiem/", data={"q": words}).links(), words
    assert f"/hoi-dap/{numbered.slug}/" not in pages.page("/tim-kiem/", data={"q": "58/2024/QĐ-CTN"}).links()
    assert f"/tin/{exact.slug}/" in pages.page("/tim-kiem/?q=hoà nhập").links(), "where the tone stands does not matter"


def test_a_search_in_vain_is_counted_as_words_and_nothing_else(pages: PageClient, desk: pieces.Desk) -> None:
    for words in ("Thẻ bảo hiểm y tế", "the bao hiem y te", "0912 345 678", "căn cước 012345678901"):
        assert "Chưa có trang nào" in pages.page("/tim-kiem/", data={"q": words}).main
    (row,) = Unanswered.objects.all()
    assert (row.words, row.count, row.day) == ("the bao hiem y te", 2, clock.day_of(clock.now()))
    assert {field.name for field in Unanswered._meta.get_fields()} == {"id", "day", "words", "count"}
    pages.page("/tim-kiem/")
    pages.page("/tim-kiem/?q=   ")
    assert Unanswered.objects.count() == 1


def test_a_kept_page_comes_without_asking_and_goes_when_something_is_published(
    desk: pieces.Desk, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoanhap.web.public.keeping.CHECK_SECONDS", 3600)
    with override_settings(KEPT_SECONDS=60):
        reader = Client()
        assert "Chưa có tin nào" in reader.get("/tin/").content.decode()
        with django_assert_num_queries(0):
            again = reader.get("/tin/")
        assert again.headers["Cache-Control"] == "public, max-age=60"
        assert {"Cookie", "Accept-Encoding"} <= set(re.split(r",\s*", again.headers["Vary"]))
        assert "nonce" not in again.headers["Content-Security-Policy"]
        assert "X-Kept-Page" not in again.headers
        unchanged = reader.get("/tin/", headers={"If-None-Match": again.headers["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        packed = reader.get("/tin/", headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.content) < len(again.content)
        pieces.piece(desk, PUBLISHED)
        assert "Chưa có tin nào" in reader.get("/tin/").content.decode(), "nobody has asked yet"
        monkeypatch.setattr("hoanhap.web.public.keeping.CHECK_SECONDS", -1)
        assert "Ngày hội việc làm" in reader.get("/tin/").content.decode()


def test_whether_the_process_lives_is_said_without_the_database(django_assert_num_queries: Any) -> None:
    with override_settings(KEPT_SECONDS=60), django_assert_num_queries(0):
        assert Client().get("/livez").content == b"ok"


def test_what_is_for_one_reader_is_never_kept(desk: pieces.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(KEPT_SECONDS=60):
        reader = Client()
        vietnamese = reader.get("/tin/").content
        reader.cookies["ngon-ngu"] = "en"
        assert reader.get("/tin/").content != vietnamese, "languages are kept apart"
        signed_in = client_of(people.official("OFFICER", at=people.family().own))
        assert signed_in.get("/tin/").headers["Cache-Control"] == "no-store"
        for address in ("/tim-kiem/?q=viec", "/tin/?trang=2", "/tin/khong-co/"):
            assert "ETag" not in reader.get(address).headers, address


def test_a_kept_page_goes_when_its_time_comes(desk: pieces.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoanhap.web.public.keeping.CHECK_SECONDS", -1)
    now = clock.now()
    begin = now + timedelta(minutes=5)
    row = pieces.piece(desk, PUBLISHED, shown_from=begin, shown_until=begin + timedelta(minutes=5))
    with override_settings(KEPT_SECONDS=3600):
        reader = Client()
        seen = []
        for moment in (now, begin, begin + timedelta(minutes=5)):
            monkeypatch.setattr("hoanhap.kernel.clock.now", lambda moment=moment: moment)
            seen.append(row.title in reader.get("/tin/").content.decode())
        assert seen == [False, True, False]
