"""Registers, the ĐẾN stamp and the slip for an incoming paper, as Appendix IV of Decree 30/2020 has them: PDF to bind, XLSX to sort."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from vanban import rules
from vanban.writing.pdf import breakable, compile_typst
from vanban.writing.wordforms import BadPaper, capitals, date_in_words, printable

KINDS = ("incoming", "outgoing", "follow_up", "post", "file_copies")
_CELL = 32_767
"""The longest text that a cell of a spreadsheet holds."""


@dataclass(frozen=True, slots=True)
class Register:
    """One volume of a register. ``kind`` is one of ``KINDS``; each row holds the columns of ``rules/registers.toml`` in their order.

    Days are printed as given (``02/01/2026``); numbers are the first and last of the volume.
    """

    kind: str
    issuer: str
    year: int
    rows: tuple[tuple[str, ...], ...]
    parent: str | None = None
    volume: int = 1
    first_day: str = ""
    last_day: str = ""
    first_number: str = ""
    last_number: str = ""


@dataclass(frozen=True, slots=True)
class StampLines:
    """What the ĐẾN stamp says; what is empty is left for the pen."""

    receiver: str
    number: str = ""
    day: str = ""
    forwarded_to: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip that goes with an incoming paper. ``about`` names the paper; ``answers`` fills the lines of the three parts, in their order.

    ``date`` is ISO and may lack its day or month.
    """

    issuer: str
    place: str
    about: str
    date: str | None = None
    answers: tuple[tuple[str, ...], ...] = ()


def write_register_pdf(register: Register) -> bytes:
    """Cover and pages to print and bind: landscape, header on each page, pages numbered.

    :raises BadPaper: there is no such register, or a row has not its columns
    """
    known = _known(register)
    rows = [[printable(cell).strip() for cell in row] for row in register.rows]
    return compile_typst(
        "registers.typ", breakable({"form": "register", **_cover(register, known), "columns": known["columns"], "rows": rows})
    )


def write_register_xlsx(register: Register) -> bytes:
    """The same as a workbook. Every cell is text: nothing in a register is ever taken for a formula or a link.

    :raises BadPaper: as ``write_register_pdf``
    """
    known = _known(register)
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _fill(book, register, known)
    return out.getvalue()


def write_stamp_pdf(lines: StampLines) -> bytes:
    """The ĐẾN stamp alone, on a page of its own size (50 × 35 mm)."""
    known = rules.load("registers")["stamp"]
    words = {name: printable(value).strip() for name, value in asdict(lines).items()}
    words["receiver"] = words["receiver"].upper()
    return compile_typst("registers.typ", breakable({"form": "stamp", **words, "width": known["width"], "height": known["height"]}))


def write_slip_pdf(slip: Slip) -> bytes:
    """The slip for dealing with an incoming paper."""
    return compile_typst("registers.typ", breakable({"form": "slip", **_slip(slip)}))


def write_slip_xlsx(slip: Slip) -> bytes:
    """The slip as a workbook of two columns."""
    words = _slip(slip)
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Phiếu")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 42)
        sheet.set_column(1, 1, 60)
        lines = [(words["issuer"], words["place_date"]), (words["title"], words["about"])]
        lines += [line for part in words["parts"] for line in ((part["title"], ""), *part["lines"])]
        for row, (left, right) in enumerate(lines):
            sheet.write_string(row, 0, left[:_CELL], bold if not right else wrapped)
            sheet.write_string(row, 1, right[:_CELL], wrapped)
    return out.getvalue()


def _known(register: Register) -> dict[str, Any]:
    known = rules.load("registers")
    if register.kind not in KINDS:
        raise BadPaper(f"Không có loại sổ “{register.kind}”; hãy chọn một loại sổ trong Phụ lục IV Nghị định 30/2020/NĐ-CP.")
    columns = len(known[register.kind]["columns"])
    wrong = next((place for place, row in enumerate(register.rows, 1) if len(row) != columns), None)
    if wrong:
        raise BadPaper(f"Dòng {wrong} của sổ không đủ {columns} cột theo mẫu ({known[register.kind]['reference']}); hãy bổ sung.")
    return dict(known[register.kind])


def _cover(register: Register, known: dict[str, Any]) -> dict[str, Any]:
    """The lines of the cover (Appendix IV: năm, từ ngày … đến ngày …, từ số … đến số …, quyển số)."""
    spans = [f"Từ ngày {register.first_day or '……'} đến ngày {register.last_day or '……'}"]
    spans += [f"Từ số {register.first_number or '……'} đến số {register.last_number or '……'}"] if known["numbered"] else []
    return {
        "title": known["title"],
        "issuer": capitals(register.issuer),
        "parent": capitals(register.parent) if register.parent else None,
        "year": f"Năm: {register.year}",
        "spans": [printable(span) for span in spans],
        "volume": f"Quyển số: {register.volume:02d}",
    }


def _slip(slip: Slip) -> dict[str, Any]:
    known = rules.load("registers")["slip"]
    parts = []
    for place, part in enumerate(known["parts"]):
        answers = slip.answers[place] if place < len(slip.answers) else ()
        filled = [(line, printable(answers[at]).strip() if at < len(answers) else "") for at, line in enumerate(part["lines"])]
        parts.append({"title": part["title"], "lines": filled})
    return {
        "title": known["title"],
        "issuer": capitals(slip.issuer),
        "about": printable(slip.about).strip(),
        "place_date": f"{printable(slip.place)}, {date_in_words(slip.date)}",
        "parts": parts,
    }


def _fill(book: xlsxwriter.Workbook, register: Register, known: dict[str, Any]) -> None:
    """Cover lines, header and rows; the header is repeated on every printed page, pages are numbered."""
    sheet = book.add_worksheet("Sổ")
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"})
    body = book.add_format({"text_wrap": True, "border": 1, "valign": "top", "num_format": "@"})
    cover = _cover(register, known)
    lines = [cover["parent"], cover["issuer"], cover["title"].replace("\n", " "), cover["year"], *cover["spans"], cover["volume"]]
    top = [line for line in lines if line]
    for row, line in enumerate(top):
        sheet.write_string(row, 0, line[:_CELL], book.add_format({"bold": True}))
    first = len(top) + 1
    for column, title in enumerate(known["columns"]):
        sheet.set_column(column, column, title["width"] * 1.4)
        sheet.write_string(first, column, title["title"], head)
        sheet.write_string(first + 1, column, f"({column + 1})", head)
    for row, cells in enumerate(register.rows, first + 2):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, printable(cell).strip()[:_CELL], body)
    _paper(sheet, first)


def _paper(sheet: Any, first: int) -> None:
    """A4 landscape, as wide as the page, header repeated, page x of y at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first, first + 1)
    sheet.freeze_panes(first + 2, 0)
    sheet.set_footer("&CTrang &P/&N")
