"""What a careful clerk would remark in one paper."""

from __future__ import annotations

from vanban.model import Document, Finding
from vanban.reading.script import Script
from vanban.reading.zones import Zones


def find(document: Document, script: Script, zones: Zones) -> tuple[Finding, ...]:
    """Every remark."""
    return ()
