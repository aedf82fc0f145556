"""Where paragraphs end on a page: told by line ends short of the margin, indents, list labels, spacing and changes of type."""

from __future__ import annotations

import re

from vanban.model.page import Line
from vanban.sources.pdf.margins import Margins, gap
from vanban.sources.pdf.pieces import Piece

_LABEL = re.compile(
    r"(?:[-–—+•*●○]\s|(?:\d{1,2}|[IVX]{1,5}|[A-Z])\s?[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|[a-zđ]{1,2}(?:\.\d)?\)\s|(?:Điều|Chương|Mục|Phần)\s+[\dIVX]+)"
)
_HYPHENED = re.compile(r"(?P<number>\d{1,2}|[IVX]{1,5})\s?[-–/](?P<space>\s*)(?=[^\W\d_]{2})")
"""Labels as Party papers print them (``1- Giao``, ``II- NHIỆM VỤ``, ``2/ Công an``), or a number and symbol (``36-HD/VPTW``)."""
_STOPPED = re.compile(r"[.;:!?…][\"”’)\]]*$")
_DASHES = ("-", "–", "+")
_TAIL = 5
"""Characters at a line's end that tell whether a sentence stops."""
_APART = 1.9
"""Steps between lines that are no longer those of one paragraph."""
_SLACK = 0.005
_INDENTED = 0.02
_ALIKE = 0.006
_ASIDE = 0.1
"""Shares of the page's width: how far a line may miss the margin, what counts as an indent, as the same edge, as off the middle."""


def ends(here: Line, there: Line, piece: Piece, following: Piece, margins: Margins, width: float) -> bool | None:
    """Whether a paragraph ends with ``piece``; ``None`` where the margins tell nothing.

    ``here`` and ``there`` are the lines of ``piece`` and of the one ``following``; ``width`` is the page's, in points.
    """
    if piece.column != following.column or piece.cell != following.cell:
        return True
    if piece.column or piece.cell:
        return _ends_column(here, there) if piece.column else here.bold != there.bold or _is_labelled(there.text)
    if here.box is None or there.box is None:
        return None
    first_word = (following.first_width + 0.25 * piece.size) / width
    short = here.box.right + first_word < margins.right - _SLACK
    apart = here.page == there.page and there.box.top - here.box.top > _APART * margins.step
    if apart or (here.bold != there.bold and "center" in {here.align, there.align}):
        return True
    if there.align == "center" or (here.align == "center" and short):
        return True if there.align is None and _is_aside(there, margins) else None
    return short or _begins(here, there, margins, spaced=_spaced(piece, following, here, there, margins))


def _begins(here: Line, there: Line, margins: Margins, *, spaced: bool) -> bool:
    """Whether a paragraph begins after a line that fills its width."""
    stopped = bool(_STOPPED.search(here.text[-_TAIL:]))
    if stopped and (spaced or _is_labelled(there.text)):
        return True
    return there.box is not None and there.box.left - margins.left > _INDENTED and not _hangs(here, there, margins, stopped=stopped)


def _is_labelled(text: str) -> bool:
    """Whether a line opens with the label of an item. Behind a number and its stroke a word must begin, and no symbol."""
    if _LABEL.match(text):
        return True
    found = _HYPHENED.match(text)
    if found is None or not text[found.end()].isupper():
        return False
    return bool(found["space"]) or text[found.end() + 1].islower() or found["number"].isalpha()


def _is_aside(line: Line, margins: Margins) -> bool:
    """Whether a printed line after a centred one stands far from the middle, so that it cannot be the rest of it."""
    if line.box is None or line.confidence is not None:
        return False
    return abs((line.box.left - margins.left) - (margins.right - line.box.right)) > _ASIDE


def _spaced(piece: Piece, following: Piece, here: Line, there: Line, margins: Margins) -> bool:
    """Whether the space after a printed line is more than any within a paragraph of that type; scans are too uneven to tell."""
    if margins.within is None or here.page != there.page or here.confidence is not None or here.size != there.size:
        return False
    return gap(piece, following) > margins.within


def _hangs(here: Line, there: Line, margins: Margins, *, stopped: bool) -> bool:
    """Whether a full line goes on in an indented one: under the words after its label, or in a block that stands in as a whole."""
    if here.box is None or there.box is None or here.page != there.page or here.bold != there.bold or _is_labelled(there.text):
        return False
    goes_on = there.text[:1].islower() or (not stopped and there.text[:1].isdigit())
    further = there.box.left - here.box.left
    if _is_labelled(here.text):
        return 2 * _ALIKE < further < 0.1 and (goes_on or not stopped)
    if abs(further) > _ALIKE:
        return False
    usual = abs(there.box.left - margins.left - margins.indent) <= _ALIKE
    return goes_on or (not stopped and not usual)


def _ends_column(here: Line, there: Line) -> bool | None:
    """Within a column only a change of type, of column, a dash, a wide gap or words hanging under a dash's tell."""
    if here.box is None or there.box is None or here.page != there.page:
        return True
    gap = there.box.top - here.box.bottom
    height = here.box.bottom - here.box.top
    aside = there.box.left > here.box.right or there.box.right < here.box.left
    apart = aside or gap < -2 * height or gap > 1.2 * height
    if here.bold != there.bold or apart or there.text.startswith(_DASHES):
        return True
    hangs = here.text.startswith(_DASHES) and _ALIKE < there.box.left - here.box.left < 0.05
    return False if hangs and not _STOPPED.search(here.text[-_TAIL:]) else None
