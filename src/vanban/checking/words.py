"""Remarks on wording: doubled words, periods that contradict each other, terms that hurt, personal accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, compress, count
from operator import eq

from vanban import rules
from vanban.checking.remarks import remark
from vanban.model import Document, Finding, Span
from vanban.text import small
from vanban.text.alternatives import any_of, apart, words_of
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_WORD = re.compile(r"([^\W_]+)")
_HALF = re.compile(r"\b(?:0?6|sáu) tháng(?: (?P<half>đầu|cuối))?", re.IGNORECASE)
_QUARTER = re.compile(r"\bquý (?P<quarter>IV|III|II|I|[1-4])\b", re.IGNORECASE)
_NINE = re.compile(r"\b0?9 tháng\b", re.IGNORECASE)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def find(document: Document, script: Script, zones: Zones) -> Iterator[Finding]:
    """Every remark on words."""
    areas = [script.span(part) for part in zones.parts]
    yield from _doubled(script, areas)
    yield from _periods(document, script, zones, areas)
    yield from _stigma(script, areas)
    yield from _accounts(script, areas)


@cache
def _outlook() -> re.Pattern[str]:
    return re.compile(words_of("remarks", "periods", "outlook"), re.IGNORECASE)


@cache
def _period() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of('remarks', 'periods', 'words')}|ngày \d)\b", re.IGNORECASE)


@cache
def _open_period() -> re.Pattern[str]:
    """``Đến nay`` without the day."""
    return re.compile(rf"(?:{words_of('remarks', 'periods', 'open')})(?!\s*,?\s*\(?ngày)")


@cache
def _names_law() -> re.Pattern[str]:
    """Words that name a text of law, up to the end."""
    law = words_of("remarks", "quoting", "law")
    return re.compile(rf"(?:Điều \d|[Kk]hoản \d|[Đđ]iểm [a-zđ]\b|{law})[^.“”]{{0,120}}$")


@cache
def _doubling() -> frozenset[str]:
    return frozenset(rules.load("remarks")["words"]["doubled"])


def _doubled(script: Script, areas: list[Span]) -> Iterator[Finding]:
    """The same words twice in a row (``công tác công tác``), single syllables only where they cannot be of two compounds."""
    for begin, end in areas:
        pieces = _WORD.split(script.flow[begin:end])
        words = pieces[1::2]
        runs = list(_doubled_runs(words))
        places = list(accumulate(map(len, pieces), initial=begin)) if runs else []
        taken = -1
        for index, size in runs:
            # a piece between two words stands before each word, so that word n lies between places 2n + 1 and 2n + 2
            first, last = 2 * index + 1, 2 * (index + 2 * size) - 1
            together = all(between == " " for between in pieces[first + 1 : last : 2])
            if index > taken - 1 and together and not _dashed(script.flow, places[first], places[last + 1]):
                taken = max(taken, index + 2 * size)
                yield remark("DUP_WORD", [(places[first], places[last + 1])], words=" ".join(words[index : index + size]))


def _doubled_runs(words: list[str]) -> Iterator[tuple[int, int]]:
    """Where a run of up to four words comes twice, and how long it is; single words only where no compound ends so."""
    for size in (4, 3, 2, 1):
        for index in compress(count(), map(eq, words, words[size:])):
            run = words[index : index + size]
            if run != words[index + size : index + 2 * size] or any(map(str.isdigit, run)):
                continue
            if size > 1 or run[0].casefold() in _doubling():
                yield index, size


def _dashed(text: str, start: int, end: int) -> bool:
    """Whether a hyphen ties a stretch to a word outside it."""
    return text[start - 1 : start] == "-" or text[end : end + 1] == "-"


def _periods(document: Document, script: Script, zones: Zones, areas: list[Span]) -> Iterator[Finding]:
    """A report whose outlook names a period that its subject's period has already passed; a report of results without any period."""
    if not document.type or document.type.code != "BC" or not document.subject:
        return
    own = _period_end(document.subject)
    if own is None:
        yield from _no_period(document, script, areas)
        return
    for number in zones.body:
        text = script.lines[number].text
        found = _QUARTER.search(text) if len(text) < 160 and _outlook().search(text) else None
        if found and _QUARTERS[small(found["quarter"]).upper()] * 3 <= own[1]:
            start = script.starts[number]
            spans = [(start + found.start(), start + found.end()), document.spans.get("subject", (start, start + len(text)))]
            yield remark("PERIOD_MISMATCH", spans, period=own[0], other=found.group())
    yield from _as_of(document, script, areas)


