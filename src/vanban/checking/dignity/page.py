"""A page as the gate reads it: one form of text, its plain twin without marks, its sentences; places lead back to the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from vanban.model import Span

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = str.maketrans(
    dict.fromkeys("\t\r\x0b\x0c\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
)
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
# A stop ends a sentence where a capital, a digit, a quotation or a bullet follows; a single capital before it is an initial.
_STOP = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][”\"’)]))\s+(?=[\"“‘(\-–+•*]|\w)|\n\s*\n|\n(?=\s*(?:[-–+•*]\s|\d{1,2}[.)]\s))|;\s+(?=\d{1,2}[.)])"
)
_NO_STOP = re.compile(r"(?:(?<!\w)(?:[^\W\d_]|TP|Tp|ThS|TS|BS|PGS|GS|LS|Đ/c|đ/c|Ng|Tr|Th|Ph|Kh|v\.v|Q|P|ĐT|SĐT|Tel|St|Mr|Mrs|Tx|Tt)\.)$")
# A sentence longer than this is no sentence; cutting it keeps the work in step with the length of the text.
_LONGEST = 1500
_LATE = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
_LATE_TONE = re.compile(rf"(?:{'|'.join(_LATE)})(?!\w)")


def _lowered(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _bared(char: str) -> str:
    letter = unicodedata.normalize("NFD", char)[0]
    return "d" if letter == "đ" else letter


_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
_LOWER = {ord(char): _lowered(char) for char in _LETTERS}
_BARE = {ord(char): _bared(_lowered(char)) for char in _LETTERS}


def lower(text: str) -> str:
    """``text`` in small letters, tone marks in the newer place, its length as it was. Not cached: what is examined is not kept."""
    return _LATE_TONE.sub(lambda found: _LATE[found.group()], text.translate(_LOWER))


def bare(text: str) -> str:
    """``text`` in small letters without any marks, letter for letter: its length stays."""
    return text.translate(_BARE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the page; ``plain`` where it is written without diacritics."""

    start: int
    end: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Page:
    """``flow`` is the text with single line ends as spaces; ``lines`` (with its line ends), ``low`` and ``bare`` are of the same length."""

    flow: str
    lines: str
    low: str
    bare: str
    sentences: tuple[Sentence, ...]
    origins: tuple[int, ...] | None

    def original(self, span: Span) -> Span:
        """Where a stretch of ``flow`` stands in the text that was given."""
        if self.origins is None:
            return span
        return self.origins[span[0]], self.origins[span[1]]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds ``place``."""
        return max(0, bisect_right(self.sentences, place, key=lambda sentence: sentence.start) - 1)


def open_page(text: str) -> Page:
    """The page of a text, whatever its form: decomposed letters composed, invisible marks gone, line ends flowing."""
    normal, origins = _composed(text)
    normal = normal.translate(_SPACES).replace("Ð", "Đ")
    cuts = [
        0,
        *(found.end() for found in _STOP.finditer(normal) if not _NO_STOP.search(normal, max(0, found.start() - 8), found.start())),
        len(normal),
    ]
    cuts = [cut for start, end in pairwise(cuts) for cut in range(start, end, _LONGEST)] + [len(normal)]
    flow = normal.replace("\n", " ")
    sentences = tuple(Sentence(start, end, _is_plain(flow[start:end])) for start, end in pairwise(cuts) if end > start)
    return Page(flow, normal, lower(flow), flow.translate(_BARE), sentences, origins)


def _composed(text: str) -> tuple[str, tuple[int, ...] | None]:
    """The text in NFC without invisible marks, and where each of its letters stood (None where nothing moved)."""
    if not _INVISIBLE.search(text) and unicodedata.is_normalized("NFC", text):
        return text, None
    letters: list[str] = []
    origins: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        for char in unicodedata.normalize("NFC", cluster.group()):
            if not _INVISIBLE.match(char):
                letters.append(char)
                origins.append(cluster.start())
    return "".join(letters), (*origins, len(text))


def _is_plain(sentence: str) -> bool:
    """Whether a sentence is written without diacritics: Vietnamese has one in every third letter or so."""
    if len(sentence) < 10:
        return False
    marked = len(sentence) - len(sentence.encode("ascii", "ignore"))
    return marked * 50 < len(sentence)


class Cover:
    """Which letters of a page something has been found at; so that of two finds at one place the first holds."""

    def __init__(self, page: Page) -> None:
        self._letters = bytearray(len(page.flow))

    def take(self, span: Span) -> bool:
        """Cover a stretch; False where a letter of it was covered already."""
        if self._letters.find(1, *span) >= 0:
            return False
        self._letters[slice(*span)] = b"\1" * (span[1] - span[0])
        return True
