"""Help for people coming home, as pages: found without JavaScript, without a cookie, and without a word about who one is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from hoanhap.ground.accounts.queries import User
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel.actor import Role
from hoanhap.kernel.codes import normalise
from hoanhap.people.support.models import Service, Slip
from hoanhap.people.support.queries import checklists
from tests.factories import people, support, work
from tests.hoanhap.people.support.conftest import REFORM, committee, follow
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db

REACH = "0912 345 678"
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


@pytest.fixture
def top() -> Unit:
    work.catalogue()
    return people.unit("Ủy ban nhân dân tỉnh Sông Thương", kind="PROVINCE")


@pytest.fixture
def lau(top: Unit) -> Unit:
    return committee("xã Bến Lau", top)


@pytest.fixture
def sim(top: Unit) -> Unit:
    return committee("xã Đồi Sim", top)


def sent(**changes: Any) -> dict[str, Any]:
    return {"need": "WORK", "soon": "WEEK", **changes}


def new_slip(pages: PageClient, place: Unit, **changes: Any) -> str:
    """Make a slip as a reader does, and give its code back."""
    address = reverse("slip_new")
    form = pages.page(f"{address}?viec=WORK&noi={place.id}").form(address)
    page = pages.send(address, {**form, **sent(**changes)}, expect=200)
    (code,) = set(CODE.findall(page.source))
    return str(code)


def test_the_door_leads_to_every_list(pages: PageClient) -> None:
    links = pages.page("/tro-ve/").links()
    for one in checklists():
        address = reverse("checklist", args=[one.slug])
        assert address in links
        page = pages.page(address)
        assert page.heading == one.title
        assert len(page.tree.xpath("//li[@class='tick']")) == len(one.items)
        assert f"{one.checked:%d/%m/%Y}" in page.main


def test_a_list_says_what_was_not_read_and_what_is_not_known(pages: PageClient) -> None:
    words = pages.page("/tro-ve/xoa-an-tich/").main
    assert "theo báo chí, chưa đọc nguyên văn" in words
    assert "Chưa rõ" in words
    assert "Điều 70" in words


def test_no_such_list(pages: PageClient) -> None:
    pages.page("/tro-ve/khong-co/", expect=404)


def test_the_finder_shows_the_office_with_all_that_one_needs(pages: PageClient, lau: Unit) -> None:
    service = support.service(lau)
    page = pages.page("/noi-giup/?viec=WORK&xa=ben+lau")
    assert page.heading == "Nơi giúp ở xã Bến Lau"
    for words in ("Tổ việc làm", "Số 1, đường Bến", "Sáng thứ ba", "Căn cước", "Giấy chứng nhận", "Công an xã Bến Lau", "Điều 43"):
        assert words in page.main
    assert "tel:02043555111" in page.links()
    assert reverse("help_office", args=[service]) in page.links()


def test_an_old_name_leads_to_the_new_commune(pages: PageClient, top: Unit, lau: Unit) -> None:
    follow(committee("xã Bến Cũ", top, since=date(2000, 1, 1), until=REFORM), {lau.id: "1"})
    page = pages.page("/noi-giup/?viec=WORK&xa=xã+bến+cũ")
    assert page.heading == "Nơi giúp ở xã Bến Lau"
    assert "xã Bến Cũ nay là xã Bến Lau" in page.main


def test_of_several_heirs_one_is_chosen(pages: PageClient, top: Unit, lau: Unit, sim: Unit) -> None:
    follow(committee("thị trấn Chợ Đồn", top, since=date(2000, 1, 1), until=REFORM), {lau.id: "0.3", sim.id: "0.7"})
    page = pages.page("/noi-giup/?viec=LOAN&xa=chợ+đồn")
    choices = [link for link in page.links() if "noi=" in link]
    assert len(choices) == 2
    assert f"noi={sim.id}" in choices[0]
    assert pages.page(choices[0]).heading == "Nơi giúp ở xã Đồi Sim"


def test_where_the_directory_knows_nobody_the_law_does(pages: PageClient, lau: Unit) -> None:
    page = pages.page("/noi-giup/?viec=CARE&xa=Bến+Lau")
    assert "Danh bạ chưa có nơi riêng" in page.main
    assert "Ủy ban nhân dân xã Bến Lau" in page.main


@pytest.mark.parametrize("query", ["viec=WORK&xa=", "viec=&xa=Bến", "viec=CRIME&xa=Bến", "viec=WORK&xa=" + "x" * 200])
def test_what_is_missing_is_said_at_the_field(pages: PageClient, lau: Unit, query: str) -> None:
    assert pages.page(f"/noi-giup/?{query}", expect=422).tree.xpath("//*[@id='error-summary']")


@pytest.mark.parametrize("query", ["viec=WORK&noi=khong", "noi=", "viec=WORK", "viec=<script>&noi=1"])
def test_a_broken_address_is_the_empty_finder(pages: PageClient, lau: Unit, query: str) -> None:
    assert pages.page(f"/noi-giup/?{query}").heading == "Tìm nơi giúp"


def test_a_name_that_nobody_bears(pages: PageClient, lau: Unit) -> None:
    assert "Không thấy xã, phường nào" in pages.page("/noi-giup/?viec=WORK&xa=Không+Có").main


def test_the_slip_of_one_office(pages: PageClient, lau: Unit) -> None:
    page = pages.page(reverse("help_office", args=[support.service(lau)]))
    assert page.heading == "Tổ việc làm"
    assert "sau ngày" in page.main


@pytest.mark.parametrize("path", ["/tro-ve/", "/tro-ve/tuan-dau/", "/noi-giup/?viec=WORK&xa=Bến+Lau", "/phieu/"])
def test_a_reader_gets_no_cookie_and_a_way_out(pages: PageClient, lau: Unit, path: str) -> None:
    response = pages.get(path)
    assert not response.cookies
    assert b'id="leave"' in response.content


def test_a_slip_from_need_to_answer_to_erasure(pages: PageClient, signed_in: Callable[[User], PageClient], lau: Unit) -> None:
    code = new_slip(pages, lau, reach=REACH, agreed=["REACH"])
    assert not pages.cookies
    row = Slip.objects.get()
    officer = signed_in(people.official(Role.OFFICER, at=lau))
    assert "Tìm việc làm" in officer.page("/phieu-hen/").main
    page = officer.page(f"/phieu-hen/{row.id}/")
    assert REACH not in page.source
    assert REACH in officer.send(f"/phieu-hen/{row.id}/lien-he/", expect=200).main
    assert AuditEntry.objects.filter(act="slip.read_reach").count() == 1
    officer.send(f"/phieu-hen/{row.id}/", {"words": "Mời đến ủy ban sáng thứ ba, gặp chị Mai."})
    shown = pages.send("/phieu/", {"code": code.lower()}, expect=200)
    assert "gặp chị Mai" in shown.main
    assert "Đã hẹn" in shown.main
    pages.send("/phieu/", {"code": code, "act": "REACH"}, expect=200)
    assert "không còn đồng ý" in officer.page(f"/phieu-hen/{row.id}/").main
    assert pages.send("/phieu/", {"code": code, "act": "withdraw"}, expect=200).heading == "Đã xóa phiếu"
    assert not Slip.objects.exists()
    pages.send("/phieu/", {"code": code}, expect=422)


def test_the_code_stands_in_no_address_and_on_no_page_that_is_kept(pages: PageClient, lau: Unit) -> None:
    address = reverse("slip_new")
    form = pages.page(f"{address}?viec=WORK&noi={lau.id}").form(address)
    response = pages.post(address, {**form, **sent()})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert normalise(form["code"])
    assert not AuditEntry.objects.filter(detail__icontains=form["code"]).exists()


def test_sent_twice_it_is_one_slip_with_one_code(pages: PageClient, lau: Unit) -> None:
    address = reverse("slip_new")
    form = pages.page(f"{address}?viec=WORK&noi={lau.id}").form(address)
    codes = {CODE.findall(pages.send(address, {**form, **sent()}, expect=200).source)[0] for _time in range(2)}
    assert len(codes) == 1
    assert Slip.objects.count() == 1


def test_a_contact_without_consent_is_sent_back_and_nothing_kept(pages: PageClient, lau: Unit) -> None:
    address = reverse("slip_new")
    form = pages.page(f"{address}?viec=WORK&noi={lau.id}").form(address)
    page = pages.send(address, {**form, **sent(reach=REACH)}, expect=422)
    assert "chưa đồng ý cho dùng" in page.main
    assert page.form(address)["code"] == form["code"]
    assert not Slip.objects.exists()


def test_no_box_of_consent_is_ticked_beforehand(pages: PageClient, lau: Unit) -> None:
    page = pages.page(f"/phieu/moi/?viec=WORK&noi={lau.id}")
    assert len(page.tree.xpath("//input[@type='checkbox']")) == 2
    assert not page.tree.xpath("//input[@type='checkbox'][@checked]")


@pytest.mark.parametrize("name", ["name", "full_name", "phone", "address", "offence", "email", "birth"])
def test_no_form_asks_who_somebody_is(pages: PageClient, lau: Unit, name: str) -> None:
    for path in (f"/phieu/moi/?viec=WORK&noi={lau.id}", "/noi-giup/", "/phieu/"):
        assert not pages.page(path).tree.xpath(f"//*[@name='{name}']")


def test_a_slip_of_the_pen_is_told_at_the_field(pages: PageClient, lau: Unit) -> None:
    code = new_slip(pages, lau)
    slipped = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert "có chỗ nhầm" in pages.send("/phieu/", {"code": slipped}, expect=422).main
    pages.send("/phieu/", {"code": ""}, expect=422)


def test_officials_are_sent_to_another_window(signed_in: Callable[[User], PageClient], lau: Unit) -> None:
    officer = signed_in(people.official(Role.OFFICER, at=lau))
    assert "cửa sổ riêng tư" in officer.page(f"/phieu/moi/?noi={lau.id}", expect=403).main


def test_the_directory_is_kept_from_the_desk(signed_in: Callable[[User], PageClient], pages: PageClient, lau: Unit) -> None:
    officer = signed_in(people.official(Role.OFFICER, at=lau))
    assert "còn trống" in officer.page("/danh-ba/").main
    page = officer.page("/danh-ba/them/")
    hidden = {field.get("name"): field.get("value") for field in page.tree.xpath("//main//input[@type='hidden']")}
    days = {name: page.tree.xpath(f"string(//*[@name='{name}']/@value)") for name in ("checked_on", "valid_until")}
    said = {
        **hidden, "unit_id": str(lau.id), "area_id": str(lau.id), "name": "Điểm giao dịch", "needs": ["LOAN"],
        "address": "Nhà văn hóa xã", "dial": "0204 3 555 222", "hours": "Ngày 10 hằng tháng", "bring": "Căn cước", **days,
    }  # fmt: skip
    officer.send("/danh-ba/them/", {**said, "dial": "gọi chị Ba"}, expect=422)
    officer.send("/danh-ba/them/", said)
    service = Service.objects.get()
    assert "Điểm giao dịch" in pages.page("/noi-giup/?viec=LOAN&xa=Bến+Lau").main
    officer.send(f"/danh-ba/{service.id}/", {**said, "version": "1", "hours": "Ngày 15 hằng tháng"})
    assert "Ngày 15" in pages.page(f"/noi-giup/{service.id}/").main
    officer.send(f"/danh-ba/{service.id}/", {**said, "version": "1"}, expect=409)
    officer.send(f"/danh-ba/{service.id}/ket-thuc/", {"version": "2"})
    pages.page(f"/noi-giup/{service.id}/", expect=404)
    assert "đã kết thúc" in officer.page(f"/danh-ba/{service.id}/").main


def test_a_slip_is_passed_on_only_with_consent(signed_in: Callable[[User], PageClient], lau: Unit, top: Unit) -> None:
    support.service(top, name="Trung tâm việc làm tỉnh")
    refused, agreed = support.slip(lau), support.slip(lau, agreed=("PASS_ON",))
    officer = signed_in(people.official(Role.OFFICER, at=lau))
    service = Service.objects.get().id
    assert "chưa đồng ý cho chuyển" in officer.page(f"/phieu-hen/{refused}/").main
    assert "Trung tâm việc làm tỉnh" in officer.page(f"/phieu-hen/{agreed}/").main
    officer.send(f"/phieu-hen/{refused}/chuyen/", {"service_id": str(service)}, expect=403)
    officer.send(f"/phieu-hen/{agreed}/chuyen/", {"service_id": str(service)})
    officer.page(f"/phieu-hen/{agreed}/", expect=404)


def test_those_above_see_no_small_number(signed_in: Callable[[User], PageClient], top: Unit, lau: Unit) -> None:
    for _time in range(3):
        support.slip(lau)
    page = signed_in(people.official(Role.INSPECTOR, at=top)).page("/phieu-hen/")
    (row,) = page.tree.xpath("//tbody/tr")
    assert [cell.text_content() for cell in row] == ["Ủy ban nhân dân xã Bến Lau", "ẩn"]
    assert "Tìm việc làm" not in page.main


def test_the_places_of_the_desk(signed_in: Callable[[User], PageClient], lau: Unit) -> None:
    support.slip(lau)
    assert {"/phieu-hen/", "/danh-ba/"} <= set(signed_in(people.official(Role.OFFICER, at=lau)).page("/viec/").links())
    assert not {"/phieu-hen/", "/danh-ba/"} & set(signed_in(people.official(Role.CLERK, at=lau)).page("/viec/").links())
