"""Pieces of all pages made into lines: page numbers dropped, alignment and the ends of paragraphs told from the margins."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from vanban.model.page import Box, Line
from vanban.sources.pdf.grids import Grid, fill, number, placed
from vanban.sources.pdf.margins import Margins, PageLines, margins_of
from vanban.sources.pdf.order import ordered
from vanban.sources.pdf.paragraphs import ends
from vanban.sources.pdf.pieces import Piece, pieces_of
from vanban.sources.pdf.words import Word
from vanban.text.cleaning import clean

_NUMBER = re.compile(r"^[-–—\s]*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])[.)]|(?:\d{1,2}|[IVX]{1,5})[-–/]|[-+]")
_DASHES = frozenset("-–—")
_SURE = 0.7
"""Confidence of a word below which it is doubtful."""
_EDGE = 0.09
"""Share of the page's height at top and bottom where page numbers and running heads stand."""
_OFF_LINE = 0.15
"""Of the type size; what stands higher or lower than that is not printed on the line."""
_LONGEST_NUMBER = 5
"""Words of a page's number (``- Trang 2 / 3 -``)."""


def page_of(place: int, words: list[Word], width: float, height: float, *, apart: list[Word] | None = None) -> PageLines:
    """A page from its words: put into pieces and in reading order. ``apart`` are words of coloured stamps."""
    body, stamps = ordered(pieces_of(words), width, first=place == 1)
    return PageLines(place, width, height, body, stamps, pieces_of(apart or []))


def with_tables(page: PageLines, words: list[Word], grids: list[Grid]) -> PageLines:
    """``page`` with its ``words``, each measured, put into the cells of its tables."""
    outside = page_of(page.number, fill(grids, words), page.width, page.height)
    return PageLines(page.number, page.width, page.height, placed(outside.body, grids), outside.stamps, page.apart, grids)


def finished(pages: list[PageLines]) -> list[Line]:
    """Lines of the whole paper. Coloured stamps come first; those of digital signatures first when on page 1, else last."""
    _drop_running(pages)
    number([(page.body, page.grids) for page in pages])
    margins = margins_of(pages)
    body: list[tuple[PageLines, Piece]] = [(page, piece) for page in pages for piece in page.body]
    lines = _with_whole_titles([_line(page, piece, margins[page.wide]) for page, piece in body], [margins[page.wide] for page, _ in body])
    for i, (page, piece) in enumerate(body):
        last = i + 1 == len(body)
        done = last or ends(lines[i], lines[i + 1], piece, body[i + 1][1], margins[page.wide], page.width)
        # the line was made above and nobody else has it yet; a copy of each would take longer than all other steps here
        object.__setattr__(lines[i], "paragraph_end", done)
    first, last_page = (pages[:1], pages[1:]) if len(pages) > 1 else ([], pages)
    stamps, more = ([_line(page, piece, margins[page.wide]) for page in part for piece in page.stamps] for part in (first, last_page))
    apart = [_line(page, piece, margins[page.wide]) for page in pages for piece in page.apart]
    return apart + stamps + lines + more


def _drop_running(pages: list[PageLines]) -> None:
    """Page numbers go; a running head or foot that three pages share stays once."""
    edges = [{id(piece) for piece in page.body if _at_edge(piece, page)} for page in pages]
    seen: Counter[str] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        seen.update({_shape(piece) for piece in page.body if id(piece) in edge})
    kept: set[str] = set()
    for page, edge in zip(pages, edges, strict=True):
        body: list[Piece] = []
        for whole in page.body:
            piece = whole
            if id(whole) in edge:
                piece = _without_number(whole)
                shape = _shape(piece)
                if shape in kept or (_NUMBER.match(piece.text) and _stands_alone(piece, page)):
                    continue
                if seen[shape] >= 3:
                    kept.add(shape)
            body.append(piece)
        page.body = body