def _period_end(subject: str) -> tuple[str, int] | None:
    """The period that a subject names and the month of the year in which it ends."""
    half, quarter, nine = _HALF.search(subject), _QUARTER.search(subject), _NINE.search(subject)
    if half:
        return half.group(), 12 if (half["half"] or "").casefold() == "cuối" else 6
    if nine:
        return nine.group(), 9
    if quarter:
        return quarter.group(), _QUARTERS[small(quarter["quarter"]).upper()] * 3
    return ("kỳ báo cáo", 0) if _period().search(subject) else None


def _no_period(document: Document, script: Script, areas: list[Span]) -> Iterator[Finding]:
    """A report of results that names no period in its subject or its first paragraphs."""
    opening = script.flow[areas[0][0] : areas[0][0] + 1500] if areas else ""
    if document.subject and "kết quả" in document.subject.casefold() and not _period().search(opening):
        yield remark("NO_PERIOD", [document.spans["subject"]] if "subject" in document.spans else [])


def _as_of(document: Document, script: Script, areas: list[Span]) -> Iterator[Finding]:
    """``Đến nay`` before a figure, without the day up to which it was counted."""
    starts = sorted(figure.span[0] for figure in document.figures)
    for begin, end in areas:
        for found in _open_period().finditer(script.flow, begin, end):
            if any(found.end() <= start <= found.end() + 120 for start in starts):
                yield remark("NO_ASOF", [found.span()], words=found.group())


@cache
def _stigmas() -> re.Pattern[str]:
    terms = sorted(rules.load("remarks")["stigma"], key=len, reverse=True)
    beside = rules.load("remarks")["stigma_beside"]
    patterns = (apart(term, **beside.get(term, {"before": [], "after": []})) for term in terms)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def _any_of(script: Script, words: Iterable[str]) -> bool:
    """Whether the text holds one of these words at all: quicker than looking for each at its place."""
    lower = script.flow.lower()
    return any(word in lower for word in words)


def _stigma(script: Script, areas: list[Span]) -> Iterator[Finding]:
    """Terms to avoid, one remark a term with all its places. What a text of law says in quotation marks is left as it says it."""
    instead = rules.load("remarks")["stigma"]
    if not _any_of(script, instead):
        return
    places: dict[str, list[Span]] = {}
    for begin, end in areas:
        for found in _stigmas().finditer(script.flow, begin, end):
            # odd letters that match without regard to case (dotless i) are no term of ours
            if found.group().casefold() in instead and not _quotes_law(script.flow, found.start()):
                places.setdefault(found.group().casefold(), []).append(found.span())
    for term, spans in places.items():
        yield remark("STIGMA_TERM", spans, term=term, instead=instead[term])


_OPENING, _CLOSING = "“", "”"
_LONGEST_QUOTATION = 1500


def _quotes_law(flow: str, start: int) -> bool:
    """Whether a place lies in quotation marks that words naming a text of law open."""
    least = max(0, start - _LONGEST_QUOTATION)
    opening = flow.rfind(_OPENING, least, start)
    if opening < 0 or flow.rfind(_CLOSING, opening, start) >= 0 or flow.find(_CLOSING, start, start + _LONGEST_QUOTATION) < 0:
        return False
    return _names_law().search(flow, max(0, opening - 200), opening) is not None


@cache
def _account_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = rules.load("remarks")["accounts"]
    personal, acts = (any_of(data[name]) for name in ("personal", "acts"))
    return re.compile(personal, re.IGNORECASE), re.compile(acts, re.IGNORECASE)


def _accounts(script: Script, areas: list[Span]) -> Iterator[Finding]:
    """Sentences that tell people to post or argue on their own accounts."""
    if not _any_of(script, rules.load("remarks")["accounts"]["personal"]):
        return
    personal, acts = _account_words()
    for begin, end in areas:
        for found in personal.finditer(script.flow, begin, end):
            start = max(script.flow.rfind(mark, begin, found.start()) for mark in (".", ";", "\n")) + 1
            stop = min((place for mark in (".", ";", "\n") if (place := script.flow.find(mark, found.end(), end)) >= 0), default=end)
            start = max(start, begin)
            if acts.search(script.flow, start, stop):
                lead = len(script.flow[start:stop]) - len(script.flow[start:stop].lstrip())
                yield remark("UNREGISTERED_ACCOUNT", [(start + lead, stop)])
