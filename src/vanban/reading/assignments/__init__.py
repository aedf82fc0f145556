"""The duties that a paper gives to named units."""

from __future__ import annotations

from vanban.model import Assignment, Document
from vanban.reading.assignments.phrasing import phrasing
from vanban.reading.assignments.vocabulary import vocabulary
from vanban.reading.assignments.walk import Walk
from vanban.reading.outline.blocks import body_of
from vanban.text import fold
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

__all__ = ["read"]


def read(script: Script, zones: Zones, so_far: Document) -> tuple[Assignment, ...]:
    """One entry a duty. ``so_far`` has type, issuer, addressees, recipients, signature, citations and outline already."""
    code = so_far.type.code if so_far.type else None
    if code in vocabulary().types_without or (code == "CV" and _goes_up(so_far)):
        return ()
    return Walk(body_of(script, zones), code).assignments()


def _goes_up(paper: Document) -> bool:
    """Whether a letter goes only to the body above its issuer, or to the Government: it reports and proposes, and orders nothing."""
    parent = _bare(paper.issuer.parent) if paper.issuer and paper.issuer.parent else ""
    names = [_bare(phrasing().above.sub("", name, count=1)) for name in paper.addressees]
    return bool(names) and all(
        name.startswith(vocabulary().state) or (parent and (name.startswith(parent) or parent.startswith(name))) for name in names
    )


def _bare(name: str) -> str:
    """A body's name for comparing: folded, ``UBND`` written out."""
    return fold(name).replace("ubnd", fold("ủy ban nhân dân"))
