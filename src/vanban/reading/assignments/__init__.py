"""The duties that a paper gives to named units."""

from __future__ import annotations

from vanban.model import Assignment, Document
from vanban.reading.assignments.vocabulary import vocabulary
from vanban.reading.assignments.walk import Walk
from vanban.reading.outline.blocks import body_of
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

__all__ = ["read"]


def read(script: Script, zones: Zones, so_far: Document) -> tuple[Assignment, ...]:
    """One entry a duty. ``so_far`` has type, issuer, addressees, recipients, signature, citations and outline already."""
    code = so_far.type.code if so_far.type else None
    if code in vocabulary().types_without:
        return ()
    return Walk(body_of(script, zones), code).assignments()
