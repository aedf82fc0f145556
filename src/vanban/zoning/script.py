"""The lines of a source joined into one text, with where each line starts, so that every reader speaks in offsets of that text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import accumulate

from vanban import rules
from vanban.model import Line, Source, SourceInfo, Span
from vanban.text.alternatives import words_of
from vanban.text.cleaning import clean, is_clean
from vanban.zoning.unfolding import unfolded

_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_TABLE_RULE = re.compile(r"[|\s:-]*\|[|\s:-]*")
_HEADING_MARK = re.compile(r"#{1,6}(?:\s+|$)")
# Labels as Party papers print them (``II- NHIỆM VỤ``, ``1- Giao …``, ``2/ Công an xã``); words in capitals must follow.
_HYPHENED = re.compile(r"(?:\d{1,2}|[IVX]{1,5})\s?[-–/]\s*(?=[^\W\d_]{2})")
# Two columns that a converter ran together on one line: what stands on the left, and on the right the state's title, its
# motto, the Party's name, or (below the text) an authority or a post in capitals.
_STATE_COLUMN = re.compile(r"\s(?=(?:CỘNG H[ÒO]|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do))")
_LEFT_CLOSING = re.compile(r"(?:N\S{1,4} ?nh[ậaâăạầấ]n\s*:|[-–+]\s.{1,100}?[;.,])\s+(?=[A-ZĐ])")
# The last recipient and, in the other column, who signs: ``- Lưu: VT, NC.   Đại tá Lê Văn Hòa``.
_ARCHIVE_AND_SIGNER = re.compile(
    r"(?P<left>[-–+]?\s?Lưu\b.{1,60}?[.;])\s+"
    r"(?P<right>(?:(?:Đại|Trung|Thượng|Thiếu) (?:tướng|tá|úy)\s+)?(?:[^\W\d_a-zđ][^\W\d_A-Z]{1,6}\s?){2,5})$",
)
_FLOWING = frozenset({"docx", "doc", "odt", "rtf", "html"})
_SENTENCE_END = re.compile(r"[.;:!?…][\"”’)\]]?$")


@cache
def _opener() -> re.Pattern[str]:
    """What opens a new paragraph wherever it stands: bullets, numbers, letters, the named parts of a text, the fixed phrases of a frame."""
    return re.compile(
        r"[-–—+•*](?:\s|$)|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s|[IVX]{1,5}[.)]\s|[a-zđ]{1,2}[.)]\s|\[\d{1,3}\]"
        r"|(?:Điều|Chương|Mục|Phần|Phụ lục|PHỤ LỤC|PHẦN|CHƯƠNG)\s+[\dIVX]"
        rf"|(?:{words_of('frame', 'paragraphs', 'openings')}|Số\s*:)",
    )


@cache
def _left_open() -> re.Pattern[str]:
    """What no line of a sentence can end with: the next line goes on, also where it begins with a number or a name."""
    return re.compile(rf"\w\s(?:{words_of('frame', 'paragraphs', 'left_open')})$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that run on: ``span`` in the text, ``lines`` as a range of line numbers."""

    span: Span
    lines: range


