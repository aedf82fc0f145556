"""Opens a Word 97–2003 file: its text by the piece table, paragraph by paragraph."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.errors import Unreadable
from vanban.model.page import Cell, Line, Source
from vanban.sources import limits
from vanban.sources.decoding import eight_bit
from vanban.sources.oldword import records
from vanban.sources.oldword.looks import Look, Shape, Styles, fonts_of, numbering_of
from vanban.sources.runs import Run, lines_of
from vanban.text import legacy

_WORD_97, _WORD_95 = 0xA5EC, 0xA5DC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_COUNTS = 0x4C
"""Where the lengths of the main text and of what follows it stand (2.5.4)."""
_DAMAGED = "Tệp Word (.doc) bị hỏng nên không mở được. Hãy mở bằng Word, lưu lại thành docx rồi thử lại."
_SIGNS = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\x01": "", "\x08": "", "\x05": "", "\xa0": " "}
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14|\x15)|\x15|\x14")


def read_doc(data: bytes, *, clock: limits.Clock) -> Source:
    """Read a Word 97–2003 document, or the plain text of a Word 6/95 one.

    :raises Unreadable: damaged, with a password, or no Word document
    """
    main, table = _streams(data)
    if records.u16(main, 0) == _WORD_95 or (records.u16(main, 0) == _WORD_97 and records.u16(main, 2) < 0xC0):
        return _old_text(main, clock)
    if records.u16(main, 0) != _WORD_97:
        raise Unreadable(_DAMAGED)
    return Source(kind="doc", lines=tuple(_Document(main, table, clock).lines()))


def _streams(data: bytes) -> tuple[bytes, bytes]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                raise Unreadable("Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại.")
            if not ole.exists("WordDocument"):
                raise Unreadable("Đây không phải là văn bản Word. Chỉ đọc được văn bản; hãy lưu lại thành docx hoặc pdf rồi thử lại.")
            main = ole.openstream("WordDocument").read()
            flags = records.u16(main, 0x0A)
            if flags & _ENCRYPTED:
                raise Unreadable("Tệp Word có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại.")
            name = "1Table" if flags & _SECOND_TABLE else "0Table"
            return main, ole.openstream(name).read() if ole.exists(name) else b""
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(_DAMAGED) from error


def _old_text(main: bytes, clock: limits.Clock) -> Source:
    """Word 6/95 keeps 8-bit text in one stretch."""
    start, length = records.u32(main, 0x18), records.u32(main, 0x34)
    text = eight_bit(main[start : start + min(length, limits.TEXT_CHARACTERS)])
    lines: list[Line] = []
    for paragraph in re.split("[\r\x07\x0c]", _FIELD.sub("", text)):
        clock.check()
        lines += lines_of([Run("".join(_SIGNS.get(char, char) for char in paragraph))])
    return Source(kind="doc", lines=tuple(lines))


@dataclass(slots=True)
class _Paragraph:
    runs: list[Run]
    shape: Shape
    mark: str


class _Document:
    """One file's text with what is said of it."""

    def __init__(self, main: bytes, table: bytes, clock: limits.Clock) -> None:
        def part(index: int) -> bytes:
            return records.table_part(main, table, index)

        self.main = main
        self.clock = clock
        self.pieces = records.pieces_of(part(records.PIECES))
        if not self.pieces:
            raise Unreadable(_DAMAGED)
        self.characters = records.character_spans(main, part(records.CHARACTERS))
        self.paragraphs = records.paragraph_spans(main, part(records.PARAGRAPHS))
        self.styles = Styles(part(records.STYLES))
        self.fonts = fonts_of(part(records.FONTS))
        lists = part(records.LISTS)
        after = records.u32(main, records.PAIRS + 8 * records.LISTS) + len(lists)
        self.numbering = numbering_of(table, lists, part(records.LIST_USES), after)
        self.note_marks = part(records.NOTE_MARKS)
        self.marks = 0

    def lines(self) -> list[Line]:
        """Lines of the main text, then of footnotes, then of text boxes."""
        counts = [records.u32(self.main, _COUNTS + 4 * i) for i in range(7)]
        limits.check_text(sum(counts))
        main, notes, headers, _, comments, ends, boxes = counts
        lines = self._body(self._split(0, main))
        noted = self._split(main, main + notes)
        numbered = 0
        for paragraph in noted:
            if any("\x02" in run.text for run in paragraph.runs):
                numbered += 1
                paragraph.runs = [Run(run.text.replace("\x02", f"[{numbered}]"), run.bold, run.italic, run.size) for run in paragraph.runs]
            lines += [line for line in lines_of(paragraph.runs) if line.text]
        start = main + notes + headers + comments + ends
        boxed = self._body(self._split(start, start + boxes))
        return lines + [line for line in boxed if line.text]

    def _body(self, paragraphs: Iterator[_Paragraph]) -> list[Line]:
        lines: list[Line] = []
        table, row, column, inside = -1, 0, 0, False
        for paragraph in paragraphs:
            self.clock.check()
            shape = paragraph.shape
            # long row descriptions lie elsewhere; a cell's mark outside a cell can only end a row
            row_end = shape.row_end or (paragraph.mark == "\x07" and not shape.in_table)
            if (shape.in_table or row_end) and not inside:
                table, row, column = table + 1, 0, 0
            inside = shape.in_table or row_end
            if row_end:
                row, column = row + 1, 0
                continue
            said = any(run.text.strip() for run in paragraph.runs)
            label = self.numbering.next_label(str(shape.numbering), shape.level) if shape.numbering and said else None
            cell = Cell(table, row, column) if inside else None
            if said or not (inside and paragraph.mark == "\x07"):
                lines += lines_of(self._noted(paragraph.runs), align=shape.align, cell=cell, label=label)
            column += inside and paragraph.mark == "\x07"
        return lines

    def _noted(self, runs: list[Run]) -> list[Run]:
        """Footnote marks written out in the order of the text."""
        out: list[Run] = []
        for run in runs:
            text = run.text
            while "\x02" in text:
                self.marks += 1
                text = text.replace("\x02", f"[{self.marks}]", 1)
            out.append(Run(text, run.bold, run.italic, run.size))
        return out

    def _split(self, start: int, end: int) -> Iterator[_Paragraph]:
        """Paragraphs of the characters from ``start`` to ``end``, fields shown as their results."""
        runs: list[Run] = []
        hidden_field: list[bool] = []
        for text, place, width, look_changes in self._runs(start, end):
            for offset, part in _parts(text):
                mark = part if part in {"\r", "\x07", "\x0c"} else ""
                if part == "\x13":
                    hidden_field.append(True)
                elif part == "\x14" and hidden_field:
                    hidden_field[-1] = False
                elif part == "\x15" and hidden_field:
                    hidden_field.pop()
                elif mark:
                    shape = self._shape(place + offset * width)
                    yield _Paragraph(runs, shape, mark)
                    runs = []
                elif not any(hidden_field):
                    run = self._run(part, place + offset * width, look_changes)
                    if run:
                        runs.append(run)
        if runs:
            yield _Paragraph(runs, Shape(), "\r")

    def _runs(self, start: int, end: int) -> Iterator[tuple[str, int, int, bytes]]:
        """Stretches of text of one look, with where they lie."""
        for piece in self.pieces:
            first, last = max(start, piece.start), min(end, piece.end)
            if first >= last:
                continue
            at = piece.offset + (first - piece.start) * piece.width
            stop = min(len(self.main), piece.offset + (last - piece.start) * piece.width)
            while at < stop:
                span = self.characters.at(at)
                until = min(stop, span.end if span and span.end > at else self._next_start(at, stop))
                raw = self.main[at:until]
                text = raw.decode("cp1252", "replace") if piece.width == 1 else raw.decode("utf-16-le", "replace")
                yield text, at, piece.width, span.changes if span else b""
                at = until

    def _next_start(self, at: int, stop: int) -> int:
        later = [span.start for span in self.characters.spans if at < span.start < stop]
        return later[0] if later else stop

    def _shape(self, place: int) -> Shape:
        span = self.paragraphs.at(place)
        return self.styles.shape(span.style).changed(span.changes) if span else Shape()

    def _run(self, text: str, place: int, changes: bytes) -> Run | None:
        span = self.paragraphs.at(place)
        base = self.styles.look(span.style) if span else Look()
        look = base.changed(changes, base)
        if look.hidden:
            return None
        said = "".join(_SIGNS.get(char, char) for char in text)
        font = self.fonts[look.font] if look.font < len(self.fonts) else ""
        said = legacy.from_font(said, font) if legacy.is_legacy_font(font) else said
        return Run(said.upper() if look.capitals else said, look.bold, look.italic, look.size)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """``text`` cut at marks, each mark alone, with where each part begins."""
    at = 0
    for match in re.finditer("[\r\x07\x0c\x13\x14\x15]", text):
        if match.start() > at:
            yield at, text[at : match.start()]
        yield match.start(), match.group()
        at = match.end()
    if at < len(text):
        yield at, text[at:]
