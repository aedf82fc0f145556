"""The kept ways up, for whoever asks who stands below a unit: one look into an index instead of a walk down the tree."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.figures.models import Above
from hoanhap.work.figures.queries.freshness import is_fresh


def below(unit_id: UUID, *, on: date) -> Collection[UUID] | QuerySet[Above, Any]:
    """The ids of the units that stand below this one on that day, to be named in a filter (``id__in``): a subquery where the kept ways
    up are those of the tree, for which thousands of ids need not be fetched and sent back; else the ids themselves."""
    if is_fresh():
        return Above.objects.filter(node=unit_id, days__contains=on).values("unit")
    return organisations.within(unit_id, on=on) - {unit_id}
