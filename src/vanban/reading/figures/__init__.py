"""Countable results and targets, with bound and unit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from vanban.model import Citation, Figure, Span
from vanban.reading.figures.candidates import Candidate, candidates
from vanban.reading.figures.describing import bound_of, unit_of
from vanban.reading.figures.headlines import quoted, within
from vanban.reading.figures.judging import counts
from vanban.reading.figures.tables import figures_in_tables
from vanban.reading.outline.blocks import Block, Body, body_of
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

__all__ = ["read"]

_NAMED = 40
"""Characters from where a citation begins in which a number is the document's."""
_DIGIT = re.compile(r"\d")


def read(script: Script, zones: Zones, citations: tuple[Citation, ...]) -> tuple[Figure, ...]:
    """Every figure of the paper (``zones.parts``). Numbers inside the spans of ``citations`` name documents."""
    body = body_of(script, zones)
    blocks = (*body.blocks, *body.footnotes)
    cells = list(figures_in_tables(body, blocks))
    in_cells = {figure.span[0] for figure in cells}
    named = sorted(span for citation in citations for span in citation.spans)
    running = [figure for block in blocks if block.start not in in_cells for figure in _in_block(body, block, named)]
    return tuple(sorted([*cells, *running], key=lambda figure: figure.span))


def _in_block(body: Body, block: Block, named: list[Span]) -> Iterator[Figure]:
    words = body.words(block)
    if not _DIGIT.search(words):
        return
    titles = quoted(words)
    for candidate in candidates(words):
        if not _names_document(candidate, block.text_start, named) and counts(candidate):
            yield _figure(candidate, block.text_start, in_title=within(candidate.start, titles))


def _figure(candidate: Candidate, offset: int, *, in_title: bool) -> Figure:
    bound, start = bound_of(candidate)
    unit, end = unit_of(candidate)
    text = candidate.text[start:end]
    return Figure(text, candidate.value, bound, unit, in_title=in_title, span=(offset + start, offset + end))


def _names_document(candidate: Candidate, offset: int, named: list[Span]) -> bool:
    """Whether the number is a document's, by the citation that begins within a few words before it."""
    at = offset + candidate.start
    for place in range(bisect_right(named, (at, 1 << 60)) - 1, -1, -1):
        start, end = named[place]
        if start <= at - _NAMED:
            return False
        if at < end:
            return True
    return False
