"""How hard a Vietnamese text is to read: how long its sentences are and how much of it is the language of offices.

A simple measure that says why. Vietnamese is written in syllables, so sentences are counted in them; a heading, a line of a list and
a part before a colon are sentences of their own, as a reader's breath has it. Words of offices are those of ``rules/plain_words.toml``,
counted in syllables too, so that a text of short sentences full of them is still heavy. Numbers of documents count as one syllable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban import rules
from vanban.text.alternatives import any_of
from vanban.text.cleaning import clean

_SENTENCE_END = re.compile(r"(?<=[.!?…:;])[”\"’)]*\s+")
_BULLET = re.compile(r"^\s*(?:[-–•*]|\d{1,2}[.)])\s+")
_SYLLABLE = re.compile(r"\d[\w/.,%-]*|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """What was measured. Lengths are in syllables."""

    sentences: int
    syllables: int
    mean_sentence: float
    longest_sentence: int
    longest: str
    """The longest sentence itself, for whoever has to cut it."""
    heavy: tuple[tuple[str, str], ...]
    """Words of offices found, in order of the alphabet, each with a plainer one."""
    heavy_share: float
    """Of all syllables, 0 to 1."""

    @property
    def plain(self) -> bool:
        """Whether the text keeps all three limits of ``plain_words.toml``."""
        limits = rules.load("plain_words")["limits"]
        measured = {"mean_sentence": self.mean_sentence, "longest_sentence": self.longest_sentence, "heavy_share": self.heavy_share}
        return all(value <= limits[name] for name, value in measured.items())


def reading_level(text: str) -> ReadingLevel:
    """Measure ``text``. A text without a word is plain: it has no sentence at all."""
    parts = [(part, len(_SYLLABLE.findall(part))) for part in _sentences(text)]
    parts = [(part, size) for part, size in parts if size]
    syllables = sum(size for _part, size in parts)
    longest, size = max(parts, key=lambda pair: pair[1], default=("", 0))
    found = [match.group().casefold() for part, _size in parts for match in _heavy_words().finditer(part)]
    plainer = rules.load("plain_words")["words"]
    return ReadingLevel(
        sentences=len(parts),
        syllables=syllables,
        mean_sentence=syllables / len(parts) if parts else 0.0,
        longest_sentence=size,
        longest=longest,
        heavy=tuple((word, plainer[word]) for word in sorted(set(found))),
        heavy_share=sum(len(word.split()) for word in found) / syllables if syllables else 0.0,
    )


def _sentences(text: str) -> list[str]:
    """The sentences, lines and list entries of a text, without their bullets."""
    return [part.strip() for line in clean(text).splitlines() for part in _SENTENCE_END.split(_BULLET.sub("", line))]


@cache
def _heavy_words() -> re.Pattern[str]:
    """The words of offices, longer ones first, that ``theo quy định của pháp luật`` is found whole."""
    return re.compile(rf"(?<!\w)(?:{any_of(rules.load('plain_words')['words'])})(?!\w)", re.IGNORECASE)