def _without_number(piece: Piece) -> Piece:
    """A line without the page's number at its end, with which the text layer ran it together though it stands higher or lower."""
    first, words = piece.words[0], piece.words
    if first.confidence is not None or (not words[-1].text[-1:].isdigit() and words[-1].text not in _DASHES):
        return piece
    on_line = len(words)
    while on_line > 1 and len(words) - on_line < _LONGEST_NUMBER and _off_line(words[on_line - 1], first):
        on_line -= 1
    if not _NUMBER.match(" ".join([word.text for word in words[on_line:]])):
        return piece
    kept = Piece(words[:on_line])
    kept.column = piece.column
    return kept


def _off_line(word: Word, beside: Word) -> bool:
    """Whether a word stands above or below the line of another, top and bottom alike: a smaller one on the line is not."""
    lower, higher = word.bottom - beside.bottom, word.top - beside.top
    return lower * higher > 0 and min(abs(lower), abs(higher)) > _OFF_LINE * beside.size


def _at_edge(piece: Piece, page: PageLines) -> bool:
    return (piece.bottom < _EDGE * page.height or piece.top > (1 - _EDGE) * page.height) and piece.cell is None


def _stands_alone(piece: Piece, page: PageLines) -> bool:
    beside = (other for other in page.body if other is not piece and other.shares_line(piece) and other.words[0] is not piece.words[0])
    return all(_off_line(piece.words[0], other.words[0]) for other in beside)


def _shape(piece: Piece) -> str:
    return re.sub(r"\d+", "0", piece.text)


def _line(page: PageLines, piece: Piece, margins: Margins) -> Line:
    said = piece.words
    if len(said) == 1:
        bold, italic = said[0].bold, said[0].italic
    else:
        said = [word for word in said if any(map(str.isalnum, word.text))] or said
        bold, italic = all(word.bold for word in said), all(word.italic for word in said)
    if piece.words[0].confidence is not None:
        return _recognised(page, piece, margins, said)
    lead = 0 if bold else _bold_lead(piece.words)
    text = clean(piece.text)
    box = _box(page, piece)
    return Line(
        text=text,
        page=page.number,
        box=box,
        bold=bold,
        bold_until=len(text) if bold else max(0, lead - 1),
        italic=italic,
        size=round(piece.size, 1),
        align=None if piece.cell else _align(box, margins),
        cell=piece.cell,
    )


def _bold_lead(words: list[Word]) -> int:
    """How many characters at the start are bold, the space after them too; a label may be plain before bold words."""
    lead = 0
    for place, word in enumerate(words):
        is_label = place == 0 and len(words) > 1 and words[1].bold and _LABEL.fullmatch(word.text) is not None
        if not word.bold and not is_label:
            break
        lead += len(word.text) + 1
    return lead


def _with_whole_titles(lines: list[Line], all_margins: list[Margins]) -> list[Line]:
    """A line of a centred title may begin just where paragraphs do; the line before it tells."""
    for i in range(1, len(lines)):
        before, here, margins = lines[i - 1], lines[i], all_margins[i]
        same = before.align == "center" and before.bold == here.bold and before.size == here.size and before.page == here.page
        if same and here.align in {None, "justify"} and here.box is not None and here.bold:
            uneven = (here.box.left - margins.left) - (margins.right - here.box.right)
            lines[i] = replace(here, align="center") if abs(uneven) < 0.015 else here
    return lines


def _box(page: PageLines, piece: Piece) -> Box:
    across, down = page.width, page.height
    return Box(_share(piece.left, across), _share(piece.top, down), _share(piece.right, across), _share(piece.bottom, down))


def _recognised(page: PageLines, piece: Piece, margins: Margins, said: list[Word]) -> Line:
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
    share = value / whole
    return round(share, 4) if 0.0 <= share <= 1.0 else float(share > 1.0)


def _align(box: Box, margins: Margins) -> str | None:
    before, after = box.left - margins.left, margins.right - box.right
    if before > 0.015 and abs(before - after) < 0.015 and abs(before - margins.indent) > 0.006:
        return "center"
    if before > 0.35 and after < 0.02:
        return "right"
    return "justify" if before < 0.1 and after < 0.01 else None
