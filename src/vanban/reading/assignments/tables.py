"""Tables of tasks: columns nhiệm vụ, đơn vị chủ trì, phối hợp, thời gian."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from vanban.model import Assignment
from vanban.reading.assignments.duties import due_of_field
from vanban.reading.assignments.places import Place
from vanban.reading.outline.blocks import Block, Body
from vanban.text.alternatives import words_of

Row = dict[int, list[Block]]


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What a column holds, by how its header begins; the first that fits."""
    named = ("coordinators", "coordinate", "due", "holders", "leading", "lead", "task")
    of = {name: words_of("phrasing", "columns", name) for name in named}
    patterns = {
        "coordinate": rf"(?:{of['coordinators']})?[\w\s,/]*(?:{of['coordinate']})",
        "due": rf"(?:{of['due']})",
        "lead": rf"(?:(?:{of['holders']})[\w\s,/]*(?:{of['leading']})|{of['lead']})",
        "task": rf"(?:tên\s+)?(?:{of['task']})",
    }
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in patterns.items())


def in_tables(body: Body, places: Sequence[Place]) -> Iterator[Assignment]:
    """The entries of every table that has a column of tasks and a column of units."""
    tables: dict[int, dict[int, Row]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    where: dict[int, Place] = {}
    for block, place in zip(body.blocks, places, strict=True):
        if block.cell is not None:
            tables[block.cell.table][block.cell.row][block.cell.column].append(block)
            where.setdefault(block.cell.table, place)
    for number, rows in tables.items():
        yield from _table(body, rows, where[number])


def _table(body: Body, rows: dict[int, Row], place: Place) -> Iterator[Assignment]:
    header = next((row for row in sorted(rows)[:3] if _columns(body, rows[row])), None)
    if header is None:
        return
    columns = _columns(body, rows[header])
    last: dict[str, str] = {}
    for number in sorted(rows):
        if number <= header:
            continue
        cells = {kind: _words(body, rows[number].get(column, [])) for kind, column in columns.items()}
        task = cells.get("task", "")
        if not task or not re.search(r"[^\W\d_]{2}", task):
            continue
        last |= {kind: words for kind, words in cells.items() if words}
        yield from _row(rows[number], columns, cells, last, place)


def _row(row: Row, columns: dict[str, int], cells: dict[str, str], last: dict[str, str], place: Place) -> Iterator[Assignment]:
    """Cells merged downwards stand in their first row only: a row without its lead takes over what was above it."""
    shown = cells if cells.get("lead") else last
    due = due_of_field(shown.get("due", ""))
    for kind in ("lead", "coordinate"):
        unit = shown.get(kind, "")
        if re.search(r"[^\W\d_]{2}", unit):
            blocks = row.get(columns[kind]) or row.get(columns["task"]) or []
            span = (blocks[0].start, blocks[-1].end) if blocks else (0, 0)
            yield Assignment(unit.strip(" .;,-"), kind, cells["task"].strip(" .;"), due, place.label, span)


def _columns(body: Body, row: Row) -> dict[str, int]:
    """Which column holds what, by the words of a header row; empty where it is no header of tasks and units."""
    found: dict[str, int] = {}
    for column in sorted(row):
        words = _words(body, row[column])
        if len(words) > 80:
            return {}
        kind = next((name for name, pattern in _kinds() if pattern.match(words)), None)
        if kind and kind not in found:
            found[kind] = column
    return found if "task" in found and "lead" in found else {}


def _words(body: Body, blocks: list[Block]) -> str:
    return " ".join(" ".join(body.words(block).split()) for block in blocks)
