"""The numbered skeleton of a paper: parts, chapters, articles, items, bullets."""

from __future__ import annotations

from vanban.model import OutlineNode
from vanban.reading.script import Script
from vanban.reading.zones import Zones


def read(script: Script, zones: Zones) -> tuple[OutlineNode, ...]:  # noqa: ARG001  a stub until the body reader fills it
    """The outline of the body and of a plan issued with it (``zones.parts``), top level first."""
    return ()
