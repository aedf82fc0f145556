"""What goes into recognition and how sure its outcome is."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.sources.pdf.words import Word
from vanban.sources.scan.picture import Grey


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to be recognised, at ``DPI`` dots an inch."""

    grey: Grey
    tint: Grey | None = None
    """Its coloured ink alone, where there is some."""


def sureness(words: list[Word]) -> float:
    """Mean confidence by letters and digits, 0 where there are none."""
    letters = [(sum(map(str.isalnum, word.text)), word.confidence or 0.0) for word in words]
    total = sum(count for count, _ in letters)
    return sum(count * confidence for count, confidence in letters) / total if total else 0.0
