"""The one door for text: whatever comes in leaves in one form, and cleaning twice changes nothing."""

from __future__ import annotations

import re
import unicodedata

# Zero-width marks, soft hyphens, byte-order marks and direction marks say nothing in a Vietnamese paper and break comparing.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACE = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Eth and the African D look like Đ and come from old fonts and from OCR; Vietnamese has neither.
_LOOKALIKE = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
# The letter oi (U+01A3), which PDFs made by old Word hold in place of ư. A mark behind it belongs to the ư, so it goes before composing.
_OI = str.maketrans("ƣƢ", "ưƯ")


def is_clean(text: str) -> bool:
    """Whether ``text`` is one line in NFC with plain single spaces inside and none at its ends; quicker than cleaning it."""
    return text.isprintable() and "  " not in text and text == text.strip() and unicodedata.is_normalized("NFC", text)


def clean(text: str) -> str:
    """Return ``text`` in NFC, with plain spaces, ``\\n`` line ends and no invisible or control characters.

    Lines keep their order and number; spaces at their ends go. The placement of tone marks (``hoà``/``hòa``) is kept.
    """
    if "ƣ" in text or "Ƣ" in text:
        text = unicodedata.normalize("NFC", text.translate(_OI))
    tidy = is_clean(text)
    if not tidy:
        text = _LINE_END.sub("\n", _INVISIBLE.sub("", text))
        text = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    for alike, letter in _LOOKALIKE.items():
        text = text.replace(alike, letter)
    return text if tidy else "\n".join(_SPACE.sub(" ", line).strip() for line in text.split("\n"))
