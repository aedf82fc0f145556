"""Rich text (rtf): a small reader of its groups, control words and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.errors import Unreadable
from vanban.model.page import Cell, Line, Source
from vanban.sources import limits
from vanban.sources.runs import Run, lines_of
from vanban.text import legacy

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}]+)", re.DOTALL)
_UNSAID = frozenset(
    {
        b"fonttbl",
        b"colortbl",
        b"stylesheet",
        b"info",
        b"pict",
        b"object",
        b"themedata",
        b"colorschememapping",
        b"latentstyles",
        b"datastore",
    }
    | {b"xmlnstbl", b"listtable", b"listoverridetable", b"revtbl", b"rsidtbl", b"generator", b"fldinst", b"header", b"footer", b"headerl"}
    | {b"headerr", b"headerf", b"footerl", b"footerr", b"footerf", b"mmathPr", b"filetbl", b"pgptbl", b"nonshppict", b"sp", b"annotation"}
    | {b"atnid", b"atnauthor", b"bkmkstart", b"bkmkend", b"wgrffmtfilter", b"pntext0", b"falt", b"panose"}
)
_SIGNS = {
    b"par": "\r", b"line": "\n", b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"cell": "\x07", b"nestcell": "\x07", b"sect": "\r", b"page": "\r",
}  # fmt: skip
_ALIGN = {b"ql": "left", b"qr": "right", b"qc": "center", b"qj": "justify"}
_SWITCHES = {b"b": "bold", b"i": "italic", b"v": "hidden", b"deleted": "hidden", b"caps": "capitals"}
_CHARSETS = {163: "cp1258", 0: "cp1252", 238: "cp1250", 204: "cp1251", 134: "cp936", 129: "cp949", 128: "cp932", 136: "cp950"}
_DEEPEST = 1_000


@dataclass(frozen=True, slots=True)
class _State:
    bold: bool = False
    italic: bool = False
    size: float = 12.0
    font: int = 0
    hidden: bool = False
    unsaid: bool = False
    skip: int = 1
    """How many 8-bit characters follow each Unicode one as its stand-in."""
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    encoding: str | None


def read_rtf(data: bytes, *, clock: limits.Clock) -> Source:
    """Read a rich text file.

    :raises Unreadable: groups are nested absurdly deep
    """
    limits.check_text(len(data) // 4)
    reader = _Reader(_fonts(data), clock)
    reader.read(data)
    reader.end_paragraph()
    return Source(kind="rtf", lines=tuple(reader.lines))


def _fonts(data: bytes) -> dict[int, _Font]:
    """The fonts by number: name, and the encoding that each one's character set stands for."""
    start = data.find(b"{\\fonttbl")
    fonts: dict[int, _Font] = {}
    for entry in data[start : start + 200_000].split(b";")[:2_000] if start >= 0 else ():
        number = re.search(rb"\\f(\d{1,5})", entry[:2_000])
        if not number:
            continue
        charset = re.search(rb"\\fcharset(\d{1,3})", entry[:2_000])
        name = re.sub(rb"\{[^{}]{0,300}\}|\\[a-z*]{1,32}-?\d{0,10} ?|[{}]", b"", entry[:2_000])
        encoding = _CHARSETS.get(int(charset[1])) if charset else None
        fonts.setdefault(int(number[1]), _Font(name.decode("latin-1").strip(), encoding))
    return fonts


