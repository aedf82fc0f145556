"""Which counts of people may be shown, so that nobody learns of fewer than ``smallest`` of them. Pure.

A count from 1 to ``smallest`` − 1 is *small*: it is hidden, and so are as many other cells as it takes that no small cell can be
worked out from what is shown. Totals and parts are equations; who reads the page knows them, knows that counts are whole and not
negative, and knows this file. The test is exact: a small cell is safe when what is shown leaves it a range at least ``smallest`` wide.

**Zero** is shown: that nobody is there says nothing of a person. A zero may still be hidden to cover another cell. Hidden cells all
bear one mark; it must not tell a small cell from one that covers it.

Cells are whatever can be a key. Each cell may stand in at most two equations: that is a table with margins, a tree of places, a tree
of periods; there the ranges are found exactly by flows. A table by place *and* group over a tree of places is asked for one parent at
a time, from the top, each lower table with the margins that were settled above (``hide(..., settled=...)``).
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

SMALLEST, SMALLEST_SENSITIVE, SMALLEST_DENOMINATOR = 5, 10, 30
"""Indicators and workflow, 7.2: five, ten where a cell says something sensitive, thirty below a rate."""


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """``total`` is the sum of ``parts``."""

    total: Key
    parts: tuple[Key, ...]


def is_small(value: int, smallest: int = SMALLEST) -> bool:
    """Whether a count speaks of so few people that it is not shown."""
    return 0 < value < smallest


def hide(
    cells: Mapping[Key, int],
    sums: Sequence[Sum[Key]],
    *,
    smallest: int = SMALLEST,
    settled: Mapping[Key, bool] | None = None,
) -> frozenset[Key]:
    """The cells to hide: the small ones, and those that would give one away.

    :param settled: cells already shown (True) or hidden (False) elsewhere; the shown ones are not hidden here
    :raises ValueError: a count is negative, a total is not the sum of its parts, a cell stands in more than two equations, or what is
        settled gives a small cell away whatever is hidden here (then the table as a whole must not be shown)
    """
    known = settled or {}
    net = _Net(cells, sums)
    hidden = {key for key, value in cells.items() if is_small(value, smallest)} | {key for key, shown in known.items() if not shown}
    if any(known.get(key) for key in hidden):
        raise ValueError("a small cell was shown elsewhere")
    small = [key for key, value in cells.items() if is_small(value, smallest)]
    for key in sorted(small, key=lambda key: cells[key]):
        while net.width(key, hidden, smallest) < smallest:
            cover = net.cover(key, hidden, smallest, {key for key, shown in known.items() if shown})
            if not cover:
                raise ValueError("nothing is left to hide that would cover a small cell")
            hidden |= cover
    return frozenset(hidden)


def told(
    counts: Mapping[Key, int], *, smallest: int = SMALLEST, total_is_out: bool = False
) -> tuple[dict[Key, int | None], int | None]:  # fmt: skip
    """One row of counts and its total as they may be shown: None stands where a number is hidden.

    :param total_is_out: the total is known whatever is hidden; where nothing covers a small count then, all are hidden
    """
    cells: dict[tuple[Key, ...], int] = {(key,): number for key, number in counts.items()} | {(): sum(counts.values())}
    total: tuple[Key, ...] = ()
    known = {total: True} if total_is_out else None
    try:
        hidden = hide(cells, [Sum(total, tuple((key,) for key in counts))], smallest=smallest, settled=known)
    except ValueError:
        hidden = frozenset(cells) - {total}
    return {key: None if (key,) in hidden else number for key, number in counts.items()}, None if total in hidden else cells[total]


def ranges(cells: Mapping[Key, int], sums: Sequence[Sum[Key]], hidden: Collection[Key], *, reach: int = 1000) -> dict[Key, tuple[int, int]]:
    """The range that what is shown leaves to each hidden cell, looked for up to ``reach`` on either side of its value."""
    net, unknown = _Net(cells, sums), set(hidden)
    return {key: (cells[key] - net.down(key, unknown, reach), cells[key] + net.up(key, unknown, reach)) for key in unknown}


@dataclass(frozen=True, slots=True)
class _Arc(Generic[Key]):
    """A cell as an arc between two equations: raising it takes from ``tail`` and adds to ``head``."""

    key: Key
    tail: int
    head: int


class _Net(Generic[Key]):
    """Equations as the nodes of a network, cells as its arcs; a change that keeps every equation is a round trip."""

    def __init__(self, cells: Mapping[Key, int], sums: Sequence[Sum[Key]]) -> None:
        self.cells = cells
        self.arcs = {arc.key: arc for arc in _arcs(cells, sums)}
        self.at: dict[int, list[_Arc[Key]]] = {}
        for arc in self.arcs.values():
            self.at.setdefault(arc.tail, []).append(arc)
            self.at.setdefault(arc.head, []).append(arc)

    def width(self, key: Key, hidden: set[Key], enough: int) -> int:
        """How wide the range of a hidden cell is, counted up to ``enough``."""
        up = self.up(key, hidden, enough)
        return up if up >= enough else up + self.down(key, hidden, enough - up)

    def up(self, key: Key, hidden: set[Key], enough: int) -> int:
        """By how much a hidden cell could be more than it is, counted up to ``enough``."""
        arc = self.arcs[key]
        return self._flow(arc.head, arc.tail, key, hidden, enough)

    def down(self, key: Key, hidden: set[Key], enough: int) -> int:
        """By how much a hidden cell could be less than it is, counted up to ``enough``."""
        arc = self.arcs[key]
        return self._flow(arc.tail, arc.head, key, hidden, min(enough, self.cells[key]))

    def _flow(self, start: int, goal: int, without: Key, hidden: set[Key], enough: int) -> int:
        """The largest change that can go from one equation to another through hidden cells, up to ``enough``."""
        moved: dict[Key, int] = {}
        done = 0
        while done < enough:
            path = self._path(start, goal, without, hidden, moved)
            if path is None:
                break
            room = min((self.cells[arc.key] + moved.get(arc.key, 0) for arc, rises in path if not rises), default=enough)
            step = min(room, enough - done)
            for arc, rises in path:
                moved[arc.key] = moved.get(arc.key, 0) + (step if rises else -step)
            done += step
        return done

    def _path(self, start: int, goal: int, without: Key, hidden: set[Key], moved: Mapping[Key, int]) -> list[tuple[_Arc[Key], bool]] | None:
        """A shortest way through hidden cells that may still rise (any may) or fall (those above zero); None where there is none."""
        if start == goal:
            return []
        came: dict[int, tuple[int, _Arc[Key], bool]] = {}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for arc in self.at.get(node, ()):
                rises = arc.tail == node
                after = arc.head if rises else arc.tail
                if arc.key == without or arc.key not in hidden or after in came or after == start:
                    continue
                if not rises and self.cells[arc.key] + moved.get(arc.key, 0) <= 0:
                    continue
                came[after] = node, arc, rises
                if after == goal:
                    return _walked(came, start, goal)
                waiting.append(after)
        return None

    def cover(self, key: Key, hidden: set[Key], smallest: int, fixed: Collection[Key]) -> set[Key]:
        """Shown cells to hide so that a small cell has company: those of a cheapest round trip through it, small losses first."""
        arc = self.arcs[key]
        ways = [self._cheapest(*ends, key, hidden, smallest, fixed) for ends in ((arc.head, arc.tail), (arc.tail, arc.head))]
        found = [way for way in ways if way is not None and way[1]]
        return min(found, key=lambda way: way[0])[1] if found else self._neighbours(key, hidden, fixed)

    def _cheapest(
        self, start: int, goal: int, without: Key, hidden: set[Key], smallest: int, fixed: Collection[Key]
    ) -> tuple[int, set[Key]] | None:
        """Dijkstra over all cells: hidden ones are free, a shown one costs its value; one that would fall needs enough to fall by."""
        best: dict[int, int] = {start: 0}
        came: dict[int, tuple[int, _Arc[Key], bool]] = {}
        waiting = [(0, start)]
        while waiting:
            cost, node = heapq.heappop(waiting)
            if node == goal:
                return cost, {arc.key for arc, _ in _walked(came, start, goal) if arc.key not in hidden}
            if cost > best[node]:
                continue
            for arc in self.at.get(node, ()):
                rises = arc.tail == node
                after = arc.head if rises else arc.tail
                value = self.cells[arc.key]
                if arc.key == without or arc.key in fixed or (not rises and value == 0):
                    continue
                price = cost + (0 if arc.key in hidden else value + 1) + (0 if rises or value >= smallest else 10 * smallest)
                if price < best.get(after, price + 1):
                    best[after] = price
                    came[after] = node, arc, rises
                    heapq.heappush(waiting, (price, after))
        return None

    def _neighbours(self, key: Key, hidden: set[Key], fixed: Collection[Key]) -> set[Key]:
        """Where round trips are through hidden cells already but too narrow: the cheapest shown cell of the same net."""
        arc = self.arcs[key]
        seen, waiting = {arc.tail, arc.head}, deque([arc.tail, arc.head])
        while waiting:
            node = waiting.popleft()
            shown = [other.key for other in self.at.get(node, ()) if other.key not in hidden and other.key not in fixed]
            if shown:
                return {min(shown, key=lambda one: self.cells[one])}
            for other in self.at.get(node, ()):
                for after in (other.tail, other.head):
                    if after not in seen:
                        seen.add(after)
                        waiting.append(after)
        return set()


def _walked(came: Mapping[int, tuple[int, _Arc[Key], bool]], start: int, goal: int) -> list[tuple[_Arc[Key], bool]]:
    """The arcs of a way that was found, each with whether it rises."""
    way = []
    node = goal
    while node != start:
        node, arc, rises = came[node]
        way.append((arc, rises))
    return way


_OUTSIDE = -1


def _arcs(cells: Mapping[Key, int], sums: Sequence[Sum[Key]]) -> list[_Arc[Key]]:
    """Each cell as an arc between the equations that it stands in, or between one and the outside.

    An equation may be read with either sign; signs are chosen so that every cell takes from one and adds to the other.
    """
    places: dict[Key, list[tuple[int, int]]] = {key: [] for key in cells}
    for number, equation in enumerate(sums):
        if cells[equation.total] != sum(cells[part] for part in equation.parts):
            raise ValueError("a total is not the sum of its parts")
        for key, sign in ((equation.total, -1), *((part, 1) for part in equation.parts)):
            places[key].append((number, sign))
    if any(value < 0 for value in cells.values()) or any(len(found) > 2 for found in places.values()):
        raise ValueError("counts are not negative, and stand in two equations at most")
    signs = _signs(places.values(), len(sums))
    arcs = []
    for key, found in places.items():
        ends = {sign * signs[number]: number for number, sign in found}
        arcs.append(_Arc(key, ends.get(-1, _OUTSIDE), ends.get(1, _OUTSIDE)))
    return arcs


def _signs(places: Iterable[list[tuple[int, int]]], count: int) -> list[int]:
    """A sign for each equation so that a cell of two stands in them with opposite signs."""
    links: dict[int, list[tuple[int, int]]] = {}
    for found in places:
        if len(found) == 2:
            (one, first), (other, second) = found
            links.setdefault(one, []).append((other, -first * second))
            links.setdefault(other, []).append((one, -first * second))
    signs = [0] * count
    for begin in range(count):
        if signs[begin]:
            continue
        signs[begin] = 1
        waiting = [begin]
        while waiting:
            node = waiting.pop()
            for other, turn in links.get(node, ()):
                if not signs[other]:
                    signs[other] = signs[node] * turn
                    waiting.append(other)
                elif signs[other] != signs[node] * turn:
                    raise ValueError("these equations are not those of a table or a tree")
    return signs


@dataclass(frozen=True, slots=True)
class Release:
    """A count that was shown for a period, both days included."""

    first: date
    last: date
    value: int


def may_be_released(earlier: Iterable[Release], new: Release, *, smallest: int = SMALLEST) -> bool:
    """Whether a count may be shown beside those shown before of the same question for other periods.

    Periods that share an end give away what lies between their other ends; so do chains of them. Every count that anybody could work
    out so must be zero or large. A second count of the same period (a correction) must differ by nothing or by enough.
    """
    shown = [*earlier, new]
    ends: dict[date, list[tuple[date, int]]] = {}
    for one in shown:
        begin, end = one.first, one.last + timedelta(days=1)
        ends.setdefault(begin, []).append((end, one.value))
        ends.setdefault(end, []).append((begin, -one.value))
    if is_small(new.value, smallest) or any(is_small(abs(new.value - one.value), smallest) for one in shown if _same(one, new)):
        return False
    reached = _reached(ends, new.first)
    return not any(is_small(abs(reached[one] - reached[other]), smallest) for one, other in combinations(reached, 2))


def _same(one: Release, other: Release) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _reached(ends: Mapping[date, list[tuple[date, int]]], start: date) -> dict[date, int]:
    """For each day that a chain of shown periods leads to from ``start``: the count up to it."""
    counts = {start: 0}
    waiting = [start]
    while waiting:
        day = waiting.pop()
        for other, value in ends[day]:
            if other not in counts:
                counts[other] = counts[day] + value
                waiting.append(other)
    return counts


def may_show_rate(numerator: int, denominator: int, *, smallest: int = SMALLEST, least: int = SMALLEST_DENOMINATOR) -> bool:
    """Whether a share may be shown: of ``least`` or more, and neither those in it nor those outside it are few."""
    return denominator >= least and not is_small(numerator, smallest) and not is_small(denominator - numerator, smallest)
