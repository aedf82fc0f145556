"""Making a picture anew for the public side, inside the confined child: upright, small, and without anything but what is seen."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

LARGE, LARGE_BYTES = 1280, 120_000
SMALL, SMALL_BYTES = 480, 30_000
"""The longer side at most, and how many bytes at most: the first view of a page is to stay under 100 kB."""


def picture(path: Path, name: str) -> dict[str, Any]:
    """A photograph as two WebP files without EXIF, place or author: ``{"ok": {"large": base64, "width": …, "small": base64, …}}``."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = 50_000_000
    with Image.open(path) as opened:
        if opened.format not in ("JPEG", "PNG", "WEBP"):
            return {"refused": f"“{name}” không phải ảnh JPEG, PNG hay WEBP. Hãy đổi sang JPEG rồi gửi lại.", "code": "NOT_AN_IMAGE"}
        if opened.width * opened.height > 50_000_000:
            return {"refused": "Ảnh lớn hơn 50 triệu điểm ảnh. Hãy thu nhỏ rồi gửi lại.", "code": "TOO_LARGE"}
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    seen = Image.new("RGB", upright.size, "white")
    seen.paste(upright, mask=upright.getchannel("A"))
    large, small = _within(seen, LARGE, LARGE_BYTES), _within(seen, SMALL, SMALL_BYTES)
    sizes = {"width": large[1], "height": large[2], "small_width": small[1], "small_height": small[2]}
    return {"ok": {"large": large[0], "small": small[0], **sizes}}


def _within(seen: Image, side: int, most: int) -> tuple[str, int, int]:
    """The picture as base64 of a WebP file with its size: first less exact, then smaller, until it fits into ``most`` bytes."""
    while True:
        fitted = seen.copy()
        fitted.thumbnail((side, side))
        for quality in (80, 65, 50, 35):
            out = BytesIO()
            fitted.save(out, "WEBP", quality=quality, method=4, exif=b"", icc_profile=None)
            if out.tell() <= most:
                return b64encode(out.getvalue()).decode(), fitted.width, fitted.height
        side = side * 3 // 4
