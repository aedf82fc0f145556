"""Where the running text of a paper's pages stands: its margins, first lines' indent and the step from line to line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from vanban.sources.pdf.grids import Grid
from vanban.sources.pdf.pieces import Piece

_LONG = 0.55
"""Share of the page's width; what is longer is running text or a title."""
_OFTEN = 0.25
"""Share of the most frequent edge's lines that another edge must have to count."""
_IN = 0.02
_BACK = 0.03
"""Shares of the page's width that a first line stands in at least, and that the line after it must go back to prove it."""
_NEXT = 1.8
"""Of the type size; lines further apart are not of one paragraph."""


@dataclass(slots=True)
class PageLines:
    """One page's pieces in reading order."""

    number: int
    width: float
    height: float
    body: list[Piece]
    stamps: list[Piece]
    apart: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)

    @property
    def wide(self) -> bool:
        """Whether the page lies on its side; margins are shared by pages that lie alike."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Margins:
    """Of pages that lie alike. Edges and steps are shares of the page's width and height."""

    left: float = 0.0
    right: float = 1.0
    indent: float = 0.0
    """How far first lines of paragraphs stand in."""
    step: float = 0.025
    """Usual distance from one line to the next."""
    within: float | None = None
    """Points from baseline to baseline that no two lines of a paragraph exceed; ``None`` where no paragraph tells."""


def margins_of(pages: list[PageLines]) -> dict[bool, Margins]:
    """The margins of upright (``False``) and of wide pages (``True``)."""
    return {wide: _measured([page for page in pages if page.wide == wide]) for wide in {page.wide for page in pages}}


def _measured(pages: list[PageLines]) -> Margins:
    lefts: Counter[float] = Counter()
    rights: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for page in pages:
        for piece, following in pairwise([*page.body, *page.body[-1:]]):
            if piece.right - piece.left > _LONG * page.width and piece.cell is None:
                lefts[round(piece.left / page.width, 2)] += 1
                rights[round(piece.right / page.width, 2)] += 1
                if 0 < following.top - piece.top < 4 * piece.size:
                    steps[round((following.top - piece.top) / page.height, 3)] += 1
    if not lefts:
        return Margins()
    proofs = [proof for page in pages for proof in _proofs(page)]
    left, right = min(_frequent(lefts)), max(_frequent(rights))
    if proofs:
        right = max(_frequent(Counter(round(first.right / width, 2) for first, _, width in proofs)))
        left = min(left, *_frequent(Counter(round(second.left / width, 2) for _, second, width in proofs)))
    else:
        left, right = _without_proof(pages, left, right, few=max(rights.values()) < 3)
    indents = Counter({value: count for value, count in lefts.items() if _IN < value - left < 0.13})
    indent = indents.most_common(1)[0][0] - left if indents else 0.0
    return Margins(left, right, indent, steps.most_common(1)[0][0] if steps else 0.025, _within(proofs))


def gap(first: Piece, second: Piece) -> float:
    """Points from one line to the next. Some fonts give each letter a box of its own; the lesser of two measures is taken."""
    return min(second.bottom - first.bottom, second.top - first.top)


def _frequent(edges: Counter[float]) -> Iterable[float]:
    most = max(edges.values())
    return [edge for edge, count in edges.items() if count >= _OFTEN * most]


def _proofs(page: PageLines) -> Iterator[tuple[Piece, Piece, float]]:
    """Lines that must go on in the next, which stands further left, with that line and the page's width."""
    for piece, following in pairwise(page.body):
        long = piece.right - piece.left > _LONG * page.width and not piece.column and piece.cell is None
        back = following.left < piece.left - _BACK * page.width and 0 < gap(piece, following) < _NEXT * piece.size
        if long and back and following.words[0].bold in {piece.words[0].bold, piece.words[-1].bold}:
            yield piece, following, page.width


def _without_proof(pages: list[PageLines], left: float, right: float, *, few: bool) -> tuple[float, float]:
    """A paper of short paragraphs only: all of it begins where first lines do, and the head and the foot tell the margins."""
    furthest = min(piece.left / page.width for page in pages for piece in page.body)
    if few or left - furthest > _IN:
        return min(left, furthest), max(right, *(piece.right / page.width for page in pages for piece in page.body))
    return left, right


def _within(proofs: Sequence[tuple[Piece, Piece, float]]) -> float | None:
    gaps = sorted(gap(first, second) for first, second, _ in proofs)
    return max(1.15 * median(gaps), gaps[int(0.9 * (len(gaps) - 1))] + 0.5) if gaps else None
