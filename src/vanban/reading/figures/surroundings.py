"""What stands around a number and decides whether it counts, as patterns made of the lists of ``rules/units.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban import rules
from vanban.text.alternatives import words_of
from vanban.text.letters import UPPER


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Each is searched before the number (it ends at it, but for ``targets``, ``injury``, ``penalty``), or matched behind it."""

    targets: re.Pattern[str]
    injury: re.Pattern[str]
    strength: re.Pattern[str]
    humidity: re.Pattern[str]
    penalty: re.Pattern[str]
    reference: re.Pattern[str]
    rank: re.Pattern[str]
    times: re.Pattern[str]
    contact: re.Pattern[str]
    leads: re.Pattern[str]
    firm: re.Pattern[str]
    copies: re.Pattern[str]
    street: re.Pattern[str]
    """Behind the number, like the two below."""
    short_money: re.Pattern[str]
    weather: re.Pattern[str]
    reference_words: frozenset[str]
    """Last words of ``reference``, by which most numbers are told apart without a search."""
    rank_words: frozenset[str]


@cache
def surroundings() -> Surroundings:
    """The patterns, made once."""
    firms = f"{words_of('units', 'firms', 'kinds', either=True)}|{words_of('units', 'firms', 'short').upper()}"
    return Surroundings(
        targets=_among(words_of("units", "targets", "words")),
        injury=_among(words_of("units", "not_results", "injury")),
        strength=_ending(rf"\b(?:{words_of('units', 'not_results', 'strength')})\s*"),
        humidity=_ending(rf"\b(?:{words_of('units', 'not_results', 'humidity')})\b[^.,;]{{0,30}}"),
        penalty=_among(words_of("units", "not_results", "penalty")),
        reference=re.compile(rf"(?:{words_of('units', 'references', 'words', either=True)})\s+[\w, và]{{0,24}}$"),
        rank=_ending(rf"\b(?:{words_of('units', 'ranks', 'words')})(?:\s+\S+){{0,3}}\s*"),
        times=_ending(rf"\b(?:{words_of('units', 'times', 'words')})(?:\s+\S+){{0,2}}\s*"),
        contact=_ending(rf"(?:{words_of('units', 'contact', 'words')})\s*(?:\([^)]*\))?\s*[:.]?\s*"),
        leads=_ending(rf"(?:\b(?:{words_of('units', 'leads', 'words')})|(?<!\d):|:(?=\s)|=)\s*(?:thêm\s*)?"),
        firm=re.compile(rf"\b(?:{firms})\b(?:(?!\b(?:{words_of('units', 'firms', 'name_ends')})\b)[^,;.:()]){{0,60}}$"),
        copies=_ending(rf"\b(?:{words_of('units', 'copies', 'words')})\s+(?:\w+\s+)?"),
        street=re.compile(rf"[a-zA-Z]?(?:/\d+)*\s+(?:{words_of('units', 'streets', 'words')})\s+(?:số\s+\d|\d|[{UPPER}])"),
        short_money=re.compile(rf"\s?(?:{words_of('units', 'money', 'short')}|đ\b)"),
        weather=re.compile(rf"\s?(?:{words_of('units', 'weather', 'signs')}|o?C\b)"),
        reference_words=_last_words("references"),
        rank_words=_last_words("ranks"),
    )


def _among(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}$", re.IGNORECASE)


def _last_words(table: str) -> frozenset[str]:
    return frozenset(words.split()[-1] for words in rules.load("units")[table]["words"])
