"""A plan on its pages: made from a paper, changed, given out, answered."""

from __future__ import annotations

import pytest

from hoanhap.work.assignments.models import AssignedUnit, Assignment
from hoanhap.work.assignments.states import DutyState
from hoanhap.work.documents.states import PaperState
from hoanhap.work.programmes.models import Plan
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(family: people.Family) -> people.User:
    return people.official("STAFF", at=family.own)


@pytest.fixture
def client(staff: people.User) -> PageClient:
    return client_of(staff)


def test_a_plan_is_made_once_from_a_registered_paper(client: PageClient, family: people.Family) -> None:
    paper = work.paper(family.own, state=PaperState.REGISTERED)
    assert "Lập kế hoạch từ văn bản này" in client.page(f"/van-ban-den/{paper.id}/").main
    first = client.send(f"/van-ban-den/{paper.id}/lap-ke-hoach/").response.headers["Location"]
    assert client.send(f"/van-ban-den/{paper.id}/lap-ke-hoach/").response.headers["Location"] == first
    page = client.page(first)
    anchor = work.span("lập dự toán.")[0]
    assert f"/van-ban-den/{paper.id}/#cau-{anchor}" in page.links()
    assert client.page(f"/van-ban-den/{paper.id}/").tree.xpath(f"string(//*[@id='cau-{anchor}'])") == "lập dự toán."
    for words in ("Sở Thử", "Phòng PH99", "chưa có hạn", "30/06/2026", "không ghi ngày", "Chưa rõ đơn vị nào trong hệ thống: Phòng PH99"):
        assert words in page.main
    assert first in client.page("/ke-hoach/").links()


def test_no_plan_without_a_number(client: PageClient, family: people.Family) -> None:
    client.send(f"/van-ban-den/{work.paper(family.own, state=PaperState.READ).id}/lap-ke-hoach/", expect=409)


def test_a_duty_is_changed_with_its_unit_and_its_gap_goes(client: PageClient, family: people.Family, staff: people.User) -> None:
    plan = work.plan(family.own, people.acting(staff))
    duty = Assignment.objects.get(plan=plan, position=2)
    address = f"/ke-hoach/{plan.id}/viec/{duty.id}/"
    assert client.page(address).tree.xpath("string(//*[@id='id_due']/@value)") == "30/06/2026"
    fields = {"version": duty.version, "duty": "lập dự toán năm", "due": "1/7/2026", "lead_unit_id": str(family.child.id)}
    client.send(address, fields)
    page = client.page(f"/ke-hoach/{plan.id}/")
    assert "Xã Thử" in page.main
    assert "01/07/2026" in page.main
    assert "PH99" not in page.main
    client.send(address, fields, expect=409)
    client.send(address, fields | {"duty": " "}, expect=422)


def test_the_plan_itself_is_changed(client: PageClient, family: people.Family, staff: people.User) -> None:
    plan = work.plan(family.own, people.acting(staff))
    client.send(f"/ke-hoach/{plan.id}/sua/", {"version": 1, "title": "Kế hoạch mới", "report_due": "20/12/2026"})
    page = client.page(f"/ke-hoach/{plan.id}/")
    assert page.heading == "Kế hoạch mới"
    assert "báo cáo trước 20/12/2026" in page.main
    assert "không ghi ngày" not in page.main
    both = client.send(f"/ke-hoach/{plan.id}/sua/", {"version": 1, "title": "Bản thứ ba", "report_due": ""}, expect=409)
    assert "Kế hoạch mới" in both.main
    assert "Bản thứ ba" in both.main


def test_duties_are_given_out_and_answered(client: PageClient, family: people.Family, staff: people.User) -> None:
    plan = work.plan(family.own, people.acting(staff))
    client.send(f"/ke-hoach/{plan.id}/giao/")
    assert "Đã giao 1 phần việc" in client.page(f"/ke-hoach/{plan.id}/").main
    client.send(f"/ke-hoach/{plan.id}/giao/", expect=409)
    part = AssignedUnit.objects.get(state=DutyState.ASSIGNED)
    today = client.page("/viec/")
    assert f"/viec/{part.id}/" in today.links()
    assert "hướng dẫn các đài" in today.main
    page = client.send(f"/viec/{part.id}/", {"target": "RETURNED", "reason": " "}, expect=422)
    assert "Hãy ghi lý do trả lại." in page.main
    client.send(f"/viec/{part.id}/", {"target": "ACCEPTED", "reason": ""})
    client.send(f"/viec/{part.id}/", {"target": "ACCEPTED", "reason": ""}, expect=409)
    client.send(f"/viec/{part.id}/", {"target": "RETURNED", "reason": "trùng việc khác"})
    assert "trùng việc khác" in client.page(f"/viec/{part.id}/").main
    assert "Trả lại" in client.page(f"/ke-hoach/{plan.id}/").main
    assert "Giao lại: hướng dẫn các đài" in client.page("/viec/").main
    client.send(f"/viec/{part.id}/giao-lai/", {"unit_id": str(family.child.id)})
    assert "Xã Thử" in client.page(f"/viec/{part.id}/").main
    client.send(f"/viec/{part.id}/giao-lai/", {"unit_id": ""}, expect=409)


def test_nothing_to_give_out_is_said(client: PageClient, family: people.Family, staff: people.User) -> None:
    plan = work.plan(family.own, people.acting(staff))
    AssignedUnit.objects.filter(unit=family.own).delete()
    page = client.send(f"/ke-hoach/{plan.id}/giao/", expect=422)
    assert "Chưa việc nào có đơn vị" in page.main
    assert Plan.objects.get(pk=plan.id).state == "DRAFT"
