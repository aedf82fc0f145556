"""Words that shame, outside quotations of law and the names of clubs, films and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban import rules
from vanban.checking.dignity.objections import Objection, objection
from vanban.checking.dignity.page import Page, lower
from vanban.checking.dignity.words import any_of, data
from vanban.model import Span
from vanban.text.alternatives import apart

_QUOTED = re.compile('“[^”]{1,600}”|"[^"]{1,600}"|«[^»]{1,600}»|‘[^’]{1,300}’')


@cache
def _terms() -> tuple[dict[str, str], re.Pattern[str]]:
    remarks = rules.load("remarks")
    instead = {lower(term): word for term, word in {**remarks["stigma"], **data()["stigma"]}.items()}
    beside = {term: {side: list(map(lower, words)) for side, words in sides.items()} for term, sides in remarks["stigma_beside"].items()}
    ordered = sorted(instead, key=len, reverse=True)
    parts = (apart(term, **beside.get(term, {"before": [], "after": []}), gap=r"\s+") for term in ordered)
    return instead, re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


@cache
def _quoting() -> tuple[re.Pattern[str], re.Pattern[str]]:
    quoting = data()["quoting"]
    return (
        re.compile(rf"(?<!\w)(?:{any_of(map(lower, [*quoting['law'], *quoting['titles']]))})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{any_of(map(lower, quoting['titles']))})\s+(?:\w+\s+){{0,2}}$"),
    )


def quotations(page: Page) -> list[Span]:
    """Quotations of law and titles of things: a quotation after a word of law or the name of a kind of work."""
    word, _ = _quoting()
    return [match.span() for match in _QUOTED.finditer(page.flow) if word.search(page.low, max(0, match.start() - 80), match.start())]


def find(page: Page) -> Iterator[Objection]:
    """Each term to avoid, with the word to write instead."""
    instead, pattern = _terms()
    quoted = quotations(page)
    _, title = _quoting()
    for match in pattern.finditer(page.low):
        span = match.span()
        if any(begin <= span[0] and span[1] <= end for begin, end in quoted):
            continue
        capital = page.flow[span[0]].isupper()
        if capital and title.search(page.low, max(0, span[0] - 40), span[0]):
            continue
        words = instead[" ".join(match.group().split())]
        yield objection("STIGMA_TERM", span, page.flow[slice(*span)], words[0].upper() + words[1:] if capital else words)
