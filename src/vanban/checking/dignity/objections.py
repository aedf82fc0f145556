"""What the gate says: a code, how grave, where, one sentence, and the words to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vanban.checking.dignity.words import data
from vanban.model import Span


class Severity(StrEnum):
    """``BLOCK`` keeps a text from being published; ``WARN`` is told and may be passed with a reason."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that must not (or had better not) be published.

    ``code`` never changes; ``span`` counts letters of the text that was examined; ``message`` is one sentence in
    Vietnamese; ``suggestion`` is what to write in the place of ``span`` (empty: leave it out).
    """

    code: str
    severity: Severity
    span: Span
    message: str
    suggestion: str
    found: str


def objection(code: str, span: Span, found: str, suggestion: str) -> Objection:
    """An objection with the sentence of its code."""
    entry = data()["objections"][code]
    shown = " ".join(found.split())
    message = entry["message"].format(found=shown, instead=suggestion)
    return Objection(code, Severity(entry["severity"]), span, message, suggestion, found)


def instead(kind: str) -> str:
    """What the rewrite writes for a kind of thing."""
    value: str = data()["instead"][kind]
    return value
