"""A table of entries from Excel: what its cells say, its faults at their cells, all rows or none, and the same table twice."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.files.models import StoredFile
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed
from hoanhap.web.desk.activities.workbooks import empty_table, marked_table
from hoanhap.work.activities.models import Entry, Evidence, Quantity
from hoanhap.work.activities.operations import importing
from hoanhap.work.activities.operations.importing.cells import Unclear, count_in, day_in
from hoanhap.work.activities.queries import channel
from tests.factories import work

HEADINGS = ("Ngày phát", "Tên tin, bài", "Địa điểm", "Số tin, bài", "Số lượt phát", "Tổng số phút", "Link")
ROW = (date(2026, 3, 5), "Vay vốn để làm lại", "Thôn 1", 1, 4, 20, "https://songthuong.example/tin/1")


@pytest.fixture
def officer(catalogue: None, officer: Actor) -> Actor:
    """Some of these tests need no database; who logs needs the catalogue, too."""
    return officer


def workbook(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook as a unit would keep it: a title above, dates as Excel's own."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "THEO DÕI PHÁT THANH NĂM 2026")
        for line, row in enumerate((headings, *rows), start=2):
            for place, cell in enumerate(row):
                sheet.write(line, place, cell)
    return out.getvalue()


def sent(content: bytes, actor: Actor, name: str = "theo-doi.xlsx") -> StoredFile:
    return importing.take_table(file_id=uuid4(), name=name, chunks=[content], actor=actor, now=clock.now())


def read(content: bytes, actor: Actor, name: str = "theo-doi.xlsx") -> importing.Table:
    file = sent(content, actor, name)
    return importing.read_table(file_id=file.id, channel=channel("DTT"), actor=actor, today=date(2026, 11, 22))


DAYS: list[tuple[object, date | None]] = [
    ({"day": "2026-03-05"}, date(2026, 3, 5)),
    ("05/03/2026", date(2026, 3, 5)),
    ("5-3-2026", date(2026, 3, 5)),
    ("5.3.2026 ", date(2026, 3, 5)),
    ("2026-03-05", date(2026, 3, 5)),
    (46086, date(2026, 3, 5)),
    ("29/02/2026", None),
    ("31/04/2026", None),
    ("05/03", None),
    ("05/03/26", None),
    ("tháng 3", None),
    ("", None),
    (5, None),
]


@pytest.mark.parametrize(("cell", "day"), DAYS)
def test_a_cell_says_a_day_or_why_it_does_not(cell: object, day: date | None) -> None:
    if day:
        assert day_in(cell) == day
    else:
        with pytest.raises(Unclear, match=r"\.$"):
            day_in(cell)


COUNTS: list[tuple[object, tuple[int, bool] | None]] = [
    (4, (4, False)),
    (4.0, (4, False)),
    ("1.006", (1006, False)),
    ("04", (4, False)),
    ("gần 100", (100, True)),
    ("Hơn 1.200", (1200, True)),
    ("khoảng 50", (50, True)),
    ("0", (0, False)),
    (4.5, None),
    ("4,5", None),
    (-1, None),
    ("-1", None),
    ("nhiều", None),
    ("", None),
    ({"day": "2026-03-05"}, None),
    (True, None),
    (float("inf"), None),
]


@pytest.mark.parametrize(("cell", "said"), COUNTS)
def test_a_cell_says_a_count_or_why_it_does_not(cell: object, said: tuple[int, bool] | None) -> None:
    if said:
        assert count_in(cell) == (Decimal(said[0]), said[1])
    else:
        with pytest.raises(Unclear, match=r"\.$"):
            count_in(cell)


@given(st.one_of(st.text(max_size=30), st.floats(allow_nan=True), st.integers(), st.fixed_dictionaries({"day": st.just("2026-01-01")})))
def test_no_cell_breaks_the_reading(cell: object) -> None:
    for understand in (day_in, count_in):
        with suppress(Unclear):  # anything else is a cell that breaks a table
            understand(cell)


@pytest.mark.django_db
def test_headings_are_found_in_any_order_below_a_title(officer: Actor) -> None:
    turned = workbook(tuple(reversed(ROW)), headings=tuple(reversed(HEADINGS)))
    straight = read(workbook(ROW), officer)
    assert [body for _number, body in read(turned, officer).right] == [body for _number, body in straight.right]
    number, body = straight.right[0]
    assert (number, body.day, body.title, body.place) == (4, date(2026, 3, 5), "Vay vốn để làm lại", "Thôn 1")
    assert body.amounts == {"cs.radio_items": 1, "cs.radio_airings": 4, "cs.radio_minutes": 20}
    assert body.urls == ("https://songthuong.example/tin/1",)


@pytest.mark.django_db
def test_faults_stand_at_their_cells_and_stop_every_row(officer: Actor) -> None:
    rows = (ROW, ("31/02/2026", "", "Thôn 2", "hai", 4.5, 20, "songthuong"), (date(2027, 1, 1), "Chưa tới", "", 1, 1, 1, ""))
    content = workbook(*rows, ("Tổng", "", "", 3, 9, 41, ""))
    table = read(content, officer)
    assert [row.number for row in table.wrong] == [5, 6]
    assert set(table.wrong[0].faults) == {"day", "cs.radio_items", "cs.radio_airings"}
    assert set(table.wrong[1].faults) == {"day"}
    assert table.left_out == (7,)
    with pytest.raises(Invalid) as refusal:
        importing.import_table(file_id=table.file.id, channel_code="DTT", actor=officer, now=clock.now())
    assert refusal.value.code == "TABLE_FAULTY"
    assert not Entry.objects.exists()
    only = importing.import_table(file_id=table.file.id, channel_code="DTT", only_right=True, actor=officer, now=clock.now())
    assert (only.logged, only.known) == (1, 0)


@pytest.mark.django_db
def test_rows_whose_numbers_want_other_evidence_say_so_and_are_logged_all_the_same(officer: Actor) -> None:
    headings = ("Ngày tổ chức", "Tên", "Số lượt người dự", "Link", "Vì sao không có minh chứng")
    rows = [("05/03/2026", f"Buổi {number}", 30, *said) for number, said in enumerate(((ROW[-1], ""), ("", ""), ("", "Mất sổ")))]
    file = sent(workbook(*rows, headings=headings), officer)
    table = importing.read_table(file_id=file.id, channel=channel("HN"), actor=officer, today=date(2026, 11, 22))
    wanted = "“Số cuộc”, “Số lượt người dự” cần ít nhất một trong: ảnh; ảnh biên bản; ảnh bảng ký tên."
    assert [row.lacking for row in table.rows] == [f"Minh chứng chưa đủ. {wanted}", f"Chưa có minh chứng. {wanted}", ""]
    sheet = openpyxl.load_workbook(BytesIO(marked_table(table))).active
    assert sheet is not None
    assert [sheet.cell(row=number, column=7).value for number in (1, 2, 4)] == ["Minh chứng còn thiếu", table.rows[0].lacking, None]
    assert importing.import_table(file_id=file.id, channel_code="HN", actor=officer, now=clock.now()).logged == 3


@pytest.mark.django_db
def test_a_vietnamese_table_is_read_by_whoever_has_the_page_in_english(officer: Actor) -> None:
    headings = ("Ngày thực hiện", "Tên tin, bài hoặc bản tin đã phát", "Nơi thực hiện", "Số tin, bài", "Số lượt phát", "Tổng số phút",
                "Đường dẫn", "Số lượt phát: Tiếng Việt")  # fmt: skip
    with translation.override("en"):
        table = read(workbook((*ROW, 4), headings=headings), officer)
        assert [column.heading for column in table.columns.values()][-1] == "Airings: Vietnamese"
        assert {"Items", "Airings", "Minutes in all"} <= {column.heading for column in table.columns.values()}
    assert not table.unknown
    assert table.right[0][1].divided == {"cs.radio_airings": {"language": {"vi": Decimal(4)}}}


@pytest.mark.django_db
def test_the_marked_workbook_names_the_fault_in_the_cell_and_comes_back_mended(officer: Actor) -> None:
    table = read(workbook(ROW, ("31/02/2026", "Bài hai", "", 1, 1, 1, "")), officer)
    sheet = openpyxl.load_workbook(BytesIO(marked_table(table))).active
    assert sheet is not None
    faulty = sheet["A3"]
    assert faulty.comment is not None
    assert "31/02/2026" in faulty.comment.text
    assert faulty.fill.start_color.rgb == "FFF6C9C0"
    assert sheet["H3"].value == table.wrong[0].faults["day"]
    faulty.value = "28/02/2026"
    mended = BytesIO()
    sheet.parent.save(mended)  # type: ignore[union-attr]  # a sheet of a workbook
    again = read(mended.getvalue(), officer)
    assert not again.wrong
    assert again.right[1][1].day == date(2026, 2, 28)
    assert again.unknown == ["Cần sửa", "Minh chứng còn thiếu"]


@pytest.mark.django_db
def test_the_same_table_twice_logs_nothing_twice(officer: Actor) -> None:
    content = workbook(ROW, (datetime(2026, 3, 6), "Bài hai", "", 1, 2, 10, ""))  # noqa: DTZ001  a cell of Excel has no zone
    first = importing.import_table(file_id=sent(content, officer).id, channel_code="DTT", actor=officer, now=clock.now())
    again = importing.import_table(file_id=sent(content, officer).id, channel_code="DTT", actor=officer, now=clock.now())
    assert (first.logged, first.known) == (2, 0)
    assert (again.logged, again.known) == (0, 2)
    assert (Entry.objects.count(), Quantity.objects.count(), Evidence.objects.count()) == (2, 6, 1)
    assert AuditEntry.objects.filter(act="entry.import").count() == 1


@pytest.mark.django_db
def test_pasted_cells_and_merged_cells_are_read(officer: Actor) -> None:
    pasted = "\t".join(HEADINGS) + '\n05/03/2026\t"Bài có ""ngoặc""\nhai dòng"\tThôn 1\t1\t1.006\t45\t\n'
    body = read(pasted.encode(), officer, "dan-tu-excel.tsv").right[0][1]
    assert body.title.startswith('Bài có "ngoặc"')
    assert body.amounts["cs.radio_airings"] == 1006
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, heading in enumerate(HEADINGS):
            sheet.write(0, place, heading)
        sheet.merge_range(1, 0, 2, 0, "05/03/2026")
        for line in (1, 2):
            for place, cell in enumerate(ROW[1:], start=1):
                sheet.write(line, place, cell)
    assert [body.day for _number, body in read(out.getvalue(), officer).right] == [date(2026, 3, 5)] * 2


@pytest.mark.django_db
def test_an_estimate_enters_only_where_the_indicator_allows_it(officer: Actor) -> None:
    table = read(workbook((*ROW[:3], "gần 100", 4, 20, "")), officer)
    assert "cs.radio_items" in table.wrong[0].faults


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "code"),
    [(b"PK\x03\x04 not a workbook", "TABLE_REFUSED"), (b"", "FILE_EMPTY"), (workbook(), "TABLE_EMPTY"),
     (workbook(ROW, headings=("A", *HEADINGS[1:])), "COLUMNS_MISSING")],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(officer: Actor, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read(content, officer)
    assert refusal.value.code == code
    assert str(refusal.value.message).endswith(".")


@pytest.mark.django_db
def test_only_who_logs_may_import(officer: Actor) -> None:
    file = sent(workbook(ROW), officer)
    reviewer = replace(officer, roles=frozenset({"REVIEWER"}))
    with pytest.raises(NotAllowed):
        importing.import_table(file_id=file.id, channel_code="DTT", actor=reviewer, now=clock.now())


@pytest.mark.django_db
def test_ten_thousand_rows_go_in_as_one_act(officer: Actor) -> None:
    rows = [(date(2026, 1 + number % 10, 1 + number % 28), f"Bài {number}", f"Thôn {number % 9}", 1, 4, 20, "") for number in range(10_000)]
    began = time.perf_counter()
    done = importing.import_table(file_id=sent(workbook(*rows), officer).id, channel_code="DTT", actor=officer, now=clock.now())
    print(f"10.000 dòng: {time.perf_counter() - began:.1f} s")  # noqa: T201  a figure for the note, never a bound
    assert done.logged == 10_000
    assert Quantity.objects.count() == 30_000


def test_parts_places_and_reasons_for_missing_evidence_come_with_a_row(officer: Actor) -> None:
    headings = (*HEADINGS, "Số lượt phát: Tiếng Việt", "so luot phat: tieng dan toc thieu so", "Lý do không có minh chứng", "Xã, phường")
    good = (*ROW[:4], 18, 20, "", 12, 6, "Sổ bị ướt", "")
    bad = (*ROW[:4], 18, 20, "", 12, 5, "", "")
    elsewhere = (*ROW[:4], 18, 20, "", "", "", "", "Xã Không Có")
    table = read(workbook(good, bad, elsewhere, headings=headings), officer)
    assert table.unknown == []
    (body,) = [body for _number, body in table.right]
    assert body.divided == {"cs.radio_airings": {"language": {"vi": 12, "minority": 6}}}
    assert [set(row.faults) for row in table.wrong] == [{"cs.radio_airings:language:vi"}, {"locality"}]
    assert "cộng lại là 17, không phải 18" in next(iter(table.wrong[0].faults.values()))
    importing.import_table(file_id=table.file.id, channel_code="DTT", only_right=True, actor=officer, now=clock.now())
    entry = Entry.objects.get()
    assert entry.waivers.get().reason == "Sổ bị ướt"
    assert {part["cut"]["language"]: part["amount"] for part in entry.quantities.get(indicator_id="cs.radio_airings").parts} == {
        "vi": "12.00", "minority": "6.00",
    }  # fmt: skip


@pytest.mark.django_db
def test_the_empty_table_has_every_column() -> None:
    work.catalogue()
    sheet = openpyxl.load_workbook(BytesIO(empty_table(importing.columns_of(channel("DTT"), on=clock.day_of(clock.now()))))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:2] == ["Ngày thực hiện *", "Tên tin, bài hoặc bản tin đã phát *"]
