"""Where a paragraph quotes: titles of articles, programmes and slogans, whose numbers are nobody's results."""

from __future__ import annotations

import re

from vanban.model import Span

_QUOTED = re.compile(r"“[^“”]{1,600}”|«[^«»]{1,600}»|‘[^‘’]{8,600}’")
_STRAIGHT = re.compile(r'"[^"]{1,600}"')
_LISTED = re.compile(
    r"\b(?:tin|bài|ảnh|phóng sự|chuyên mục|chuyên đề|tác phẩm|bài viết|tiêu đề|tít)\b[^.;:]{0,90}"
    r"\b(?:như|gồm|tiêu biểu|nổi bật)\b[^.;:]{0,30}:",
    re.IGNORECASE,
)


def quoted(text: str) -> tuple[Span, ...]:
    """Spans inside quotation marks (only marks that close), and lists of headlines after ``các tin, bài như:``."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    if text.count('"') % 2 == 0:
        spans += [match.span() for match in _STRAIGHT.finditer(text)]
    listed = _LISTED.search(text) if ":" in text else None
    if listed:
        spans.append((listed.end(), len(text)))
    return tuple(spans)


def within(offset: int, spans: tuple[Span, ...]) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start <= offset < end for start, end in spans)
