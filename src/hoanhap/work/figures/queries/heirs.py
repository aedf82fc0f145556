"""Who stands on a day for lines that units wrote before: successions followed forward, function by function, with shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
_WHOLE = Decimal(1)
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

    def leading_to(self, heirs: Iterable[UUID]) -> set[UUID]:
        """Every unit whose work, or a part of it, may have come to one of these; they themselves where they handed something on."""
        givers: dict[UUID, list[UUID]] = defaultdict(list)
        for source, handovers in self._handovers.items():
            for row in handovers:
                givers[row.target].append(source)
        found, waiting = set[UUID](), list(heirs)
        while waiting:
            unit = waiting.pop()
            if unit not in found:
                found.add(unit)
                waiting += givers.get(unit, ())
        return found & self._handovers.keys()

    def stands(self, function: str, *, of: Iterable[UUID] | None = None) -> Iterator[Stand]:
        """Wherever somebody else than the writer stands for lines of this branch of work; of these units only, when they are given."""
        for source in self._handovers if of is None else of:
            handovers = self._handovers[source]
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
        shares = self._follow(source, function, day, frozenset())
        return dict.fromkeys(shares, _WHOLE) if len(shares) == 1 else in_shares(shares)  # dividing among one is what most do: be quick

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
