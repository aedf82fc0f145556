"""Lists of the desk as workbooks: what stands on the page, numbers as numbers, nothing that Excel would run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CELL = 32_000
"""Characters that Excel takes in a cell."""
WIDEST = 60
MOST = 10_000
"""Rows of a workbook; of a longer list the last row says that there are more."""


def wants_workbook(request: HttpRequest) -> bool:
    """Whether a list is asked for as a workbook, with the filters of the page."""
    return request.GET.get("tep") == "xlsx"


def workbook_address(request: HttpRequest) -> str:
    """Where the list that is shown lies as a workbook: the same address and filters, all pages of it."""
    query: Any = request.GET.copy()
    query.pop("trang", None)
    query["tep"] = "xlsx"
    return f"?{query.urlencode()}"


def as_workbook(title: str, heading: Sequence[str], rows: Iterable[Sequence[object]], *, name: str) -> HttpResponse:
    """A workbook to be saved: one sheet, the heading fixed, a row a row. None stays empty."""
    out, kept = BytesIO(), [list(row) for row in islice(rows, MOST + 1)]
    if len(kept) > MOST:
        kept[MOST:] = [[_("Còn nữa: tệp chỉ có %(most)d dòng đầu. Hãy lọc bớt rồi tải lại.") % {"most": MOST}]]
    with xlsxwriter.Workbook(out, SAFE) as book:
        sheet = book.add_worksheet(title[:31])
        forms = {
            "bold": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "number": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
            "words": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for position, words in enumerate(heading):
            longest = max((len(str(row[position])) for row in kept if position < len(row)), default=0)
            sheet.set_column(position, position, min(WIDEST, max(10, longest + 2)))
            sheet.write_string(0, position, words, forms["bold"])
        for line, row in enumerate(kept, start=1):
            for position, cell in enumerate(row):
                _write(sheet, line, position, cell, forms)
        sheet.freeze_panes(1, 1)
    response = HttpResponse(out.getvalue(), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _write(sheet: Any, line: int, position: int, cell: object, forms: dict[str, Any]) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, position, cell, forms["day"])
    elif isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        whole = cell == int(cell)
        sheet.write_number(line, position, int(cell) if whole else float(cell), forms["number"])
    elif cell is not None and str(cell):
        sheet.write_string(line, position, str(cell)[:CELL], forms["words"])
