"""Pieces of all pages made into lines: page numbers dropped, alignment and the ends of paragraphs told from the margins."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from vanban.model.page import Box, Line
from vanban.sources.pdf.order import ordered
from vanban.sources.pdf.pieces import Piece, pieces_of
from vanban.sources.pdf.words import Word
from vanban.text.cleaning import clean

_NUMBER = re.compile(r"^[-–—\s]*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
_SURE = 0.7
"""Confidence of a word below which it is doubtful."""
_EDGE = 0.09
"""Share of the page's height at top and bottom where page numbers and running heads stand."""


@dataclass(slots=True)
class PageLines:
    """One page's pieces in reading order."""

    number: int
    width: float
    height: float
    body: list[Piece]
    stamps: list[Piece]
    apart: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Margins:
    left: float
    right: float
    indent: float
    """How far first lines of paragraphs stand in."""
    step: float
    """Usual distance from one line to the next."""


def page_of(number: int, words: list[Word], width: float, height: float, *, apart: list[Word] | None = None) -> PageLines:
    """A page from its words: put into pieces and in reading order. ``apart`` are words of coloured stamps."""
    body, stamps = ordered(pieces_of(words), width, first=number == 1)
    return PageLines(number, width, height, body, stamps, pieces_of(apart or []))


def finished(pages: list[PageLines]) -> list[Line]:
    """Lines of the whole paper. Coloured stamps come first; those of digital signatures first when on page 1, else last."""
    _drop_running(pages)
    margins = _margins(pages)
    body: list[tuple[PageLines, Piece]] = [(page, piece) for page in pages for piece in page.body]
    lines = _with_whole_titles([_line(page, piece, margins) for page, piece in body], margins)
    for i, (page, piece) in enumerate(body):
        ends = i + 1 == len(body) or _ends(lines[i], lines[i + 1], piece, body[i + 1][1], margins, page.width)
        lines[i] = replace(lines[i], paragraph_end=ends)
    first = [_line(page, piece, margins) for page in pages[:1] for piece in page.stamps] if len(pages) > 1 else []
    last = [_line(page, piece, margins) for page in (pages[1:] if first or len(pages) > 1 else pages) for piece in page.stamps]
    apart = [_line(page, piece, margins) for page in pages for piece in page.apart]
    return apart + first + lines + last


