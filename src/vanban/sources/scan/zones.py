"""Where the columns of a scanned page are: a head and a foot in two columns are cut apart before recognition.

The recogniser's own layout analysis drops lines beside seals and mixes recipients with the signature; a paper's layout
is simple enough to be told from the white between ink.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vanban.sources.scan.picture import DPI, Grey, ink_of

_CELL = DPI // 50
"""Pixels of a cell's side; the layout is told from cells of a fiftieth of an inch."""
_PER_INCH = DPI / _CELL
_GUTTER = 0.2
"""Inches of white between two columns."""
_LEFTMOST, _RIGHTMOST = 0.24, 0.68
"""Where a gutter may be, as shares of the width."""
_PAD = 0.05
"""Inches left around a zone."""

Cells = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle of one column, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def zones_of(grey: Grey) -> list[Zone]:
    """Zones in reading order; none on a blank page."""
    cells = _cells(grey)
    bands = _bands(cells)
    zones: list[Zone] = []
    plain: list[tuple[int, int]] = []
    index = 0
    while index < len(bands):
        end, gutter = _two_columns(cells, bands, index)
        if end == index:
            plain.append(bands[index])
            index += 1
            continue
        zones += _whole(cells, plain, grey)
        plain = []
        zones += _halves(cells, bands[index][0], bands[end - 1][1], gutter, grey)
        index = end
    return zones + _whole(cells, plain, grey)


def _cells(grey: Grey) -> Cells:
    """Cells that hold more ink than a speck."""
    ink = ink_of(grey)
    height, width = ink.shape[0] // _CELL, ink.shape[1] // _CELL
    counts = ink[: height * _CELL, : width * _CELL].reshape(height, _CELL, width, _CELL).sum(axis=(1, 3))
    cells = counts >= 2
    around = np.zeros_like(counts)
    padded = np.pad(cells, 1).astype(counts.dtype)
    for dy in range(3):
        for dx in range(3):
            around += padded[dy : dy + height, dx : dx + width]
    cells &= around > 1
    edge = max(1, int(0.12 * _PER_INCH))
    cells[:, :edge] = cells[:, -edge:] = False
    return np.asarray(cells)


def _bands(cells: Cells) -> list[tuple[int, int]]:
    """Rows of cells with ink, from and to."""
    filled = cells.sum(axis=1) >= 2
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _two_columns(cells: Cells, bands: list[tuple[int, int]], index: int) -> tuple[int, int]:
    """How far from band ``index`` on one gutter stays white, and where it is; ``index`` itself where there are no two columns."""
    best, where = index, 0
    inked = np.zeros(cells.shape[1], dtype=bool)
    for end in range(index, min(len(bands), index + 40)):
        inked |= cells[bands[end][0] : bands[end][1]].any(axis=0)
        gutter = _gutter(inked)
        if gutter is None:
            break
        if _side_by_side(cells[bands[index][0] : bands[end][1]], gutter):
            best, where = end + 1, gutter
    return best, where


def _gutter(inked: npt.NDArray[np.bool_]) -> int | None:
    """The middle of the widest white stretch with ink on both sides, if it is wide enough and about the middle of the page."""
    width = len(inked)
    places = np.flatnonzero(inked)
    if not len(places):
        return None
    gaps = np.diff(places)
    middles = (places[1:] + places[:-1]) // 2
    fit = (gaps > _GUTTER * _PER_INCH) & (middles > _LEFTMOST * width) & (middles < _RIGHTMOST * width)
    if not fit.any():
        return None
    widest = int(np.flatnonzero(fit)[np.argmax(gaps[fit])])
    return int(middles[widest])


def _side_by_side(part: Cells, gutter: int) -> bool:
    """Two lines or more with ink on both sides of the gutter at one height."""
    both = part[:, :gutter].any(axis=1) & part[:, gutter:].any(axis=1)
    return int(both.sum()) > 0.22 * _PER_INCH


def _whole(cells: Cells, bands: list[tuple[int, int]], grey: Grey) -> list[Zone]:
    if not bands:
        return []
    top, bottom = bands[0][0], bands[-1][1]
    return [_zone(cells, top, bottom, 0, cells.shape[1], grey)]


def _halves(cells: Cells, top: int, bottom: int, gutter: int, grey: Grey) -> list[Zone]:
    return [_zone(cells, top, bottom, 0, gutter, grey), _zone(cells, top, bottom, gutter, cells.shape[1], grey)]


def _zone(cells: Cells, top: int, bottom: int, left: int, right: int, grey: Grey) -> Zone:
    part = cells[top:bottom, left:right]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    pad = int(_PAD * DPI)
    height, width = grey.shape
    return Zone(
        max(left * _CELL, (left + int(columns[0])) * _CELL - pad),
        max(0, (top + int(rows[0])) * _CELL - pad),
        min(width, right * _CELL if right < cells.shape[1] else width, (left + int(columns[-1]) + 1) * _CELL + pad),
        min(height, (top + int(rows[-1]) + 1) * _CELL + pad),
    )
