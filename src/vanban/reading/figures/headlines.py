"""Where a paragraph quotes: titles of articles, programmes and slogans, whose numbers are nobody's results."""

from __future__ import annotations

import re
from bisect import bisect_right
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
    """Spans inside quotation marks (only marks that close), and lists of headlines after ``các tin, bài như:``; in order, none
    overlapping."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    if text.count('"') % 2 == 0:
        spans += [match.span() for match in _STRAIGHT.finditer(text)]
    listed = _listed().search(text) if ":" in text else None
    if listed:
        spans.append((listed.end(), len(text)))
    return _merged(spans)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap or touch as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def within(offset: int, spans: tuple[Span, ...]) -> bool:
    """Whether an offset lies in one of the spans that ``quoted`` gave."""
    place = bisect_right(spans, (offset, offset + 1)) if spans else 0
    return any(start <= offset < end for start, end in spans[max(place - 1, 0) : place + 1])
