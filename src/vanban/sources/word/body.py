"""Walks the body of a Word document: paragraphs and tables in order, tracked changes as if accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vanban.model.page import Cell, Line
from vanban.sources import limits
from vanban.sources.runs import Run, lines_of, trimmed
from vanban.sources.word.names import VAL, W, child, value, whole
from vanban.sources.word.numbering import Numbering
from vanban.sources.word.styles import Look, Styles, align_of, look_of
from vanban.text import legacy

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = frozenset(
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sdtPr",
    )
)
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SYMBOLS = {
    "F0B7": "•",
    "F0A7": "▪",
    "F02D": "-",
    "F02B": "+",
    "F0FC": "✓",
    "F0FE": "☑",
    "F0A8": "☐",
    "F06F": "□",
    "F0E0": "→",
    "F0B0": "°",
}
_RUN, _TEXT, _BREAK, _SYMBOL, _NOTE = f"{W}r", f"{W}t", f"{W}br", f"{W}sym", frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}txbxContent"
_PAGE_SHOWN = f"{W}lastRenderedPageBreak"


@dataclass
class Paragraph:
    """The paragraph being read."""

    look: Look
    element: Any = None
    runs: list[Run] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    def is_unicode(self) -> bool:
        """Whether it was typed in Unicode, whatever old fonts its runs name."""
        return self.element is not None and legacy.is_unicode("".join(self.element.itertext()))


class Body:
    """Turns body elements into lines; one for the whole document, since lists count across its parts."""

    def __init__(self, styles: Styles, numbering: Numbering, clock: limits.Clock) -> None:
        self.styles = styles
        self.numbering = numbering
        self.clock = clock
        self.lines: list[Line] = []
        self.notes: list[tuple[str, str]] = []
        """Footnotes and endnotes in the order of their marks: the kind of note and its id."""
        self.page = 1
        self._tables = 0
        self._joined: list[Run] = []

    def read(self, container: Any, cell: Cell | None = None) -> None:
        """Read the paragraphs and tables directly in ``container``, going through content controls and the like."""
        for element in container:
            if element.tag == _PARAGRAPH:
                self._paragraph(element, cell)
            elif element.tag == _TABLE:
                self._table(element)
            elif element.tag == _ALTERNATE:
                self.read(_chosen(element), cell)
            elif element.tag not in _GONE and isinstance(element.tag, str):
                self.read(element, cell)

    def _table(self, table: Any) -> None:
        index, self._tables = self._tables, self._tables + 1
        for row, element in enumerate(table.iter(_ROW) if _is_flat(table) else _rows(table)):
            if child(child(element, "trPr"), "del") is not None:
                continue
            for column, inner in enumerate(_cells(element)):
                merged = child(child(inner, "tcPr"), "vMerge")
                if merged is None or merged.get(VAL) == "restart":
                    self._table_cell(inner, Cell(index, row, column))

    def _table_cell(self, inner: Any, cell: Cell) -> None:
        before = len(self.lines)
        self.read(inner, cell)
        if not any(line.text for line in self.lines[before:]):
            del self.lines[before:]

    def _paragraph(self, element: Any, cell: Cell | None) -> None:
        self.clock.check()
        properties = child(element, "pPr")
        style = value(properties, "pStyle") or self.styles.default
        paragraph = Paragraph(self.styles.look(style).over(self.styles.base), element)
        page = self.page
        self._inline(element, paragraph)
        if not any(run.text.strip() for run in paragraph.runs):
            page = self.page
        mark = child(child(properties, "rPr"), "del")
        if mark is not None:
            self._joined += paragraph.runs
        else:
            runs, self._joined = self._joined + paragraph.runs, []
            said = any(run.text.strip() for run in runs)
            label = self._label(properties, style, empty=not said)
            align = align_of(properties) or self.styles.paragraph(style).align
            self.lines += lines_of(trimmed(runs), align=align, cell=cell, label=label, page=page)
        for box in paragraph.boxes:
            self.read(box, cell)

    def _label(self, properties: Any, style: str | None, *, empty: bool) -> str | None:
        """The computed label. Of a paragraph that says nothing only one in words (``Chương I``, its name below) is meant to be seen."""
        said = self.styles.paragraph(style)
        listed = child(properties, "numPr")
        number, level = said.numbering, said.level
        if listed is not None:
            number = value(listed, "numId") or number
            level = whole(value(listed, "ilvl"), level)
        if number is None or number == "0":
            return None
        level = self.numbering.level_of_style(number, style or "") if level is None else level
        return self.numbering.next_label(number, level) if not empty or self.numbering.is_named(number, level) else None

    def _inline(self, container: Any, paragraph: Paragraph) -> None:
        for element in container:
            tag = element.tag
            if tag == _RUN:
                self._run(element, paragraph)
            elif tag == _ALTERNATE:
                self._inline(_chosen(element), paragraph)
            elif tag == _BOX:
                paragraph.boxes.append(element)
            elif tag == _MATH_TEXT:
                paragraph.runs.append(Run(element.text or ""))
            elif tag not in _GONE and isinstance(tag, str):
                self._inline(element, paragraph)

    def _run(self, run: Any, paragraph: Paragraph) -> None:
        properties = child(run, "rPr")
        look = look_of(properties).over(self.styles.look(value(properties, "rStyle"))).over(paragraph.look)
        if look.hidden:
            return
        for element in run:
            text = self._said(element, paragraph)
            if text:
                if look.font and legacy.is_legacy_font(look.font) and not paragraph.is_unicode():
                    text = legacy.from_font(text, look.font)
                paragraph.runs.append(Run(text.upper() if look.capitals else text, bool(look.bold), bool(look.italic), look.size))

    def _said(self, element: Any, paragraph: Paragraph) -> str:
        tag = element.tag
        if tag == _TEXT:
            return element.text or ""
        if tag in _SIGNS:
            return _SIGNS[tag]
        if tag == _BREAK:
            return self._break(element)
        if tag == _PAGE_SHOWN:
            self.page += 1
        elif tag == _SYMBOL:
            return _SYMBOLS.get((element.get(f"{W}char") or "").upper(), "")
        elif tag in _NOTE:
            self.notes.append((tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id") or ""))
            return f"[{len(self.notes)}]"
        elif tag not in _GONE and isinstance(tag, str):
            # drawings, pictures and objects say something only in text boxes
            paragraph.boxes += (_chosen(element) if tag == _ALTERNATE else element).iter(_BOX)
        return ""

    def _break(self, element: Any) -> str:
        return "" if element.get(f"{W}type") in {"page", "column"} else "\n"


def _chosen(alternate: Any) -> Any:
    """What to read of an ``AlternateContent``: its first choice, or nothing but the element itself where it has none."""
    chosen = alternate.find(_CHOICE)
    return alternate if chosen is None else chosen


def _is_flat(table: Any) -> bool:
    return table.find(f".//{W}tbl") is None and table.find(f".//{W}txbxContent") is None


def _rows(table: Any) -> list[Any]:
    """Rows of this table and not of those in its cells, also inside content controls."""
    return _nearest(table, _ROW)


def _cells(row: Any) -> list[Any]:
    return _nearest(row, _CELL)


def _nearest(container: Any, tag: str) -> list[Any]:
    found: list[Any] = []
    for element in container:
        if element.tag == tag:
            found.append(element)
        elif element.tag not in _GONE and isinstance(element.tag, str):
            found += _nearest(element, tag)
    return found
