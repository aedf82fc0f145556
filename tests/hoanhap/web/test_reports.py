"""A report on its pages: live figures, down to the evidence, issued with a number, checked by whoever holds it."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from io import BytesIO
from zipfile import ZipFile

import pytest

from hoanhap.web.desk.reports import chain
from hoanhap.work.activities import operations as activities
from hoanhap.work.reports.models import Report
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import Page, PageClient

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
    assert "số liệu chưa có minh chứng nào" in page.main


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


def test_a_long_chain_is_read_a_page_at_a_time_and_names_every_entry_once(
    client: PageClient, staff: people.User, family: people.Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "LINES", 2)
    for number, size in enumerate((1, 3), start=1):
        officer = people.acting(people.official("OFFICER", at=people.unit(f"Xã Dài {number}", parent=family.own)))
        for turn in range(size):
            entry = work.entry(officer, airings=number, title=f"Tin {number}.{turn}")
            activities.accept(entry_id=entry.id, actor=people.acting(staff), now=people.clock.now())
    report = draft(client).split("/")[2]
    pages = [client.page(f"/so-lieu/{report}/cs.radio_airings/?trang={number}") for number in (1, 2, 3)]
    assert all("25 = tổng của 3 đơn vị" in page.main and "6/6 dòng mở được" in page.main for page in pages)
    chains = [page.tree.xpath("string(//ul[contains(@class, 'chain')])") for page in pages]
    titles = [title for told in chains for title in re.findall(r"(?:Bản tin|Tin) [\d.]+", told)]
    assert sorted(titles) == ["Bản tin 12", "Bản tin 6", "Tin 1.0", "Tin 2.0", "Tin 2.1", "Tin 2.2"]
    assert ["Xã Dài 2" in told for told in chains] == [False, True, True]  # cut in two, its whole sum beside both
    assert [told.count("Xã Dài 1") for told in chains] == [0, 0, 1]


def months_in(page: Page) -> dict[str, str]:
    """By month, what the figure's page says."""
    rows = page.tree.xpath("//h3[.='Theo tháng']/following-sibling::table[1]//tr[th[@scope='row']]")
    return {row.xpath("string(th)"): row.xpath("string(td)") for row in rows}


def test_a_figure_is_told_by_month_while_the_months_are_the_figure(client: PageClient, staff: people.User, family: people.Family) -> None:
    officer = people.acting(people.official("OFFICER", at=family.child))
    address = draft(client)
    report = Report.objects.get(pk=address.split("/")[2])
    first, figure = report.period_from, f"/so-lieu/{report.id}/cs.radio_airings/"
    early = work.entry(officer, airings=1, title="Tin ngày đầu kỳ", day=first)
    activities.accept(entry_id=early.id, actor=people.acting(staff), now=people.clock.now())
    told = months_in(client.page(figure))
    assert told.pop("Cộng") == "19"
    begins, ends = f"15–{monthrange(first.year, first.month)[1]}/{first:%m/%Y}", f"01–14/{report.period_until:%m/%Y}"
    assert [label if "–" in label else re.fullmatch(r"\d\d/\d{4}", label) is not None for label in told] == [begins, *[True] * 5, ends]
    assert sum(map(int, told.values())) == 19
    assert int(told[begins]) == 1 + 18 * (early.day.month == people.clock.day_of(people.clock.now()).month)
    version = client.page(f"{address}ban-hanh/").tree.xpath("string(//input[@name='version']/@value)")
    client.send(f"{address}ban-hanh/", {"version": version})
    assert months_in(client.page(figure)) == told | {"Cộng": "19"}
    late = work.entry(officer, airings=5, title="Tin muộn", day=first)
    activities.accept(entry_id=late.id, actor=people.acting(staff), now=people.clock.now())
    assert months_in(client.page(figure)) == {}  # the ledger says another sum by now; the frozen figure stays


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


@pytest.fixture
def commune(staff: people.User, family: people.Family) -> PageClient:
    """An officer of the unit below, whose entries are counted already."""
    return client_of(people.official("OFFICER", at=family.child))


def version_of(client: PageClient, address: str) -> str:
    return str(client.page(address).tree.xpath("string(//input[@name='version']/@value)"))


def submitted(commune: PageClient) -> str:
    address = draft(commune)
    commune.send(f"{address}nop/", {"version": version_of(commune, address)})
    return address


def this_period(address: str = "/bao-cao/tong-hop/half-year/") -> str:
    first, last = work.period_of("half-year", people.clock.day_of(people.clock.now()))
    return f"{address}{first}/{last}/"


def test_a_figure_given_back_reaches_the_officer_who_mends_the_entry(client: PageClient, commune: PageClient) -> None:
    address = submitted(commune)
    assert "Đã nộp, chờ nhận" in commune.page(address).main
    assert commune.get(f"{address}nhan/").status_code == 405
    assert "Xã Thử" in client.page(this_period()).main
    figure = f"/so-lieu/{address.split('/')[2]}/cs.radio_airings/"
    (give_back,) = [link for link in client.page(figure).links() if link.endswith("/tra-lai/")]
    page = client.page(give_back)
    wrong = page.tree.xpath("//input[@name='entry_ids']/@value")[1]
    client.send(give_back, {"version": "2", "reason": " ", "entry_ids": [wrong]}, expect=422)
    client.send(give_back, {"version": "2", "reason": "Sổ ghi 2 lượt", "entry_ids": [wrong]})
    assert "Sổ ghi 2 lượt" in commune.page(f"/ghi-hoat-dong/{wrong}/").main
    assert "Sổ ghi 2 lượt" in commune.page("/viec/").main
    page = commune.page(address)
    assert "Bị trả lại" in page.main
    assert "khác bản đã nộp" in page.main
    assert "Sổ ghi 2 lượt" in commune.page(figure).main
    commune.send(f"{address}nop/", {"version": version_of(commune, address)})
    client.send(f"{address}nhan/", {"version": "4"})
    assert "Đã nhận" in client.page(address).main


