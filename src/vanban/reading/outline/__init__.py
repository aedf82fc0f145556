"""The numbered skeleton of a paper: parts, chapters, articles, items, bullets."""

from __future__ import annotations

from vanban.model import OutlineNode
from vanban.reading.outline.blocks import body_of
from vanban.reading.outline.tree import grow
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

__all__ = ["read"]


def read(script: Script, zones: Zones) -> tuple[OutlineNode, ...]:
    """The outline of the body and of a plan issued with it (``zones.parts``), top level first."""
    return grow(body_of(script, zones))
