"""Folding: what lines have added is put into the totals; where the tree is another one than theirs, they are brought up to it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from hoanhap.work.figures.operations.rebuilding import drain, renew
from hoanhap.work.figures.queries.freshness import is_fresh

AT_ONCE = 50_000
"""Queued rows taken in one transaction."""


@transaction.atomic
def fold(*, now: datetime | None = None, on: date | None = None, most: int = AT_ONCE) -> int:
    """Add what is queued to the totals and say how many rows that was; totals of another tree, or of other borders than those of the day
    ``on``, are brought up to it, with nothing left over.

    :param now: when adjustments for joint works that another tree asks for are recorded; without it, those of the last line
    """
    if not is_fresh(on=on):
        renew(now=now, on=on)
        return 0
    return drain(most=most)
