"""The binary records of a Word 97–2003 file: where text lies, and what is said of its characters and paragraphs.

Section numbers are those of [MS-DOC]. Every offset in the file is untrusted: what lies outside the stream is as if absent.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

PAIRS = 0x9A
"""Where the table of offsets and lengths begins in the file information block (2.5.6)."""
STYLES, NOTE_MARKS, NOTE_TEXTS, CHARACTERS, PARAGRAPHS, FONTS, PIECES, LISTS, LIST_USES = 1, 2, 3, 12, 13, 15, 33, 73, 74
_PAGE = 512
_MOST_PIECES = 100_000
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text (2.8.35): characters ``start`` to ``end`` lie at ``offset``, one or two bytes each."""

    start: int
    end: int
    offset: int
    width: int


@dataclass(frozen=True, slots=True)
class Span:
    """What is said of the bytes from ``start`` to ``end`` of the main stream."""

    start: int
    end: int
    style: int
    changes: bytes


@dataclass(slots=True)
class Spans:
    """Spans in order, found by place."""

    spans: list[Span]
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.spans.sort(key=lambda span: span.start)
        self._starts = [span.start for span in self.spans]

    def at(self, place: int) -> Span | None:
        """The span that holds byte ``place``."""
        index = bisect_right(self._starts, place) - 1
        return self.spans[index] if index >= 0 and place < self.spans[index].end else None


def u16(data: bytes, at: int) -> int:
    """Unsigned 16 bits, 0 outside the data."""
    return int.from_bytes(data[at : at + 2], "little") if at >= 0 else 0


def u32(data: bytes, at: int) -> int:
    """Unsigned 32 bits, 0 outside the data."""
    return int.from_bytes(data[at : at + 4], "little") if at >= 0 else 0


def table_part(main: bytes, table: bytes, index: int) -> bytes:
    """The part of the table stream that pair ``index`` of the file information block names."""
    offset, length = u32(main, PAIRS + 8 * index), u32(main, PAIRS + 8 * index + 4)
    return table[offset : offset + length] if offset + length <= len(table) else b""


def pieces_of(clx: bytes) -> list[Piece]:
    """The piece table (2.9.38); empty where there is none."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + u16(clx, at + 1)
    if at >= len(clx) or clx[at] != 2:
        return []
    body = clx[at + 5 : at + 5 + u32(clx, at + 1)]
    count = min((len(body) - 4) // 12, _MOST_PIECES)
    pieces: list[Piece] = []
    for i in range(max(count, 0)):
        start, end = u32(body, 4 * i), u32(body, 4 * i + 4)
        where = u32(body, 4 * (count + 1) + 8 * i + 2)
        compressed = bool(where & 0x40000000)
        offset = (where & 0x3FFFFFFF) // (2 if compressed else 1)
        if end > start:
            pieces.append(Piece(start, end, offset, 1 if compressed else 2))
    return pieces


def character_spans(main: bytes, plcf: bytes) -> Spans:
    """Runs of characters with their changes (2.9.33)."""
    spans: list[Span] = []
    for page in _pages(main, plcf):
        count = page[_PAGE - 1]
        for i in range(min(count, 101)):
            at = 2 * page[4 * (count + 1) + i]
            changes = page[at + 1 : at + 1 + page[at]] if at else b""
            spans.append(Span(u32(page, 4 * i), u32(page, 4 * i + 4), 0, changes))
    return Spans(spans)


def paragraph_spans(main: bytes, plcf: bytes) -> Spans:
    """Paragraphs with their style and changes (2.9.176)."""
    spans: list[Span] = []
    for page in _pages(main, plcf):
        count = page[_PAGE - 1]
        for i in range(min(count, 29)):
            at = 2 * page[4 * (count + 1) + 13 * i]
            style, changes = _paragraph_changes(page, at) if at else (0, b"")
            spans.append(Span(u32(page, 4 * i), u32(page, 4 * i + 4), style, changes))
    return Spans(spans)


def _paragraph_changes(page: bytes, at: int) -> tuple[int, bytes]:
    size = page[at]
    begin, length = (at + 1, 2 * size - 1) if size else (at + 2, 2 * page[at + 1] if at + 1 < len(page) else 0)
    body = page[begin : begin + length]
    return u16(body, 0), body[2:]


def _pages(main: bytes, plcf: bytes) -> Iterator[bytes]:
    count = max((len(plcf) - 4) // 8, 0)
    for i in range(count):
        number = u32(plcf, 4 * (count + 1) + 4 * i) & 0x3FFFFF
        page = main[number * _PAGE : (number + 1) * _PAGE]
        if len(page) == _PAGE:
            yield page


def changes_in(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """Property changes (2.2.5.1): code and operand."""
    at = 0
    while at + 2 <= len(changes):
        code = u16(changes, at)
        at += 2
        kind = code >> 13
        length = _length(changes, at, code) if kind == 6 else _OPERANDS[kind]
        yield code, changes[at : at + length]
        at += length


def _length(changes: bytes, at: int, code: int) -> int:
    """Operands of kind 6 begin with their length; table definitions with two bytes of it."""
    if code == 0xD608:
        return u16(changes, at) + 1
    return changes[at] + 1 if at < len(changes) else 1


def signed32(data: bytes, at: int) -> int:
    """Signed 32 bits, 0 outside the data."""
    return int(struct.unpack_from("<i", data, at)[0]) if 0 <= at <= len(data) - 4 else 0
