"""The gate's vocabularies, compiled once: each is found in the text as written, and without marks where the text has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from vanban import rules
from vanban.checking.dignity.page import Page, Sentence, bare, lower
from vanban.model import Span
from vanban.text import alternatives


@cache
def data() -> dict[str, Any]:
    """The rules of the gate (``vanban/rules/dignity.toml``)."""
    return rules.load("dignity")


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of these words, the longest first, with any space between their syllables."""
    return alternatives.any_of(words, gap=r"\s+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A list of words as two patterns: with marks, and without."""

    marked: re.Pattern[str]
    bare: re.Pattern[str]

    def find(self, page: Page, sentence: Sentence) -> Iterator[Span]:
        """Each place of a word in a sentence."""
        text, pattern = (page.bare, self.bare) if sentence.plain else (page.low, self.marked)
        for found in pattern.finditer(text, sentence.start, sentence.end):
            yield found.span()

    def has(self, page: Page, span: Span, *, plain: bool = False) -> bool:
        """Whether a stretch of the page holds a word of the list."""
        text, pattern = (page.bare, self.bare) if plain else (page.low, self.marked)
        return pattern.search(text, *span) is not None


def lexicon(words: Iterable[str]) -> Lexicon:
    """The lexicon of a list of words."""
    whole = list(words)
    return Lexicon(
        re.compile(rf"(?<!\w)(?:{any_of(map(lower, whole))})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{any_of(map(bare, whole))})(?!\w)"),
    )


@cache
def listed(*path: str) -> Lexicon:
    """The lexicon of a list in the rules, by its path: ``listed("offence", "words")``."""
    value: Any = data()
    for key in path:
        value = value[key]
    return lexicon(value)
