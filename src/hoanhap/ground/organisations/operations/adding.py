"""Adding many rows whose ids come from what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hoanhap.kernel.models import Identified

Row = TypeVar("Row", bound=Identified)
BATCH = 4000


def add_missing(model: type[Row], rows: Sequence[Row]) -> int:
    """Add the rows whose id is not there yet, and say how many those were. What stands is left as it is."""
    known = set(model._default_manager.values_list("id", flat=True))
    missing = [row for row in rows if row.id not in known]
    model._default_manager.bulk_create(missing, batch_size=BATCH)
    return len(missing)
