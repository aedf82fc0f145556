"""Caps on what is opened, held before anything is unpacked, and a time limit that every loop over foreign data asks."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from vanban.errors import TooLarge

MEGA = 1_000_000

BYTES = 100 * MEGA
"""A file as it lies on disk."""
TEXT_CHARACTERS = 10 * MEGA
"""What a whole paper may say: about 4,000 pages."""
LINES = 500_000
PAGES = 2_000
OCR_PAGES = 300
PIXELS = 50 * MEGA
"""One image or one scanned page; the largest honest one is A3 at 600 dpi in part (35 million)."""
ARCHIVE_MEMBERS = 2_000
ARCHIVE_BYTES = 100 * MEGA
"""All parts of a docx or odt unpacked."""
ARCHIVE_RATIO = 50
"""Unpacked to packed, asked only above ``ARCHIVE_RATIO_FROM``: small parts of plain XML do pack 50 times."""
ARCHIVE_RATIO_FROM = 10 * MEGA
PART_BYTES = 50 * MEGA
XML_DEPTH = 256
SECONDS = 300.0
"""The whole opening of one file; a text paper takes milliseconds, a scan about a second a page."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time left for opening one file."""

    seconds: float = field(default_factory=lambda: SECONDS)
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Seconds left, never under 0."""
        return max(0.0, self.seconds - (time.monotonic() - self.started))

    def check(self) -> None:
        """Refuse to go on once the time is over.

        :raises TooLarge: the time is over
        """
        if not self.left():
            raise TooLarge(f"Tệp này quá nặng: mở hơn {self.seconds:.0f} giây vẫn chưa xong. Hãy tách thành nhiều tệp nhỏ rồi thử lại.")


def check_bytes(size: int) -> None:
    """Refuse a file over ``BYTES``.

    :raises TooLarge: it is over the cap
    """
    if size > BYTES:
        raise TooLarge(f"Tệp quá lớn: {size // MEGA} MB, chỉ mở được đến {BYTES // MEGA} MB. Hãy tách hoặc nén ảnh rồi thử lại.")


def check_text(size: int) -> None:
    """Refuse a text over ``TEXT_CHARACTERS``.

    :raises TooLarge: it is over the cap
    """
    if size > TEXT_CHARACTERS:
        raise TooLarge("Văn bản quá dài: hơn 10 triệu ký tự. Hãy tách thành nhiều tệp rồi thử lại.")
