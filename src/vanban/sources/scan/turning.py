"""Which way up a scanned page lies: a strip of it is recognised in the four turns, and the surest one tells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from vanban.sources import limits
from vanban.sources.scan.engine import words_in
from vanban.sources.scan.picture import DPI, Grey, ink_of
from vanban.sources.scan.pieces import Picture, sureness
from vanban.sources.scan.zones import Zone

_STRIP = 0.22
"""Share of the page's height that is looked at: some ten lines."""
_LINE = DPI // 5
"""Dots between lines of text, and some more."""
_SURER = 0.15
"""By how much another turn must be surer."""
_FEWEST = 20
"""Letters on a strip below which nothing is told."""
_TURNS = (0, 2, 1, 3)
"""Quarters anticlockwise; upside down before sideways."""


def turned(page: Picture, quarters: int) -> Picture:
    """``page`` turned anticlockwise by quarters."""
    if not quarters:
        return page
    tint = None if page.tint is None else np.ascontiguousarray(np.rot90(page.tint, quarters))
    return replace(page, grey=np.ascontiguousarray(np.rot90(page.grey, quarters)), tint=tint)


def quarters_to_upright(grey: Grey, clock: limits.Clock) -> int:
    """By how many quarters anticlockwise the page must be turned; 0 where no turn is clearly surer than how it lies."""
    found = {turn: _sureness_of(np.ascontiguousarray(np.rot90(grey, turn)), clock) for turn in _TURNS}
    best = max(_TURNS, key=lambda turn: found[turn])
    return best if found[best] > found[0] + _SURER else 0


def _white_near(rows: npt.NDArray[np.int64], row: int) -> int:
    """The row with the least ink near ``row``: a line cut in two spoils what stands below it."""
    first, last = max(0, row - _LINE), min(len(rows), row + _LINE)
    return first + int(np.argmin(rows[first:last])) if last > first else row


def _sureness_of(grey: Grey, clock: limits.Clock) -> float:
    """How sure the recogniser is of the strip of a page with the most ink; 0 where it sees hardly a letter."""
    height, width = grey.shape
    rows = ink_of(grey).sum(axis=1, dtype=np.int64)
    strip = max(1, round(height * _STRIP))
    sums = np.convolve(rows, np.ones(strip, dtype=np.int64), "valid")
    top = int(np.argmax(sums))
    top, bottom = _white_near(rows, top), _white_near(rows, top + strip)
    cut = np.ascontiguousarray(grey[top : max(bottom, top + 1)])
    words = words_in(cut, [Zone(0, 0, width, cut.shape[0])], clock=clock)
    letters = sum(sum(map(str.isalpha, word.text)) for word in words)
    return sureness(words) if letters >= _FEWEST else 0.0
