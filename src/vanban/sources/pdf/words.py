"""Words of a PDF page with their places and fonts, in the order in which the page's program wrote them."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vanban.sources.pdf.raised import DROPPED, without_marks
from vanban.text import legacy

_WORD = re.compile(r"[^\s\0]+")
_LINE = re.compile("[^\\s\0](?:[^\r\n\0\x0b\x0c\x85\u2028\u2029]*[^\\s\0])?")
"""Ends where ``vanban.text.clean`` ends a line."""
_HEAD = 14
"""Lines at the beginning of the first page whose words are all measured: heads of papers have columns."""
_WIDE = 0.51
"""Width of a character, of the type size, that running text hardly reaches when justified."""
_OFF_LINE = 0.15
"""Of the type size: what stands higher or lower at a line's end is no part of the line (a page's number)."""
_TURNS = 7
"""Words looked at to tell how a page's text is turned: a costly question."""
_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_DRAWN_OVER = frozenset({3, 13, 20})
"""Annotation kinds whose look is part of the page: free text, stamps, form fields (where clerks' software puts number and date)."""
_SHOWN = str.maketrans({"\x02": "-", "\ufffe": "-", DROPPED: None})


@dataclass(slots=True)
class Word:
    """One word; lengths in points, ``top`` and ``bottom`` from the top of the page as it is shown."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    line: int
    """Number of the line in the order of writing."""
    added: bool = False
    """Laid over the page by an annotation: a number, a date, a digital signature's stamp."""
    confidence: float | None = None
    """Of recognised words, 0 to 1."""


@dataclass(slots=True)
class PageText:
    """What a page's text layer holds."""

    words: list[Word]
    width: float
    height: float
    unmapped: float = 0.0
    """Share of sampled characters for which the font gives no Unicode."""
    view: View | None = None
    """How the page's own places become those of the page as it is shown."""
    base: int | None = None
    """The first character that annotations added."""


def has_drawn_over(page: Any) -> bool:
    """Whether the page carries annotations that draw text."""
    import pypdfium2.raw as pdfium

    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 500)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
            if kind in _DRAWN_OVER:
                return True
    return False


def words_of(page: Any, *, base: int | None = None, first: bool = True, plain: bool = True) -> PageText:
    """Words of ``page`` (a ``pypdfium2.PdfPage``); characters from ``base`` on were added by annotations.

    ``first`` for a paper's first page, whose head has columns; ``plain`` lets plain lines stand as one word.
    """
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    try:
        raw = text_page.raw
        count = pdfium.FPDFText_CountChars(raw)
        text = _text(raw, count)
        view = View(page, _turn(raw, text))
        text = text if view.turned else without_marks(raw, text)
        measure = _Measure(raw, text, view, count if base is None else base)
        words = measure.measured((_HEAD if first else 0) if plain else count) if count > 0 else []
        return PageText(words, view.width, view.height, _unmapped(raw, count), view, base)
    finally:
        text_page.close()


def count_characters(page: Any) -> int:
    """How many characters the text layer has."""
    text_page = page.get_textpage()
    try:
        return int(text_page.count_chars())
    finally:
        text_page.close()


