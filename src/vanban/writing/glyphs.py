"""Which characters Liberation Serif can show. PDF/A allows no character without a glyph, so the others stand as an empty box."""

from __future__ import annotations

import re
import struct
from functools import cache

from vanban.writing.measuring import fonts_folder

BOX = "\u25a1"
_NO_GLYPH_NEEDED = "\u200b\n"
_FACES = ("Regular", "Bold", "Italic", "BoldItalic")


def showable(text: str) -> str:
    """``text`` with an empty box for every character that the fonts cannot show."""
    return _unshowable().sub(BOX, text)


@cache
def _unshowable() -> re.Pattern[str]:
    known = set.intersection(*(_characters((fonts_folder() / f"LiberationSerif-{face}.ttf").read_bytes()) for face in _FACES))
    known |= {ord(sign) for sign in _NO_GLYPH_NEEDED}
    return re.compile(f"[^{''.join(_range(*span) for span in _spans(sorted(known)))}]")


def _range(first: int, last: int) -> str:
    return f"\\U{first:08x}-\\U{last:08x}"


def _spans(codes: list[int]) -> list[tuple[int, int]]:
    """Runs of consecutive codes."""
    spans: list[tuple[int, int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], code)
        else:
            spans.append((code, code))
    return spans


def _characters(font: bytes) -> set[int]:
    """The characters that the ``cmap`` table of a TrueType font leads to a glyph (its Windows Unicode subtable, format 4)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    places = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    start = places[b"cmap"]
    for at in range(start + 4, start + 4 + 8 * struct.unpack_from(">H", font, start + 2)[0], 8):
        platform, encoding, offset = struct.unpack_from(">HHI", font, at)
        if (platform, encoding) == (3, 1):
            return _format_4(font, start + offset)
    raise ValueError("the font has no Unicode character map")


def _format_4(font: bytes, at: int) -> set[int]:
    double = struct.unpack_from(">H", font, at + 6)[0]
    count = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + place) for place in (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    )
    found: set[int] = set()
    for segment in range(count):
        here = at + 16 + 3 * double + 2 * segment
        for code in range(starts[segment], min(ends[segment], 0xFFFD) + 1):
            glyph = code
            if offsets[segment]:
                glyph = struct.unpack_from(">H", font, here + offsets[segment] + 2 * (code - starts[segment]))[0]
                if not glyph:
                    continue
            if (glyph + deltas[segment]) & 0xFFFF:
                found.add(code)
    return found
