"""Pieces of styled text, as every format has them, made into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vanban.model.page import Cell, Line
from vanban.text.cleaning import clean

LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
"""Whatever ends a line in any of the formats; the same as in ``vanban.text.clean``."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; ``None`` where the source does not tell. ``\\n`` is a forced line break."""

    text: str
    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None


def lines_of(
    runs: Iterable[Run],
    *,
    align: str | None = None,
    cell: Cell | None = None,
    label: str | None = None,
    page: int = 1,
    end: bool | None = True,
) -> list[Line]:
    """Make the lines of one paragraph: one line, or several where the writer forced a break.

    The last line ends the paragraph unless ``end`` says otherwise; a forced break may or may not (``paragraph_end`` is
    ``None``). An empty paragraph gives one empty line. ``label`` is put before the text, as Word prints it.
    """
    rows = list(_split(runs))
    if label:
        first = next((run for run in rows[0] if run.text.strip()), Run(""))
        rows[0] = [Run(label + " ", first.bold, first.italic, first.size), *rows[0]]
    last = len(rows) - 1
    return [
        _line(row, align=align, cell=cell, label=label if i == 0 else None, page=page, end=end if i == last else None)
        for i, row in enumerate(rows)
    ]


def trimmed(runs: list[Run]) -> list[Run]:
    """Without forced breaks at either end: they make no line of their own."""
    start, end = 0, len(runs)
    while start < end and not runs[start].text.strip():
        start += 1
    while end > start and not runs[end - 1].text.strip():
        end -= 1
    return runs[start:end]


def _split(runs: Iterable[Run]) -> Iterator[list[Run]]:
    row: list[Run] = []
    for run in runs:
        first, *others = LINE_END.split(run.text)
        row.append(Run(first, run.bold, run.italic, run.size))
        for part in others:
            yield row
            row = [Run(part, run.bold, run.italic, run.size)]
    yield row


def _line(row: list[Run], *, align: str | None, cell: Cell | None, label: str | None, page: int, end: bool | None) -> Line:
    text = clean("".join(run.text for run in row))
    said = [run for run in row if any(map(str.isalnum, run.text))]
    return Line(
        text=text,
        page=page,
        bold=_all(run.bold for run in said),
        bold_until=_leading_bold(row, text),
        italic=_all(run.italic for run in said),
        size=_widest(said),
        align=align,
        cell=cell,
        label=label,
        paragraph_end=end,
    )


def _all(values: Iterable[bool | None]) -> bool | None:
    known = list(values)
    if not known or any(value is None for value in known):
        return None
    return all(known)


def _leading_bold(row: list[Run], text: str) -> int | None:
    if all(run.bold is None for run in row):
        return None
    lead = ""
    for run in row:
        if run.text.strip() and not run.bold:
            return len(clean(lead))
        lead += run.text
    return len(text) if any(run.bold for run in row) else 0


def _widest(said: list[Run]) -> float | None:
    """The size that most characters have."""
    lengths: dict[float, int] = {}
    for run in said:
        if run.size is not None:
            lengths[run.size] = lengths.get(run.size, 0) + len(run.text)
    return max(lengths, key=lengths.__getitem__) if lengths else None
