"""Lines become a document: one module a field, each of which takes a ``Script`` (text and lines) and its ``Zones``."""

from __future__ import annotations

from vanban.model import Document, Source
from vanban.reading import assignments, figures, outline
from vanban.reading.script import Script
from vanban.reading.zones import divide

__all__ = ["read_source"]


def read_source(source: Source) -> Document:
    """Read every field of a source that was opened. Never raises on any text; what is not stated is None or empty."""
    script = Script.of(source)
    zones = divide(script)
    so_far = Document(text=script.text, source=script.source)
    outline.read(script, zones)
    assignments.read(script, zones, so_far)
    figures.read(script, zones, so_far.citations)
    return so_far
