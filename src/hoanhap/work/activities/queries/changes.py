"""What an entry or a count states otherwise than when it was last returned."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hoanhap.work.activities.models import Aggregate, Entry
from hoanhap.work.activities.queries.finding import stated_by
from hoanhap.work.activities.queries.parts import as_stated, in_order
from hoanhap.work.figures.queries import second_of

QUANTITY = "quantity"
_WORDS = ("channel", "title", "day", "place", "content", "period", "source")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. Of a number, ``code`` is its indicator, ``cut`` the part of it, and each side (amount, estimated) or None; of
    evidence, each side holds what only that side has."""

    field: str
    before: Any
    now: Any
    code: str = ""
    cut: str = ""


def as_returned(row: Entry | Aggregate, *, reason: str, by: str, at: datetime) -> dict[str, Any]:
    """What a row keeps of its return: what it states now, why it goes back, who said so and when."""
    return {"stated": _stated(row), "reason": reason, "by": by, "at": at.astimezone(UTC).isoformat()}


def changes_since(row: Entry | Aggregate) -> list[Change]:
    """What differs from what was returned, in the order of the form; nothing where it was never returned."""
    if not row.returned:
        return []
    before: dict[str, Any] = row.returned["stated"]
    now = _stated(row)
    found = [Change(name, before.get(name), now.get(name)) for name in _WORDS if before.get(name) != now.get(name)]
    old, new = _numbers(before["quantities"]), _numbers(now["quantities"])
    found += [Change(QUANTITY, old.get(key), new.get(key), *key) for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    proofs = [{tuple(row) for row in said["evidence"]} for said in (before, now)]
    if proofs[0] != proofs[1]:
        found.append(Change("evidence", sorted(proofs[0] - proofs[1]), sorted(proofs[1] - proofs[0])))
    return found


def _stated(row: Entry | Aggregate) -> dict[str, Any]:
    """What is compared, as plain JSON: words by name, numbers in ``quantities``, hashes in ``evidence``."""
    if isinstance(row, Entry):
        return {**stated_by(row), "content": str(row.content_id or "")}
    code = row.indicator_version.indicator_id
    second = [] if row.second is None else [[second_of(code), f"{row.second:.2f}", row.estimated]]
    return {
        "period": [row.period_from.isoformat(), row.period_until.isoformat()], "source": row.source, "evidence": [],
        "quantities": in_order([*as_stated(code, row), *second]),
    }  # fmt: skip


def _numbers(rows: Any) -> dict[tuple[str, str], tuple[str, bool]]:
    """By indicator and part: how many, and whether that is an estimate."""
    return {(row[0], json.dumps(row[3], sort_keys=True) if len(row) > 3 else ""): (row[1], row[2]) for row in rows}
