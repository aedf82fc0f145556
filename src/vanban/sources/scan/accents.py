"""Marks that recognition loses: over a circumflex the tone is small, and Tesseract's Vietnamese model often drops it.

Three kinds of evidence put it back, and nothing else does. A syllable that ends in a stop must have the acute or the dot
(``câp`` is no syllable), and of the two only the acute is lost over a circumflex. A few syllables are no words without
their tone (``sô``). A pair of syllables that has only one right spelling in the usual vocabulary (``thâm quyên``) is spelt so.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

from vanban.errors import BadRules
from vanban.sources.pdf.words import Word
from vanban.text import same

_FILE = Path(__file__).parent / "accents.toml"
_CORE = re.compile(r"[^\W\d_]+")
_STOPPED = re.compile(r"(?:[bcdđghklmnpqrstvx]{0,3}|qu|gi)(?:i|y|uy|u)?([âêô])(?:ch|[cpt])$", re.IGNORECASE)
_ACUTE = "\u0301"
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_UNSURE = 0.85
"""Confidence below which a mark may be another one, not only a lost one."""


def mended(words: list[Word]) -> list[Word]:
    """Put lost marks back, in place; gives the same list."""
    for word in words:
        word.text = _CORE.sub(lambda match: _with_tone(match.group()), word.text)
    for first, second in pairwise(words):
        if first.line == second.line:
            _mend_pair(first, second)
    return words


def _with_tone(syllable: str) -> str:
    if syllable.isascii():
        return syllable
    whole = _singles().get(syllable.lower())
    if whole and (syllable.islower() or syllable.istitle()):
        return whole.capitalize() if syllable[0].isupper() else whole
    match = _STOPPED.match(syllable)
    if not match:
        return syllable
    at = match.end(1)
    return unicodedata.normalize("NFC", syllable[:at] + _ACUTE + syllable[at:])


def _mend_pair(first: Word, second: Word) -> None:
    """Spell the last syllable of ``first`` and the first of ``second`` as the only pair that they can be."""
    one, two = _last(first.text), _first(second.text)
    if one is None or two is None:
        return
    said = first.text[one.start() :], second.text[: two.end()]
    right = _pairs().get(bare(" ".join(said)))
    # where a tone stands in its syllable is the writer's choice and stays
    if right is None or len(right) != 1 or any(same(" ".join(said), pair) for pair in right):
        return
    spelt = next(iter(right)).split(" ")
    changes = [_spelt(old, new, word) for old, new, word in zip(said, spelt, (first, second), strict=True)]
    if changes[0] and changes[1]:
        first.text = first.text[: one.start()] + changes[0]
        second.text = changes[1] + second.text[two.end() :]


def _last(text: str) -> re.Match[str] | None:
    return re.search(r"[^\W\d_]+$", text)


def _first(text: str) -> re.Match[str] | None:
    return re.match(r"[^\W\d_]+", text)


def _spelt(old: str, new: str, word: Word) -> str | None:
    """``new`` in the case of ``old`` where ``old`` only lacks marks of it, or was unsure; ``None`` where it says something else."""
    low = old.lower()
    if not (old.isupper() or old.islower() or old.istitle()):
        return None
    if low != new and not _marks(low) <= _marks(new) and (word.confidence or 0.0) >= _UNSURE:
        return None
    return new.upper() if old.isupper() and len(old) > 1 else new.capitalize() if old[0].isupper() else new


def _marks(syllable: str) -> set[str]:
    return {char for char in unicodedata.normalize("NFD", syllable) if unicodedata.combining(char)} | ({"đ"} & set(syllable))


def bare(text: str) -> str:
    """``text`` in small letters without any mark."""
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in parts if not unicodedata.combining(char)).replace("đ", "d")


@cache
def _said(key: str) -> tuple[str, ...]:
    """A list of the data file."""
    try:
        said = tomllib.loads(_FILE.read_text(encoding="utf-8"))[key]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise BadRules(f"Tệp dữ liệu {_FILE.name} bị hỏng: không đọc được mục {key}. Hãy cài đặt lại chương trình.") from error
    return tuple(" ".join(item.split()) for item in said.split(","))


@cache
def _singles() -> dict[str, str]:
    """Right syllables by what is left of them without their tone."""
    return {_toneless(word): word for word in _said("singles")}


def _toneless(word: str) -> str:
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word)))


@cache
def _pairs() -> dict[str, set[str]]:
    """Right spellings by their bare letters."""
    pairs: dict[str, set[str]] = {}
    for pair in _said("pairs"):
        if pair.count(" ") != 1:
            raise BadRules(f"Tệp dữ liệu {_FILE.name}: “{pair}” không phải là một cặp tiếng. Hãy sửa lại dòng này.")
        pairs.setdefault(bare(pair), set()).add(pair)
    return pairs