@dataclass(frozen=True)
class Script:
    """``text`` is what ``Document.text`` will be; line ``i`` stands at ``starts[i]``. Line breaks are one character."""

    source: SourceInfo
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    text: str

    @classmethod
    def of(cls, source: Source) -> Script:
        """The script of a source. Marks of Markdown are taken off; a line that holds line breaks becomes several lines."""
        lines = tuple(part for line in unfolded(source.lines) for part in _split(line, plain=source.kind in {"md", "txt", "html"}))
        lengths = (len(line.text) + 1 for line in lines)
        starts = tuple(accumulate(lengths, initial=0))[:-1]
        info = SourceInfo(source.kind, source.pages, source.ocr)
        return cls(info, lines, starts, "\n".join(line.text for line in lines))

    def span(self, lines: range) -> Span:
        """Where these lines stand, from the first character of the first to the last of the last."""
        if not lines:
            return (0, 0)
        return (self.starts[lines.start], self.end(lines.stop - 1))

    def end(self, number: int) -> int:
        """The offset after the last character of a line."""
        return self.starts[number] + len(self.lines[number].text)

    def line_at(self, offset: int) -> int:
        """The number of the line that an offset stands in."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def joined(self, lines: range) -> str:
        """These lines as one string: a space where lines run on."""
        return " ".join(self.lines[number].text for number in lines if self.lines[number].text)

    @cached_property
    def width(self) -> int:
        """How many characters a full line holds where the source breaks lines by width; 0 where it does not."""
        lengths = sorted(len(line.text) for line in self.lines if line.text)
        return lengths[len(lengths) * 9 // 10] if lengths else 0

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text as paragraphs in reading order; blank lines belong to none."""
        found: list[Paragraph] = []
        first: int | None = None
        for number, line in enumerate(self.lines):
            if not line.text:
                continue
            first = number if first is None else first
            if not self._runs_on(number) and not self._broken_off(number):
                lines = range(first, number + 1)
                found.append(Paragraph(self.span(lines), lines))
                first = None
        return tuple(found)

    @cached_property
    def flow(self) -> str:
        """``text`` with a space for every line break inside a paragraph: the same length, so the same offsets."""
        inner = {number for paragraph in self.paragraphs for number in paragraph.lines[:-1]}
        return "".join([line.text + (" " if number in inner else "\n") for number, line in enumerate(self.lines)])[: len(self.text)]

    def _runs_on(self, number: int) -> bool:
        """Whether the paragraph of this line goes on in the next line."""
        if number + 1 >= len(self.lines):
            return False
        line, following = self.lines[number], self.lines[number + 1]
        if not following.text or line.cell != following.cell or line.paragraph_end or _opens_item(line.text, following.text):
            return False
        if line.paragraph_end is False:
            return True
        if self.source.kind in _FLOWING or _opener().match(following.text) or line.text.endswith("./."):
            return False
        return self._is_full(line) or _goes_on(line.text, following.text)

    def _broken_off(self, number: int) -> bool:
        """Whether a page break cut a sentence: blank lines, then it goes on in small letters."""
        line = self.lines[number]
        if self.source.kind in _FLOWING or len(line.text) < 60 or line.cell is not None or _SENTENCE_END.search(line.text):
            return False
        following = next((other for other in self.lines[number + 1 : number + 4] if other.text), None)
        return following is not None and following.text[0].islower() and not _opener().match(following.text) and following.cell is None

    def _is_full(self, line: Line) -> bool:
        """Whether a line reaches so far right that its end was made by the width of the page."""
        if self.width < 40:
            return False
        ratio = 0.82 if not _SENTENCE_END.search(line.text) else 0.9
        return len(line.text) >= ratio * self.width


def _goes_on(text: str, following: str) -> bool:
    """Whether a short line goes on in the next: it ends in a word that leaves it open, or in no full stop before a small letter."""
    return _left_open().search(text) is not None or (not _SENTENCE_END.search(text) and following[0].islower())


def _split(line: Line, *, plain: bool) -> list[Line]:
    """A line as one or more lines with clean text and without the marks of Markdown."""
    texts = [line.text] if is_clean(line.text) else clean(line.text).split("\n")
    if plain:
        texts = [_without_marks(text) for text in texts]
    if line.cell is None and line.box is None:
        texts = [part for text in texts for part in _columns(text)]
    if len(texts) == 1:
        return [line if texts[0] == line.text else replace(line, text=texts[0])]
    ends = [None] * (len(texts) - 1) + [line.paragraph_end]
    return [replace(line, text=text, paragraph_end=end) for text, end in zip(texts, ends, strict=True)]


def _opens_item(above: str, text: str) -> bool:
    """Whether a line opens with a hyphened label, and the line above is a heading in capitals or ends its sentence."""
    found = _HYPHENED.match(text)
    return found is not None and text[found.end()].isupper() and (above.isupper() or _SENTENCE_END.search(above) is not None)


def _columns(text: str) -> tuple[str, ...]:
    """The left and the right column of a line in which both ran together; else the line alone."""
    if len(text) > 170 or len(text) < 16:
        return (text,)
    if "|" in text and (text.startswith("Số") or text.partition("|")[0].isupper()):
        return tuple(part.strip() for part in text.split("|") if part.strip())
    found = _STATE_COLUMN.search(text)
    left = text[: found.start()] if found else ""
    if found and (left.isupper() or left.startswith("Số")) and not left.endswith("NƯỚC"):
        return (left.strip(), text[found.end() :])
    found = _LEFT_CLOSING.match(text)
    signed = _ARCHIVE_AND_SIGNER.match(text)
    if signed:
        return (signed["left"], signed["right"])
    if found and text[found.end() :].isupper() and text[found.end() :].startswith(tuple(rules.load("signing")["posts"]["column"])):
        return (text[: found.end()].strip(), text[found.end() :])
    return (text,)


def _without_marks(text: str) -> str:
    """A line without emphasis, heading marks and table rules."""
    if "*" not in text and "|" not in text and "#" not in text and "_" not in text:
        return text
    if _TABLE_RULE.fullmatch(text):
        return ""
    return clean(_HEADING_MARK.sub("", _EMPHASIS.sub("", text.strip("| ")), count=1))
