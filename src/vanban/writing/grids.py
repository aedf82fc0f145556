"""Where the cells of a table stand, when some cover several columns or rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vanban.model.paper import Cell, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place. ``cell`` is None where the cell above reaches down into this row."""

    column: int
    across: int
    cell: Cell | None


def column_count(table: Table) -> int:
    """How many columns the table has."""
    widest = max((sum(cell.across for cell in row) for row in (*table.header[:1], *table.rows[:1])), default=1)
    return max(widest, len(table.widths), 1)


def shares(table: Table) -> tuple[float, ...]:
    """The columns' shares of the width, equal where the table does not say."""
    columns = column_count(table)
    return table.widths if len(table.widths) == columns else (1.0,) * columns


def placed(rows: tuple[tuple[Cell, ...], ...], columns: int) -> Iterator[list[Placed]]:
    """Each row with its cells in their columns. Too few cells are filled up with empty ones, too many are cut off."""
    below: dict[int, tuple[int, int]] = {}
    for row in rows:
        line, cells, column = [], list(row), 0
        while column < columns:
            rest, across = below.get(column, (0, 1))
            cell = None
            if not rest:
                cell = cells.pop(0) if cells else Cell(())
                across = min(cell.across, columns - column)
                rest = cell.down
            below[column] = (rest - 1, across)
            line.append(Placed(column, across, cell))
            column += across
        yield line


def alignment(place: Placed, table: Table, *, head: bool) -> str:
    """The cell's own alignment, else its column's; headers stand in the middle."""
    if place.cell and place.cell.align:
        return place.cell.align
    if head:
        return "center"
    return table.aligns[place.column] if place.column < len(table.aligns) else "left"
