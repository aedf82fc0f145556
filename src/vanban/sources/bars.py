"""Blocks of a text: blank lines part them, and tables drawn with bars are taken apart into cells.

Three drawings are known: Markdown's ``| a | b |``, the one that web converters leave, a lone ``|`` before, between and
after cells, each on its own line, and rows of cells parted by tabs, as they are pasted from a word processor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.model.page import Cell

_RULE_ROW = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PIPE_ROW = re.compile(r"\s*\|.*\S.*\|\s*$")
_INNER_RULE = re.compile(r"(?:^|(?<=\s))([-_=*]{3,})(?=\s|$)")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s|$)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FEWEST_TABS = 2
_LONGEST_CELL = 60
"""Rows; a lone bar with no other within so many rows opens no cell."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of text that belong together; an empty row stands alone."""

    rows: tuple[str, ...]
    cell: Cell | None = None


def blocks_of(rows: list[str]) -> Iterator[Block]:
    """Split ``rows`` at blank rows and headings, with the cells of tables apart; every row comes out once or is a bar."""
    index, table = 0, 0
    while index < len(rows):
        end = _pipe_table_end(rows, index)
        if end > index:
            yield from _pipe_cells(rows[index:end], table)
            index, table = end, table + 1
            continue
        end = _tab_table_end(rows, index)
        if end > index:
            yield from _tab_cells(rows[index:end], table)
            index, table = end, table + 1
            continue
        if _is_bar(rows[index]):
            lone = _LoneBars(rows, index, table)
            cells = lone.read()
            yield from cells
            index, table = lone.index, table + bool(cells)
            continue
        end = index + 1
        while end < len(rows) and not _stands_alone(rows[end]) and not _stands_alone(rows[end - 1]) and not _opens_table(rows, end):
            end += 1
        yield Block(tuple(rows[index:end]))
        index = end


def _stands_alone(row: str) -> bool:
    return not row.strip() or ("#" in row and _HEADING.match(row) is not None)


def _is_bar(row: str) -> bool:
    return row.strip() == "|"


def _opens_table(rows: list[str], index: int) -> bool:
    return _is_bar(rows[index]) or _pipe_table_end(rows, index) > index or _tab_table_end(rows, index) > index


def _pipe_table_end(rows: list[str], index: int) -> int:
    """Where the Markdown table that begins at ``index`` ends; ``index`` itself where none begins."""
    if "|" not in rows[index] or index + 1 >= len(rows) or "|" not in rows[index + 1]:
        return index
    if not _PIPE_ROW.match(rows[index]) or not _RULE_ROW.match(rows[index + 1]):
        return index
    end = index + 2
    while end < len(rows) and _PIPE_ROW.match(rows[end]):
        end += 1
    return end


def _tab_table_end(rows: list[str], index: int) -> int:
    """Where the rows of equally many cells that begin at ``index`` end; ``index`` itself where none begin.

    Two columns are no table: the head and the closing of a paper are pasted so.
    """
    columns = rows[index].count("\t")
    end = index
    while columns >= _FEWEST_TABS and end < len(rows) and rows[end].count("\t") == columns:
        end += 1
    return end if end - index > 1 else index


def _tab_cells(rows: list[str], table: int) -> Iterator[Block]:
    for r, row in enumerate(rows):
        for c, text in enumerate(row.split("\t")):
            if text.strip():
                yield Block((text.strip(),), Cell(table, r, c))


def _pipe_cells(rows: list[str], table: int) -> Iterator[Block]:
    body = [row for i, row in enumerate(rows) if i != 1]
    for r, row in enumerate(body):
        for c, text in enumerate(re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))):
            parts = _BREAK.split(_INNER_RULE.sub(r"<br>\1<br>", text.replace("\\|", "|")))
            said = tuple(part.strip() for part in parts if part.strip())
            if said:
                yield Block(said, Cell(table, r, c))


class _LoneBars:
    """Cells between lone bars. Two bars with nothing between them end a row; a row as wide as the one before it, or a
    blank row after a bar, ends the table."""

    def __init__(self, rows: list[str], index: int, table: int) -> None:
        self.rows = rows
        self.index = index
        self.table = table
        self.row = 0
        self.column = 0
        self.widths: list[int] = []

    def read(self) -> list[Block]:
        blocks: list[Block] = []
        while self.index < len(self.rows) and _is_bar(self.rows[self.index]):
            self.index += 1
            self._skip_empty_cell()
            end = self._closing_bar()
            if end is None or self._table_is_over():
                break
            blocks += self._cell(self.rows[self.index : end])
            self.index = end
            self.column += 1
        return blocks

    def _skip_empty_cell(self) -> None:
        following = self._next_said()
        while following < len(self.rows) and _is_bar(self.rows[following]):
            if self.row or self.column:
                self.widths.append(self.column)
                self.row, self.column = self.row + 1, 0
            else:
                self.column = 1
            self.index = following + 1
            following = self._next_said()

    def _next_said(self) -> int:
        index = self.index
        while index < len(self.rows) and not self.rows[index].strip():
            index += 1
        return index

    def _closing_bar(self) -> int | None:
        ahead = range(self.index, min(len(self.rows), self.index + _LONGEST_CELL))
        return next((i for i in ahead if _is_bar(self.rows[i])), None)

    def _table_is_over(self) -> bool:
        if self.column == 0:
            return False
        as_wide = bool(self.widths) and self.column == self.widths[-1] > 1
        return as_wide or not self.rows[self.index].strip()

    def _cell(self, rows: list[str]) -> Iterator[Block]:
        cell = Cell(self.table, self.row, self.column)
        said = [row for row in rows if row.strip()]
        if said:
            yield Block(tuple(said), cell)
