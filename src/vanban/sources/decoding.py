"""Bytes to text: which encoding a text file is in."""

from __future__ import annotations

import codecs
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """Text of ``data``: by its byte-order mark, as UTF-8, as UTF-16 without a mark, else the likeliest 8-bit encoding.

    Never raises: bytes that fit nowhere become U+FFFD.
    """
    wide = wide_encoding(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _almost_utf8(data) or eight_bit(data)


def wide_encoding(data: bytes) -> str | None:
    """The encoding that a byte-order mark tells, or UTF-16 without a mark; ``None`` for others."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    return _unmarked_utf16(data)


def eight_bit(data: bytes) -> str:
    """Text of 8-bit bytes: Windows-1258 where it gives Vietnamese, else Windows-1252 (TCVN3 and VNI lie under it)."""
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    western = data.decode("cp1252", "replace")
    from vanban.text.legacy import convert, syllable_share

    other = convert(western)
    return vietnamese if syllable_share(vietnamese) >= syllable_share(other) else other


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:4000]
    head = head[: len(head) // 2 * 2]
    if len(head) < 4:
        return None
    low, high = head[0::2].count(0), head[1::2].count(0)
    if high > len(head) * 0.2 and high > 4 * low:
        return "utf-16-le"
    return "utf-16-be" if low > len(head) * 0.2 and low > 4 * high else None


def _almost_utf8(data: bytes) -> str | None:
    """UTF-8 cut in the middle or with a few broken bytes: more right sequences than wrong ones."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for char in text if ord(char) > 127) - wrong
    return text if right > 4 * wrong else None
