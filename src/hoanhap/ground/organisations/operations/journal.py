"""Every row that a reorganisation writes or cuts, kept so that the same rows can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.types.range import DateRange

from hoanhap.ground.organisations.models import Placement, Succession, Territory, Unit, UnitName

Dated = Unit | UnitName | Placement | Territory
MODELS: dict[str, Any] = {model.__name__: model for model in (Unit, UnitName, Placement, Territory, Succession)}


@dataclass(slots=True)
class Journal:
    """What has been written and cut so far, oldest first, and which units it touched."""

    steps: list[dict[str, str | None]] = field(default_factory=list)
    touched: dict[UUID, None] = field(default_factory=dict)

    def create(self, row: Dated | Succession, *units: UUID) -> None:
        """Write a new row."""
        row.save(force_insert=True)
        self.steps.append({"act": "create", "model": type(row).__name__, "id": str(row.id)})
        self.touched |= dict.fromkeys(units)

    def cut(self, row: Dated, day: date, *units: UUID) -> None:
        """Let a row end before ``day``."""
        last = row.valid.upper
        self.steps.append(
            {"act": "cut", "model": type(row).__name__, "id": str(row.id), "until": last.isoformat() if last is not None else None}
        )
        row.valid = DateRange(row.valid.lower, day)
        row.save(update_fields=["valid"])
        self.touched |= dict.fromkeys(units)


def take_back(steps: Sequence[dict[str, str | None]]) -> None:
    """Undo the steps, last first. A row that something else refers to cannot go.

    :raises django.db.models.ProtectedError: something rests on a unit that was opened
    """
    for step in reversed(steps):
        row = MODELS[str(step["model"])].objects.get(pk=step["id"])
        if step["act"] == "create":
            row.delete()
        else:
            until = step["until"]
            row.valid = DateRange(row.valid.lower, date.fromisoformat(until) if until else None)
            row.save(update_fields=["valid"])
