"""The straight lines drawn on a page, from which ruled tables are told."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

_THIN = 2.5
"""Points; a drawn shape not wider or not higher than this is a line."""
_MOST = 20_000
"""Objects of a page that are looked at: a drawing made of more is no table of a paper."""


class Rule(NamedTuple):
    """A line from the left top to the right bottom, in points of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Whether it runs from top to bottom."""
        return self.bottom - self.top > self.right - self.left


def rules_of(page: Any, view: Any) -> list[Rule]:
    """The lines of ``page`` and the edges of its boxes; ``view`` gives places on the page as it is shown."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    found: list[Rule] = []
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
            box = Rule(*view.shown(*(edge.value for edge in edges)))
            found += _lines(box, drawn)
    return found


def _lines(box: Rule, drawn: Any) -> Iterator[Rule]:
    if min(box.right - box.left, box.bottom - box.top) <= _THIN:
        yield box
    elif _is_stroked(drawn):  # what is only filled is the shade behind words
        yield Rule(box.left, box.top, box.right, box.top)
        yield Rule(box.left, box.bottom, box.right, box.bottom)
        yield Rule(box.left, box.top, box.left, box.bottom)
        yield Rule(box.right, box.top, box.right, box.bottom)


def _is_stroked(drawn: Any) -> bool:
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(drawn, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)
