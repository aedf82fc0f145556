"""Remarks on layout from their code; sentences stand in ``rules/layout_remarks.toml``."""

from __future__ import annotations

from collections.abc import Sequence

from vanban import rules
from vanban.checking.layout_elements import Placed
from vanban.model import Finding

_SHOWN = 60


def layout_remark(code: str, places: Sequence[Placed], reference: str | None = None, **words: object) -> Finding:
    """A finding at ``places``; its sentence names the first of them."""
    known = rules.load("layout_remarks")
    entry = known["remarks"][code]
    first = places[0] if places else None
    named = {
        "element": known["elements"].get(first.name, "") if first else "",
        "words": first.line.text[:_SHOWN] if first else "",
    }
    told = reference and (reference if "30/2020" in reference else f"Nghị định 30/2020/NĐ-CP, {reference}")
    message = entry["message"].format(**named, **words)
    return Finding(code, message, tuple(place.span for place in places), told or entry.get("reference"))
