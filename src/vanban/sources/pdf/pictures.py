"""Pages of a PDF drawn as grey pictures for recognition, without what annotations lay over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vanban.errors import TooLarge
from vanban.sources import limits
from vanban.sources.scan.picture import DPI, Grey, grey_of, resized

_DRAWN = 300
"""Dots an inch at which scans are usually made; drawn so and then reduced, thin accents survive."""


def pictures_of(document: Any, pages: Iterable[int]) -> Iterator[Grey]:
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
                grey = grey_of(bitmap.to_numpy())
            finally:
                bitmap.close()
        finally:
            page.close()
        yield resized(grey, DPI / _DRAWN)
