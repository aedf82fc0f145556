"""The page of who did what: empty cells say so, darker where more was done, and the same as a workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from hoanhap.web.desk.reports.coverage import shaded
from hoanhap.web.exporting import as_workbook
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.queries import Entry
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.figures.operations.folding import fold
from hoanhap.work.reports.queries import Column, Coverage, Reached
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import Page, PageClient


@pytest.mark.django_db
def test_the_page_marks_what_is_empty_and_exports_what_it_shows() -> None:
    work.catalogue()
    own = people.unit("Sở Thử", kind="DEPARTMENT")
    commune = people.unit("Xã Một", parent=own)
    user = people.official(Role.STAFF, at=own)
    entry = work.entry(people.acting(people.official(Role.OFFICER, at=commune)))
    activities.accept(entry_id=entry.id, actor=people.acting(user), now=clock.now())
    client = client_of(user)
    page = client.get("/bao-cao/ai-da-lam-gi/").content.decode()
    assert page.count('<td class="q0"><span>trống</span></td>') > 5
    assert page.count('<td class="q5"><a href="/bao-cao/ai-da-lam-gi/') == 1
    sheet = openpyxl.load_workbook(BytesIO(client.get("/bao-cao/ai-da-lam-gi/?tep=xlsx").content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Xã Một", "Sở Thử"]
    assert 1 in [cell.value for cell in sheet[2]]
    assert "theo=noi-dung" in page
    assert client.get("/bao-cao/ai-da-lam-gi/?theo=noi-dung&ngay=05/03/2026").status_code == 200


class Worked:
    """A department over a commune with a station and one that shares a work with the station; entries of a point of content and without."""

    def __init__(self) -> None:
        work.catalogue()
        own = people.unit("Sở Thử", kind="DEPARTMENT")
        one, other = people.unit("Xã Một", parent=own), people.unit("Xã Hai", parent=own)
        station = people.unit("Đài Một", parent=one, kind="STATION")
        people.unit("Xã Vắng", parent=own)
        user = people.official(Role.STAFF, at=own)
        self.staff, self.client = people.acting(user), client_of(user)
        plan = work.plan(own, self.staff)
        assignments.assign(plan_id=plan.id, actor=self.staff, now=clock.now())
        done = [self._accepted(unit, number) for unit in (one, station, other) for number in range(3)]
        Entry.objects.filter(pk__in=[entry.id for entry in done[1::2]]).update(content=plan.contents.get())
        self._posted(one)
        activities.join(entry_id=done[3].id, with_id=done[6].id, reason="Cùng một bản tin", actor=self.staff, now=clock.now())
        work.entry(people.acting(people.official(Role.OFFICER, at=one)), title="Còn chờ duyệt", url="https://a.example/cho")

    def _posted(self, unit: Any) -> None:
        body = activities.Body(
            "MXH", clock.day_of(clock.now()), "Bài đăng", amounts={"soc.posts": Decimal(1)}, urls=("https://mxh.example/1",)
        )  # fmt: skip
        entry = activities.log(entry_id=uuid4(), body=body, actor=people.acting(people.official(Role.OFFICER, at=unit)), now=clock.now())
        activities.accept(entry_id=entry.id, actor=self.staff, now=clock.now())

    def _accepted(self, unit: Any, number: int) -> Entry:
        officer = people.acting(people.official(Role.OFFICER, at=unit))
        entry = work.entry(officer, title=f"Bản tin {number}", url=f"https://a.example/{unit.id}/{number}")
        return activities.accept(entry_id=entry.id, actor=self.staff, now=clock.now())


def cells_of(client: PageClient, address: str) -> list[tuple[Decimal, Page]]:
    """Every number of the table, with the page that it leads to."""
    links = client.page(address).tree.xpath("//table//td/a")
    return [(number(link.text_content()), client.page(link.get("href"))) for link in links]


def number(words: str) -> Decimal:
    return Decimal(words.strip().replace("−", "-").replace(".", ""))


@pytest.mark.django_db
@pytest.mark.parametrize("folded", [False, True], ids=["from lines", "from totals"])
def test_a_number_of_channels_is_the_sum_of_what_its_page_lists(folded: bool) -> None:
    worked = Worked()
    if folded:
        fold()
    cells = cells_of(worked.client, "/bao-cao/ai-da-lam-gi/")
    assert sorted(value for value, _page in cells) == [1, 1, 3, 6, 8], "two communes, and the work that both claim once in the whole"
    for value, page in cells:
        assert number(page.tree.xpath("string(//h2[@id='value']/text())")) == value
        lines = page.tree.xpath("//ul[@class='chain']//ul/li[not(ul[not(@class)]/li/ul)]/span[@class='line']")
        told = [line.xpath("string(span[@class='num'])") for line in lines]
        assert sum(number(words) for words in told if words) == value
        units = page.tree.xpath("//ul[@class='chain']/li/span[@class='line']/span[@class='num']")
        assert sum(number(unit.text_content()) for unit in units) == value
        assert "Còn chờ duyệt" not in page.main


@pytest.mark.django_db
def test_a_number_of_contents_is_how_many_entries_its_page_lists() -> None:
    cells = cells_of(Worked().client, "/bao-cao/ai-da-lam-gi/?theo=noi-dung")
    assert sorted(value for value, _page in cells) == [1, 3, 4]
    for value, page in cells:
        assert number(page.tree.xpath("string(//h2[@id='value']/text())")) == value == len(page.tree.xpath("//ul[@class='work']/li"))


@pytest.mark.django_db
def test_only_numbers_of_the_own_table_have_a_page() -> None:
    worked = Worked()
    elsewhere = people.unit("Xã Nơi Khác", parent=people.unit("Sở Khác", kind="DEPARTMENT"))
    worked.client.page(f"/bao-cao/ai-da-lam-gi/{elsewhere.id}/kenh/DTT/", expect=404)
    worked.client.page(f"/bao-cao/ai-da-lam-gi/{worked.staff.own_unit}/kenh/XYZ/", expect=404)
    worked.client.page(f"/bao-cao/ai-da-lam-gi/{worked.staff.own_unit}/noi-dung/{uuid4()}/", expect=404)
    page = worked.client.page(f"/bao-cao/ai-da-lam-gi/{worked.staff.own_unit}/kenh/DTT/?ngay=05/03/2026")
    assert "Chưa có gì được duyệt trong kỳ." in page.main


@pytest.mark.django_db
def test_a_form_and_the_list_of_who_reports_are_workbooks_too() -> None:
    work.catalogue()
    own = people.unit("Sở Thử", kind="DEPARTMENT")
    people.unit("Xã Một", parent=own)
    client = client_of(people.official(Role.STAFF, at=own))
    form = openpyxl.load_workbook(BytesIO(client.get("/bao-cao/bieu/justice-09/?tep=xlsx").content)).active
    assert [cell.value for cell in form[1]] == ["Dòng của biểu", "Cột", "Số", "Ước tính", "Lấy từ"]
    assert [row[2].value for row in form.iter_rows(min_row=2)] == [None] * (form.max_row - 1), "nothing is proved yet"
    scheme, first, last = work.last_period()
    rows = openpyxl.load_workbook(BytesIO(client.get(f"/bao-cao/tong-hop/{scheme}/{first}/{last}/?tep=xlsx").content)).active
    assert [cell.value for cell in rows["A"]] == ["Đơn vị", "Xã Một"]


def test_nothing_in_a_workbook_runs() -> None:
    content = as_workbook("Thử", ["A"], [["=1+1"], ["@SUM(A1)"], [Decimal("2.5")]], name="a.xlsx").content
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows(min_row=2)] == [("=1+1", "s"), ("@SUM(A1)", "s"), (2.5, "n")]


@given(st.lists(st.none() | st.decimals(0, 10**6, places=0), min_size=1, max_size=8))
def test_nothing_is_hatched_and_the_most_of_a_column_is_darkest(cells: list[Decimal | None]) -> None:
    empty = Reached(own := uuid4(), "", (None,))
    rows = tuple(Reached(own, str(number), (cell,)) for number, cell in enumerate(cells))
    columns = (Column("", "lượt", "DTT"),)
    shades = [row[0].shade for _name, row in shaded(Coverage(columns, rows, empty), date(2026, 3, 2))]
    assert [shade == 0 for shade in shades] == [cell is None for cell in cells]
    told = [cell for cell in cells if cell is not None]
    assert not told or not max(told) or shades[cells.index(max(told))] == 5
