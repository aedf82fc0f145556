"""Countable results and targets, with bound and unit."""

from __future__ import annotations

from vanban.model import Citation, Figure
from vanban.reading.script import Script
from vanban.reading.zones import Zones


def read(script: Script, zones: Zones, citations: tuple[Citation, ...]) -> tuple[Figure, ...]:  # noqa: ARG001  a stub
    """Every figure of the paper (``zones.parts``). Numbers inside the spans of ``citations`` name documents."""
    return ()
