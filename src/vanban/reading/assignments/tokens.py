"""Words of a sentence with their places, and phrases found among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+(?:[-/&.][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
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
    return [Token(match.start(), match.end(), match[0], match[0].lower()) for match in _TOKEN.finditer(text)]


class Phrases:
    """A set of phrases looked up by their first word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(token.low for token in tokens_of(phrase))
            self._by_first.setdefault(words[0], []).append(words)
        for candidates in self._by_first.values():
            candidates.sort(key=len, reverse=True)
        self._longest = max((len(words) for found in self._by_first.values() for words in found), default=1)

    def at(self, tokens: list[Token], index: int) -> int:
        """How many tokens the longest phrase that begins at ``index`` takes; 0 where none begins there."""
        if index >= len(tokens):
            return 0
        for words in self._by_first.get(tokens[index].low, ()):
            if all(
                index + offset < len(tokens) and tokens[index + offset].low == word for offset, word in enumerate(words)
            ):
                return len(words)
        return 0

    def before(self, tokens: list[Token], index: int) -> int:
        """How many tokens the longest phrase that ends just before ``index`` takes; 0 where none ends there."""
        for length in range(min(self._longest, index), 0, -1):
            if self.at(tokens, index - length) == length:
                return length
        return 0
