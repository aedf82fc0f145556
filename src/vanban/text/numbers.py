"""Numbers as Vietnamese papers write them: in figures (``1.234,5``), with a scale (``4,2 tỷ``) and in words, both ways.

Figures follow the Vietnamese habit (dot for thousands, comma for decimals); a dot that cannot part thousands is read as
a decimal point, because papers typed with English settings have them. Words follow the northern and the southern way
(``nghìn``/``ngàn``, ``linh``/``lẻ``). Values are ``int`` where they are whole and ``float`` otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from vanban.text.folding import small

Value = int | float

FIGURES = r"\d+(?:[.,]\d+)*"
"""One number in figures; what it is worth, and whether it is well formed, ``parse_figures`` says."""

SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
"""Words that multiply the number before them. ``nghìn tỷ`` multiplies twice."""

SCALES_BEHIND = rf"(?:\s+(?:{'|'.join(SCALES)})(?!\w))*"
"""The scale words behind a number in figures, as a pattern."""
# The digit comes first and what stands before it is asked then: that is much quicker than asking at every character.
_SCALED = re.compile(rf"(\d(?<![\w.,/-]\d)\d*(?:[.,]\d+)*)({SCALES_BEHIND})", re.IGNORECASE)
_LONGEST = 28
"""Characters; a longer row of digits counts nothing, and decimal arithmetic would round it."""
_THOUSANDS_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_THOUSANDS_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d+))?")


class FoundNumber(NamedTuple):
    """A number in a text: ``text[start:end]`` with its scale words; ``value`` None where the figures are misprinted."""

    start: int
    end: int
    value: Value | None
    figures_end: int
    """Where the bare figures end, before any scale word."""


def plain(number: Decimal) -> Value:
    """``number`` as an ``int`` where it is whole, else as a ``float``."""
    return int(number) if number == number.to_integral_value() else float(number)


def _decimal(figures: str) -> Decimal | None:
    if len(figures) > _LONGEST:
        return None
    if _THOUSANDS_DOT.fullmatch(figures):
        return Decimal(figures.replace(".", "").replace(",", "."))
    if _THOUSANDS_COMMA.fullmatch(figures):
        return Decimal(figures.replace(",", ""))
    plain_decimal = _DECIMAL.fullmatch(figures)
    if plain_decimal is None:
        return None
    return Decimal(f"{plain_decimal[1]}.{plain_decimal[2] or 0}")


def parse_figures(figures: str) -> Value | None:
    """The value of a number in figures; ``None`` where they are no well-formed number (``5.378.7000.000``).

    >>> parse_figures("1.234,5"), parse_figures("05"), parse_figures("40.000.000")
    (1234.5, 5, 40000000)
    """
    number = _decimal(figures.strip())
    return None if number is None else plain(number)


def parse_scaled(text: str) -> Value | None:
    """The value of figures with scale words after them.

    >>> parse_scaled("4,2 tỷ"), parse_scaled("1,3 nghìn"), parse_scaled("47,5 nghìn tỷ")
    (4200000000, 1300, 47500000000000)
    """
    match = _SCALED.fullmatch(text.strip())
    return None if match is None else _scaled_value(match)


def _scaled_value(match: re.Match[str]) -> Value | None:
    figures, scales = match.groups()
    # papers use the same few numbers again and again; what nobody counts with is not kept
    return _worth(figures, scales) if len(figures) + len(scales) <= _LONGEST else _worth.__wrapped__(figures, scales)


@lru_cache(maxsize=1 << 12)
def _worth(figures: str, scales: str) -> Value | None:
    number = _decimal(figures)
    if number is None:
        return None
    for word in scales.split():
        number *= SCALES[small(word)]
    return plain(number)


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """Every number in figures in ``text``, in order, scale words included. Figures inside a word or symbol are none."""
    for match in _SCALED.finditer(text):
        start, end = match.span()
        yield FoundNumber(start, end, _scaled_value(match), match.end(1))


def write_figures(number: Value, decimals: int | None = None) -> str:
    """A number as a paper prints it: dot between thousands, comma before decimals.

    :param decimals: how many decimals to print; by default as many as the number has

    >>> write_figures(1234567), write_figures(4.5), write_figures(2, decimals=1)
    ('1.234.567', '4,5', '2,0')
    """
    exact = Decimal(str(number))
    digits = f"{exact:,f}" if decimals is None else f"{exact:,.{decimals}f}"
    if decimals is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.translate(str.maketrans(",.", ".,"))


# ---------------------------------------------------------------- words

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_WORD_DIGITS = {word: value for value, word in enumerate(_DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7}
_GROUPS = ("", "nghìn", "triệu", "tỷ")
_ONE_GROUP = 1000


def write_words(number: int) -> str:
    """A whole number in words, as it stands beside a sum of money (``hai mươi mốt``).

    :raises ValueError: the number is below zero
    """
    if number < 0:
        raise ValueError("only numbers from zero up are written in words")
    if number < _ONE_GROUP:
        return _hundreds_in_words(number, full=False)
    return " ".join(_groups_in_words(number))


def _groups_in_words(number: int) -> list[str]:
    billions, rest = divmod(number, 10**9)
    words = [*write_words(billions).split(), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // _ONE_GROUP**power % _ONE_GROUP
        if group:
            words += _hundreds_in_words(group, full=bool(words)).split()
            words += [_GROUPS[power]] if power else []
    return words


def _hundreds_in_words(number: int, *, full: bool) -> str:
    """Up to three digits; ``full`` says that the hundreds are named even where they are none (``không trăm``)."""
    hundreds, rest = divmod(number, 100)
    named = full or hundreds > 0
    words = [_DIGITS[hundreds], "trăm"] if named else []
    return " ".join(words + _tens_in_words(rest, after_hundreds=named))


def _tens_in_words(number: int, *, after_hundreds: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        if after_hundreds:
            return ["linh", _DIGITS[ones]] if ones else []
        return [_DIGITS[ones]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 0:
        return words
    if ones == 5:
        return [*words, "lăm"]
    if tens > 1 and ones in {1, 4}:
        return [*words, {1: "mốt", 4: "tư"}[ones]]
    return [*words, _DIGITS[ones]]


_MULTIPLIERS = {"trăm": 100, "mươi": 10, "chục": 10}
_FILLERS = frozenset({"linh", "lẻ", "và"})
_TENS = {"mười": 10, "hăm": 20}
_ROUND = frozenset(SCALES) | {"trăm"}
"""Words after which a last lone digit stands for the next lower place: ``một trăm hai`` is 120."""
_COUNTING = frozenset(SCALES) | frozenset(_MULTIPLIERS) | frozenset(_TENS) | frozenset(_WORD_DIGITS)
_KNOWN = _COUNTING | _FILLERS | {"rưỡi"}


def parse_words(text: str) -> Value | None:
    """The value of a number in words; ``None`` where the words are no number.

    Understands ``phẩy`` (``bốn phẩy năm``), ``rưỡi`` (``hai triệu rưỡi``) and shares (``một phần ba``).

    >>> parse_words("hai mươi mốt"), parse_words("bốn phẩy năm"), parse_words("hai triệu rưỡi")
    (21, 4.5, 2500000)
    """
    words = text.casefold().replace("-", " ").split()
    for mark, join in (("phần", _share), ("phẩy", _point)):
        if mark in words:
            at = words.index(mark)
            return join(words[:at], words[at + 1 :])
    return _whole(words)


def _share(above: list[str], below: list[str]) -> Value | None:
    top, bottom = _whole(above), _whole(below)
    return top / bottom if top is not None and bottom else None


def _point(before: list[str], after: list[str]) -> Value | None:
    """``bốn phẩy hai lăm`` is 4,25; a scale word after the decimals multiplies the whole."""
    scale = 1
    while after and after[-1] in SCALES:
        scale *= SCALES[after.pop()]
    whole, digits = _whole(before), _decimals(after)
    if whole is None or not digits:
        return None
    return plain(Decimal(f"{whole}.{digits}") * scale)


def _decimals(words: list[str]) -> str | None:
    """Decimals are read digit by digit (``không năm``) or as a number (``hai mươi lăm``)."""
    digits = [_WORD_DIGITS.get(word) for word in words]
    if None not in digits:
        return "".join(str(digit) for digit in digits)
    number = _whole(words)
    return None if number is None else str(number)


def _whole(words: list[str]) -> int | None:
    """Left to right: ``group`` is what is counted so far below the next scale word."""
    if not all(word in _KNOWN for word in words) or not any(word in _COUNTING for word in words):
        return None
    total = group = 0
    before = ""
    for place, word in enumerate(words):
        if word in SCALES:
            total, group = _close_group(total, group if place else 1, SCALES[word])
        elif word in _MULTIPLIERS:
            group = _multiply(group, before, _MULTIPLIERS[word])
        elif word == "rưỡi":
            group += _unit_of(before) // 2
        elif word in _TENS:
            group += _TENS[word]
        elif word in _WORD_DIGITS:
            left_out = place == len(words) - 1 and before in _ROUND
            group += _WORD_DIGITS[word] * (_unit_of(before) // 10 if left_out else 1)
        before = word
    return total + group


def _unit_of(word: str) -> int:
    return SCALES.get(word) or _MULTIPLIERS.get(word, 1)


def _multiply(group: int, before: str, by: int) -> int:
    """``hai trăm``: the digit before the word is taken back and counted again as hundreds; ``trăm`` alone is one."""
    digit = _WORD_DIGITS.get(before, 0 if group else 1)
    return group - (digit if before in _WORD_DIGITS else 0) + digit * by


def _close_group(total: int, group: int, unit: int) -> tuple[int, int]:
    """What stood below a scale word joins the total; a scale right after another multiplies both (``nghìn tỷ``)."""
    smaller = total % (unit * _ONE_GROUP) if total > unit else total
    kept = total - smaller if group else 0
    return kept + (total - kept + group) * unit, 0
