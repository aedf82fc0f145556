"""Who stands on a day for lines that units wrote before: successions followed forward, function by function, with shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from hoanhap.kernel.shares import in_shares

_SUCCESSIONS = """
SELECT s.source_id, s.target_id, s.day, s.function, s.weight, coalesce(upper(u.valid) <= %(on)s, false)
  FROM organisations_succession s JOIN organisations_unit u ON u.id = s.source_id JOIN organisations_unit t ON t.id = s.target_id
 WHERE s.day <= %(on)s ORDER BY t.code, s.day
"""
_DAY = timedelta(days=1)
_NEVER = date(2200, 1, 1)
Shares = dict[UUID, Decimal]


class _Handover(NamedTuple):
    target: UUID
    day: date
    function: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Stand:
    """For lines of ``source`` dated from ``first`` (open when None) up to, but without, ``end``: who stands for them."""

    source: UUID
    function: str
    first: date | None
    end: date
    shares: Shares


class Heritage:
    """All successions up to a day, read once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._handovers: dict[UUID, list[_Handover]] = defaultdict(list)
        self._ended: set[UUID] = set()
        with connection.cursor() as cursor:
            cursor.execute(_SUCCESSIONS, {"on": on})
            for source, target, day, function, weight, ended in cursor.fetchall():
                self._handovers[source].append(_Handover(target, day, function, weight))
                if ended:
                    self._ended.add(source)

    def stands(self, function: str) -> Iterator[Stand]:
        """Wherever somebody else than the writer stands for lines of this branch of work."""
        for source, handovers in self._handovers.items():
            first: date | None = None
            for day in sorted({row.day for row in handovers}):
                shares = self.heirs(source, function=function, day=day - _DAY)
                if shares != {source: Decimal(1)}:
                    yield Stand(source, function, first, day, shares)
                first = day
            if source in self._ended and first is not None:  # what was dated later than its end
                yield Stand(source, function, first, _NEVER, self.heirs(source, function=function, day=first - _DAY))

    def heirs(self, source: UUID, *, function: str, day: date) -> Shares:
        """Who stands for lines of that day, with shares that sum to one."""
        return in_shares(self._follow(source, function, day, frozenset()))

    def _follow(self, source: UUID, function: str, day: date, seen: frozenset[UUID]) -> Shares:
        rows = [row for row in self._handovers.get(source, ()) if row.day > day]
        known = {row.function for row in rows}
        lives = source not in self._ended
        if not rows or source in seen or (lives and (function == "ALL" or function not in known)):
            return {source: Decimal(1)}
        branch = next((name for name in (function, "ALL", "OTHER") if name in known), rows[0].function)
        begins = min(row.day for row in rows if row.function == branch)
        shares: Shares = defaultdict(Decimal)
        for row in rows:
            if row.function == branch and row.day == begins:
                # From the day before: what the heir handed on the same day goes on with it.
                for heir, share in self._follow(row.target, function, begins - _DAY, seen | {source}).items():
                    shares[heir] += row.weight * share
        return shares
