"""Which line of a paper is which element of Appendix I."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban import rules
from vanban.model import Document, Line, Span
from vanban.text import fold, unaccent
from vanban.text.dates import UNREAD_DATE
from vanban.zoning.script import Script

_LONGEST_DATELINE = 90
_HEAD_LINES = 25
"""The head of a paper is never longer."""
_NUMBER = re.compile(r"^Số\s*:?\s*[\d\s.…_]*[/-]")
_DATELINE = re.compile(rf"[^\d;:]{{0,45}}?{UNREAD_DATE.pattern}", re.IGNORECASE)
_AUTHORITY = re.compile(r"^(?:T/?M|K/?T|T/?L|TUQ|Q)\.?\s")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line that is an element; ``name`` as in ``layout.toml`` (or ``party``), ``span`` in the text."""

    name: str
    line: Line
    span: Span


def is_basis(text: str) -> bool:
    """Whether a line opens as one of the legal bases does (``Căn cứ …``)."""
    return text.startswith(tuple(f"{words} " for words in rules.load("frame")["bases"]["lines"]))


def elements_of(document: Document, script: Script) -> list[Placed]:
    """The elements that can be told, each line once, in reading order."""
    found: dict[int, str] = {}
    for number, name in (*_head(script), *_fields(document, script), *_foot(document, script)):
        if script.lines[number].text.strip():
            found.setdefault(number, name)
    found |= dict.fromkeys(_body(script, found), "body")
    return [
        Placed(name, script.lines[number], (script.starts[number], script.end(number))) for number, name in sorted(found.items()) if name
    ]


def _head(script: Script) -> Iterator[tuple[int, str]]:
    """What the fixed words of the head tell."""
    layout = rules.load("layout")
    title, motto, party = fold(layout["national"]["title"]), fold(layout["national"]["motto"]), fold(layout["party"]["title"])
    dated = False
    for number, line in enumerate(script.lines[:_HEAD_LINES]):
        words = fold(line.text)
        if words == title:
            yield number, "national_title"
        elif words == party:
            yield number, "party"
        elif words.replace(" ", "").replace("–", "-") == motto.replace(" ", "") or unaccent(words).startswith("doc lap"):
            yield number, "motto"
        elif _NUMBER.search(line.text):
            yield number, "number"
        elif not dated and _DATELINE.match(line.text) and len(line.text) < _LONGEST_DATELINE:
            dated = True
            yield number, "place_date"
        elif words.startswith("v/v"):
            yield number, "letter_subject"


def _fields(document: Document, script: Script) -> Iterator[tuple[int, str]]:
    """What reading found: issuer (its last lines) and the body above it, type, subject."""
    if document.issuer and document.issuer.span:
        yield from _issuer(document, script, document.issuer.span)
    if document.type and document.type.span and not document.type.inferred:
        for number in _lines(script, document.type.span):
            if script.lines[number].text == script.lines[number].text.upper():
                yield number, "type_name"
    if "subject" in document.spans and document.type and document.type.code != "CV":
        yield from ((number, "subject") for number in _lines(script, document.spans["subject"]))
    if document.type and document.type.code in {"QĐ", "NQ"}:
        yield from ((number, "basis") for number, line in enumerate(script.lines) if is_basis(line.text))


def _issuer(document: Document, script: Script, span: Span) -> Iterator[tuple[int, str]]:
    """The lines of the issuer's span: those that make up the parent's name come first."""
    parent = fold(document.issuer.parent) if document.issuer and document.issuer.parent else ""
    above = ""
    for number in _lines(script, span):
        above = f"{above} {fold(script.lines[number].text)}".strip()
        yield number, "parent" if parent and len(above) <= len(parent) + 1 else "issuer"


def _foot(document: Document, script: Script) -> Iterator[tuple[int, str]]:
    if "recipients" in document.spans:
        first, *others = _lines(script, document.spans["recipients"])
        yield first, "recipients_word"
        yield from ((number, "recipient") for number in others)
    signature = document.signature
    if signature and signature.span:
        for number in _lines(script, signature.span):
            text = script.lines[number].text
            if _AUTHORITY.match(text) or (signature.position and fold(text) == fold(signature.position)):
                yield number, "authority"
            elif signature.name and fold(signature.name) in fold(text):
                yield number, "signer"


def _body(script: Script, found: dict[int, str]) -> Iterator[int]:
    """Long lines between the head and the recipients, out of tables: running text."""
    ends = [number for number, name in found.items() if name in {"recipients_word", "authority"}]
    starts = [number for number, name in found.items() if name in {"subject", "place_date", "number", "type_name"}]
    begin, end = max(starts, default=len(script.lines)), min(ends, default=len(script.lines))
    for number in range(begin + 1, end):
        line = script.lines[number]
        if number not in found and line.cell is None and len(line.text) > _HEAD_LINES * 2 and line.bold is False:
            yield number


def _lines(script: Script, span: Span) -> list[int]:
    return list(range(script.line_at(span[0]), script.line_at(max(span[0], span[1] - 1)) + 1))
