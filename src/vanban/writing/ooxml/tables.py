"""Tables: the invisible ones that carry the head and foot of a paper, and those of the body with a repeated header."""

from __future__ import annotations

from vanban.model.paper import Table
from vanban.writing.grids import Placed, alignment, placed, shares
from vanban.writing.ooxml.runs import RunWriter
from vanban.writing.ooxml.xml import Markup, paragraph, text_run, twips, w

_ALIGNS = {"left": "left", "right": "right", "center": "center", "justify": "both"}


def frame(widths: tuple[float, ...], *rows: tuple[list[Markup], ...], left: float = 0) -> Markup:
    """A table without lines; ``widths`` in millimetres, each row one list of paragraphs a column. Cells have no inner margins,
    or the national title would wrap."""
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("left", "right")))
    properties = w(
        "tblPr", w("tblW", w=twips(sum(widths)), type="dxa"), w("tblInd", w=twips(left), type="dxa"), w("tblLayout", type="fixed"), margins,
    )  # fmt: skip
    grid = w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths))
    return w("tbl", properties, grid, *(_frame_row(widths, row) for row in rows))


def _frame_row(widths: tuple[float, ...], cells: tuple[list[Markup], ...]) -> Markup:
    columns = (
        w("tc", w("tcPr", w("tcW", w=twips(width), type="dxa")), *(content or [paragraph("RuleLine")]))
        for width, content in zip(widths, cells, strict=True)
    )
    return w("tr", w("trPr", w("cantSplit")), *columns)


def boxed(run: Markup, style: str, width: float, height: float, *, colour: str = "auto", align: str = "left") -> Markup:
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


def body_table(table: Table, runs: RunWriter, room: float) -> list[Markup]:
    """A caption, if any, and a ruled table as wide as the text (``room`` millimetres) whose header rows repeat."""
    parts = shares(table)
    widths = [round(twips(room) * part / sum(parts)) for part in parts]
    properties = w("tblPr", w("tblStyle", val="Grid"), w("tblW", w=sum(widths), type="dxa"), w("tblLayout", type="fixed"))
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    rows = [
        w(
            "tr",
            w("trPr", w("cantSplit"), w("tblHeader") if head else None),
            *(_cell(place, table, widths, runs, head=head) for place in line),
        )
        for part, head in ((table.header, True), (table.rows, False))
        for line in placed(part, len(widths))
    ]
    caption = [paragraph("TableCaption", text_run(table.caption))] if table.caption else []
    return [*caption, w("tbl", properties, grid, *rows), paragraph("RuleLine")]


def _cell(place: Placed, table: Table, widths: list[int], runs: RunWriter, *, head: bool) -> Markup:
    """A cell, or the continuation of the one above."""
    cell = place.cell
    merged = w("vMerge") if cell is None else w("vMerge", val="restart") if cell.down > 1 else None
    properties = w(
        "tcPr",
        w("tcW", w=sum(widths[place.column : place.column + place.across]), type="dxa"),
        w("gridSpan", val=place.across) if place.across > 1 else None,
        merged,
        w("vAlign", val="center") if head else None,
    )
    words = runs.runs(cell.runs, bold=cell.bold) if cell else []
    align = _ALIGNS[alignment(place, table, head=head)]
    return w("tc", properties, paragraph("TableHead" if head else "TableText", *words, properties=(w("jc", val=align),)))
