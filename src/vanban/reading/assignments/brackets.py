"""Units in brackets behind their task: ``… (Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp)``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.reading.assignments.phrasing import phrasing
from vanban.reading.assignments.tokens import tokens_of
from vanban.reading.assignments.units import find_unit
from vanban.reading.assignments.vocabulary import vocabulary

_BRACKET = re.compile(r"\(([^()]{6,400})\)\s*[.;,]?\s*(?=$|[A-ZĐ./])")
_ROLE_FIRST = re.compile(r"(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|thực hiện)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BracketFound:
    """Offsets in the block: the task before the bracket, the unit inside it, and the words that tell its part."""

    task: tuple[int, int]
    unit: tuple[int, int]
    part: str


def brackets_in(text: str) -> list[BracketFound]:
    """Every task with its unit in brackets behind it."""
    found: list[BracketFound] = []
    for match in _BRACKET.finditer(text):
        unit = _unit_inside(match[1])
        if unit is None:
            continue
        start = _task_start(text, found[-1].unit[1] + 1 if found else 0, match.start())
        name = (match.start(1) + unit[0], match.start(1) + unit[1])
        task_end = start + len(text[start : match.start()].rstrip())
        if task_end > start:
            found.append(BracketFound((start, task_end), name, match[1][unit[1] :]))
    return found


def _unit_inside(words: str) -> tuple[int, int] | None:
    """The unit that a bracket gives its task to: behind an order word, or before ``chủ trì``, ``tham mưu``, ``thực hiện``."""
    tokens = tokens_of(words)
    order = vocabulary().orders.at(tokens, 0)
    headed = _ROLE_FIRST.match(words)
    if headed:
        tokens_behind = tokens_of(words[headed.end() :])
        unit = find_unit(tokens_behind, 0)
        return (headed.end() + tokens_behind[unit.start].start, headed.end() + tokens_behind[unit.end - 1].end) if unit else None
    unit = find_unit(tokens, order) if tokens else None
    if unit is None or (not order and unit.duty is None):
        return None
    if not order and not phrasing().in_bracket.match(words, tokens[unit.end - 1].end):
        return None
    return tokens[unit.start].start, tokens[unit.end - 1].end


def _task_start(text: str, least: int, bracket: int) -> int:
    """Where the sentence before the bracket begins."""
    breaks = [match.end() for match in re.finditer(r"[.]\s+(?=[^\W\d_])", text[least:bracket])]
    start = least + (breaks[-1] if breaks else 0)
    while start < bracket and not text[start].isalnum():
        start += 1
    return start
