"""The label that a paragraph opens with: ``Chương I``, ``Điều 5.``, ``II.``, ``2.1.``, ``a)``, ``-``, ``+``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from vanban import rules
from vanban.text.alternatives import words_of
from vanban.text.letters import UPPER
from vanban.text.roman import roman_value


class Kind(IntEnum):
    """Kinds of label, the one that stands higher in a paper first."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    SUBSECTION = 4
    ARTICLE = 5
    CAPITAL = 6
    ROMAN = 7
    NUMBER = 8
    SUBNUMBER = 9
    BRACKETED = 12
    LETTER = 14
    DASH = 20
    PLUS = 21


NAMED = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION})
"""Kinds whose heading may stand on the line below the label."""
BULLETS = frozenset({Kind.DASH, Kind.PLUS})


@dataclass(frozen=True, slots=True)
class Label:
    """``text`` is the label without its dot or bracket; ``length`` counts what it takes of the paragraph, spaces included."""

    kind: Kind
    text: str
    order: tuple[int, ...]
    """Its place in its series: ``(2, 1)`` for ``2.1``; empty for bullets."""
    length: int


_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")

_NAMED_LABEL = re.compile(
    r"(?P<word>PHẦN|Phần|CHƯƠNG|Chương|TIỂU MỤC|Tiểu mục|MỤC|Mục)\s+"
    r"(?P<number>(?:(?:thứ|THỨ)\s+)?(?:[IVX]{1,6}|\d{1,2}|[A-Z]|nhất|hai|ba|tư|năm|sáu|bảy|NHẤT|HAI|BA|TƯ|NĂM|SÁU|BẢY))"
    rf"(?:\s*[.:)–-]\s*|\s*$|\s+(?=[{UPPER}]{{2}}))"
)
_ROMAN_LABEL = re.compile(rf"(?P<number>[IVX]{{1,6}})(?:\s?[.):]\s*|\s?/\s+|\s?[-–]\s*(?=[{UPPER}])|\s+(?=[{UPPER}]{{2}}))(?=\S)")
_NUMBER = re.compile(
    rf"(?P<number>\d{{1,2}})\s?(?:\.\s?(?=[^\d\s.,])|\.\s+(?=\S)|/\s+(?=\S)|/(?=[{UPPER}][^\W\d_{UPPER}])|[-–]\s*(?=[{UPPER}]))"
    rf"|(?P<sub>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:\s?[.)]\s*(?=[^\W\d]|[“\"(])|\s+(?=[{UPPER}]))"
)
_BRACKETED = re.compile(
    r"(?P<number>\d{1,2})\s?\)\s*(?=\S)|\((?P<around>\d{1,2})\)\s*(?=\S)|\((?P<roman>i{1,3}|iv|vi{0,3}|ix|x)\)\s*(?=\S)"
)
_CAPITAL = re.compile(rf"(?P<letter>[A-HĐK])\s?(?:[.)/]\s+|\s[-–]\s+)(?=[{UPPER}])")
_BULLET = re.compile(r"(?P<dash>[-–—‑−•·▪●■◦*])\s*(?=[^\s\-–—•=_.*])|(?P<plus>\+)\s*(?=\S)")
# What OCR makes of Roman numerals.
_MISREAD_ROMAN = re.compile(rf"(?P<number>[IVXl1|HTU!]{{1,5}})\s?[.,:]\s*(?=[{UPPER}]{{2}})")
_MISREAD_ONE = re.compile(rf"[l|]\s?\.\s+(?=[{UPPER}])")
_READ_ROMAN = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I", "T": "I", "H": "II", "U": "II"})


@cache
def letters() -> str:
    """The letters of points in their order (f, j, w, z are not used)."""
    order: str = rules.load("layout")["letters"]["order"]
    return order


@cache
def _letter_label() -> re.Pattern[str]:
    return re.compile(rf"\(?(?P<letter>[{letters()}])(?P<index>\d?)\s?(?:\)\s*(?=\S)|/\s*(?=[^\W\d_])|\.\s*(?=[{UPPER}]))")


