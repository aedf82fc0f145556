"""Pictures, inside the confined child: made anew for the public side, upright, small, and without anything but what is seen; and what
tells a picture again after it was made smaller or saved anew."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

LARGE, LARGE_BYTES = 1280, 120_000
SMALL, SMALL_BYTES = 480, 30_000
"""The longer side at most, and how many bytes at most: the first view of a page is to stay under 100 kB."""


_EXIF, _TAKEN, _CHANGED = 0x8769, 36867, 306
"""Exif 2.3: the folder of the camera, when the picture was taken in it, and when the file was changed outside it."""
_FEATURELESS = 12
"""Of 64: with fewer edges one way than that, or fewer the other way, a wall looks like every other wall."""


def mark_of(opened: Image) -> str:
    """What a picture looks like: whether each of 8 × 8 places is clearly brighter than its right neighbour, as 16 hexadecimal digits;
    empty for one without features. Copies made smaller or saved anew differ in few of the 64 bits."""
    from PIL import Image, ImageOps

    grey = ImageOps.exif_transpose(opened).convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = [grey[row * 9 + column] > grey[row * 9 + column + 1] + 1 for row in range(8) for column in range(8)]
    if not _FEATURELESS <= sum(bits) <= len(bits) - _FEATURELESS:
        return ""
    return f"{sum(1 << place for place, bit in enumerate(bits) if bit):016x}"


def taken_on(opened: Image) -> str:
    """The day that the camera wrote into the picture, as ``2026-03-05``; empty where it wrote none, or none that can be."""
    exif = opened.getexif()
    said = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED) or ""
    try:
        day = datetime.strptime(str(said)[:10], "%Y:%m:%d").date()  # noqa: DTZ007  a camera knows no time zone
    except ValueError:
        return ""
    return day.isoformat() if day >= date(2000, 1, 1) else ""


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
