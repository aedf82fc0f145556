"""Ruled tables: which words of a page stand in which cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from vanban.model.page import Cell
from vanban.sources.pdf.pieces import Piece
from vanban.sources.pdf.rules import Rule
from vanban.sources.pdf.words import Word

_NEAR = 3.0
"""Points between lines that meet, and between edges that are one."""
_FEWEST = 3
"""Edges each way of the smallest table: two columns, two rows."""
_MOST = 1_200
"""Lines on a page; of more no table is made, for looking at each pair would take too long."""
_SHORT = 25
_MANY = 6
"""So many pieces of so few characters make a page look as if it held a table."""


@dataclass(slots=True)
class Grid:
    """One table on one page; edges in points from the left and the top."""

    across: list[float]
    down: list[float]
    rules: list[Rule]
    pieces: list[Piece] = field(default_factory=list)

    def place(self, word: Word) -> tuple[int, int] | None:
        """Row and column of the cell that ``word`` stands in; ``None`` outside the table."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        if not (self.across[0] < x < self.across[-1] and self.down[0] < y < self.down[-1]):
            return None
        left = max(
            (rule.left for rule in self.rules if rule.upright and rule.left <= x and rule.top - _NEAR <= y <= rule.bottom + _NEAR),
            default=0.0,
        )
        top = max(
            (rule.top for rule in self.rules if not rule.upright and rule.top <= y and rule.left - _NEAR <= x <= rule.right + _NEAR),
            default=0.0,
        )
        return max(0, bisect_right(self.down, top + _NEAR) - 1), max(0, bisect_right(self.across, left + _NEAR) - 1)

    def is_like(self, other: Grid) -> bool:
        """Whether both have the same columns."""
        return len(self.across) == len(other.across) and all(abs(a - b) < _NEAR for a, b in zip(self.across, other.across, strict=True))


def may_hold_table(pieces: Iterable[Piece]) -> bool:
    """Whether a page has so many short pieces that looking for ruled lines is worth the time."""
    return sum(1 for piece in pieces if not piece.column and sum(len(word.text) for word in piece.words) < _SHORT) >= _MANY


def grids_of(rules: list[Rule]) -> list[Grid]:
    """The tables that ``rules`` make, from the top down."""
    if not 2 * _FEWEST <= len(rules) <= _MOST:
        return []
    grids: list[Grid] = []
    for met in _clusters(rules):
        across = _edges(rule.left for rule in met if rule.upright)
        down = _edges(rule.top for rule in met if not rule.upright)
        if min(len(across), len(down)) >= _FEWEST:
            grids.append(Grid(across, down, met))
    return sorted(grids, key=lambda grid: grid.down[0])


def _clusters(rules: list[Rule]) -> list[list[Rule]]:
    """Lines that touch, directly or through others."""
    clusters: list[list[Rule]] = []
    for rule in rules:
        touched = [cluster for cluster in clusters if any(_touch(rule, other) for other in cluster)]
        clusters = [cluster for cluster in clusters if all(cluster is not other for other in touched)]
        clusters.append([rule, *(other for cluster in touched for other in cluster)])
    return clusters


def _touch(one: Rule, other: Rule) -> bool:
    beside = one.left - _NEAR <= other.right and other.left - _NEAR <= one.right
    return beside and one.top - _NEAR <= other.bottom and other.top - _NEAR <= one.bottom


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def fill(grids: list[Grid], words: list[Word]) -> list[Word]:
    """Put the words into the cells of ``grids``; gives those that stand in none."""
    outside: list[Word] = []
    inside: list[dict[tuple[int, int], list[Word]]] = [{} for _ in grids]
    for word in words:
        found = next(((cells, place) for cells, grid in zip(inside, grids, strict=True) if (place := grid.place(word))), None)
        if found and not word.added:
            found[0].setdefault(found[1], []).append(word)
        else:
            outside.append(word)
    for grid, cells in zip(grids, inside, strict=True):
        grid.pieces = [piece for place in sorted(cells) for piece in _lines(cells[place], Cell(0, *place))]
    return outside


def _lines(words: list[Word], cell: Cell) -> list[Piece]:
    """The printed lines of one cell, from the top down."""
    pieces: list[Piece] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        if pieces and pieces[-1].shares_line(Piece([word])):
            pieces[-1].add([word])
        else:
            pieces.append(Piece([word]))
    for piece in pieces:
        piece.words.sort(key=lambda word: word.left)
        piece.left, piece.cell = piece.words[0].left, cell
    return pieces


def placed(body: list[Piece], grids: list[Grid]) -> list[Piece]:
    """A page's pieces with those of its tables where these stand."""
    body = list(body)
    for grid in grids:
        above = [
            i for i, piece in enumerate(body) if piece.top + piece.bottom < 2 * grid.down[0] or (piece.cell and piece.top < grid.down[0])
        ]
        at = above[-1] + 1 if above else 0
        body[at:at] = grid.pieces
    return body


def number(pages: list[tuple[list[Piece], list[Grid]]]) -> None:
    """Number the tables of a paper; one that goes on from the page before goes on here, without its repeated header."""
    table, row = -1, 0
    head: list[list[Piece]] = []
    before: Grid | None = None
    for body, grids in pages:
        for grid in grids:
            rows = [list(line) for _, line in groupby(grid.pieces, key=lambda piece: piece.cell.row if piece.cell else 0)]
            if before is not None and body and body[0] in grid.pieces and grid.is_like(before):
                repeated = _repeated(rows, head)
                body[:] = body[sum(map(len, rows[:repeated])) :]
                rows = rows[repeated:]
            else:
                table, row, head = table + 1, 0, rows
            for line in rows:
                for piece in line:
                    piece.cell = Cell(table, row, piece.cell.column if piece.cell else 0)
                row += 1
        before = grids[-1] if grids and body and body[-1] in grids[-1].pieces else None


def _repeated(rows: list[list[Piece]], head: list[list[Piece]]) -> int:
    """How many rows at the top say what the table's own first rows say."""
    count = 0
    for line, first in zip(rows, head, strict=False):
        if [piece.text for piece in line] != [piece.text for piece in first]:
            break
        count += 1
    return count
