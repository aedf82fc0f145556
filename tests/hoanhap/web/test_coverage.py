"""The page of who did what: empty cells say so, darker where more was done, and the same as a workbook."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
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
from hoanhap.work.reports.queries import Coverage, Reached
from hoanhap.work.reports.queries.coverage import Column
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of


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
    assert '<td class="q5"><span>1</span></td>' in page
    sheet = openpyxl.load_workbook(BytesIO(client.get("/bao-cao/ai-da-lam-gi/?tep=xlsx").content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Xã Một", "Sở Thử"]
    assert 1 in [cell.value for cell in sheet[2]]
    assert "theo=noi-dung" in page
    assert client.get("/bao-cao/ai-da-lam-gi/?theo=noi-dung&ngay=05/03/2026").status_code == 200


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
    shades = [row[0].shade for _name, row in shaded(Coverage((Column("", ""),), rows, empty))] if rows else []
    assert [shade == 0 for shade in shades] == [cell is None for cell in cells]
    told = [cell for cell in cells if cell is not None]
    assert not told or not max(told) or shades[cells.index(max(told))] == 5
