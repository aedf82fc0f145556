"""Pages of a PDF drawn as grey pictures for recognition, without what annotations lay over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vanban.errors import TooLarge
from vanban.sources import limits
from vanban.sources.scan.picture import DPI, grey_of, resized, tint_of
from vanban.sources.scan.pieces import Picture

_DRAWN = 300
"""Dots an inch at which scans are usually made; drawn so and then reduced, thin accents survive."""


def pictures_of(document: Any, pages: Iterable[int]) -> Iterator[Picture]:
    """Pictures of ``DPI`` dots an inch.

    :raises TooLarge: a page is larger than a picture may be
    """
    for index in pages:
        page = document[index]
        try:
            width, height = page.get_size()
            if width * height * (_DRAWN / 72) ** 2 > limits.PIXELS:
                raise TooLarge(f"Trang {index + 1} quá rộng để nhận dạng. Hãy quét lại ở khổ A4 hoặc A3 rồi thử lại.")
            bitmap = page.render(scale=_DRAWN / 72, may_draw_forms=False, draw_annots=False)
            try:
                pixels = bitmap.to_numpy()[..., :3]
                grey, tint = grey_of(pixels), tint_of(pixels) if index == 0 else None
            finally:
                bitmap.close()
        finally:
            page.close()
        scale = DPI / _DRAWN
        yield Picture(resized(grey, scale), None if tint is None else resized(tint, scale))
