"""Tables of entries as workbooks: an empty one to fill in, and one that came with its faults marked."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hoanhap.work.activities.operations.importing import Column, Row, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CELL = 32_000  # characters that Excel takes in a cell


def empty_table(columns: Iterable[Column]) -> bytes:
    """A workbook with the headings of a channel and one row as an example."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        sheet = book.add_worksheet(_("Hoạt động"))
        bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "italic": True})
        for position, column in enumerate(columns):
            sheet.set_column(position, position, 42 if column.field == "title" else 18)
            sheet.write_string(0, position, f"{column.heading} *" if column.needed else column.heading, bold)
            sheet.write_string(1, position, column.example, wrapped)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def marked_table(table: Table) -> bytes:
    """The table as it came, every faulty cell coloured and with a note, and the faults of a row in a column behind the last; beside it,
    which evidence the numbers of the other rows still want."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        sheet = book.add_worksheet(_("Hoạt động"))
        bold, wrong = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bg_color": "#F6C9C0", "text_wrap": True})
        said, wrapped = book.add_format({"text_wrap": True, "font_color": "#8A1F11"}), book.add_format({"text_wrap": True})
        last = max(len(table.heading), *(len(row.cells) for row in table.rows))
        for position, cell in enumerate(table.heading):
            _write(sheet, 0, position, cell, bold)
        sheet.write_string(0, last, _("Cần sửa"), bold)
        sheet.write_string(0, last + 1, _("Minh chứng còn thiếu"), bold)
        sheet.set_column(0, last - 1, 22)
        sheet.set_column(last, last + 1, 60)
        for line, row in enumerate(table.rows, start=1):
            _write_row(sheet, line, row, table, wrong)
            if row.faults:
                sheet.write_string(line, last, " ".join(row.faults.values())[:_CELL], said)
            elif row.lacking:
                sheet.write_string(line, last + 1, row.lacking[:_CELL], wrapped)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _write_row(sheet: Any, line: int, row: Row, table: Table, wrong: Any) -> None:
    faulty = {position: row.faults[column.field] for position, column in table.columns.items() if column.field in row.faults}
    for position in range(max(len(row.cells), *table.columns, 0) + 1):
        cell = row.cells[position] if position < len(row.cells) else ""
        _write(sheet, line, position, cell, wrong if position in faulty else None)
        if position in faulty:
            sheet.write_comment(line, position, faulty[position], {"x_scale": 2})


def _write(sheet: Any, line: int, position: int, cell: object, form: Any) -> None:
    if isinstance(cell, dict):
        sheet.write_string(line, position, "/".join(reversed(cell["day"].split("-"))), form)
    elif isinstance(cell, int | float):
        sheet.write_number(line, position, cell, form)
    elif str(cell) or form is not None:
        sheet.write_string(line, position, str(cell)[:_CELL], form)


def as_download(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
