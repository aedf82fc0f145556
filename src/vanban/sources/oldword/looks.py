"""Styles, fonts and lists of a Word 97–2003 file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vanban.sources.oldword.records import changes_in, signed32, u16, u32
from vanban.sources.word.numbering import Level, Numbering

_ALIGNMENTS = {0: "left", 1: "center", 2: "right", 3: "justify", 4: "justify"}
_NUMBERS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    22: "decimalZero",
    23: "bullet",
    255: "none",
}
_DEEPEST = 12
_MOST = 4096


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look."""

    bold: bool = False
    italic: bool = False
    size: float | None = 10.0
    font: int = 0
    hidden: bool = False
    capitals: bool = False

    def changed(self, changes: bytes, style: Look | None = None) -> Look:
        """This look after property changes; switches may stand relative to the style's look."""
        look, base = self, style or self
        for code, operand in changes_in(changes):
            if not operand:
                continue
            match code:
                case 0x0835:
                    look = replace(look, bold=_switch(operand[0], base.bold))
                case 0x0836:
                    look = replace(look, italic=_switch(operand[0], base.italic))
                case 0x083C | 0x0800:
                    look = replace(look, hidden=look.hidden or _switch(operand[0], base.hidden))
                case 0x083B:
                    look = replace(look, capitals=_switch(operand[0], base.capitals))
                case 0x4A43:
                    look = replace(look, size=u16(operand, 0) / 2)
                case 0x4A4F:
                    look = replace(look, font=u16(operand, 0))
        return look


@dataclass(frozen=True, slots=True)
class Shape:
    """What is said of a paragraph."""

    align: str | None = None
    in_table: bool = False
    row_end: bool = False
    numbering: int = 0
    level: int = 0

    def changed(self, changes: bytes) -> Shape:
        """This shape after property changes."""
        shape = self
        for code, operand in changes_in(changes):
            if not operand:
                continue
            match code:
                case 0x2461 | 0x2403:
                    shape = replace(shape, align=_ALIGNMENTS.get(operand[0]))
                case 0x2416:
                    shape = replace(shape, in_table=operand[0] != 0)
                case 0x2417:
                    shape = replace(shape, row_end=operand[0] != 0)
                case 0x460B:
                    shape = replace(shape, numbering=u16(operand, 0))
                case 0x260A:
                    shape = replace(shape, level=operand[0])
        return shape


def _switch(operand: int, style: bool) -> bool:  # noqa: FBT001 - the two values that a switch is worked out from
    return style if operand == 0x80 else not style if operand == 0x81 else operand != 0


@dataclass(frozen=True, slots=True)
class _Style:
    base: int
    characters: bytes
    paragraph: bytes


class Styles:
    """The style sheet (2.9.271)."""

    def __init__(self, sheet: bytes) -> None:
        self._styles: dict[int, _Style] = {}
        self._looks: dict[int, Look] = {}
        self._shapes: dict[int, Shape] = {}
        header = u16(sheet, 0)
        fixed = u16(sheet, 4) or 10
        at = 2 + header
        for index in range(min(u16(sheet, 2), _MOST)):
            size = u16(sheet, at)
            if size:
                style = _style(sheet[at + 2 : at + 2 + size], fixed)
                if style:
                    self._styles[index] = style
            at += 2 + size

    def look(self, index: int) -> Look:
        """The look of characters in paragraphs of this style."""
        if index not in self._looks:
            look = Look()
            for style in reversed(self._chain(index)):
                look = look.changed(style.characters)
            self._looks[index] = look
        return self._looks[index]

    def shape(self, index: int) -> Shape:
        """The shape of paragraphs of this style."""
        if index not in self._shapes:
            shape = Shape()
            for style in reversed(self._chain(index)):
                shape = shape.changed(style.paragraph)
            self._shapes[index] = shape
        return self._shapes[index]

    def _chain(self, index: int) -> list[_Style]:
        chain: list[_Style] = []
        while index in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[index])
            index = chain[-1].base
        return chain


def _style(record: bytes, fixed: int) -> _Style | None:
    """A paragraph style (2.9.260); others say nothing of whole paragraphs."""
    kind, base, parts = u16(record, 2) & 0xF, u16(record, 2) >> 4, u16(record, 4) & 0xF
    if kind != 1 or parts < 2:
        return None
    at = fixed + 2 + 2 * u16(record, fixed) + 2
    bodies: list[bytes] = []
    for _ in range(2):
        at += at % 2
        size = u16(record, at)
        bodies.append(record[at + 2 : at + 2 + size])
        at += 2 + size
    return _Style(base, bodies[1], bodies[0][2:])


def fonts_of(table: bytes) -> list[str]:
    """Names of the fonts (2.9.286)."""
    names: list[str] = []
    at = 4
    for _ in range(min(u16(table, 0), _MOST)):
        if at >= len(table):
            break
        size = table[at]
        name = table[at + 40 : at + 1 + size].decode("utf-16-le", "replace")
        names.append(name.partition("\0")[0])
        at += 1 + size
    return names


def numbering_of(table: bytes, lists: bytes, uses: bytes, after_lists: int) -> Numbering:
    """The lists (2.9.131, 2.9.150). Levels lie in the table stream right after the list headers."""
    numbering = Numbering()
    at = after_lists
    for i in range(min(u16(lists, 0), _MOST)):
        header = lists[2 + 28 * i : 30 + 28 * i]
        levels: dict[int, Level] = {}
        for level in range(1 if header[26:27] and header[26] & 1 else 9):
            levels[level], at = _level(table, at)
        numbering.abstract[str(signed32(header, 0))] = levels
    for i in range(min(u32(uses, 0), _MOST)):
        numbering.lists[str(i + 1)] = str(signed32(uses, 4 + 16 * i))
    return numbering


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, style = u32(table, at), table[at + 4] if at + 4 < len(table) else 0
    paragraph, characters = (table[at + 25], table[at + 24]) if at + 25 < len(table) else (0, 0)
    said = at + 28 + paragraph + characters
    length = min(u16(table, said), 255)
    raw = table[said + 2 : said + 2 + 2 * length].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in raw)
    known = _NUMBERS.get(style, "decimal")
    return Level(start=start if start < 32768 else 1, style=known, text=text), said + 2 + 2 * length