class _Reader:
    def __init__(self, fonts: dict[int, _Font], clock: limits.Clock) -> None:
        self.fonts = fonts
        self.clock = clock
        self.encoding = "cp1252"
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.bytes = bytearray()
        self.state = _State()
        self.align: str | None = None
        self.in_table = False
        self.was_in_table = False
        self.table, self.row, self.column = -1, 0, 0
        self.skipping = 0
        self.stack: list[_State] = []
        self.fresh = False

    def read(self, data: bytes) -> None:
        """Read the whole file."""
        for count, token in enumerate(_tokens(data)):
            if count % 5_000 == 0:
                self.clock.check()
            if token[4]:
                self._group(token[4])
            else:
                self._token(*token)
        self._flush()

    def _group(self, brace: bytes) -> None:
        self._flush()
        if brace == b"}":
            self.state = self.stack.pop() if self.stack else self.state
            return
        self.stack.append(self.state)
        self.fresh = True
        if len(self.stack) > _DEEPEST:
            raise Unreadable("Tệp RTF bị hỏng nên không mở được. Hãy mở bằng Word, lưu lại thành docx rồi thử lại.")

    def _token(self, word: bytes, number: bytes, code: bytes, sign: bytes, _brace: bytes, text: bytes) -> None:
        fresh, self.fresh = self.fresh, False
        if fresh and (sign == b"*" or word in _UNSAID):
            self.state = replace(self.state, unsaid=True)
            self.fresh = sign == b"*"
        elif word:
            self._control(word, int(number) if number else None)
        elif code:
            self._byte(int(code, 16))
        elif sign:
            self._sign(sign)
        for byte in text.translate(None, b"\r\n\0"):
            self._byte(byte)

    def end_paragraph(self, mark: str = "\r") -> None:
        """End the paragraph that was gathered."""
        self._flush()
        if self.in_table and not self.was_in_table:
            self.table, self.row, self.column = self.table + 1, 0, 0
        self.was_in_table = self.in_table
        said = any(run.text.strip() for run in self.runs)
        cell = Cell(self.table, self.row, self.column) if self.in_table else None
        if said or (mark == "\r" and self.lines):
            self.lines += lines_of(self.runs, align=self.align, cell=cell)
        self.runs = []
        self.column += mark == "\x07"

    def _control(self, word: bytes, number: int | None) -> None:
        if word in _SWITCHES:
            self._become(replace(self.state, **{_SWITCHES[word]: number != 0}))
        elif word == b"plain":
            self._become(replace(self.state, bold=False, italic=False, hidden=False, capitals=False, size=12.0))
        elif number is None:
            self._layout(word)
        else:
            self._valued(word, number)

    def _valued(self, word: bytes, number: int) -> None:
        match word:
            case b"fs":
                self._become(replace(self.state, size=number / 2))
            case b"f":
                self._become(replace(self.state, font=number))
            case b"uc":
                self._become(replace(self.state, skip=max(0, min(number, 8))))
            case b"u":
                self._unicode(number)
            case b"ansicpg":
                self.encoding = f"cp{number}" if number in {1250, 1251, 1252, 1258, 65001} else "cp1252"
            case _:
                self._layout(word)

    def _layout(self, word: bytes) -> None:
        if word in _ALIGN:
            self.align = _ALIGN[word]
        elif word == b"pard":
            self.align, self.in_table = None, False
        elif word == b"intbl":
            self.in_table = True
        elif word in {b"row", b"nestrow"}:
            self.row, self.column = self.row + 1, 0
        elif word in _SIGNS and not self.state.unsaid and not self.state.hidden:
            sign = _SIGNS[word]
            if sign in "\r\x07":
                self.end_paragraph(sign)
            else:
                self._flush()
                self._say(sign)

    def _become(self, state: _State) -> None:
        if state != self.state:
            self._flush()
            self.state = state

    def _sign(self, sign: bytes) -> None:
        if sign in b"\\{}":
            self._byte(sign[0])
        elif sign in {b"\n", b"\r"}:
            self.end_paragraph()
        elif sign in {b"~", b"_"}:
            self._flush()
            self._say(" " if sign == b"~" else "-")

    def _unicode(self, number: int) -> None:
        self._flush()
        if not self.state.unsaid and not self.state.hidden:
            self._say(chr(number % 0x10000))
        self.skipping = self.state.skip

    def _byte(self, byte: int) -> None:
        if self.skipping:
            self.skipping -= 1
        elif not self.state.unsaid and not self.state.hidden:
            self.bytes.append(byte)

    def _flush(self) -> None:
        self.skipping = 0 if self.bytes else self.skipping
        if self.bytes:
            font = self.fonts.get(self.state.font)
            encoding = (font.encoding if font else None) or self.encoding
            text = bytes(self.bytes).decode("utf-8" if encoding == "cp65001" else encoding, "replace")
            self.bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        font = self.fonts.get(self.state.font)
        if font and legacy.is_legacy_font(font.name):
            text = legacy.from_font(text, font.name)
        said = text.upper() if self.state.capitals else text
        self.runs.append(Run(said, self.state.bold, self.state.italic, self.state.size))


def _tokens(data: bytes) -> Iterator[tuple[bytes, ...]]:
    """Tokens of the file; the raw bytes that ``\\\\bin`` announces are passed over."""
    at = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        if not match:
            at += 1
            continue
        at = match.end()
        if match[1] == b"bin" and match[2]:
            at += max(0, int(match[2]))
        yield match.groups(b"")
