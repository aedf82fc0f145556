"""Where a paragraph quotes: titles of articles, programmes and slogans, whose numbers are nobody's results."""

from __future__ import annotations

import re
from functools import cache

from vanban.model import Span
from vanban.text.alternatives import words_of

_QUOTED = re.compile(r"“[^“”]{1,600}”|«[^«»]{1,600}»|‘[^‘’]{8,600}’")
_STRAIGHT = re.compile(r'"[^"]{1,600}"')


@cache
def _listed() -> re.Pattern[str]:
    """``các tin, bài tiêu biểu như:``: what is listed behind the colon are headlines."""
    works, such_as = words_of("units", "headlines", "works"), words_of("units", "headlines", "such_as")
    return re.compile(rf"\b(?:{works})\b[^.;:]{{0,90}}\b(?:{such_as})\b[^.;:]{{0,30}}:", re.IGNORECASE)


def quoted(text: str) -> tuple[Span, ...]:
    """Spans inside quotation marks (only marks that close), and lists of headlines after ``các tin, bài như:``."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    if text.count('"') % 2 == 0:
        spans += [match.span() for match in _STRAIGHT.finditer(text)]
    listed = _listed().search(text) if ":" in text else None
    if listed:
        spans.append((listed.end(), len(text)))
    return tuple(spans)


def within(offset: int, spans: tuple[Span, ...]) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start <= offset < end for start, end in spans)
