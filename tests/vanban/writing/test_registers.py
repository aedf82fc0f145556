"""Registers, stamp and slip of Appendix IV."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from tests.vanban.writing.pages import Rendered
from vanban import rules
from vanban.writing import BadPaper
from vanban.writing.registers import (
    KINDS,
    Register,
    Slip,
    StampLines,
    write_register_pdf,
    write_register_xlsx,
    write_slip_pdf,
    write_slip_xlsx,
    write_stamp_pdf,
)

HOSTILE = ("=1+1", "+cmd", "@SUM(A1)", "https://x.example", "{{7*7}}", "#eval(1)", "\x00\u202ez")


def register(kind: str, rows: int = 3) -> Register:
    columns = len(rules.load("registers")[kind]["columns"])
    made = tuple(tuple(f"{row}.{column}" for column in range(columns)) for row in range(rows))
    return Register(kind, "Sở Tư pháp", 2026, made, "Ủy ban nhân dân tỉnh Sơn Hà", 2, "02/01/2026", "30/6/2026", "01", "59")


@pytest.mark.parametrize(("kind", "columns"), [("outgoing", 10), ("incoming", 10), ("follow_up", 7), ("post", 6), ("file_copies", 9)])
def test_columns_of_the_appendix(kind: str, columns: int) -> None:
    assert len(rules.load("registers")[kind]["columns"]) == columns


@pytest.mark.parametrize("kind", KINDS)
def test_pdf(kind: str) -> None:
    page = Rendered(write_register_pdf(register(kind, rows=120)))
    cover = [line.text for line in page.on(1)]
    assert "SỞ TƯ PHÁP" in cover
    assert "Quyển số: 02" in cover
    assert "Năm: 2026" in cover
    assert page.sizes[1] == pytest.approx((297, 210), abs=0.1)
    titles = [line.page for line in page.lines if line.text.strip().startswith("(1)")]
    assert titles == list(range(2, len(page.sizes) + 1)), "the header on every page"
    assert page.find(f"Trang 1/{len(page.sizes) - 1}").page == 2
    assert page.find("119.0")


@pytest.mark.parametrize("kind", KINDS)
def test_workbook(kind: str) -> None:
    made = register(kind)
    sheet = openpyxl.load_workbook(BytesIO(write_register_xlsx(made))).active
    rows = [tuple(cell for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]
    for row in made.rows:
        assert row in rows
    assert sheet.print_title_rows
    assert sheet.page_setup.orientation == "landscape"


def test_no_cell_is_a_formula_or_a_link() -> None:
    rows = ((*HOSTILE, "", "", ""),)
    made = replace(register("incoming"), rows=rows, issuer="=1+1")
    sheet = openpyxl.load_workbook(BytesIO(write_register_xlsx(made))).active
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in {"s", "n"}
            assert cell.data_type == "s" or cell.value is None
            assert cell.hyperlink is None
    assert Rendered(write_register_pdf(made)).find("{{7*7}}")


def test_a_row_without_its_columns_is_refused() -> None:
    with pytest.raises(BadPaper, match="Dòng 1"):
        write_register_pdf(replace(register("incoming"), rows=(("một", "hai"),)))


def test_an_unknown_register_is_refused() -> None:
    with pytest.raises(BadPaper, match="loại sổ"):
        write_register_xlsx(Register("thu", "Sở", 2026, ()))


def test_stamp_has_its_size() -> None:
    page = Rendered(write_stamp_pdf(StampLines("Sở Tư pháp", "128", "06/01/2026", "Phòng 1")))
    assert page.sizes == [pytest.approx((50, 35), abs=0.1)]
    words = [line.text.strip() for line in page.lines]
    assert "SỞ TƯ PHÁP" in words
    assert "ĐẾN" in words
    assert any("Số: 128" in line for line in words)


def test_slip() -> None:
    slip = Slip("Sở Tư pháp", "Sơn Hà", "Công văn số 07/CAT-PC10", "2026-01-06", (("Phòng Phổ biến", "", "15/01/2026"),))
    page = Rendered(write_slip_pdf(slip))
    for words in ("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "(Công văn số 07/CAT-PC10)", "1. Ý kiến của lãnh đạo cơ quan", "chủ trì: Phòng Phổ biến"):
        assert page.find(words)
    sheet = openpyxl.load_workbook(BytesIO(write_slip_xlsx(slip))).active
    assert ("Giao đơn vị, cá nhân chủ trì", "Phòng Phổ biến") in list(sheet.iter_rows(values_only=True))
