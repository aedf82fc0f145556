"""Remarks from their code: the sentence and the reference stand in ``rules/remarks.toml``."""

from __future__ import annotations

from collections.abc import Iterable

from vanban import rules
from vanban.model import Finding, Span


def remark(code: str, spans: Iterable[Span], *, reference: str | None = None, **words: object) -> Finding:
    """A finding whose sentence is filled in with ``words``; ``reference`` where the remark's own does not fit."""
    entry = rules.load("remarks")["remarks"][code]
    return Finding(code, entry["message"].format(**words), tuple(dict.fromkeys(spans)), reference or entry.get("reference"))
