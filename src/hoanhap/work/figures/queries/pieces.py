"""Whose lines of which days a question is about: as pieces of (unit, days), in the borders of each day or of one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.shares import apportion
from hoanhap.work.figures.queries.heirs import Heritage, Shares, Stand
from hoanhap.work.figures.queries.question import Question

FOREVER = (date(1900, 1, 1), date(2200, 1, 1))
"""Earlier and later than any line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that a unit wrote from ``first`` up to, but without, ``end``, in one branch of work (in any, when empty)."""

    unit_id: UUID
    first: date
    end: date
    function: str = ""
    split: bool = False
    """Whether only some of those who bear these lines are meant: then the sum is apportioned."""
    main: bool = True
    """Whether the main bearer is meant: works that cannot be cut go to that one."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Every piece of a question; and for what others bear now, all shares and which of the bearers are meant."""

    rows: list[Piece]
    shares: dict[tuple[UUID, str, date], tuple[Shares, frozenset[UUID]]] = field(default_factory=dict)
    """By source, branch and first day of a piece."""


def pieces_of(question: Question, *, functions: Iterable[str]) -> Pieces:
    """The pieces of a question about indicators of these branches of work."""
    if question.borders is None:
        return Pieces(_of_their_days(question))
    return _of_one_day(question, question.borders, sorted(set(functions)))


def _of_their_days(question: Question) -> list[Piece]:
    if question.own:
        return [Piece(question.unit_id, *FOREVER)]
    stretches = organisations.within_through(question.unit_id, first=FOREVER[0], last=FOREVER[1])
    days: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for row in stretches:
        days[row.unit_id].append((row.first, row.end))
    return [Piece(unit_id, first, end) for unit_id, found in days.items() for first, end in _merged(found)]


def _merged(stretches: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """The same days, each once: two ways up count once."""
    first, end = None, date.min
    for begin, until in sorted(stretches):
        if first is None or begin > end:
            if first is not None:
                yield first, end
            first, end = begin, until
        else:
            end = max(end, until)
    if first is not None:
        yield first, end


def _of_one_day(question: Question, on: date, functions: list[str]) -> Pieces:
    nodes = frozenset({question.unit_id}) if question.own else organisations.within(question.unit_id, on=on)
    found, heritage = Pieces([]), Heritage(on)
    sources = sorted(heritage.leading_to(nodes))
    for function in functions:
        handed: dict[UUID, list[Stand]] = defaultdict(list)
        for stand in heritage.stands(function, of=sources):
            handed[stand.source].append(stand)
            if meant := frozenset(stand.shares.keys() & nodes):
                _take(found, stand, meant)
        for unit_id in nodes:
            since = max((stand.end for stand in handed.get(unit_id, ())), default=FOREVER[0])
            found.rows.append(Piece(unit_id, since, FOREVER[1], function))
            found.rows.extend(_kept(unit_id, function, handed.get(unit_id, [])))
    return found


def _kept(unit_id: UUID, function: str, stands: list[Stand]) -> Iterator[Piece]:
    """Days before a handover for whose lines the unit still stands itself."""
    before = FOREVER[0]
    for stand in stands:
        first = stand.first or FOREVER[0]
        if first > before:
            yield Piece(unit_id, before, first, function)
        before = stand.end


def _take(found: Pieces, stand: Stand, meant: frozenset[UUID]) -> None:
    first, split = stand.first or FOREVER[0], len(meant) < len(stand.shares)
    main = max(sorted(stand.shares), key=lambda heir: stand.shares[heir])
    found.rows.append(Piece(stand.source, first, stand.end, stand.function, split, main in meant))
    found.shares[stand.source, stand.function, first] = (stand.shares, meant)


def part_of(total: Decimal, shares: Shares, meant: frozenset[UUID], *, step: Decimal) -> Decimal:
    """What those who are meant have of a total that is divided among all."""
    parts = apportion(total, dict(sorted(shares.items())), step=step)
    return sum((parts[heir] for heir in meant), Decimal(0))
