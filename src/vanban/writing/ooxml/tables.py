"""Tables: the invisible ones that carry the head and foot of a paper, and those of the body with a repeated header."""

from __future__ import annotations

from vanban.model.paper import Cell, Table
from vanban.writing.ooxml.runs import RunWriter
from vanban.writing.ooxml.xml import Element, paragraph, text_run, twips, w

_ALIGNS = {"left": "left", "right": "right", "center": "center", "justify": "both"}


def frame(widths: tuple[float, ...], *rows: tuple[list[Element], ...], left: float = 0) -> Element:
    """A table without lines; ``widths`` in millimetres, each row one list of paragraphs a column. Cells have no inner margins,
    or the national title would wrap."""
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("left", "right")))
    properties = w(
        "tblPr", w("tblW", w=twips(sum(widths)), type="dxa"), w("tblInd", w=twips(left), type="dxa"), w("tblLayout", type="fixed"), margins,
    )  # fmt: skip
    table = w("tbl", properties, w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths)))
    table.extend(_frame_row(widths, row) for row in rows)
    return table


def _frame_row(widths: tuple[float, ...], cells: tuple[list[Element], ...]) -> Element:
    row = w("tr", w("trPr", w("cantSplit")))
    for width, content in zip(widths, cells, strict=True):
        cell = w("tc", w("tcPr", w("tcW", w=twips(width), type="dxa")))
        cell.extend(content or [paragraph("RuleLine")])
        row.append(cell)
    return row


def boxed(run: Element, style: str, width: float, height: float, *, colour: str = "auto", align: str = "left") -> Element:
    """A box of exactly ``width`` by ``height`` millimetres with ``run`` in its middle (urgency and circulation marks)."""
    line = {"val": "single", "sz": 8, "space": 0, "color": colour}
    borders = w("tblBorders", *(w(side, **line) for side in ("top", "left", "bottom", "right")))
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("left", "right")))
    properties = w(
        "tblPr", w("tblW", w=twips(width), type="dxa"), w("jc", val=align), borders, w("tblLayout", type="fixed"), margins,
    )  # fmt: skip
    cell = w("tc", w("tcPr", w("tcW", w=twips(width), type="dxa"), w("vAlign", val="center")), paragraph(style, run))
    row = w("tr", w("trPr", w("trHeight", val=twips(height), hRule="exact")), cell)
    return w("tbl", properties, w("tblGrid", w("gridCol", w=twips(width))), row)


def body_table(table: Table, runs: RunWriter, room: float) -> list[Element]:
    """A caption, if any, and a ruled table as wide as the text (``room`` millimetres) whose header rows repeat."""
    columns = column_count(table)
    widths = _widths(table, columns, room)
    properties = w("tblPr", w("tblStyle", val="Grid"), w("tblW", w=sum(widths), type="dxa"), w("tblLayout", type="fixed"))
    element = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    for rows, head in ((table.header, True), (table.rows, False)):
        covered: dict[int, tuple[int, int]] = {}
        for row in rows:
            element.append(_row(row, table, widths, covered, runs, head=head))
    caption = [paragraph("TableCaption", text_run(table.caption))] if table.caption else []
    return [*caption, element, paragraph("RuleLine")]


def column_count(table: Table) -> int:
    """How many columns the widest row has, cells that reach down from above counted."""
    widest = max((sum(cell.across for cell in row) for row in (*table.header[:1], *table.rows[:1])), default=1)
    return max(widest, len(table.widths), 1)


def _widths(table: Table, columns: int, room: float) -> list[int]:
    shares = table.widths if len(table.widths) == columns else (1.0,) * columns
    return [round(twips(room) * share / sum(shares)) for share in shares]


def _row(row: tuple[Cell, ...], table: Table, widths: list[int], covered: dict[int, tuple[int, int]], runs: RunWriter, *, head: bool) -> Element:
    """One row; ``covered`` maps a column to the rows still covered from above and the columns covered there."""
    element = w("tr", w("trPr", w("cantSplit"), w("tblHeader") if head else None))
    cells, column = list(row), 0
    while column < len(widths):
        down, across = covered.get(column, (0, 1))
        if down:
            covered[column] = (down - 1, across)
            element.append(_cell(None, widths[column : column + across], "left", runs, head=head))
        elif cells:
            cell = cells.pop(0)
            across = min(cell.across, len(widths) - column)
            covered[column] = (cell.down - 1, across)
            element.append(_cell(cell, widths[column : column + across], _align(cell, table, column, head=head), runs, head=head))
        else:
            element.append(_cell(Cell(()), widths[column : column + 1], "left", runs, head=head))
            across = 1
        column += across
    return element


def _align(cell: Cell, table: Table, column: int, *, head: bool) -> str:
    default = "center" if head else table.aligns[column] if column < len(table.aligns) else "left"
    return _ALIGNS[cell.align or default]


def _cell(cell: Cell | None, widths: list[int], align: str, runs: RunWriter, *, head: bool) -> Element:
    """A cell, or the continuation of the one above where ``cell`` is None."""
    merged = w("vMerge") if cell is None else w("vMerge", val="restart") if cell.down > 1 else None
    properties = w(
        "tcPr",
        w("tcW", w=sum(widths), type="dxa"),
        w("gridSpan", val=len(widths)) if len(widths) > 1 else None,
        merged,
        w("vAlign", val="center") if head else None,
    )
    words = runs.runs(cell.runs, bold=cell.bold) if cell else []
    return w("tc", properties, paragraph("TableHead" if head else "TableText", *words, properties=(w("jc", val=align),)))