def test_consolidation_compares_locks_and_a_correction_leaves_the_old_one(
    client: PageClient, commune: PageClient, pages: PageClient
) -> None:
    below = submitted(commune)
    client.send(f"{below}nhan/", {"version": "2"})
    address = draft(client)
    assert "Khớp" in client.page(f"{address}doi-chieu/").main
    client.send(f"{address}ban-hanh/", {"version": "1"})
    assert "Đã tổng hợp, khóa" in commune.page(below).main
    locked = client.page(address).tree.xpath("//section[@aria-labelledby='made-of']//a")
    assert [(link.text_content(), link.get("href")) for link in locked] == [("Xã Thử", below)], "whose report, for their titles are alike"
    page = client.page(f"{address}dieu-chinh/")
    assert "Vì sao phải điều chỉnh" in page.main
    client.send(f"{address}dieu-chinh/", {"reason": ""}, expect=422)
    edition = str(client.send(f"{address}dieu-chinh/", {"reason": "Sót bản tin"}).response.headers["Location"])
    assert edition != address
    client.send(f"{edition}ban-hanh/", {"version": "1"})
    assert "đã có bản điều chỉnh" in client.page(address).main
    assert "Sót bản tin" in client.page(edition).main
    for one in (address, edition):
        pages.page(f"/kiem-chung/{one.split('/')[2]}/")
    raw = client.get(f"{edition}bo-chung-cu/").content
    assert "verify.py" in ZipFile(BytesIO(raw)).namelist()


def test_late_units_are_chased_with_one_press_and_read_the_letter(client: PageClient, commune: PageClient) -> None:
    code, first, last = work.last_period()
    address = f"/bao-cao/tong-hop/{code}/{first}/{last}/"
    page = client.page(address)
    assert "Đã chốt" in page.heading
    assert "Quá hạn" in page.main
    assert "ngày làm việc" in page.main
    letter = str(client.send(f"{address}don-doc/").response.headers["Location"])
    assert "Công văn số" in client.page(letter).heading
    assert "Xã Thử" in commune.page(letter).main
    assert client.get(f"{letter}pdf/").content.startswith(b"%PDF")
    assert client.get(f"{letter}word/").content.startswith(b"PK")
    client.page(f"{letter}khac/", expect=404)
    client.send(f"{address}don-doc/", expect=422)
    for wrong in (
        f"/bao-cao/tong-hop/khong/{first}/{last}/",
        f"/bao-cao/tong-hop/{code}/x/{last}/",
        f"/bao-cao/tong-hop/{code}/{last}/{first}/",
    ):
        client.page(wrong, expect=404)


def test_the_same_entries_stand_in_other_forms_and_say_in_how_many_reports(client: PageClient) -> None:
    address = draft(client)
    for link in [link for link in client.page("/bao-cao/bieu/").links() if link.startswith("/bao-cao/bieu/") and link.count("/") == 4]:
        page = client.page(link)
        assert "Chưa đủ cả biểu" in page.main
        assert "18" in page.main
    client.page("/bao-cao/bieu/khong-co/", expect=404)
    report = address.split("/")[2]
    entry = next(link for link in client.page(f"/so-lieu/{report}/cs.radio_airings/").links() if re.match("/ghi-hoat-dong/.{36}/", link))
    page = client.page(f"/bao-cao/luot-ghi/{entry.split('/')[2]}/")
    assert "Lượt ghi này đã tính trong 4 báo cáo" in page.heading
    assert "Theo đơn vị hôm nay" in client.page(f"/so-lieu/{report}/cs.radio_airings/?ranh-gioi=nay").main


def test_a_report_asked_for_ad_hoc_reaches_the_unit_below(client: PageClient, commune: PageClient) -> None:
    today = people.clock.day_of(people.clock.now())
    asked = {"scheme_code": "ad-hoc", "name": "Báo cáo nhanh dịp lễ", "first": f"{today:01/%m/%Y}", "last": f"{today:%d/%m/%Y}"}
    client.send("/bao-cao/yeu-cau/", {**asked, "due": f"{today:%d/%m/%Y}"}, expect=422)
    client.send("/bao-cao/yeu-cau/", {**asked, "due": f"{today.replace(year=today.year + 1):%d/%m/%Y}"})
    page = commune.page("/bao-cao/")
    assert "Báo cáo nhanh dịp lễ" in page.main
    call = page.tree.xpath("string(//input[@name='call']/@value)")
    address = str(commune.send("/bao-cao/lap/", {"call": call}).response.headers["Location"])
    assert "Báo cáo nhanh dịp lễ" in commune.page(address).heading
    commune.send("/bao-cao/lap/", {"scheme": "nine-months", "day": "01/10/2026"}, expect=422)
    assert commune.send("/bao-cao/lap/", {"scheme": "quarter", "day": f"{today:%d/%m/%Y}"}).response.headers["Location"] != address
