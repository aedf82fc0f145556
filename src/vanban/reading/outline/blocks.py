"""The body as blocks: a paragraph with the label it opens with, page numbers taken out, sentences torn by a page joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from weakref import ref

from vanban.model import Cell, Span
from vanban.reading.outline.labels import Label, label_of
from vanban.text.alternatives import words_of
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_PAGE_NUMBER = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?|Trang\s+\d{1,3}(?:\s*/\s*\d{1,3})?")
_SENTENCE_END = re.compile(r"[.;:!?…/][\"”’)\]]*$")
_LONGEST_REST = 120
_LONE = re.compile(r"[-–—•+]|Điều \d{1,3}\.|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[IVX]{1,5}\.|[^\W\d_]{1,7}")
"""A label or a single word alone on its line: markup of the web tore it off."""
_NOTHING = range(0)
_LONGEST_QUOTATION = 120
"""Blocks within which a quotation closes; a mark that stands open longer was forgotten."""
_SHORT = 0.66
"""Share of the text's width that the last line of a wrapped paragraph may fall short of; a heading stops earlier."""
_FULL = 0.82
_GRID = 2
"""From two rows and two columns on, a table holds data; a smaller one only lays the page out."""


@cache
def _dangles() -> re.Pattern[str]:
    """What no paragraph ends in."""
    return re.compile(rf"(?:,|[-–(]|\b(?:{words_of('frame', 'paragraphs', 'dangling')}))$|\([^()]{{0,50}}$")


@cache
def _awaits_number() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of('frame', 'paragraphs', 'awaits_number')})$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the body. All offsets are those of ``Script.text``."""

    start: int
    text_start: int
    """Where the words after the label begin; ``start`` where there is no label."""
    end: int
    label: Label | None
    bold_end: int
    """Up to where the block is printed in bold from its beginning; ``start`` where it is not or nobody knows."""
    part: int
    """Which part of the paper it stands in: a plan issued with a decision begins a new one."""
    cell: Cell | None = None
    """The cell of a table with rows and columns of data, else None."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """``flow`` is as long as the script's text, with spaces for line breaks inside a block and for page numbers."""

    flow: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Block, ...]

    def words(self, block: Block) -> str:
        """The words of a block after its label."""
        return self.flow[block.text_start : block.end]


_last: tuple[ref[Script], Zones, Body] | None = None


def body_of(script: Script, zones: Zones) -> Body:
    """The body of a paper in blocks. Tables of data come cell by cell; footnotes stand apart.

    The last body is kept, because three readers ask for the same one in turn.
    """
    global _last  # noqa: PLW0603  one slot, replaced as a whole; two threads at worst build twice
    held = _last
    if held is not None and held[0]() is script and held[1] is zones:
        return held[2]
    body = _Builder(script).build(zones)
    _last = (ref(script), zones, body)
    return body


