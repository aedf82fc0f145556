"""A count from a paper, typed on a phone and at a desk: asked about, sent, returned, corrected, accepted. Also without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.models import Aggregate
from tests.browser.conftest import Desk
from tests.factories import people, work

pytestmark = pytest.mark.django_db(transaction=True)


def some_months(officer: people.User, reviewer: people.User) -> None:
    """Five months in which the commune told of about twelve people."""
    for month in range(6, 11):
        row = work.count(people.acting(officer), 10 + month % 3, day=date(2025, month, 1))
        activities.accept_count(aggregate_id=row.id, version=1, actor=people.acting(reviewer), now=clock.now())


@pytest.mark.parametrize("javascript", [True, False])
def test_a_number_far_from_the_others_is_asked_about_and_sent(desk_of: Callable[..., Desk], width: int, javascript: bool) -> None:
    work.catalogue()
    work.countable()
    family = people.family()
    officer, reviewer = people.official(Role.OFFICER, at=family.child), people.official(Role.REVIEWER, at=family.own)
    some_months(officer, reviewer)
    desk = desk_of(width, javascript=javascript)
    desk.sign_in(officer.sign_in_name, people.PASSWORD)
    page = desk.open("/ghi-hoat-dong/")
    page.get_by_role("link", name="Số tổng từ văn bản").first.click()
    desk.shoot("counts")
    page.get_by_role("link", name="Nêu một số").click()
    desk.shoot("count-groups")
    page.get_by_role("link", name=re.compile("Kết quả tái hòa nhập")).click()
    desk.shoot("count-group")
    page.get_by_role("link", name=re.compile("đang quản lý|đang được")).first.click()
    page.get_by_label(re.compile(r"\(người\)")).fill("121")
    page.get_by_label("Số tại ngày").fill("01/03/2026")
    page.get_by_label("Số, ngày, nơi ban hành").fill("Sổ theo dõi số 3, Công an xã")
    if javascript:
        page.get_by_label("Số, ngày, nơi ban hành").blur()
        page.get_by_text("thường khoảng").wait_for()
        assert Aggregate.objects.count() == 5
    else:
        page.get_by_role("button", name="Gửi duyệt").click()
    page.get_by_label("vẫn gửi").check()
    if javascript:
        page.wait_for_load_state("networkidle")
        expect(page.get_by_label("vẫn gửi")).to_be_checked()  # although the tick asked again, and the box came anew
    desk.shoot("count-asked")
    page.get_by_role("button", name="Gửi duyệt").click()
    page.get_by_text("Đã nêu số. Người duyệt sẽ xem").wait_for()
    desk.shoot("count-waiting")
    decide(desk_of(width, javascript=javascript), reviewer.sign_in_name)
    page.reload()
    desk.shoot("count-returned")
    page.get_by_role("link", name="Sửa và gửi lại").click()
    page.get_by_label(re.compile(r"\(người\)")).fill("12")
    page.get_by_role("button", name="Gửi duyệt lại").click()
    page.get_by_text("Đã sửa và gửi duyệt lại").wait_for()
    assert Aggregate.objects.get(version=2).amount == 12


def decide(desk: Desk, name: str) -> None:
    """What the reviewer does with it."""
    desk.sign_in(name, people.PASSWORD)
    page = desk.open("/duyet/")
    desk.shoot("counts-to-review")
    page.get_by_role("link", name=re.compile("^Người đang quản lý")).click()
    desk.shoot("count-to-decide")
    page.get_by_role("button", name="Trả lại").click()
    desk.shoot("count-no-reason")
    page.get_by_label("Lý do trả lại").fill("Thừa một chữ số")
    page.get_by_role("button", name="Trả lại").click()
    page.wait_for_url("**/duyet/")
