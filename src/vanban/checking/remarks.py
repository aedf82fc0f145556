"""Remarks from their code: the sentence and the reference stand in ``rules/remarks.toml``."""

from __future__ import annotations

from collections.abc import Iterable

from vanban import rules
from vanban.model import Finding, Span


def remark(code: str, spans: Iterable[Span], *, reference: str | None = None, **words: object) -> Finding:
    """A finding whose sentence is filled in with ``words``; ``reference`` where the remark's own does not fit."""
    entry = rules.load("remarks")["remarks"][code]
    return Finding(code, entry["message"].format(**words), tuple(dict.fromkeys(spans)), reference or entry.get("reference"))


def day(date: str) -> str:
    """An ISO date as Vietnamese papers print it: ``30/7/2024``, ``tháng 7/2024``, ``năm 2024``."""
    parts = date.split("-")
    if len(parts) == 3:
        return f"{parts[2]}/{parts[1]}/{parts[0]}"
    return f"tháng {int(parts[1])}/{parts[0]}" if len(parts) == 2 else f"năm {parts[0]}"
