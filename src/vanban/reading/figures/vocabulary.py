"""The words of ``rules/units.toml``, ready for looking up the words that stand before and after a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban import rules


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to be recognised at the beginning of a text: ``words`` but for those that ``exceptions`` go on to."""

    words: frozenset[str]
    exceptions: frozenset[str]
    longest: int
    first_words: frozenset[str]
    last_words: frozenset[str]

    def opens(self, words: list[str]) -> bool:
        """Whether these lower-case words begin with one of the phrases."""
        if not words or words[0] not in self.first_words:
            return False
        heads = {" ".join(words[:count]) for count in range(1, self.longest + 1)}
        return not heads.isdisjoint(self.words) and heads.isdisjoint(self.exceptions)

    def closes(self, words: list[str]) -> int:
        """How many of the last words are one of the phrases, the longest; 0 where none is."""
        if not words or words[-1] not in self.last_words:
            return 0
        for count in range(min(self.longest, len(words)), 0, -1):
            if " ".join(words[-count:]) in self.words:
                return count
        return 0


@dataclass(frozen=True, slots=True)
class Bound:
    """A word before a number and what it says about it."""

    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the reader of figures knows about words."""

    money: Phrases
    attached: re.Pattern[str]
    duration: Phrases
    weather: Phrases
    weather_before: re.Pattern[str]
    level: Phrases
    slogan: Phrases
    slogan_most: int
    not_units: Phrases
    labels: Phrases
    titles: Phrases
    always_labels: frozenset[str]
    counting_before: frozenset[str]
    pairs: Phrases
    bounds: dict[str, str]
    longest_bound: int
    bound_ends: frozenset[str]
    """Last words of bounds."""


def _phrases(table: dict[str, list[str]], key: str = "words") -> Phrases:
    words, exceptions = frozenset(table[key]), frozenset(table.get("except", ()))
    first, last = (frozenset(word.split()[place] for word in words) for place in (0, -1))
    return Phrases(words, exceptions, max(len(word.split()) for word in words | exceptions), first, last)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded once."""
    data = rules.load("units")
    bounds = {word: name for name, words in data["bounds"].items() if name != "reference" for word in words}
    attached = "|".join(re.escape(word) for word in sorted(data["attached"]["words"], key=len, reverse=True))
    weather = "|".join(re.escape(word) for word in data["weather"]["before"])
    return Vocabulary(
        money=_phrases(data["money"]),
        attached=re.compile(rf"(?:{attached})(?!\w)", re.IGNORECASE),
        duration=_phrases(data["duration"]),
        weather=_phrases(data["weather"]),
        weather_before=re.compile(rf"\b(?:{weather})\b", re.IGNORECASE),
        level=_phrases(data["level"]),
        slogan=_phrases(data["slogan"]),
        slogan_most=data["slogan"]["most"],
        not_units=_phrases(data["not_units"]),
        labels=_phrases(data["labels"]),
        titles=_phrases(data["labels"], "titles"),
        always_labels=frozenset(data["labels"]["always"]),
        pairs=_phrases(data["pairs"]),
        counting_before=frozenset(data["labels"]["counting_before"]),
        bounds=bounds,
        longest_bound=max(len(word.split()) for word in bounds),
        bound_ends=frozenset(word.split()[-1] for word in bounds),
    )