def _drop_running(pages: list[PageLines]) -> None:
    """Page numbers go; a running head or foot that three pages share stays once."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(piece) for piece in page.body if _at_edge(piece, page)})
    kept: set[str] = set()
    for page in pages:
        body: list[Piece] = []
        for piece in page.body:
            if _at_edge(piece, page):
                shape = _shape(piece)
                if shape in kept or (_NUMBER.match(piece.text) and _stands_alone(piece, page)):
                    continue
                if seen[shape] >= 3:
                    kept.add(shape)
            body.append(piece)
        page.body = body


def _at_edge(piece: Piece, page: PageLines) -> bool:
    return piece.bottom < _EDGE * page.height or piece.top > (1 - _EDGE) * page.height


def _stands_alone(piece: Piece, page: PageLines) -> bool:
    return not any(other is not piece and other.shares_line(piece) for other in page.body)


def _shape(piece: Piece) -> str:
    return re.sub(r"\d+", "0", piece.text)


def _margins(pages: list[PageLines]) -> _Margins:
    """Margins of the running text, as shares of the width: where most long lines begin and end."""
    lefts: Counter[float] = Counter()
    rights: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for page in pages:
        for piece, following in zip_longest(page.body, page.body[1:]):
            if piece.right - piece.left > 0.55 * page.width:
                lefts[round(piece.left / page.width, 2)] += 1
                rights[round(piece.right / page.width, 2)] += 1
                if following and 0 < following.top - piece.top < 4 * piece.size:
                    steps[round((following.top - piece.top) / page.height, 3)] += 1
    if not lefts:
        return _Margins(0.0, 1.0, 0.0, 0.025)
    often = max(rights.values())
    right = max(value for value, count in rights.items() if count >= 0.25 * often)
    left = min(value for value, count in lefts.items() if count >= 0.25 * max(lefts.values()))
    indents = Counter({value: count for value, count in lefts.items() if 0.02 < value - left < 0.13})
    indent = indents.most_common(1)[0][0] - left if indents else 0.0
    return _Margins(left, right, indent, steps.most_common(1)[0][0] if steps else 0.025)


def _line(page: PageLines, piece: Piece, margins: _Margins) -> Line:
    said = [word for word in piece.words if any(map(str.isalnum, word.text))] or piece.words
    if piece.words[0].confidence is not None:
        return _recognised(page, piece, margins, said)
    bold = all(word.bold for word in said)
    lead = 0
    for word in piece.words:
        if not word.bold:
            break
        lead += len(word.text) + 1
    text = clean(piece.text)
    box = _box(page, piece)
    return Line(
        text=text,
        page=page.number,
        box=box,
        bold=bold,
        bold_until=len(text) if bold else max(0, lead - 1),
        italic=all(word.italic for word in said),
        size=round(piece.size, 1),
        align=_align(box, margins),
    )


def _with_whole_titles(lines: list[Line], margins: _Margins) -> list[Line]:
    """A line of a centred title may begin just where paragraphs do; the line before it tells."""
    for i in range(1, len(lines)):
        before, here = lines[i - 1], lines[i]
        same = before.align == "center" and before.bold == here.bold and before.size == here.size and before.page == here.page
        if same and here.align is None and here.box is not None and here.bold:
            uneven = (here.box.left - margins.left) - (margins.right - here.box.right)
            lines[i] = replace(here, align="center") if abs(uneven) < 0.015 else here
    return lines


def _box(page: PageLines, piece: Piece) -> Box:
    across, down = page.width, page.height
    return Box(_share(piece.left, across), _share(piece.top, down), _share(piece.right, across), _share(piece.bottom, down))


def _recognised(page: PageLines, piece: Piece, margins: _Margins, said: list[Word]) -> Line:
    """A line that was recognised: type and size are not known, confidence is."""
    box = _box(page, piece)
    letters = sum(len(word.text) for word in said)
    confidence = sum(len(word.text) * (word.confidence or 0.0) for word in said) / letters
    return Line(
        text=clean(piece.text),
        page=page.number,
        box=box,
        align=_align(box, margins),
        confidence=round(confidence, 3),
        doubtful=_doubtful(piece.words),
    )


def _doubtful(words: list[Word]) -> tuple[tuple[int, int], ...]:
    """Where in the line the words stand that recognition was unsure of."""
    spans: list[tuple[int, int]] = []
    at = 0
    for word in words:
        length = len(clean(word.text))
        if (word.confidence or 0.0) < _SURE and length:
            spans.append((at, at + length))
        at += length + 1 if length else 0
    return tuple(spans)


def _share(value: float, whole: float) -> float:
    return round(min(1.0, max(0.0, value / whole)), 4)


def _align(box: Box, margins: _Margins) -> str | None:
    before, after = box.left - margins.left, margins.right - box.right
    if before > 0.015 and abs(before - after) < 0.015 and abs(before - margins.indent) > 0.006:
        return "center"
    if before > 0.35 and after < 0.02:
        return "right"
    return "justify" if before < 0.1 and after < 0.01 else None


def _ends(here: Line, there: Line, piece: Piece, following: Piece, margins: _Margins, width: float) -> bool | None:
    """Whether a paragraph ends with ``piece``; ``None`` where the margins tell nothing."""
    if piece.column != following.column:
        return True
    if piece.column:
        return _ends_column(here, there)
    if here.box is None or there.box is None:
        return None
    first_word = (following.first_width + 0.25 * piece.size) / width
    begins_in = there.box.left - margins.left
    apart = here.page == there.page and there.box.top - here.box.top > 1.9 * margins.step
    if apart or (here.bold != there.bold and "center" in {here.align, there.align}):
        return True
    if there.align == "center" or (here.align == "center" and here.box.right + first_word < margins.right - 0.005):
        return None
    return here.box.right + first_word < margins.right - 0.005 or begins_in > 0.02


def _ends_column(here: Line, there: Line) -> bool | None:
    """Within a column only a change of type, of column, a dash or a wide gap tells."""
    if here.box is None or there.box is None or here.page != there.page:
        return True
    gap = there.box.top - here.box.bottom
    height = here.box.bottom - here.box.top
    aside = there.box.left > here.box.right or there.box.right < here.box.left
    apart = aside or gap < -2 * height or gap > 1.2 * height
    return True if here.bold != there.bold or apart or there.text.startswith(("-", "–", "+")) else None
