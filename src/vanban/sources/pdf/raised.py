"""Small raised marks that are not words of the text: numbers of footnotes, and the codes that our own writer sets at figures."""

from __future__ import annotations

import ctypes
import re
from typing import Any

DROPPED = "\x01"
"""Stands in the page's text for each character of a raised mark, so that the places of all others stay."""
# the first character is asked first: the search then leaps from one to the next
_MARK = re.compile(r"[\d\[](?:(?<=\[)S?\d{1,4}\]|(?<=\d)\d{0,11}(?![\w/]))")
_UNIT = re.compile(r"(?<!\w)(?:[kcdmh]?m|ha)$")
_SAMPLES = 12
_SMALL = 0.8
"""Of the size of the letters before; what is smaller and stands higher is a mark."""
_HIGHER = 0.15
"""Of that size, from baseline to baseline; twice a mark's usual rise and more is another line."""
_HIGHEST = 0.9
_NEAR = 0.6


def without_marks(raw: Any, text: str) -> str:
    """``text`` with ``DROPPED`` for every raised mark that is glued to what stands before it. Raised units (``m2``) stay."""
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFText_GetFontSize
    largest = _SMALL * max((size(raw, place) for place in range(0, len(text), len(text) // _SAMPLES + 1)), default=0.0)
    parts: list[str] = []
    kept = 0
    for found in _MARK.finditer(text):
        start, end = found.span()
        small = size(raw, end - 1)
        if small > largest:
            continue
        if (start == 0 or text[start - 1] == " ") and size(raw, start) <= small / _SMALL:
            continue
        while start < end - 1 and size(raw, start) > small / _SMALL:
            start += 1
        if _is_mark(raw, text, start, small):
            parts += [text[kept:start], DROPPED * (end - start)]
            kept = end
    return "".join([*parts, text[kept:]]) if parts else text


def _is_mark(raw: Any, text: str, start: int, small: float) -> bool:
    """Whether the characters of size ``small`` from ``start`` on are raised and touch what stands before."""
    import pypdfium2.raw as pdfium

    before = start - 1
    while before >= 0 and text[before] in "\r\n":
        before -= 1
    if before < 0 or text[before].isspace() or start - before > 3:
        return False
    large = pdfium.FPDFText_GetFontSize(raw, before)
    if small > _SMALL * large or _UNIT.search(text, max(0, before - 3), before + 1):
        return False
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, before, ctypes.byref(rect))
    right = rect.right
    pdfium.FPDFText_GetLooseCharBox(raw, start, ctypes.byref(rect))
    if not -_NEAR * large < rect.left - right < _NEAR * large:
        return False
    rise = _baseline(raw, start) - _baseline(raw, before)
    return bool(_HIGHER * large < rise < _HIGHEST * large)


def _baseline(raw: Any, place: int) -> float:
    import pypdfium2.raw as pdfium

    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, place, ctypes.byref(across), ctypes.byref(up))
    return up.value
