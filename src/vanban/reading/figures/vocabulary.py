"""The words of ``rules/units.toml``, ready for looking up the words that stand before and after a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban import rules
from vanban.text.alternatives import words_of


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
class Vocabulary:
    """Everything the reader of figures knows about words."""

    money: Phrases
    attached: re.Pattern[str]
    duration: Phrases
    weather: Phrases
    weather_before: re.Pattern[str]
    lengths: frozenset[str]
    """Units of length, which measure the weather behind one of its words."""
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
    fillers: frozenset[str]
    unit_ends: frozenset[str]
    unit_end_pairs: frozenset[str]
    copied: frozenset[str]
    paper_numbers: frozenset[str]
    """What may stand behind a number that names a paper; the empty word is the end of the text."""


def _phrases(table: dict[str, list[str]], key: str = "words") -> Phrases:
    words, exceptions = frozenset(table[key]), frozenset(table.get("except", ()))
    first, last = (frozenset(word.split()[place] for word in words) for place in (0, -1))
    return Phrases(words, exceptions, max(len(word.split()) for word in words | exceptions), first, last)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded once."""
    data = rules.load("units")
    bounds = {word: name for name, words in data["bounds"].items() if name != "reference" for word in words}
    return Vocabulary(
        money=_phrases(data["money"]),
        attached=re.compile(rf"(?:{words_of('units', 'attached', 'words')})(?!\w)", re.IGNORECASE),
        duration=_phrases(data["duration"]),
        weather=_phrases(data["weather"]),
        weather_before=re.compile(rf"\b(?:{words_of('units', 'weather', 'before')})\b", re.IGNORECASE),
        lengths=frozenset(data["weather"]["lengths"]),
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
        fillers=frozenset(data["fillers"]["words"]),
        unit_ends=frozenset(data["unit_ends"]["words"]),
        unit_end_pairs=frozenset(data["unit_ends"]["pairs"]),
        copied=frozenset(data["copies"]["counted"]),
        paper_numbers=frozenset(("", *data["paper_numbers"]["words"])),
    )
