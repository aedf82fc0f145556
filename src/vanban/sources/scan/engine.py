"""The recogniser: Tesseract with the Vietnamese model that the package ships, one engine a thread."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from vanban.errors import TooLarge
from vanban.sources import limits
from vanban.sources.pdf.words import Word
from vanban.sources.scan.picture import DPI, Grey
from vanban.sources.scan.zones import Zone

_MODEL = Path(__file__).parent.parent / "tessdata"
_POINTS = 72 / DPI
_ONE_BLOCK = 6
"""Tesseract's page segmentation mode for one uniform block of text."""
_SCATTERED = 11
_LEVEL_WORD = "5"
_engines: list[Any] = []
"""Engines not in use; loading one takes a tenth of a second."""


@contextmanager
def _engine() -> Iterator[Any]:
    # Tesseract's own threads make it ten times slower on few cores; read when the library loads.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    import tesserocr

    engine = _engines.pop() if _engines else tesserocr.PyTessBaseAPI(path=str(_MODEL), lang="vie", psm=_ONE_BLOCK)
    try:
        yield engine
    finally:
        engine.Clear()
        _engines.append(engine)


def words_in(grey: Grey, zones: list[Zone], *, clock: limits.Clock, sparse: bool = False) -> list[Word]:
    """Words of a picture of ``DPI`` dots an inch, zone by zone, in points.

    :param sparse: look for scattered words instead of a block of text

    :raises TooLarge: the time is over
    """
    words: list[Word] = []
    with _engine() as engine:
        engine.SetPageSegMode(_SCATTERED if sparse else _ONE_BLOCK)
        engine.SetImage(Image.fromarray(grey))
        engine.SetSourceResolution(DPI)
        for zone in zones:
            engine.SetRectangle(zone.left, zone.top, zone.right - zone.left, zone.bottom - zone.top)
            clock.check()
            if not engine.Recognize(timeout=max(1, int(clock.left() * 1000))):
                raise TooLarge("Trang quét quá phức tạp: nhận dạng mãi chưa xong. Hãy quét lại rõ hơn rồi thử lại.")
            first = words[-1].line + 1 if words else 0
            words += _words(engine.GetTSVText(0), first)
    return words


def _words(table: str, first: int) -> list[Word]:
    words: list[Word] = []
    line, before = first - 1, None
    for row in table.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != _LEVEL_WORD or not cells[11].strip():
            continue
        if cells[2:5] != before:
            before, line = cells[2:5], line + 1
        left, top, width, height = (float(cell) * _POINTS for cell in cells[6:10])
        confidence = max(0.0, float(cells[10]) / 100)
        words.append(
            Word(cells[11], left, left + width, top, top + height, size=0.0, bold=False, italic=False, line=line, confidence=confidence)
        )
    return words
