"""A report on its pages: live figures, down to the evidence, issued with a number, checked by whoever holds it."""

from __future__ import annotations

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from hoanhap.work.activities import operations as activities
from hoanhap.work.reports.models import Report
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(family: people.Family) -> people.User:
    work.catalogue()
    user = people.official("STAFF", "REVIEWER", at=family.own)
    officer = people.acting(people.official("OFFICER", at=family.child))
    for airings in (6, 12):
        entry = work.entry(officer, airings=airings, title=f"Bản tin {airings}")
        activities.accept(entry_id=entry.id, actor=people.acting(user), now=people.clock.now())
    return user


@pytest.fixture
def client(staff: people.User) -> PageClient:
    return client_of(staff)


def draft(client: PageClient) -> str:
    return str(client.send("/bao-cao/lap/").response.headers["Location"])


def test_a_report_is_drafted_once_with_live_figures_and_says_what_has_no_proof(client: PageClient) -> None:
    address = draft(client)
    assert draft(client) == address
    assert address in client.page("/bao-cao/").links()
    page = client.page(address)
    (chip,) = page.tree.xpath("//a[contains(@href, 'cs.radio_airings')]")
    assert chip.text_content() == "18 lượt"
    assert page.tree.xpath("//a[contains(@class, 'void')]")
    assert "chưa có minh chứng nào" in page.main


def test_a_figure_leads_to_its_entries_and_their_evidence(client: PageClient) -> None:
    report = draft(client).split("/")[2]
    page = client.page(f"/so-lieu/{report}/cs.radio_airings/")
    assert "18 lượt" in page.main
    assert "18 = tổng của 1 đơn vị" in page.main
    assert "2/2 dòng mở được" in page.main
    for link in [link for link in page.links() if link.startswith("/ghi-hoat-dong/") and len(link) > 30]:
        assert "Bản tin" in client.page(link).heading
    assert "Chưa lượt ghi nào" in client.page(f"/so-lieu/{report}/soc.posts/").main
    client.page(f"/so-lieu/{report}/khong-co/", expect=404)


def test_a_paragraph_is_changed_and_its_figure_stays_a_figure(client: PageClient) -> None:
    address = draft(client)
    edit = next(link for link in client.page(address).links() if "/doan/" in link)
    client.page(edit)
    client.send(edit, {"version": "1", "text": "Đã phát {cs.radio_airings} & hơn <b>thế</b>."})
    page = client.page(address)
    assert "Đã phát 18 lượt & hơn <b>thế</b>." in page.main
    both = client.send(edit, {"version": "1", "text": "bản khác"}, expect=409)
    assert "bản khác" in both.main
    client.send(edit, {"version": "2", "text": " "}, expect=422)
    client.page(f"{address}doan/999/", expect=200)
    client.send(f"{address}doan/999/", {"version": "2", "text": "x"}, expect=422)
    client.send(f"{address}viet-lai/")
    assert "Đã phát" not in client.page(address).main


def test_issuing_freezes_numbers_and_opens_the_papers_and_the_proof(client: PageClient, pages: PageClient) -> None:
    address = draft(client)
    report_id = address.split("/")[2]
    client.page(f"{address}so-cai/", expect=409)
    pages.page(f"/kiem-chung/{report_id}/", expect=404)
    version = client.page(f"{address}ban-hanh/").tree.xpath("string(//input[@name='version']/@value)")
    client.send(f"{address}ban-hanh/", {"version": version})
    page = client.page(address)
    assert "01/BC" in page.main
    assert "HN-" in page.main
    client.send(f"{address}ban-hanh/", {"version": version}, expect=409)
    word = client.get(f"{address}word/")
    body = ZipFile(BytesIO(word.content)).read("word/document.xml").decode()
    assert "18 lượt" in re.sub(r"<[^>]+>", "", body)
    assert client.get(f"{address}pdf/").content.startswith(b"%PDF")
    ledger = json.loads(client.get(f"{address}so-cai/").content)
    assert ledger["report"]["number"].startswith("01/BC")
    public = pages.page(f"/kiem-chung/{report_id}/")
    (figure,) = [row for row in ledger["figures"] if row["indicator"] == "cs.radio_airings"]
    assert figure["code"] in public.main
    assert figure["root"] in public.main
    assert "Bản tin" not in public.main
    assert not pages.cookies
    frozen = client.page(f"/so-lieu/{report_id}/cs.radio_airings/")
    assert figure["root"] in frozen.main


def test_the_words_of_a_report_are_vietnamese_for_who_reads_the_pages_in_english(client: PageClient) -> None:
    client.cookies["ngon-ngu"] = "en"
    draft(client)
    blocks = json.dumps(Report.objects.get().blocks, ensure_ascii=False)
    assert "như sau:" in blocks
    assert "Trên đây là báo cáo" in blocks
