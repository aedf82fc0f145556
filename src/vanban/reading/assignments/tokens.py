"""Words of a sentence with their places, and phrases found among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import accumulate
from typing import NamedTuple

_TOKEN = re.compile(r"([^\W_]+(?:[-/&.][^\W_]+)*|[^\w\s])")


class Token(NamedTuple):
    """One word or mark; ``low`` is its lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word and no punctuation."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter or is a figure."""
        return self.text[0].isupper() or self.text[0].isdigit()


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text. ``PC10``, ``chính trị-xã hội``, ``Đ/c`` are one word each where written without spaces."""
    # No step is taken token by token: between what stands apart, every second piece is a token.
    pieces = _TOKEN.split(text)
    words, places = pieces[1::2], list(accumulate(map(len, pieces)))
    return list(map(_new, zip(places[0::2], places[1::2], words, "\n".join(words).lower().split("\n"), strict=False)))


_new = partial(tuple.__new__, Token)
"""Straight past the named tuple's own constructor, which takes half the time of all this."""


def _agree(tokens: list[Token], index: int, words: tuple[str, ...]) -> bool:
    for offset in range(1, len(words)):  # noqa: SIM110  a generator costs more than the comparing
        if tokens[index + offset][3] != words[offset]:
            return False
    return True


class Phrases:
    """A set of phrases looked up by their first word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(token.low for token in tokens_of(phrase))
            self._by_first.setdefault(words[0], []).append(words)
        for candidates in self._by_first.values():
            candidates.sort(key=len, reverse=True)
        self._last_words = frozenset(words[-1] for found in self._by_first.values() for words in found)
        self._longest = max((len(words) for found in self._by_first.values() for words in found), default=1)

        self.first_words = frozenset(self._by_first)
        """The words that phrases begin with."""

    def at(self, tokens: list[Token], index: int) -> int:
        """How many tokens the longest phrase that begins at ``index`` takes; 0 where none begins there."""
        if index >= len(tokens):
            return 0
        candidates = self._by_first.get(tokens[index].low)
        if candidates is None:
            return 0
        for words in candidates:
            length = len(words)
            if length == 1 or (index + length <= len(tokens) and _agree(tokens, index, words)):
                return length
        return 0

    def before(self, tokens: list[Token], index: int) -> int:
        """How many tokens the longest phrase that ends just before ``index`` takes; 0 where none ends there."""
        if index < 1 or index > len(tokens) or tokens[index - 1].low not in self._last_words:
            return 0
        for length in range(min(self._longest, index), 0, -1):
            if self.at(tokens, index - length) == length:
                return length
        return 0