class _Builder:
    def __init__(self, script: Script) -> None:
        self.script = script
        self.flow = list(script.text)
        self.grids = _grids(script)
        self.blank_lines_part = _blank_lines_part(script)
        self.wrapped_by_width = self.blank_lines_part and _wrapped_by_width(script)

    def build(self, zones: Zones) -> Body:
        parts = [part for part in (zones.body, zones.attached) if part]
        blocks = [block for number, part in enumerate(parts) for block in self._blocks(part, number)]
        self._unlabel_quoted(blocks)
        footnotes = list(self._blocks(zones.footnotes, len(parts)))
        return Body("".join(self.flow), tuple(blocks), tuple(footnotes))

    def _unlabel_quoted(self, blocks: list[Block]) -> None:
        """Take the labels from what is quoted: ``“Điều 5. …`` up to ``…”``, which another text is to say, and is no part of this one."""
        stop = 0
        for number, block in enumerate(blocks):
            if number < stop:
                blocks[number] = replace(block, label=None, text_start=block.start)
            elif self._opens_quotation(block):
                near = range(number + 1, min(number + _LONGEST_QUOTATION, len(blocks)))
                stop = next((last + 1 for last in near if blocks[last].part == block.part and self._closes_quotation(blocks[last])), 0)

    def _opens_quotation(self, block: Block) -> bool:
        """Whether a block opens a quotation with a label right behind the mark, and leaves it open."""
        words = "".join(self.flow[block.start : block.end])
        return words.startswith("“") and words.count("“") > words.count("”") and label_of(words[1:].lstrip()) is not None

    def _closes_quotation(self, block: Block) -> bool:
        words = "".join(self.flow[block.start : block.end])
        return words.count("”") > words.count("“")

    def _blocks(self, part: range, number: int) -> Iterator[Block]:
        held: Block | None = None
        for lines in self._paragraphs(part):
            block = self._block(lines, number)
            if held is not None and self._torn(held, block):
                held = self._joined(held, block)
                continue
            if held is not None:
                yield held
            held = block
        if held is not None:
            yield held

    def _paragraphs(self, part: range) -> Iterator[range]:
        """The paragraphs of a part as line numbers, without page numbers."""
        held = _NOTHING
        for paragraph in self.script.paragraphs:
            lines = range(max(paragraph.lines.start, part.start), min(paragraph.lines.stop, part.stop))
            if not lines:
                continue
            if len(lines) == 1 and self._is_page_number(lines.start):
                self._blank(*self.script.span(lines))
                continue
            if held and self._wrapped(held, lines):
                held = range(held.start, lines.stop)
                continue
            if held:
                yield held
            held = lines
        if held:
            yield held

    def _is_page_number(self, number: int) -> bool:
        """Whether a line holds a page's number alone; in a flowing format only where no table surrounds it."""
        return not self.script.lines[number].cell and bool(_PAGE_NUMBER.fullmatch(self.script.lines[number].text))

    def _wrapped(self, above: range, below: range) -> bool:
        """Whether a line break is only a wrapped line: the paper parts its paragraphs by blank lines, and here is none."""
        if not self.blank_lines_part or above.stop != below.start or self._cell(above.start) or self._cell(below.start):
            return False
        first, last = self.script.lines[below.start], self.script.lines[above.stop - 1]
        if last.paragraph_end or label_of(first.text) or self._is_heading_above_text(above, first.text):
            return False
        return not last.text.endswith("./.")

    def _is_heading_above_text(self, above: range, below: str) -> bool:
        """Whether the lines so far are a labelled heading in capitals and what follows is a sentence."""
        head = self.script.joined(above)
        if label_of(head) is None or not below[:1].isupper() or below.isupper():
            return False
        # A line that the width of the page broke is nearly full; a short one without a stop was ended by hand.
        ended = self.wrapped_by_width and len(above) == 1 and len(head) < _SHORT * self.script.width and not head.endswith((",", "-", "–"))
        return head.isupper() or (ended and not _SENTENCE_END.search(head))

    def _block(self, lines: range, number: int) -> Block:
        start, end = self.script.span(lines)
        for line in lines[:-1]:
            self.flow[self.script.end(line)] = " "
        for line in lines:
            if self._is_page_number(line):
                self._blank(*self.script.span(range(line, line + 1)))
        cell = self._cell(lines.start)
        label = None if cell else label_of("".join(self.flow[start:end]), scanned=self.script.source.ocr)
        text_start = start + label.length if label else start
        return Block(start, min(text_start, end), end, label, self._bold_end(lines), number, cell)

    def _bold_end(self, lines: range) -> int:
        """Up to where these lines are bold without a gap."""
        for number in lines:
            line = self.script.lines[number]
            if not line.bold:
                return self.script.starts[number] + min(line.bold_until or 0, len(line.text))
        return self.script.span(lines)[1]

    def _cell(self, line: int) -> Cell | None:
        cell = self.script.lines[line].cell
        return cell if cell and cell.table in self.grids else None

    def _joined(self, above: Block, below: Block) -> Block:
        """Two blocks as one paragraph, its label read anew: the words of a lone ``-`` may stand on the next line."""
        self._blank(above.end, below.start)
        label = label_of("".join(self.flow[above.start : below.end]), scanned=self.script.source.ocr)
        bold_end = below.bold_end if above.bold_end == above.end and below.bold_end > below.start else above.bold_end
        text_start = min(above.start + label.length, below.end) if label else above.start
        return Block(above.start, text_start, below.end, label, bold_end, above.part, above.cell)

    def _torn(self, above: Block, below: Block) -> bool:
        """Whether ``below`` is the rest of a sentence that a page break or a stray blank line tore off ``above``."""
        if below.label is not None or above.cell != below.cell or above.cell is not None:
            return False
        if _LONE.fullmatch("".join(self.flow[above.start : above.end]).strip()):
            return True
        ending = "".join(self.flow[max(above.start, above.end - 60) : above.end]).rstrip()
        if _SENTENCE_END.search(ending):
            return False
        if self._heading_goes_on(above, below):
            return True
        if self.flow[below.start].isdigit() and _awaits_number().search(ending):
            return True
        return self.flow[below.start].islower() or bool(_dangles().search(ending))

    def _heading_goes_on(self, above: Block, below: Block) -> bool:
        """Whether a labelled heading in capitals runs on in the very next line, in capitals too."""
        if above.label is None or below.start != above.end + 1:
            return False
        head, rest = "".join(self.flow[above.text_start : above.end]), "".join(self.flow[below.start : below.end])
        return head.isupper() and rest.isupper() and len(rest) < _LONGEST_REST

    def _blank(self, start: int, end: int) -> None:
        self.flow[start:end] = " " * (end - start)


def _grids(script: Script) -> frozenset[int]:
    """The tables that have rows and columns of data."""
    size: dict[int, tuple[int, int]] = {}
    for line in script.lines:
        if line.cell is not None:
            rows, columns = size.get(line.cell.table, (0, 0))
            size[line.cell.table] = max(rows, line.cell.row + 1), max(columns, line.cell.column + 1)
    return frozenset(table for table, (rows, columns) in size.items() if rows >= _GRID and columns >= _GRID)


def _blank_lines_part(script: Script) -> bool:
    """Whether the paper is wrapped text with a blank line between paragraphs: most line breaks tear a sentence."""
    if script.source.kind not in {"md", "txt"}:
        return False
    ended = next((number for number in range(len(script.lines), 0, -1) if script.lines[number - 1].text), 0)
    gaps = sum(1 for above, below in pairwise(script.lines[:ended]) if above.text and not below.text)
    breaks = [above.text for above, below in pairwise(script.lines) if above.text and below.text]
    torn = sum(1 for text in breaks if not _SENTENCE_END.search(text))
    return gaps * 15 >= len(breaks) and torn * 10 >= len(breaks) * 6


def _wrapped_by_width(script: Script) -> bool:
    """Whether lines that go on in small letters end at the same width, so that one which ends short of it was ended by hand."""
    torn = [len(above.text) for above, below in pairwise(script.lines) if above.text and below.text[:1].islower()]
    return sum(length > _FULL * script.width for length in torn) * 10 >= len(torn) * 9


def span_of(flow: str, start: int, end: int) -> Span:
    """``start`` to ``end`` without white space at either edge."""
    words = flow[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