@cache
def _article_label() -> re.Pattern[str]:
    words = words_of("frame", "paragraphs", "after_article")
    return re.compile(
        r"(?P<word>Điều|ĐIỀU|Điêu|Diều|Ðiều)\s+(?P<number>\d{1,3}[a-zđ]?)"
        rf"(?:\s*[.:]\s*|\s*$|\s+(?=[{UPPER}])(?!(?:{words})\b))",
    )


def label_of(text: str, *, scanned: bool = False) -> Label | None:
    """The label that ``text`` opens with; None where it opens with none.

    :param scanned: the text came from optical recognition, so that likely misreadings of labels count
    """
    if not text:
        return None
    head = text[0]
    if head in "-–—‑−•·▪●■◦*+":
        return _bullet(text)
    if head.isdigit() or head == "(":
        return _number(text) or _bracketed(text) or _letter(text) or (_misread(text) if scanned else None)
    if head.islower():
        return (_misread(text) if scanned else None) or _letter(text)
    return _named(text) or _article(text) or _roman(text) or (_misread(text) if scanned else None) or _capital(text)


def _bullet(text: str) -> Label | None:
    match = _BULLET.match(text)
    if match is None:
        return None
    kind, sign = (Kind.PLUS, "+") if match["plus"] else (Kind.DASH, "-")
    return Label(kind, sign, (), match.end())


def _named(text: str) -> Label | None:
    match = _NAMED_LABEL.match(text)
    if match is None:
        return None
    kinds = {"phần": Kind.PART, "chương": Kind.CHAPTER, "mục": Kind.SECTION, "tiểu mục": Kind.SUBSECTION}
    word, number = match["word"], match["number"]
    return Label(kinds[word.lower()], f"{word.capitalize()} {number}", (_count(number),), match.end())


def _count(number: str) -> int:
    word = number.lower().removeprefix("thứ").strip()
    if word.isdigit():
        return int(word)
    return _WORDS.index(word) + 1 if word in _WORDS else roman_value(number) or 0


def _article(text: str) -> Label | None:
    match = _article_label().match(text)
    if match is None:
        return None
    digits = match["number"].rstrip(letters())
    return Label(Kind.ARTICLE, f"Điều {match['number']}", (int(digits),), match.end())


def _roman(text: str) -> Label | None:
    match = _ROMAN_LABEL.match(text)
    value = roman_value(match["number"]) if match else None
    return Label(Kind.ROMAN, match["number"], (value,), match.end()) if match and value else None


def _number(text: str) -> Label | None:
    match = _NUMBER.match(text)
    if match is None:
        return None
    if match["sub"]:
        return Label(Kind.SUBNUMBER, match["sub"], tuple(int(part) for part in match["sub"].split(".")), match.end())
    return Label(Kind.NUMBER, match["number"], (int(match["number"]),), match.end())


def _bracketed(text: str) -> Label | None:
    match = _BRACKETED.match(text)
    if match is None:
        return None
    if match["roman"]:
        return Label(Kind.BRACKETED, f"({match['roman']})", (roman_value(match["roman"].upper()) or 0,), match.end())
    digits = match["number"] or match["around"]
    return Label(Kind.BRACKETED, digits if match["number"] else f"({digits})", (int(digits),), match.end())


def _letter(text: str) -> Label | None:
    match = _letter_label().match(text)
    if match is None:
        return None
    letter = match["letter"] + match["index"]
    return Label(Kind.LETTER, letter, (letters().index(match["letter"]) + 1,), match.end())


def _capital(text: str) -> Label | None:
    match = _CAPITAL.match(text)
    if match is None:
        return None
    return Label(Kind.CAPITAL, match["letter"], ("ABCDĐEGHIK".find(match["letter"]) + 1,), match.end())


def _misread(text: str) -> Label | None:
    """``II.`` read as ``H.``, ``Il.``, ``1I.`` … before a heading in capitals; ``l.`` for ``1.``."""
    match = _MISREAD_ROMAN.match(text)
    if match is not None:
        number = match["number"].translate(_READ_ROMAN)
        value = roman_value(number)
        return Label(Kind.ROMAN, number, (value,), match.end()) if value else None
    one = _MISREAD_ONE.match(text)
    return Label(Kind.NUMBER, "1", (1,), one.end()) if one else None
