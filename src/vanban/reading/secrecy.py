"""The secrecy mark of a paper itself: the stamp in capitals on a line of its own, never the word in running text."""

from __future__ import annotations

import re
from functools import cache

from vanban import rules
from vanban.model import Document, Span
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_LABEL = re.compile(r"^(?:(?:ĐỘ|Độ|Dấu|DẤU|Chỉ)\s+(?:mật|MẬT|chỉ độ mật)\s*[:.]\s*)")
_FRAME = re.compile(r"^[\s\[\](){}|*_.:;\-–—=]+|[\s\[\](){}|*_.:;\-–—=]+$")


@cache
def _levels() -> dict[str, str]:
    """The marks by their form in capitals."""
    return {mark.upper(): mark for mark in rules.load("marks")["secrecy"]["marks"]}


def read(script: Script, zones: Zones) -> tuple[str, Span] | None:
    """``Mật``, ``Tối mật`` or ``Tuyệt mật`` where the paper carries the mark in its head or above it."""
    for number in range(zones.head.stop):
        text = script.lines[number].text
        if not 3 <= len(text) <= 40:
            continue
        bare = _FRAME.sub("", text)
        labelled = _LABEL.match(bare)
        level = _levels().get(bare[labelled.end() :].strip().upper() if labelled else " ".join(bare.split()))
        if level:
            return level, (script.starts[number], script.end(number))
    return None


def is_secret(document: Document) -> bool:
    """Whether a paper carries a secrecy mark, so that nothing of it may be kept on a connected machine."""
    return document.secrecy is not None
