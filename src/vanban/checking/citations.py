"""Remarks on the documents that a paper names: named in full twice, from the future, no longer in force, misprinted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from vanban import numbering, rules
from vanban.checking.remarks import remark
from vanban.model import Citation, Document, Finding, Span
from vanban.text import dates, fold
from vanban.text.alternatives import words_of
from vanban.zoning.script import Script


def find(document: Document, script: Script) -> Iterator[Finding]:
    """Every remark on citations."""
    for citation in document.citations:
        yield from _twice_in_full(citation, script, document.spans.get("subject", (0, 0)))
        yield from _from_the_future(citation, document)
        yield from _expired(citation, document, script)
        yield from _misprinted(citation)
    yield from _of_two_dates(document)


def _name(citation: Citation) -> str:
    """How a remark calls a document: ``Quyết định 758/QĐ-CTN``, ``Luật Đặc xá``."""
    if citation.number and citation.type in {"QCVN", "TCVN"}:
        return citation.number
    name = numbering.type_names().get(citation.type or "", citation.type or "Văn bản")
    return f"{name} {citation.number}" if citation.number else " ".join(part for part in (name, citation.title) if part)


def _twice_in_full(citation: Citation, script: Script, subject: Span) -> Iterator[Finding]:
    """A number that is followed by its date more than once below the subject."""
    if not citation.number:
        return
    full = [span for span in citation.spans if span[0] >= subject[1] and dates.date_after(script.flow, span[1])]
    if len(full) > 1:
        yield remark("DUP_CITATION", full, document=_name(citation), count=len(full))


def _from_the_future(citation: Citation, document: Document) -> Iterator[Finding]:
    """A date after the paper's own, as far as both are printed."""
    if not citation.date or not document.date:
        return
    shared = min(len(citation.date), len(document.date))
    if citation.date[:shared] > document.date[:shared]:
        yield remark("FUTURE_CITATION", citation.spans, document=_name(citation), date=dates.shown(citation.date))


@cache
def _repealing() -> re.Pattern[str]:
    """A clause that ends a text, or tells of the past, does not rest on it."""
    return re.compile(words_of("remarks", "citations", "repealing"), re.IGNORECASE)


@cache
def _expired_texts() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """Texts of which the end was read somewhere, each with the key of its number and of its successor's; what is only remembered
    is not told as law."""
    known = (text for text in rules.load("validity")["expired"] if text["status"] == "verified")
    return tuple((numbering.key(text["number"]), numbering.key(text["successor"]), text) for text in known)


def _expired(citation: Citation, document: Document, script: Script) -> Iterator[Finding]:
    """A text that no longer held on the paper's date. A paper without a full date leaves it open, so nothing is said."""
    if not document.date or len(document.date) < len("2024-07-30"):
        return
    own = numbering.key(document.number.text) if document.number else None
    cited = numbering.key(citation.number) if citation.number else None
    for number, succeeding, text in _expired_texts():
        if own == succeeding:
            continue
        if (cited == number if cited is not None else _is_law(citation, text)) and document.date > text["until"].isoformat():
            until = dates.shown(text["until"].isoformat())
            name, successor = _name(citation), text["successor"]
            spans = [span for span in citation.spans if not _repealing().search(script.flow, max(span[0] - 400, 0), span[1] + 400)]
            if not spans:
                return
            yield remark("EXPIRED_LAW", spans, reference=text["reference"], document=name, until=until, successor=successor)


def _is_law(citation: Citation, text: dict[str, Any]) -> bool:
    """Whether a law cited by its name is an expired text: by name and year (without its year it may be the new one)."""
    named = fold(f"{citation.type} {citation.title}") == fold(text.get("law", ""))
    return named and (citation.date or "")[:4] in text.get("years", ())


def _misprinted(citation: Citation) -> Iterator[Finding]:
    """A symbol that runs type and issuer together (``1626/QĐTTg``)."""
    if not citation.number or "-" in citation.number or "/" not in citation.number:
        return
    symbol = citation.number.rsplit("/", 1)[1]
    if _runs_together(symbol):
        yield remark("MALFORMED_SYMBOL", citation.spans, number=citation.number)


@cache
def _glued() -> frozenset[str]:
    codes = {entry["code"] for entry in rules.load("types")["type"] if entry["group"] in {"administrative", "normative"}}
    issuers = {*rules.load("bodies")["symbols"], *rules.load("bodies")["misprints"]["issuers"]}
    return frozenset(f"{code}{issuer}".upper() for code in codes for issuer in issuers)


def _runs_together(symbol: str) -> bool:
    return symbol.upper() in _glued()


def _of_two_dates(document: Document) -> Iterator[Finding]:
    """One number and symbol with two full dates: two papers of two years, or a misprint."""
    by_key: dict[str, list[Citation]] = {}
    for citation in document.citations:
        if citation.number and re.search(r"[/-][A-ZĐ]", citation.number) and citation.date and len(citation.date) == 10:
            by_key.setdefault(numbering.key(citation.number), []).append(citation)
    for same in by_key.values():
        if len(same) > 1:
            printed = ", ".join(dates.shown(citation.date) for citation in same if citation.date)
            spans = [span for citation in same for span in citation.spans[:1]]
            yield remark("DATE_CONFLICT", spans, document=_name(same[0]), count=len(same), dates=printed)
