"""What a careful clerk would remark in one paper, whatever its layout: each remark with its place, a sentence and a reference."""

from __future__ import annotations

from vanban.checking import citations, duties, frame, numbers, words
from vanban.model import Document, Finding
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones


def find(document: Document, script: Script, zones: Zones) -> tuple[Finding, ...]:
    """Every remark on a paper that was read, in the order of its first place; remarks without a place come first."""
    found = [
        *frame.find(document, script, zones),
        *citations.find(document, script),
        *words.find(document, script, zones),
        *duties.find(document, script, zones),
        *numbers.find(document, script, zones),
    ]
    return tuple(sorted(found, key=lambda finding: finding.spans[0] if finding.spans else (-1, -1)))
