"""What an entry states otherwise than when it was last returned."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hoanhap.work.activities.models import Entry
from hoanhap.work.activities.queries.finding import stated_by

QUANTITY = "quantity"
_WORDS = ("channel", "title", "day", "place", "content")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. Of a number, ``code`` is its indicator, ``cut`` the part of it, and each side (amount, estimated) or None; of
    evidence, each side holds what only that side has."""

    field: str
    before: Any
    now: Any
    code: str = ""
    cut: str = ""


def changes_since(entry: Entry) -> list[Change]:
    """What differs from what was returned, in the order of the form; nothing where it was never returned."""
    if not entry.returned:
        return []
    before: dict[str, Any] = entry.returned["stated"]
    now: dict[str, Any] = {**stated_by(entry), "content": str(entry.content_id or "")}
    found = [Change(name, before.get(name), now[name]) for name in _WORDS if before.get(name) != now[name]]
    old, new = _numbers(before["quantities"]), _numbers(now["quantities"])
    found += [Change(QUANTITY, old.get(key), new.get(key), *key) for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    proofs = [{tuple(row) for row in said["evidence"]} for said in (before, now)]
    if proofs[0] != proofs[1]:
        found.append(Change("evidence", sorted(proofs[0] - proofs[1]), sorted(proofs[1] - proofs[0])))
    return found


def _numbers(rows: Any) -> dict[tuple[str, str], tuple[str, bool]]:
    """By indicator and part: how many, and whether that is an estimate."""
    return {(row[0], json.dumps(row[3], sort_keys=True) if len(row) > 3 else ""): (row[1], row[2]) for row in rows}
