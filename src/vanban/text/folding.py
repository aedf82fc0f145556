"""Folding for comparing and searching; never for keeping."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# With combining marks: folding leaves a tone behind the last letter, where few letters compose with it.
_WORD = re.compile(r"[\w\u0300-\u036f]+")


@lru_cache(maxsize=1 << 15)
def _tone_last(word: str) -> str:
    """The syllable with its tone mark moved to the end, so that ``hòa`` and ``hoà`` agree."""
    if word.isascii():
        return word
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = char
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def fold(text: str) -> str:
    """Case, punctuation, spaces and the placement of tone marks folded; words joined by one space."""
    return " ".join(map(_tone_last, _WORD.findall(unicodedata.normalize("NFC", text).casefold())))


@lru_cache(maxsize=1 << 15)
def _bare(word: str) -> str:
    """A folded word without its diacritics."""
    if word.isascii():
        return word
    letters = (char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return "".join(letters).replace("đ", "d")


def unaccent(text: str) -> str:
    """``fold`` without any diacritics, ``đ`` as ``d``: what a person types who leaves the marks out."""
    return " ".join(map(_bare, fold(text).split(" ")))


def small(words: str) -> str:
    """Lower case by which words may be looked up that a pattern found without regard to case: it takes ``İ``, ``ı`` for i and ``ſ`` for s.

    >>> small("TRİỆU"), small("Quý ıı")
    ('triệu', 'quý ii')
    """
    return words.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()


def same(left: str, right: str) -> bool:
    """Whether two texts are the same to a reader: case, punctuation, spaces and tone placement aside."""
    return fold(left) == fold(right)
