"""Text and Markdown: what is marked up is told as hints and taken out of the text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from vanban.model.page import Line, Source
from vanban.sources import limits
from vanban.sources.bars import Block, blocks_of
from vanban.sources.emphasis import is_marked_up, runs_of, without_markup
from vanban.sources.runs import LINE_END, Run, lines_of
from vanban.text.cleaning import clean

_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)(.*?)(?:\s+#+)?\s*$")
_ITEM = re.compile(r"\s*(?:[-+*•]|\(?\w{1,4}[.)])\s|(?:Điều|Chương|Mục|Phần)\s+\w")
_WRAP = range(50, 131)
"""Widths at which programs wrap text; longer lines are paragraphs, shorter ones are broken by hand."""


def read_plain(text: str, *, clock: limits.Clock, markdown: bool = False) -> Source:
    """Read text; Markdown is recognised by its marks when ``markdown`` is False."""
    limits.check_text(len(text))
    text = LINE_END.sub("\n", text)
    marked = markdown or is_marked_up(text)
    lines: list[Line] = []
    for block in blocks_of(text.split("\n")):
        clock.check()
        lines += _marked_lines(block) if marked else _bare_lines(block)
    return Source(kind="md" if marked else "txt", lines=tuple(_with_paragraph_ends(lines)))


def _bare_lines(block: Block) -> list[Line]:
    return [Line(text=clean(row), cell=block.cell) for row in block.rows]


def _marked_lines(block: Block) -> list[Line]:
    heading = _HEADING.match(block.rows[0]) if len(block.rows) == 1 else None
    if heading:
        title = without_markup(heading.group(1))
        return lines_of([Run(title, bold=True)], cell=block.cell) if title else [Line("", cell=block.cell)]
    return lines_of(runs_of("\n".join(block.rows)), cell=block.cell, end=None)


def _with_paragraph_ends(lines: list[Line]) -> list[Line]:
    """Say where a paragraph surely ends (before a blank line, another cell) and where it surely goes on (a line wrapped by width)."""
    width = _wrap_width(lines)
    for i, line in enumerate(lines):
        if not line.text or line.paragraph_end is not None:
            continue
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is None or not following.text or following.cell != line.cell:
            lines[i] = replace(line, paragraph_end=True)
        elif width and line.cell is None and width // 2 < len(line.text) <= width and not _ITEM.match(following.text):
            lines[i] = replace(line, paragraph_end=False)
    return lines


def _wrap_width(lines: list[Line]) -> int | None:
    """The width at which a program wrapped this text, if one did: most lines that others follow end just under it."""
    inner = sorted(
        len(line.text) for line, following in pairwise(lines) if line.text and following.text and not line.cell and not following.cell
    )
    if len(inner) < 8:
        return None
    width = inner[int(len(inner) * 0.97)]
    near = sum(1 for length in inner if width - 20 <= length <= width)
    return width if width in _WRAP and near >= len(inner) * 0.6 else None
