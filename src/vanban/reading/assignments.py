"""The duties that a paper gives to named units."""

from __future__ import annotations

from vanban.model import Assignment, Document
from vanban.reading.script import Script
from vanban.reading.zones import Zones


def read(script: Script, zones: Zones, so_far: Document) -> tuple[Assignment, ...]:  # noqa: ARG001  a stub until filled
    """One entry a duty. ``so_far`` has type, issuer, addressees, recipients, signature, citations and outline already."""
    return ()
