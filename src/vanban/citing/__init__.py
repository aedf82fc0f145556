"""Finds the documents that a paper names and resolves every mention to one entry a document."""

from __future__ import annotations

from vanban.model import Citation, Document
from vanban.reading.script import Script
from vanban.reading.zones import Zones

__all__ = ["find"]


def find(script: Script, zones: Zones, frame: Document) -> tuple[Citation, ...]:
    """Every other document that the paper names, in the order of first mention. ``frame`` holds head and closing."""
    return ()
