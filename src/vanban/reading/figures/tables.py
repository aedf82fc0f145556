"""Numbers in the cells of a table: every cell counts, zeros too, but for running numbers, years and column numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from vanban.model import Figure
from vanban.reading.outline.blocks import Block, Body
from vanban.text.alternatives import words_of
from vanban.text.dates import LIKELY_YEARS
from vanban.text.numbers import Value, parse_scaled

_CELL = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)(?:\s*(?P<unit>%|[^\W\d_][^\d]{0,30}))?")


@dataclass(frozen=True, slots=True)
class _Number:
    block: Block
    value: Value | None
    unit: str | None


@cache
def _index() -> re.Pattern[str]:
    """The header of a column that numbers the rows or tells dates."""
    whole, opening = (words_of("units", "index_columns", name) for name in ("words", "rest"))
    return re.compile(rf"(?:{whole}|(?:{opening}).*)", re.IGNORECASE)


def figures_in_tables(body: Body, blocks: Iterable[Block]) -> Iterator[Figure]:
    """The figures of all cells that hold nothing but a number, in reading order."""
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None:
            tables[block.cell.table].append(block)
    for cells in tables.values():
        yield from _table(body, cells)


def _table(body: Body, cells: list[Block]) -> Iterator[Figure]:
    numbers = [number for number in (_number(body, block) for block in cells) if number]
    first_row = _first_data_row(numbers)
    headers = _headers(body, cells, first_row)
    skipped = _numbering_rows(numbers)
    for number in numbers:
        cell = number.block.cell
        if cell is None or cell.row < first_row or cell.row in skipped or _counts_rows(cell.column, headers, numbers):
            continue
        if number.value in LIKELY_YEARS and "." not in body.words(number.block) and number.unit is None:
            continue
        unit = number.unit or headers.get(cell.column) or None
        yield Figure(body.words(number.block), number.value, "exact", unit, in_title=False, span=(number.block.start, number.block.end))


def _number(body: Body, block: Block) -> _Number | None:
    words = body.words(block).strip()
    match = _CELL.fullmatch(words)
    if match is None:
        return None
    unit = (match["unit"] or "").strip() or None
    value = parse_scaled(words if unit and unit != "%" else match["number"])
    return _Number(block, value if value is not None else parse_scaled(match["number"]), unit)


def _first_data_row(numbers: list[_Number]) -> int:
    """The first row that holds a number outside the first column."""
    rows = [number.block.cell.row for number in numbers if number.block.cell and number.block.cell.column > 0]
    return min(rows, default=0)


def _headers(body: Body, cells: list[Block], first_row: int) -> dict[int, str]:
    """The words above each column, from the top row down."""
    words: dict[int, list[str]] = defaultdict(list)
    for block in cells:
        if block.cell and block.cell.row < first_row:
            words[block.cell.column].append(" ".join(body.words(block).split()))
    return {column: " ".join(parts) for column, parts in words.items()}


def _numbering_rows(numbers: list[_Number]) -> frozenset[int]:
    """Rows that only number the columns (1, 2, 3 …)."""
    rows: dict[int, list[tuple[int, Value | None]]] = defaultdict(list)
    for number in numbers:
        if number.block.cell:
            rows[number.block.cell.row].append((number.block.cell.column, number.value))
    return frozenset(
        row for row, cells in rows.items() if len(cells) >= 3 and all(value in {column, column + 1} for column, value in cells)
    )


def _counts_rows(column: int, headers: dict[int, str], numbers: list[_Number]) -> bool:
    """Whether a column numbers the rows or tells dates: by its header, or because it counts 1, 2, 3 at the left edge."""
    if _index().fullmatch(headers.get(column, "").strip()):
        return True
    if column > 0:
        return False
    values = [number.value for number in numbers if number.block.cell and number.block.cell.column == 0]
    return values == sorted(value for value in values if value is not None) and values[:1] in ([1], [0])
