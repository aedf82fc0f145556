"""Reorganising from a page: a form, a rehearsal that changes nothing, then done, then undone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hoanhap.ground.accounts.models import Membership
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.organisations import queries
from hoanhap.ground.organisations.models import Reorganisation, Unit
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from tests.factories import people
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import Page, PageClient

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)
SAID = {"day": "01/07/2026", "reference": "Nghị quyết thử 01/2026"}
ACTS = "/don-vi/sap-xep/"


@pytest.fixture
def desk(family: people.Family) -> PageClient:
    return client_of(people.official(Role.ADMINISTRATOR, at=family.parent, name="Trần Thị Hà"))


def rehearsed(desk: PageClient, unit: Unit, act: str, said: dict[str, Any]) -> Page:
    before = Unit.objects.count(), Reorganisation.objects.count(), AuditEntry.objects.count()
    page = desk.send(f"/don-vi/{unit.id}/{act}/", SAID | said, expect=200)
    assert (Unit.objects.count(), Reorganisation.objects.count(), AuditEntry.objects.count()) == before, "a rehearsal leaves nothing"
    return page


def done(desk: PageClient, page: Page) -> Reorganisation:
    (form,) = page.tree.xpath("//form[.//button[@name='thuc-hien']]")
    said: dict[str, list[str]] = {}
    for name, value in form.form_values():
        said.setdefault(name, []).append(value)
    desk.send(str(page.response.request["PATH_INFO"]), said | {"thuc-hien": "1"})
    return Reorganisation.objects.latest("number")


def rows(page: Page) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th|td")] for row in page.tree.xpath("//tbody/tr")]


def test_two_units_are_merged_into_a_new_one_and_come_back(desk: PageClient, family: people.Family) -> None:
    officer = people.official(Role.OFFICER, at=family.own)
    form = desk.page(f"/don-vi/{family.own.id}/sap-nhap/")
    assert form.tree.xpath("//input[@name='others']/@value") == [str(family.sibling.id)], "units of the same kind"
    empty = desk.send(f"/don-vi/{family.own.id}/sap-nhap/", SAID | {"others": [str(family.sibling.id)]}, expect=422)
    assert empty.tree.xpath("//*[@id='error-summary']//a/@href") == ["#id_code", "#id_name"]
    page = rehearsed(desk, family.own, "sap-nhap", {"others": [str(family.sibling.id)], "code": "T.MOI", "name": "Sở Mới"})
    told = rows(page)
    assert ["Thành lập", "Sở Mới", "–", "–"] in told
    assert ["Bàn giao", "Sở Bên Cạnh", "Sở Mới", "Toàn bộ"] in told
    assert ["Chuyển về dưới", "Xã Thử", "Sở Mới", "–"] in told
    assert "Sở Thử: 1 người giữ vai trò" in page.main
    assert "1 vai trò của người" in page.main
    row = done(desk, page)
    new = Unit.objects.get(code="T.MOI")
    assert queries.parent_of(new.id, on=DAY) == family.parent
    assert set(Membership.objects.filter(user=officer).values_list("unit_id", flat=True)) == {family.own.id, new.id}
    listed = desk.page(ACTS)
    assert "Sáp nhập" in listed.main
    assert "Nghị quyết thử 01/2026" in listed.main
    desk.send(f"{ACTS}{row.number}/hoan-tac/")
    assert not Unit.objects.filter(code="T.MOI").exists()
    assert "Đã hoàn tác" in desk.page(ACTS).main


def test_a_units_work_is_divided_by_branch_and_percent(desk: PageClient, family: people.Family) -> None:
    other = people.unit("Sở Thứ Ba", parent=family.parent, kind="DEPARTMENT")
    said = {
        "target_1": str(family.sibling.id), "function_1": "OTHER", "share_1": "35,5", "target_2": str(other.id), "function_2": "OTHER",
        "share_2": "64,5",
    }  # fmt: skip
    wrong = desk.send(f"/don-vi/{family.own.id}/chia-tach/", SAID | said | {"share_2": "60"}, expect=422)
    assert "cộng lại đúng bằng một" in wrong.main
    assert "hãy chọn ít nhất một" in desk.send(f"/don-vi/{family.own.id}/chia-tach/", SAID, expect=422).main.lower()
    page = rehearsed(desk, family.own, "chia-tach", said)
    assert ["Bàn giao", "Sở Thử", "Sở Bên Cạnh", "Các việc còn lại, tỷ lệ 35,5%"] in rows(page)
    done(desk, page)
    heirs = queries.heirs_of(family.own.id, on=DAY)
    assert {unit: float(share) for unit, share in heirs.items()} == {family.sibling.id: 0.355, other.id: 0.645}


@pytest.mark.parametrize(
    ("act", "said", "row"),
    [
        ("doi-ten", {"name": "Sở Đổi Tên", "short": "SĐT"}, ["Đổi tên", "Sở Thử", "Sở Đổi Tên", "–"]),
        ("chuyen", {"hierarchy": "PARTY", "parent": "sibling"}, ["Chuyển về dưới", "Sở Thử", "Sở Bên Cạnh", "–"]),
        ("ket-thuc", {"heir": "sibling"}, ["Kết thúc", "Sở Thử", "–", "–"]),
    ],
)
def test_one_act_each(desk: PageClient, family: people.Family, act: str, said: dict[str, str], row: list[str]) -> None:
    said = {name: str(family.sibling.id) if value == "sibling" else value for name, value in said.items()}
    assert f"/don-vi/{family.own.id}/{act}/" in desk.page(f"/don-vi/{family.own.id}/").links()
    page = rehearsed(desk, family.own, act, said)
    assert row in rows(page)
    number = done(desk, page).number
    assert f"/don-vi/sap-xep/{number}/hoan-tac/" in desk.page(ACTS).source


def test_what_is_refused_is_said_in_the_form_and_nothing_is_lost(desk: PageClient, family: people.Family) -> None:
    page = desk.send(f"/don-vi/{family.own.id}/ket-thuc/", SAID, expect=422)
    assert "còn đơn vị trực thuộc" in page.main
    assert page.tree.xpath("//input[@name='reference']/@value") == [SAID["reference"]]
    early = desk.send(f"/don-vi/{family.own.id}/doi-ten/", SAID | {"name": "X", "day": "01/01/2020"}, expect=422)
    assert "không hoạt động vào ngày" in early.main
    desk.page(f"/don-vi/{family.own.id}/giai-tan/", expect=404)


def test_what_opens_a_unit_later_than_today_can_be_undone_today(desk: PageClient, family: people.Family) -> None:
    later = clock.day_of(clock.now()) + timedelta(days=30)
    said = {"others": [str(family.sibling.id)], "code": "T.MOI", "name": "Sở Mới", "day": f"{later:%d/%m/%Y}"}
    row = done(desk, rehearsed(desk, family.own, "sap-nhap", said))
    assert f"/don-vi/sap-xep/{row.number}/hoan-tac/" in desk.page(ACTS).source
    desk.send(f"{ACTS}{row.number}/hoan-tac/")
    assert not Unit.objects.filter(code="T.MOI").exists()


def test_a_later_act_stands_in_the_way_of_undoing(desk: PageClient, family: people.Family) -> None:
    first = done(desk, rehearsed(desk, family.own, "doi-ten", {"name": "Sở Hai"}))
    second = done(desk, rehearsed(desk, family.own, "doi-ten", {"name": "Sở Ba", "day": "02/07/2026"}))
    source = desk.page(ACTS).source
    assert f"/don-vi/sap-xep/{second.number}/hoan-tac/" in source
    assert f"/don-vi/sap-xep/{first.number}/hoan-tac/" not in source
    assert "Hãy hoàn tác lần đó trước" in desk.send(f"{ACTS}{first.number}/hoan-tac/", expect=409).main


def test_nobody_reorganises_the_own_unit_or_one_elsewhere(family: people.Family) -> None:
    own = client_of(people.official(Role.ADMINISTRATOR, at=family.own))
    for unit in (family.own, family.sibling, family.parent):
        own.page(f"/don-vi/{unit.id}/ket-thuc/", expect=403)
        assert not [link for link in own.page(f"/don-vi/{unit.id}/").links() if "ket-thuc" in link]
    own.page(f"/don-vi/{family.child.id}/ket-thuc/")
