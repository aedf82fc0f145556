"""What a sentence tells, of whomever: deeds and status, illness, addresses, places of detention, acts of helping. Found once a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban.checking.dignity.page import Page, Sentence, bare, lower
from vanban.checking.dignity.words import Lexicon, any_of, data, lexicon, listed
from vanban.model import Span
from vanban.text.alternatives import words_of

_COUNTED = re.compile(r"(?<![\d/])\d[\d.]*\s+$")
_ONE_OF = re.compile(r"một trong (?:số )?(?:các |những )?(?:\d+ )?(?:\w+ ){0,3}$")
# ``người phạm tội`` is anybody; ``Nam, người từng phạm tội`` is Nam.
_ANYBODY = re.compile(
    r"(?<![,–-] )(?<!là )(?<!nam )(?<!một )(?<!thành )(?<!thanh )(?<!trở thành )(?<!\w)người (?:vừa |mới |từng |đã |đang )?$"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address: ``start`` with the word of living before it, ``span`` without; ``lived`` where such a word leads it."""

    start: int
    span: Span
    lived: bool


class Circumstances:
    """What the sentences of a page tell, each looked through once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._deeds: dict[int, list[Span]] = {}
        self._illness: dict[int, list[Span]] = {}
        self._addresses: dict[int, list[Address]] = {}
        self._detention: dict[int, list[Span]] = {}
        self._help: dict[int, tuple[list[int], list[int]]] = {}

    def deeds(self, number: int) -> list[Span]:
        """Offences, sentences and status that a sentence tells of somebody, not of a group or as a matter in general."""
        if number not in self._deeds:
            sentence = self.page.sentences[number]
            sentenced = [match.span() for match in _sentenced().finditer(self.page.low, sentence.start, sentence.end)]
            self._deeds[number] = self._told(number, _deed_words()) + sentenced
        return self._deeds[number]

    def illness(self, number: int) -> list[Span]:
        """States of health that a sentence tells of somebody."""
        if number not in self._illness:
            self._illness[number] = self._told(number, listed("health", "words"))
        return self._illness[number]

    def addresses(self, number: int) -> list[Address]:
        """Every address in a sentence below the province."""
        if number not in self._addresses:
            self._addresses[number] = _addresses(self.page, self.page.sentences[number])
        return self._addresses[number]

    def detention(self, number: int) -> list[Span]:
        """Every prison or part of one that a sentence names."""
        if number not in self._detention:
            sentence = self.page.sentences[number]
            found = (capitalised(self.page, match.span()) for match in _facilities().finditer(self.page.low, sentence.start, sentence.end))
            self._detention[number] = [span for span in found if span]
        return self._detention[number]

    def helps(self, number: int, start: int, end: int) -> bool:
        """Whether between two places of a sentence somebody helps: what is told after that is told of another."""
        if number not in self._help:
            sentence = self.page.sentences[number]
            low, stretch = self.page.low, (sentence.start, sentence.end)
            self._help[number] = (
                [match.start() for match in _helping().finditer(low, *stretch)],
                [match.start() for match in _helped().finditer(low, *stretch)],
            )
        helping, helped = self._help[number]
        return any(start <= place < end for place in helping) and not any(start <= place < end for place in helped)

    def _told(self, number: int, words: Lexicon) -> list[Span]:
        sentence = self.page.sentences[number]
        return [span for span in words.find(self.page, sentence) if not _is_general(self.page, sentence, span)]


@cache
def _deed_words() -> Lexicon:
    return lexicon([*data()["offence"]["words"], *data()["offence"]["status"]])


@cache
def _person_word() -> re.Pattern[str]:
    return re.compile(words_of("dignity", "offence", "persons"))


@cache
def _sentenced() -> re.Pattern[str]:
    """``lĩnh án 7 năm``."""
    return re.compile(rf"(?<!\w)(?:{words_of('dignity', 'offence', 'sentenced')})\s+(?:án\s+)?\d+\s+(?:năm|tháng)")


@cache
def _helped() -> re.Pattern[str]:
    """``được … hỗ trợ``: somebody is helped, and does not help."""
    return re.compile(rf"(?<!\w)(?:được|bị)\s+(?:\S+\s+){{0,3}}(?:{words_of('dignity', 'offence', 'helped')})")


@cache
def _group() -> re.Pattern[str]:
    """Words before a deed that make it a group's or a matter's."""
    count = rf"\d[\d.]*\s+(?:{words_of('dignity', 'offence', 'counted')})"
    return re.compile(rf"(?<!\w)(?:{any_of(data()['offence']['plural'])}|{count})\s+(?:\w+\s+){{0,2}}$")


@cache
def _helping() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(data()['offence']['helping'])})(?!\w)")


def _is_general(page: Page, sentence: Sentence, deed: Span) -> bool:
    """Whether a deed is told of a group or as a matter in general (``25 phạm nhân``, ``người phạm tội``), not of one among them."""
    start = deed[0]
    before = page.low[max(sentence.start, start - 50) : start]
    if _ONE_OF.search(before):
        return False
    if _COUNTED.search(before) and _person_word().match(page.low, start):
        return True
    return _group().search(before[-30:]) is not None or _ANYBODY.search(before) is not None


@cache
def _homes(*, plain: bool) -> re.Pattern[str]:
    """An address, with or without the word that says that somebody lives there."""
    places, form = data()["places"], bare if plain else lower
    name = r"(?:\s+(?:số\s+)?(?:\d+[\w/-]*|[^\W\d_][\w’'.-]*)){1,4}"
    kinds, living = (any_of(map(form, words)) for words in ([*places["small"], *places["exact"], *places["middle"]], places["living"]))
    one = rf"(?<!\w)(?:{kinds}){name}"
    return re.compile(
        rf"(?P<living>(?<!\w)(?:{living})(?!\w)[\s:]*)?(?P<place>(?:(?<![\w/])(?:số\s+)?\d+[\w/-]*,?\s+(?:(?:[^\W\d_]+\s+){{1,3}}[^\W\d_]+,\s+)?)?{one}(?:\s*[,–-]\s*{one})*)"
    )


def _addresses(page: Page, sentence: Sentence) -> list[Address]:
    text = page.bare if sentence.plain else page.low
    found = []
    for match in _homes(plain=sentence.plain).finditer(text, sentence.start, sentence.end):
        span = capitalised(page, match.span("place"))
        if span:
            # ``người`` and ``nhà`` alone say too little of living there
            lived = (match["living"] or "").strip(" :") not in {"", "người", "nhà", "nguoi", "nha"}
            found.append(Address(match.start() if match["living"] else span[0], span, lived))
    return found


def capitalised(page: Page, span: Span) -> Span | None:
    """A stretch cut after its last number or capitalised word; None where it has none after its first word."""
    words = list(re.finditer(r"[\w’'./-]+", page.flow[slice(*span)]))
    end = max((word.end() for word in words[1:] if word.group()[0].isupper() or word.group()[0].isdigit()), default=0)
    plain = page.sentences[page.sentence_at(span[0])].plain
    return (span[0], span[0] + end) if end else (span if plain else None)


@cache
def _facilities() -> re.Pattern[str]:
    words = any_of(map(lower, [*data()["detention"]["facilities"], *data()["detention"]["parts"]]))
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+(?:số\s+)?(?:\d+\w*|[^\W\d_][\w’'-]*)){{0,3}}")
