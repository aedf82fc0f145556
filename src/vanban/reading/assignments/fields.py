"""Lines that name units by their part: ``Cơ quan chủ trì: X.``, ``Đơn vị phối hợp: Y.``, ``Thời gian: …``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban import rules
from vanban.text import small
from vanban.text.alternatives import any_of

_PARTS = ("lead", "advise", "coordinate")


@dataclass(frozen=True, slots=True)
class FieldFound:
    """``kind`` is ``lead``, ``advise``, ``coordinate``, ``task``, ``due`` or ``other``; ``start``, ``end`` are the offsets of its value."""

    kind: str
    start: int
    end: int


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    data = rules.load("duties")["fields"]
    kinds = {word: kind for kind in _PARTS for word in data[kind]}
    plain = {word: kind for kind in ("task", "due", "other") for word in data[kind]}
    pattern = re.compile(
        rf"(?:(?:{any_of(data['holders'])})\s+(?P<role>{any_of(kinds)})|(?P<bare>(?:chủ trì|phối hợp)(?: thực hiện)?)"
        rf"|(?P<plain>{any_of(plain)}))\s*:\s*",
        re.IGNORECASE,
    )
    return pattern, kinds | plain


def fields_in(text: str) -> list[FieldFound]:
    """The fields of one line; several where it is written on (``Cơ quan chủ trì: X. Cơ quan phối hợp: Y.``)."""
    pattern, kinds = _pattern()
    first = pattern.match(text)
    if first is None:
        return []
    matches = [first, *_further(pattern, text, first.end())]
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return [
        FieldFound(kinds[small(match["role"] or match["bare"] or match["plain"])], match.end(), _trim(text, match.end(), end))
        for match, end in zip(matches, ends, strict=True)
    ]


def _further(pattern: re.Pattern[str], text: str, start: int) -> list[re.Match[str]]:
    return [
        match for match in pattern.finditer(text, start) if re.search(r"[.;,]\s*[-–]?\s*$", text[max(0, match.start() - 4) : match.start()])
    ]


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" .;,-–"))
