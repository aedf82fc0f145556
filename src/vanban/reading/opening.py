"""A paper whose head is lost and whose first line tells what it is: ``Chỉ thị về tăng cường công tác đặc xá``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vanban import rules
from vanban.model import Span
from vanban.text.alternatives import any_of, words_of
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_LONGEST = 300
_GROUPS = frozenset({"administrative", "party"})


class Opening(NamedTuple):
    """The type's code and name, and where the first line prints the type and what it is about."""

    code: str
    name: str
    kind: Span
    about: Span


def read(script: Script, zones: Zones) -> Opening | None:
    """What the first line of a paper without head says; None where there is a head, or the line is a sentence of the text."""
    first = next((number for number, line in enumerate(script.lines) if line.text), None)
    if (
        first is None
        or zones.head.start > first
        or any(_frames(script.lines[number].text) for number in range(first, min(first + 12, len(script.lines))))
    ):
        return None
    text = script.lines[first].text
    found = _named().match(text)
    if not found or len(text) > _LONGEST or text.endswith((".", ":", ";", ",")):
        return None
    code, name = _codes()[found["name"]]
    start = script.starts[first]
    return Opening(code, name, (start, start + found.end("name")), (start + found.start("about"), script.end(first)))


def _frames(text: str) -> bool:
    """Whether a line is of a head: then the first line is no title of the whole paper."""
    return marks.is_state_title(text) or marks.is_number_line(text) or marks.heading_type(text) is not None


@cache
def _codes() -> dict[str, tuple[str, str]]:
    return {entry["name"]: (entry["code"], entry["name"]) for entry in rules.load("types")["type"] if entry["group"] in _GROUPS}


@cache
def _named() -> re.Pattern[str]:
    about = words_of("types", "opening", "about")
    return re.compile(rf"(?P<name>{any_of(_codes())})\s+(?P<about>(?:{about})\b.+)$")
