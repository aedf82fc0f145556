"""The lists that people carry about, as workbooks: the rows of the page under its filter, for whoever may see it, and nothing that runs."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hoanhap.kernel.actor import Role
from hoanhap.web import exporting
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.documents.states import PaperState
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> people.Family:
    work.catalogue()
    work.countable()
    return people.family()


def at(family: people.Family, role: str) -> PageClient:
    return client_of(people.official(role, at=family.own))


def sheet_of(client: PageClient, page: str) -> Worksheet:
    """The workbook that the page offers."""
    (link,) = [href for href in client.page(page).links() if "tep=xlsx" in href]
    found = openpyxl.load_workbook(BytesIO(client.get(page.partition("?")[0] + link).content)).active
    assert isinstance(found, Worksheet)
    return found


def column(sheet: Worksheet, title: str) -> list[Any]:
    heading = [cell.value for cell in sheet[1]]
    return [row[heading.index(title)].value for row in sheet.iter_rows(min_row=2)]


def test_the_register_holds_what_the_view_shows(family: people.Family) -> None:
    clerk = at(family, Role.CLERK)
    registered = work.paper(family.own, state=PaperState.REGISTERED)
    other = work.paper(family.own, state=PaperState.CONFIRMED)
    type(other).objects.filter(pk=other.id).update(subject="=HYPERLINK(A1)")
    everything = sheet_of(clerk, "/van-ban-den/")
    assert sorted(column(everything, "Trích yếu")) == ["=HYPERLINK(A1)", registered.subject]
    assert {cell.data_type for row in everything.iter_rows() for cell in row} <= {"s", "n", "d"}, "no formula"
    view = sheet_of(clerk, "/van-ban-den/?xem=da-vao-so")
    assert column(view, "Số đến") == [1]
    assert column(view, "Ngày văn bản") == ["02/03/2026"]


def test_entries_have_a_column_for_every_number(family: people.Family) -> None:
    user = people.official(Role.OFFICER, at=family.own)
    officer = people.acting(user)
    for number in range(2):
        work.entry(officer, title=f"@Bản tin {number}", airings=6 + number, url=f"https://a.example/{number}")
    work.entry(people.acting(people.official(Role.OFFICER, at=family.child)), title="Của xã")
    sheet = sheet_of(client_of(user), "/ghi-hoat-dong/")
    assert sorted(column(sheet, "Tên")) == ["@Bản tin 0", "@Bản tin 1"]
    assert sorted(column(sheet, "Lượt phát trên đài truyền thanh xã")) == [6, 7]
    assert column(sheet, "Trạng thái") == ["Chờ duyệt"] * 2


def test_the_queue_holds_entries_and_counts_of_the_reviewer_alone(family: people.Family) -> None:
    officer = people.acting(people.official(Role.OFFICER, at=family.child))
    work.entry(officer).quantities.filter(indicator_id="cs.radio_airings").update(estimated=True)
    work.count(officer, 7)
    reviewer = at(family, Role.REVIEWER)
    sheet = sheet_of(reviewer, "/duyet/")
    assert column(sheet, "Kênh") == ["Số tổng từ văn bản", "Đài truyền thanh xã"]
    assert column(sheet, "Đơn vị") == ["Xã Thử", "Xã Thử"]
    assert [cell.value for cell in sheet[2]].count(7) == 1
    assert column(sheet, "Số ước tính") == [None, "Lượt phát trên đài truyền thanh xã"]
    assert at(family, Role.CLERK).get("/duyet/?tep=xlsx").status_code == 403


def test_the_duties_of_a_plan_by_unit(family: people.Family) -> None:
    staff = people.official(Role.STAFF, at=family.own)
    plan = work.plan(family.own, people.acting(staff))
    page = f"/ke-hoach/{plan.id}/"
    sheet = sheet_of(client_of(staff), page)
    assert column(sheet, "Đơn vị") == ["Sở Thử", "Phòng PH99"]
    assert [cell if cell is None else cell.date().isoformat() for cell in column(sheet, "Hạn")] == [None, "2026-06-30"]
    assignments.assign(plan_id=plan.id, actor=people.acting(staff), now=people.clock.now())
    assert "Đã giao" in column(sheet_of(client_of(staff), page), "Trạng thái")
    stranger = client_of(people.official(Role.STAFF, at=people.unit("Sở Khác")))
    assert stranger.get(f"{page}?tep=xlsx").status_code == 404


def test_a_long_list_says_that_there_is_more(family: people.Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 2)
    book = openpyxl.load_workbook(BytesIO(exporting.as_workbook("Thử", ["A"], ([n] for n in range(9)), name="a.xlsx").content)).active
    assert isinstance(book, Worksheet)
    assert [row[0].value for row in book.iter_rows(min_row=2)] == [0, 1, "Còn nữa: tệp chỉ có 2 dòng đầu. Hãy lọc bớt rồi tải lại."]
