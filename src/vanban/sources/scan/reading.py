"""Opens a picture file: png, jpg or tiff, one page a frame."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from vanban.errors import TooLarge, Unreadable
from vanban.model.page import Source
from vanban.sources import limits
from vanban.sources.pdf.layout import finished, page_of
from vanban.sources.scan.pages import recognise_pages
from vanban.sources.scan.picture import DPI, grey_of, resized, tint_of
from vanban.sources.scan.pieces import Picture

_FORMATS = ("PNG", "JPEG", "TIFF")
_SHORT_SIDE = 8.27
"""Inches: a sheet of A4, where the file does not tell its resolution."""
_LARGEST_SCALE = 3.0


def read_image(data: bytes, *, clock: limits.Clock) -> Source:
    """Read a picture of a paper.

    :raises Unreadable: damaged, or nothing in it can be recognised
    :raises TooLarge: over 50 million pixels, or too many pages
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            pages = recognise_pages(_frames(image, clock), clock=clock)
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning, EOFError) as error:
            raise Unreadable("Ảnh bị hỏng hoặc không đúng định dạng nên không mở được. Hãy quét lại rồi thử lại.") from error
    lines = finished([page_of(index, page.words, page.width, page.height, apart=page.apart) for index, page in enumerate(pages, start=1)])
    if not any(line.text for line in lines):
        raise Unreadable("Không nhận ra chữ nào trong ảnh. Hãy quét lại rõ hơn, thẳng và đủ sáng rồi thử lại.")
    return Source(kind="image", lines=tuple(lines), pages=len(pages), ocr=True)


def _frames(image: Image.Image, clock: limits.Clock) -> Iterator[Picture]:
    pixels = 0
    for index, frame in enumerate(ImageSequence.Iterator(image)):
        clock.check()
        width, height = frame.size
        pixels += width * height
        if width * height > limits.PIXELS or pixels > limits.PIXELS * 20:
            raise TooLarge("Ảnh quá lớn: hơn 50 triệu điểm ảnh. Hãy quét lại ở 300 dpi rồi thử lại.")
        if index >= limits.OCR_PAGES:
            raise TooLarge(f"Tệp ảnh có hơn {limits.OCR_PAGES} trang. Hãy tách tệp rồi thử lại.")
        yield _fitted(frame, first=index == 0)
        if image.format != "TIFF":
            return


def _fitted(frame: Image.Image, *, first: bool) -> Picture:
    """The frame upright, at ``DPI``; the first page's coloured ink too."""
    dots = frame.info.get("dpi", (0, 0))[0]
    upright = ImageOps.exif_transpose(frame)
    flat = _on_white(upright)
    pixels = np.asarray(flat, dtype=np.uint8)
    grey, tint = grey_of(pixels), tint_of(pixels) if first else None
    short = min(grey.shape)
    known = 90 <= dots <= 1300 and 3 <= short / float(dots) <= 14
    scale = DPI / float(dots) if known else _SHORT_SIDE * DPI / max(short, 1)
    if abs(scale - 1) <= 0.05:
        return Picture(grey, tint)
    scale = min(scale, _LARGEST_SCALE)
    return Picture(resized(grey, scale), None if tint is None else resized(tint, scale))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"L", "RGB"}:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, dtype=np.float32)
        top = float(values.max()) or 1.0
        return Image.fromarray((values * (255.0 / top)).clip(0, 255).astype(np.uint8))
    seen = image.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")
