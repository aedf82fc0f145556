"""Old Vietnamese encodings: TCVN3 (ABC fonts) and VNI, which programs show as Western letters (``§éc lËp``, ``Ñoäc laäp``).

Tables: TCVN 5712:1993 VN3 as the ABC fonts (``.VnTime``) use it, and VNI-Windows. Both share code points with Windows-1252,
so a text is converted as a whole, when it is plainly Vietnamese only after conversion, or when its font's name says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# In the order of the code points that stand under each table; TCVN3 has capitals only for bare letters.
TCVN3 = {
    "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
    "¨": "ă", "©": "â", "ª": "ê", "«": "ô", "¬": "ơ", "\xad": "ư", "®": "đ",
    "µ": "à", "¶": "ả", "·": "ã", "¸": "á", "¹": "ạ", "»": "ằ", "¼": "ẳ", "½": "ẵ", "¾": "ắ", "Æ": "ặ",
    "Ç": "ầ", "È": "ẩ", "É": "ẫ", "Ê": "ấ", "Ë": "ậ", "Ì": "è", "Î": "ẻ", "Ï": "ẽ", "Ð": "é", "Ñ": "ẹ",
    "Ò": "ề", "Ó": "ể", "Ô": "ễ", "Õ": "ế", "Ö": "ệ", "×": "ì", "Ø": "ỉ", "Ü": "ĩ", "Ý": "í", "Þ": "ị",
    "ß": "ò", "á": "ỏ", "â": "õ", "ã": "ó", "ä": "ọ", "å": "ồ", "æ": "ổ", "ç": "ỗ", "è": "ố", "é": "ộ",
    "ê": "ờ", "ë": "ở", "ì": "ỡ", "í": "ớ", "î": "ợ", "ï": "ù", "ñ": "ủ", "ò": "ũ", "ó": "ú", "ô": "ụ",
    "õ": "ừ", "ö": "ử", "÷": "ữ", "ø": "ứ", "ù": "ự", "ú": "ỳ", "û": "ỷ", "ü": "ỹ", "ý": "ý", "þ": "ỵ",
}  # fmt: skip
_TABLE = {ord(old): new for old, new in TCVN3.items()}
# VNI writes a bare letter and then a mark; these are the marks, over Windows-1252.
VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
VNI_ALONE = {
    "ñ": "đ", "Ñ": "Đ", "ö": "ư", "Ö": "Ư", "ô": "ơ", "Ô": "Ơ",
    "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ",
}  # fmt: skip
_SAMPLE = 20_000
"""Characters that tell the encoding of a text."""
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\w+")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_RHYME = (
    "(?:iê|yê|uô|ươ|ua|ưa|ia|ya|oai|oay|oeo|oao|uây|uyê|uya|uyu|uôi|ươi|ươu|iêu|yêu|oa|oă|oe|uâ|uê|uơ|uy"
    "|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oo|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_RHYME}(?:ch|ng|nh|[cmnpt])?$")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MODERN = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯĩũĨŨ]")
_TCVN3_FONT = re.compile(r"(?:^|[\s,\"'+])\.vn", re.IGNORECASE)
_VNI_FONT = re.compile(r"(?:^|[\s,\"'+])vni[-\s]", re.IGNORECASE)


def syllable_share(text: str) -> float:
    """How much of the accented words (those with a letter beyond a–z) can be Vietnamese syllables, 0 to 1; 0 where there are none."""
    words = _accented(unicodedata.normalize("NFC", text))[:2000]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _accented(text: str) -> list[str]:
    """The words with a letter beyond a–z. Figures are cut off only where some stand against such a word: cutting takes long."""
    words = [word for word in _RUN.findall(text) if not word.isascii()]
    return [part for word in words for part in ((word,) if word.isalpha() else _WORD.findall(word)) if not part.isascii()]


@lru_cache(maxsize=1 << 14)
def _is_syllable(word: str) -> bool:
    bare = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONES.subn("", bare)
    return tones <= 1 and bool(_SYLLABLE.match(unicodedata.normalize("NFC", bare)))


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Convert TCVN3; ``capitals`` for fonts whose name ends in H, which show every letter as a capital."""
    made = text.translate(_TABLE)
    return made.upper() if capitals else made


def from_vni(text: str) -> str:
    """Convert VNI-Windows."""
    out: list[str] = []
    for char in text:
        mark = VNI_MARKS.get(char) or VNI_MARKS.get(char.lower() if char.isupper() else "")
        if mark and out and _takes(out[-1], mark):
            out[-1] = unicodedata.normalize("NFC", out[-1] + mark)
        else:
            out.append(VNI_ALONE.get(char, char))
    return "".join(out)


def _takes(letter: str, mark: str) -> bool:
    """Whether ``mark`` makes a Vietnamese letter of ``letter``."""
    made = unicodedata.normalize("NFC", letter + mark)
    return len(made) == 1 and letter.lower() in "aeouyăâêôơư"


def convert(text: str) -> str:
    """``text`` itself, or converted from TCVN3 or VNI where only that makes it Vietnamese.

    A text with many words is needed to be sure; a short or plainly Unicode one comes back as it is.
    """
    sample = text[:_SAMPLE]
    now = syllable_share(sample)
    if now >= 0.5 or len(_accented(sample)) < 8:
        return text
    ways: list[Callable[[str], str]] = [from_tcvn3, from_vni]
    shares = [syllable_share(way(sample)) for way in ways]
    best = max(shares)
    return ways[shares.index(best)](text) if best > max(0.75, now + 0.3) else text


def is_legacy_font(name: str) -> bool:
    """Whether a font of this name shows TCVN3 or VNI."""
    return bool(_TCVN3_FONT.search(name) or _VNI_FONT.search(name))


def is_unicode(text: str) -> bool:
    """Whether ``text`` has Vietnamese letters that no old encoding has."""
    return bool(_MODERN.search(text))


def from_font(text: str, name: str) -> str:
    """``text`` as a font of this name shows it; Unicode that was typed in such a font stays."""
    if is_unicode(text):
        return text
    if _TCVN3_FONT.search(name):
        return from_tcvn3(text, capitals=name.strip(" \"'").split(",")[0].upper().endswith("H"))
    return from_vni(text) if _VNI_FONT.search(name) else text
