"""One mention of another document, as the finders give it and the resolver takes it."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.model import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """What one place of a text says of another document; None where it says nothing."""

    span: Span
    type: str | None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    key: str = ""
    """What mentions of one document share: the number's key, or the folded type and title of a law."""
    whole: Span = (0, 0)
    """From the first word of the mention to the end of its title."""
