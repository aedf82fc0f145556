"""Web pages, also those that Word exports: paragraphs in page order, tables as cells, list labels as a browser prints them."""

from __future__ import annotations

import re
from typing import Any

from vanban.errors import Unreadable
from vanban.model.page import Cell, Line, Source
from vanban.sources import limits
from vanban.sources.decoding import decode, eight_bit
from vanban.sources.labels import label_of
from vanban.sources.runs import Run, lines_of, trimmed
from vanban.sources.webstyle import Style, Styles

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SPACE = re.compile("[ \t\n\r\f]+")
_UNSAID = frozenset(
    {"script", "style", "head", "noscript", "template", "iframe", "object", "select", "button", "svg", "canvas", "audio", "video", "map"}
    | {"input", "textarea", "xml", "math"}
)
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "hr", "center", "body"}
    | {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "form", "fieldset", "address", "html"}
    | {"section", "article", "header", "footer", "main", "aside", "nav"}
)
_EMPTY_KEPT = frozenset({"p", "pre"})
_LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_web(data: bytes | str, *, clock: limits.Clock) -> Source:
    """Read an HTML page.

    :raises Unreadable: there is no text in it
    """
    from lxml import etree, html

    text = data if isinstance(data, str) else decode_page(data)
    limits.check_text(len(text))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text.replace("\0", "")) or " ", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("Trang web không có nội dung đọc được. Hãy lưu lại trang rồi thử lại.") from error
    page = _Page(Styles.of(root), clock)
    page.walk(root, Style())
    page.flush(Style())
    return Source(kind="html", lines=tuple(page.lines))


def decode_page(data: bytes) -> str:
    """Text of an HTML file: by byte-order mark, then as valid UTF-8, then as its ``meta`` says."""
    declared = _CHARSET.search(data[:4096])
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or declared is None or data.isascii():
        return decode(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        name = declared.group(1).decode("ascii").lower()
    if name in {"utf-8", "utf8", "unicode", "utf-16"}:
        return decode(data)
    if name in {"x-user-defined", "windows-1252", "iso-8859-1", "us-ascii"}:
        return eight_bit(data)
    try:
        return data.decode(name, "replace")
    except (LookupError, ValueError):
        return eight_bit(data)


class _Page:
    """Walks the elements in order; text gathers in ``runs`` until a block begins or ends."""

    def __init__(self, styles: Styles, clock: limits.Clock) -> None:
        self.styles = styles
        self.clock = clock
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.cell: Cell | None = None
        self.label: str | None = None
        self.tables = 0
        self.row = -1
        self.column = -1
        self.table = 0

    def walk(self, element: Any, style: Style) -> None:
        """Take in one element and what it holds; libxml2 keeps the depth under 256."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _UNSAID:
            return
        style = self.styles.inherited(element, tag, style)
        if style.hidden:
            return
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "table":
            self._table(element, style)
        elif tag in _BLOCKS:
            self._block(element, tag, style)
        else:
            self._inside(element, style)

    def flush(self, style: Style, *, blank: bool = False) -> None:
        """End the paragraph that was gathered, if it says anything."""
        runs, self.runs = self.runs, []
        if any(run.text.strip() for run in runs):
            label, self.label = self.label, None
            self.lines += lines_of(trimmed(runs), align=style.align, cell=self.cell, label=label)
        elif blank and self.lines:
            self.lines.append(Line("", cell=self.cell))
        self.clock.check()

    def _block(self, element: Any, tag: str, style: Style) -> None:
        self.flush(style)
        if tag == "tr":
            self.row, self.column = self.row + 1, -1
        elif tag in {"td", "th"}:
            self.column += 1
            self.cell = Cell(self.table, max(self.row, 0), self.column) if self.row >= 0 else self.cell
        elif tag == "li":
            self.label = _list_label(element)
        before = len(self.lines)
        self._inside(element, style)
        self.flush(style, blank=tag in _EMPTY_KEPT and len(self.lines) == before)
        if tag == "li":
            self.label = None

    def _table(self, element: Any, style: Style) -> None:
        self.flush(style)
        outer = self.cell, self.table, self.row, self.column
        self.table, self.row, self.column = self.tables, -1, -1
        self.tables += 1
        before = len(self.lines)
        self._inside(element, Style(bold=style.bold, italic=style.italic, size=style.size))
        self.flush(style)
        if not any(line.text for line in self.lines[before:]):
            del self.lines[before:]
            self.tables -= 1
        self.cell, self.table, self.row, self.column = outer

    def _inside(self, element: Any, style: Style) -> None:
        self._say(element.text, style)
        for child in element:
            self.walk(child, style)
            self._say(child.tail, style)

    def _say(self, text: str | None, style: Style) -> None:
        if text:
            said = text if style.preformatted else _SPACE.sub(" ", text)
            self.runs.append(Run(style.decoded(said), style.bold, style.italic, style.size))


def _list_label(item: Any) -> str | None:
    """The label a browser prints before a list item."""
    parent = item.getparent()
    if parent is None or parent.tag == "ul":
        return "-" if parent is not None and "list-style" not in (parent.get("style") or "") else None
    if parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return None
    number = _number(parent.get("start"), 1) + sum(1 for before in item.itersiblings("li", preceding=True) if not before.get("value"))
    number = _number(item.get("value"), number)
    return label_of(_LIST_STYLES.get(parent.get("type") or "1", "decimal"), number) + "."


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default