def _text(raw: Any, count: int) -> str:
    """One character a place; the bulk call where it keeps places, else one by one."""
    import pypdfium2.raw as pdfium

    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    if written == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
    codes = (pdfium.FPDFText_GetUnicode(raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


class _Measure:
    """Measures the words of one page's text. It asks for the library's calls once, for it uses them for every line."""

    def __init__(self, raw: Any, text: str, view: View, base: int) -> None:
        import pypdfium2.raw as pdfium

        self.raw, self.text, self.view, self.base = raw, text, view, base
        self.font_at = _Fonts(raw).at
        self.loose, self.size = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetFontSize
        self.rect = pdfium.FS_RECTF()
        self.to_rect = ctypes.byref(self.rect)
        self.stands_in = any(map(text.__contains__, map(chr, _SHOWN)))
        """Whether some characters stand for others; most pages have none of these, and looking line by line is slow."""
        self.words: list[Word] = []

    def measured(self, head: int) -> list[Word]:
        """Words line by line. A plain line stands as one word with its spaces: measuring each would cost more than all the rest."""
        number = 0
        apart = self.base != len(self.text)
        for count, found in enumerate(_LINE.finditer(self.text)):
            start, end = found.span()
            whole = None
            if count >= head and not apart:
                font = self.font_at(start)
                whole = self._plain_line(start, end, font, number) if font is self.font_at(end - 1) else None
            if whole:
                self.words.append(whole)
            else:
                number = self._line_words(start, end, number)
            number += 1
        return self.words

    def _said(self, start: int, end: int, font: _Font) -> str:
        said = self.text[start:end].translate(_SHOWN) if self.stands_in else self.text[start:end]
        return legacy.from_font(said, font.encoded) if font.encoded else said

    def _plain_line(self, start: int, end: int, font: _Font, number: int) -> Word | None:
        """The line in one, unless it is set so wide that a column's gap may be in it, or runs over a line's end."""
        rect = self.rect
        self.loose(self.raw, start, self.to_rect)
        x0, y0, x1, y1 = rect.left, rect.bottom, rect.right, rect.top
        self.loose(self.raw, end - 1, self.to_rect)
        right, bottom, top = rect.right, rect.bottom, rect.top
        size = self.size(self.raw, start)
        if abs(bottom - y0) > _OFF_LINE * size and (top - y1) * (bottom - y0) > 0:
            return None
        if top < y0 or bottom > y1 or right - x0 > _WIDE * size * (end - start) or right < x1:
            return None
        box = self.view.shown(x0, min(y0, bottom), right, max(y1, top))
        return Word(self._said(start, end, font), box[0], box[2], box[1], box[3], size, font.bold, font.italic, number)

    def _line_words(self, start: int, end: int, line: int) -> int:
        """The words of one line, each measured; gives the number of its last line."""
        rect = self.rect
        for found in _WORD.finditer(self.text, start, end):
            first, last = found.start(), found.end() - 1
            self.loose(self.raw, first, self.to_rect)
            x0, y0, x1, y1 = rect.left, rect.bottom, rect.right, rect.top
            self.loose(self.raw, last, self.to_rect)
            if rect.top < y0 or rect.bottom > y1:
                line = self._cut_word(first, last + 1, line)
                continue
            box = self.view.shown(min(x0, rect.left), min(y0, rect.bottom), max(x1, rect.right), max(y1, rect.top))
            font, size = self.font_at(first), self.size(self.raw, first)
            said = self._said(first, last + 1, font)
            self.words.append(Word(said, box[0], box[2], box[1], box[3], size, font.bold, font.italic, line, first >= self.base))
        return line

    def _cut_word(self, start: int, end: int, line: int) -> int:
        """A word that the text layer joins over a line's end (``QĐ-`` and ``XPHC``) is cut there again; gives the new line's number."""
        boxes: list[tuple[float, float, float, float]] = []
        for index in range(start, end):
            self.loose(self.raw, index, self.to_rect)
            boxes.append(self.view.shown(self.rect.left, self.rect.bottom, self.rect.right, self.rect.top))
        begin = 0
        for index in range(1, len(boxes) + 1):
            if index < len(boxes) and boxes[index][1] < boxes[begin][3]:
                continue
            part, font = boxes[begin:index], self.font_at(start + begin)
            said = self.text[start + begin : start + index].translate(_SHOWN)
            left, top = min(box[0] for box in part), min(box[1] for box in part)
            right, bottom = max(box[2] for box in part), max(box[3] for box in part)
            size = self.size(self.raw, start + begin)
            self.words.append(Word(said, left, right, top, bottom, size, font.bold, font.italic, line))
            begin = index
            line += index < len(boxes)
        return line


@dataclass(frozen=True, slots=True)
class _Font:
    bold: bool
    italic: bool
    encoded: str | None


class _Fonts:
    """The fonts of a page's characters."""

    def __init__(self, raw: Any) -> None:
        import pypdfium2.raw as pdfium

        self.ask = pdfium.FPDFText_GetFontInfo
        self.raw = raw
        self.name = ctypes.create_string_buffer(128)
        self.flags = ctypes.c_int()
        self.to_flags = ctypes.byref(self.flags)

    def at(self, place: int) -> _Font:
        """The font of the character at ``place``."""
        length = self.ask(self.raw, place, self.name, 128, self.to_flags)
        return _font(self.name.value if 0 < length <= 128 else b"", self.flags.value)


@lru_cache(maxsize=512)
def _font(name: bytes, flags: int) -> _Font:
    said = name.decode("utf-8", "replace").partition("+")[2] or name.decode("utf-8", "replace")
    low = said.lower()
    bold = "bold" in low or "black" in low or bool(flags & _FORCE_BOLD)
    italic = "italic" in low or "oblique" in low or bool(flags & _ITALIC)
    return _Font(bold, italic, said if legacy.is_legacy_font(said) else None)


def _unmapped(raw: Any, count: int) -> float:
    """Share of some 60 sampled characters without a Unicode value."""
    import pypdfium2.raw as pdfium

    if count <= 0:
        return 0.0
    places = range(0, count, max(1, count // 60))
    wrong = sum(1 for place in places if pdfium.FPDFText_HasUnicodeMapError(raw, place) == 1)
    return wrong / len(places)


def _turn(raw: Any, text: str) -> int:
    """By how many degrees the page must be turned clockwise for most of its text to stand upright."""
    import pypdfium2.raw as pdfium

    found = (_WORD.search(text, place) for place in range(0, min(len(text), 20_000), min(len(text), 20_000) // _TURNS + 1))
    turns = Counter(round(math.degrees(pdfium.FPDFText_GetCharAngle(raw, word.start())) / 90) % 4 * 90 for word in found if word)
    # the library tells how far the text itself is turned clockwise
    return -turns.most_common(1)[0][0] % 360 if turns else 0


class View:
    """How user space (y upward, maybe turned or cut) becomes the page as read (y downward)."""

    def __init__(self, page: Any, turned: int) -> None:
        left, bottom, right, top = map(float, page.get_bbox())
        self.x, self.y = left, bottom
        self.turned = turned
        self.across, self.up = max(right - left, 1.0), max(top - bottom, 1.0)
        self.width, self.height = (self.up, self.across) if self.turned in {90, 270} else (self.across, self.up)

    def shown(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box."""
        x0, x1, y0, y1 = x0 - self.x, x1 - self.x, y0 - self.y, y1 - self.y
        if not self.turned:
            return x0, self.up - y1, x1, self.up - y0
        match self.turned:
            case 90:
                return y0, x0, y1, x1
            case 180:
                return self.across - x1, y0, self.across - x0, y1
            case 270:
                return self.up - y1, self.across - x1, self.up - y0, self.across - x0
        return x0, self.up - y1, x1, self.up - y0
