"""Combinations of disaggregation values, each kept once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID, uuid5

from hoanhap.work.figures.models import Cut

_CUTS = UUID("5f1f8a3c-4a6b-5d0e-9b57-2f6b1f5c7a11")
"""Ids of cuts are made from their values: the same on every machine."""


def cut_id(values: Mapping[str, str] | None) -> UUID | None:
    """The id of a combination of values, kept when it is new; None for no combination."""
    if not values:
        return None
    key = cut_key(values)
    made = uuid5(_CUTS, key)
    Cut.objects.bulk_create([Cut(id=made, key=key, values=dict(values))], ignore_conflicts=True)
    return made


def cut_key(values: Mapping[str, str]) -> str:
    """A combination of values as its canonical JSON."""
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
