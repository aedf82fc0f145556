"""OpenDocument texts (odt): paragraphs and tables in order, lists with their labels, tracked deletions left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from vanban.errors import Unreadable
from vanban.model.page import Cell, Line, Source
from vanban.sources import limits
from vanban.sources.archive import Archive
from vanban.sources.labels import label_of
from vanban.sources.runs import Run, lines_of
from vanban.text import legacy

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _STYLE = f"{{{_OASIS}text:1.0}}", f"{{{_OASIS}table:1.0}}", f"{{{_OASIS}style:1.0}}"
_FO, _DRAW, _OFFICE = f"{{{_OASIS}xsl-fo-compatible:1.0}}", f"{{{_OASIS}drawing:1.0}}", f"{{{_OASIS}office:1.0}}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_UNSAID = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}sequence-decls", f"{_OFFICE}event-listeners"}
)
_ALIGN = {"start": "left", "left": "left", "end": "right", "right": "right", "center": "center", "justify": "justify"}
_NUMBERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONGEST_CHAIN = 20
_LEVELS = 10


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    size: float | None = None
    align: str | None = None
    font: str = ""
    hidden: bool = False


def read_odt(archive: Archive, *, clock: limits.Clock) -> Source:
    """Read an OpenDocument text.

    :raises Unreadable: it has a password, is no text, or a part is missing or damaged
    """
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Unreadable("Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại.")
    root = archive.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise Unreadable("Tệp OpenDocument này không phải là văn bản. Hãy lưu lại thành odt hoặc docx rồi thử lại.")
    sheets = [root] + ([archive.xml("styles.xml")] if "styles.xml" in archive else [])
    reader = _Reader(_Styles(sheets), clock)
    reader.read(body, None)
    lines = reader.lines
    for index, note in enumerate(reader.notes, start=1):
        before = len(lines)
        reader.read(note, None)
        if len(lines) > before:
            lines[before] = replace(lines[before], text=f"[{index}] {lines[before].text}", bold_until=None)
    return Source(kind="odt", lines=tuple(lines), pages=reader.page)


class _Styles:
    def __init__(self, sheets: list[Any]) -> None:
        self.styles: dict[tuple[str, str], Any] = {}
        self.lists: dict[str, dict[int, Any]] = {}
        self._looks: dict[tuple[str, str], _Look] = {}
        self.base: dict[str, Any] = {}
        for sheet in sheets:
            for style in sheet.iter(f"{_STYLE}style"):
                self.styles.setdefault((style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")), style)
            for style in sheet.iter(f"{_STYLE}default-style"):
                self.base.setdefault(style.get(f"{_STYLE}family", ""), style)
            for style in sheet.iter(f"{_TEXT}list-style"):
                levels = {int(level.get(f"{_TEXT}level", "1")): level for level in style if level.get(f"{_TEXT}level", "1").isdecimal()}
                self.lists.setdefault(style.get(f"{_STYLE}name", ""), levels)

    def look(self, family: str, name: str | None, under: _Look) -> _Look:
        """What the style and those it rests on say, over ``under``."""
        for style in reversed(self.chain(family, name)):
            under = _said(style, under)
        return under

    def chain(self, family: str, name: str | None) -> list[Any]:
        """The style and its parents, nearest first."""
        chain: list[Any] = []
        while name and (family, name) in self.styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self.styles[family, name])
            name = chain[-1].get(f"{_STYLE}parent-style-name")
        return chain


def _said(style: Any, look: _Look) -> _Look:
    text, paragraph = style.find(f"{_STYLE}text-properties"), style.find(f"{_STYLE}paragraph-properties")
    if text is not None:
        weight, slant, size = text.get(f"{_FO}font-weight"), text.get(f"{_FO}font-style"), text.get(f"{_FO}font-size", "")
        look = replace(
            look,
            bold=look.bold if weight is None else weight in {"bold", "600", "700", "800", "900"},
            italic=look.italic if slant is None else slant in {"italic", "oblique"},
            size=_points(size) or look.size,
            font=text.get(f"{_STYLE}font-name") or text.get(f"{_FO}font-family") or look.font,
            hidden=text.get(f"{_OASIS}text:1.0display") == "none" or text.get(f"{_TEXT}display") == "none",
        )
    if paragraph is not None:
        look = replace(look, align=_ALIGN.get(paragraph.get(f"{_FO}text-align", ""), look.align))
    return look


def _points(size: str) -> float | None:
    number = size.removesuffix("pt")
    try:
        return float(number) if size.endswith("pt") else None
    except ValueError:
        return None


class _Reader:
    def __init__(self, styles: _Styles, clock: limits.Clock) -> None:
        self.styles = styles
        self.clock = clock
        self.lines: list[Line] = []
        self.notes: list[Any] = []
        self.page = 1
        self.base = _said(styles.base["paragraph"], _Look()) if "paragraph" in styles.base else _Look()
        self._tables = 0
        self._counts: dict[str, list[int]] = {}

    def read(self, container: Any, cell: Cell | None) -> None:
        """Read what stands in ``container``."""
        for element in container:
            tag = element.tag
            if tag in _PARAGRAPHS:
                self._paragraph(element, cell, None)
            elif tag == f"{_TEXT}list":
                self._list(element, cell, "", 1)
            elif tag == f"{_TABLE}table":
                self._table(element)
            elif tag not in _UNSAID:
                self.read(element, cell)

    def _table(self, table: Any) -> None:
        index, self._tables = self._tables, self._tables + 1
        for row, element in enumerate(table.iter(f"{_TABLE}table-row")):
            if _table_of(element) is not table:
                continue
            for column, inner in enumerate(element.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")):
                before = len(self.lines)
                self.read(inner, Cell(index, row, column))
                if not any(line.text for line in self.lines[before:]):
                    del self.lines[before:]

    def _list(self, element: Any, cell: Cell | None, style: str, level: int) -> None:
        style = element.get(f"{_TEXT}style-name") or style
        key = style or "?"
        counts = self._counts.setdefault(key, [0] * (_LEVELS + 1))
        if level == 1 and element.get(f"{_TEXT}continue-numbering") != "true" and not element.get(f"{_TEXT}continue-list"):
            self._counts[key] = counts = [0] * (_LEVELS + 1)
        for item in element:
            first = item.tag == f"{_TEXT}list-item"
            for inner in item:
                if inner.tag in _PARAGRAPHS:
                    self._paragraph(inner, cell, self._label(style, level, counts, item) if first else None)
                    first = False
                elif inner.tag == f"{_TEXT}list":
                    self._list(inner, cell, style, min(level + 1, _LEVELS))

    def _label(self, style: str, level: int, counts: list[int], item: Any) -> str | None:
        said = self.styles.lists.get(style, {}).get(level)
        start = item.get(f"{_TEXT}start-value") or (None if said is None or counts[level] else said.get(f"{_TEXT}start-value"))
        counts[level] = int(start) if start and start.isdecimal() else counts[level] + 1
        counts[level + 1 :] = [0] * (_LEVELS - level)
        if said is None:
            return None
        if said.tag == f"{_TEXT}list-level-style-bullet":
            bullet = said.get(f"{_TEXT}bullet-char") or "-"
            return bullet if bullet in "-–+*" else "-"
        if said.tag != f"{_TEXT}list-level-style-number" or not said.get(f"{_STYLE}num-format"):
            return None
        shown = said.get(f"{_TEXT}display-levels") or "1"
        first = max(1, level - int(shown) + 1) if shown.isdecimal() else level
        numbers = [label_of(self._format(style, at), max(counts[at], 1)) for at in range(first, level + 1)]
        return (said.get(f"{_STYLE}num-prefix") or "") + ".".join(numbers) + (said.get(f"{_STYLE}num-suffix") or "")

    def _format(self, style: str, level: int) -> str:
        said = self.styles.lists.get(style, {}).get(level)
        return _NUMBERS.get("" if said is None else said.get(f"{_STYLE}num-format") or "", "decimal")

    def _paragraph(self, element: Any, cell: Cell | None, label: str | None) -> None:
        self.clock.check()
        look = self.styles.look("paragraph", element.get(f"{_TEXT}style-name"), self.base)
        runs: list[Run] = []
        boxes: list[Any] = []
        self._inline(element, look, runs, boxes)
        said = any(run.text.strip() for run in runs)
        self.lines += lines_of(runs, align=look.align, cell=cell, label=label if said else None, page=self.page)
        for box in boxes:
            self.read(box, cell)

    def _inline(self, element: Any, look: _Look, runs: list[Run], boxes: list[Any]) -> None:
        self._say(element.text, look, runs)
        for child in element:
            self._child(child, look, runs, boxes)
            self._say(child.tail, look, runs)

    def _child(self, child: Any, look: _Look, runs: list[Run], boxes: list[Any]) -> None:
        tag = child.tag
        if tag == f"{_TEXT}span":
            self._inline(child, self.styles.look("text", child.get(f"{_TEXT}style-name"), look), runs, boxes)
        elif tag == f"{_TEXT}line-break":
            runs.append(Run("\n"))
        elif tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            runs.append(Run(" "))
        elif tag == f"{_TEXT}note":
            self.notes += child.findall(f"{_TEXT}note-body")
            runs.append(Run(f"[{len(self.notes)}]"))
        elif tag == f"{_TEXT}soft-page-break":
            self.page += 1
        elif tag == f"{_DRAW}text-box":
            boxes.append(child)
        elif tag not in _UNSAID and isinstance(tag, str):
            self._inline(child, look, runs, boxes)

    def _say(self, text: str | None, look: _Look, runs: list[Run]) -> None:
        if text and not look.hidden:
            said = " ".join(text.split()) if text.strip() else " "
            said = (" " if text[0].isspace() else "") + said + (" " if text[-1].isspace() else "")
            said = legacy.from_font(said, look.font) if legacy.is_legacy_font(look.font) else said
            runs.append(Run(said, look.bold, look.italic, look.size))


def _table_of(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{_TABLE}table":
        parent = parent.getparent()
    return parent
