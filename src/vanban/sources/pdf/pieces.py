"""Words put together into pieces of lines: what stands on one baseline without a column's gap between."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median

from vanban.model.page import Cell
from vanban.sources.pdf.words import Word

_MOTTO = re.compile(r"(?:CỘNG|ĐẢNG|Độc)$")
_BLANK_BEFORE = re.compile(r"(?:[Ss]ố:?|SỐ:?|ngày|tháng|năm|/)$")
_BLANK_AFTER = re.compile(r"(?:/|tháng$|năm$|-\w)")
_COLUMN_GAP = 2.2
"""Of the type size; the widest gap of an honest justified line is about 1.5."""
_WIDEST_SPACE = 1.2
"""Of the type size; wider gaps throughout a line are a table's, not a justified line's."""
_HEADER_GAP = 0.7
_SAME_LINE = 0.5
"""Share of the lower piece's height that two pieces on one line have in common."""


class Piece:
    """Words on one baseline, left to right; edges in points from the top left of the page."""

    __slots__ = ("bottom", "cell", "column", "left", "right", "top", "words")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.column = False
        """Part of a narrow column at the head or foot of a paper, where the page's margins tell nothing."""
        self.cell: Cell | None = None
        first = words[0]
        self.left, self.right, self.top, self.bottom = first.left, first.right, first.top, first.bottom
        for word in words[1:]:
            self._reach(word)

    def add(self, words: list[Word], at: int | None = None) -> None:
        """Put ``words`` at the end or before word ``at``."""
        place = len(self.words) if at is None else at
        self.words[place:place] = words
        self.left = self.words[0].left
        for word in words:
            self._reach(word)

    def _reach(self, word: Word) -> None:
        self.right = max(self.right, word.right)
        self.top = min(self.top, word.top)
        self.bottom = max(self.bottom, word.bottom)

    @property
    def text(self) -> str:
        """The words with single spaces."""
        words = self.words
        return words[0].text if len(words) == 1 else " ".join([word.text for word in words])

    @property
    def size(self) -> float:
        """Type size of the words in the middle."""
        return self.words[len(self.words) // 2].size

    @property
    def first_width(self) -> float:
        """Width of the first word in points, reckoned where the line is one."""
        first = self.words[0]
        return (first.right - first.left) * len(first.text.split(" ", 1)[0]) / max(len(first.text), 1)

    @property
    def added(self) -> bool:
        """Whether an annotation drew all of it."""
        return all(word.added for word in self.words)

    def shares_line(self, other: Piece) -> bool:
        """Whether both stand on one printed line."""
        common = min(self.bottom, other.bottom) - max(self.top, other.top)
        return common >= _SAME_LINE * min(self.bottom - self.top, other.bottom - other.top)


def pieces_of(words: list[Word]) -> list[Piece]:
    """Pieces in the order of writing, with what annotations laid over the page put where it is seen."""
    added = [word for word in words if word.added]
    pieces = _joined(_cut([word for word in words if not word.added] if added else words))
    for piece in _joined(_cut(added)) if added else ():
        if not _insert(piece, pieces):
            pieces.append(piece)
    return pieces


def _cut(words: list[Word]) -> list[Piece]:
    return [piece for _, row in groupby(words, key=attrgetter("line")) for piece in _columns(list(row))]


def _columns(row: list[Word]) -> list[Piece]:
    """Cut one line of the text layer where a column's gap or a jump back stands."""
    if len(row) == 1:
        return [Piece(row)]
    gaps = [after.left - before.right for before, after in pairwise(row)]
    usual = median(gaps) if len(gaps) > 2 else 0.0
    pieces = [Piece([row[0]])]
    for (before, after), gap in zip(pairwise(row), gaps, strict=True):
        if _parts(before, after, gap, usual):
            pieces.append(Piece([after]))
        else:
            pieces[-1].add([after])
    return pieces


def _parts(before: Word, after: Word, gap: float, usual: float) -> bool:
    size = max(before.size, after.size, 4.0)
    if gap < -size or abs(before.bottom - after.bottom) > size:
        return True
    if _MOTTO.match(after.text) and gap > _HEADER_GAP * size and not (after.text == "CỘNG" and before.text == "ĐẢNG"):
        return True
    if _BLANK_BEFORE.search(before.text) or _BLANK_AFTER.match(after.text):
        return gap > 8 * size
    return gap > max(_COLUMN_GAP * size, 2.5 * min(usual, _WIDEST_SPACE * size))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces that follow one another on one line without a gap put together: the text layer breaks at superscripts and fonts."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last and last.shares_line(piece) and -1.0 <= piece.left - last.right < 0.6 * max(last.size, piece.size):
            if piece.left - last.right < 0.12 * last.size:
                last.words[-1].text += piece.words[0].text
                last.words[-1].right = last.right = piece.words[0].right
                last.add(piece.words[1:])
            else:
                last.add(piece.words)
        else:
            out.append(piece)
    return out


def _insert(piece: Piece, pieces: list[Piece]) -> bool:
    """Put a short added piece (a number, a day) into the blank of the line that it stands on."""
    if len(piece.words) > 3:
        return False
    middle = (piece.top + piece.bottom) / 2
    for other in pieces:
        if other.top - 3 <= middle <= other.bottom + 3 and other.left < piece.left and piece.right < other.right + 3 * other.size:
            at = _blank(piece, other)
            if at is not None:
                other.add(piece.words, at)
                return True
    return False


def _blank(piece: Piece, other: Piece) -> int | None:
    """Where in ``other`` the piece fits between words, allowing for digits that touch their neighbours."""
    centre = (piece.left + piece.right) / 2
    at = sum(1 for word in other.words if (word.left + word.right) / 2 < centre)
    slack = 0.35 * (piece.right - piece.left) + 2
    fits_left = at == 0 or other.words[at - 1].right <= piece.left + slack
    fits_right = at == len(other.words) or other.words[at].left >= piece.right - slack
    return at if fits_left and fits_right else None
