"""How an exact value is worded, and whether words still say it: 97 is ``gần 100``, 104 ``hơn 100``, 250 is ``250``.

The rules are data (``rules/wording.toml``); the words for bounds are those the reader understands (``rules/units.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from vanban import rules
from vanban.text.cleaning import clean
from vanban.text.numbers import FIGURES, SCALES_BEHIND, parse_scaled, parse_words, write_figures, write_words

Exact = int | Decimal

_BOUNDS = ("below", "above", "about", "at_least", "at_most")
_PIECE = re.compile(rf"{FIGURES}{SCALES_BEHIND}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Worded:
    """What words say: a number, and on which side of it the value lies.

    ``bound`` is ``exact``, ``below``, ``above``, ``about``, ``at_least`` or ``at_most``.
    """

    bound: str
    number: Decimal


def word(value: Exact, style: str = "exact", *, estimated: bool = False) -> str:
    """``value`` as words of a report, its unit not included.

    ``style`` is ``exact`` (``1.043``), ``padded`` (``05``) or ``rounded`` (``hơn 1.000``); an estimate is always ``khoảng``.

    >>> word(97, "rounded"), word(104, "rounded"), word(250, "rounded"), word(5, "padded"), word(97, "rounded", estimated=True)
    ('gần 100', 'hơn 100', '250', '05', 'khoảng 100')
    """
    if estimated:
        return f"{_rounding()['about_word']} {_figures(_nearest(value) or value)}"
    if style == "rounded":
        return _rounded(value)
    if style == "padded" and isinstance(value, int) and 0 <= value < rules.load("wording")["padding"]["below"]:
        return f"{value:02d}"
    return _figures(value)


def read(text: str) -> Worded | None:
    """What ``text`` says, None where it holds anything but one number, with or without a bound.

    >>> read("gần 4,2 tỷ"), read("hai mươi mốt"), read("97 tin"), read("6 tỷ 108 triệu").number
    (Worded(bound='below', number=Decimal('4200000000')), Worded(bound='exact', number=Decimal('21')), None, Decimal('6108000000'))
    """
    words = " ".join(clean(text).split())
    for phrase, bound in _bounds():
        if words.casefold().startswith(phrase) and not words[len(phrase) : len(phrase) + 1].isalpha():
            number = _number(words[len(phrase) :].strip())
            if number is not None:
                return Worded(bound, number)
    number = _number(words)
    return None if number is None else Worded("exact", number)


def says(text: str, value: Exact, *, estimated: bool = False) -> bool:
    """Whether ``text`` is a true wording of ``value``. An estimate may not be worded as if it were counted.

    >>> says("gần 100", 97), says("97", 97), says("hơn 100", 97), says("97", 97, estimated=True), says("79", 97)
    (True, True, False, False, False)
    """
    worded = read(text)
    if worded is None:
        return False
    if estimated:
        return worded.bound == "about" and _within(worded, Decimal(value))
    return _within(worded, Decimal(value))


def money_in_words(dong: int) -> str:
    """A sum of đồng in words with a capital: ``Mười hai triệu năm trăm nghìn đồng``.

    :raises ValueError: the sum is below zero
    """
    words = f"{write_words(dong)} đồng"
    return words[0].upper() + words[1:]


def date_in_full_words(year: int, month: int, day: int) -> str:
    """A date in words, as in contracts and minutes: ``ngày mùng năm tháng một năm hai nghìn không trăm hai mươi``."""
    day_words = f"mùng {write_words(day)}" if day <= 10 else write_words(day)
    month_words = "tư" if month == 4 else write_words(month)
    return f"ngày {day_words} tháng {month_words} năm {write_words(year)}"


def kind_of(unit: str) -> str | None:
    """What a unit counts: ``person``, ``visit``, ``work``, ``item``, ``session``, ``money``; None where it is not known.

    >>> kind_of("lượt tin, bài"), kind_of("người"), kind_of("lượt người tham dự"), kind_of("tin, bài")
    ('visit', 'person', 'visit', 'work')
    """
    words = " ".join(clean(unit).casefold().split())
    found = [(len(phrase), kind) for kind, phrases in rules.load("wording")["kinds"].items() for phrase in phrases if _opens(words, phrase)]
    return max(found)[1] if found else None


def _opens(words: str, phrase: str) -> bool:
    return words.startswith(phrase) and not words[len(phrase) : len(phrase) + 1].isalnum()


def _rounding() -> dict[str, Any]:
    return dict(rules.load("wording")["rounding"])


@cache
def _bounds() -> tuple[tuple[str, str], ...]:
    """The words for bounds, longest first, each with its bound."""
    known = rules.load("units")["bounds"]
    return tuple(sorted(((phrase, bound) for bound in _BOUNDS for phrase in known[bound]), key=lambda row: -len(row[0])))


def _figures(value: Exact) -> str:
    return write_figures(value) if isinstance(value, int) else write_figures(float(value))


def _rounded(value: Exact) -> str:
    near = _nearest(value)
    if near is None or near == value:
        return _figures(value)
    return f"{_rounding()['below' if value < near else 'above']} {_figures(near)}"


def _nearest(value: Exact) -> int | None:
    """The round number beside ``value``: one digit and zeros where that is near, else two; None for small counts and fractions."""
    rounding = _rounding()
    if value != int(value) or value < rounding["exact_below"]:
        return None
    whole = int(value)
    for digits in (1, 2):
        step = 10 ** (len(str(whole)) - digits)
        near: int = (whole + step // 2) // step * step
        if abs(whole - near) <= near * float(rounding["near"]):
            return near
    return None


def _number(words: str) -> Decimal | None:
    """The value of figures with scales, summed where they follow each other (``6 tỷ 108 triệu``), or of a number in words."""
    pieces = _PIECE.findall(words)
    if pieces and not _PIECE.sub("", words).strip():
        values = [parse_scaled(piece) for piece in pieces]
        if len(values) > 1 and not _falling(values):
            return None
        return None if None in values else sum((Decimal(str(value)) for value in values), Decimal(0))
    spoken = parse_words(words)
    return None if spoken is None else Decimal(str(spoken))


def _falling(values: list[int | float | None]) -> bool:
    """Whether each part is smaller than the one before, as the parts of one sum of money are."""
    return all(first is not None and second is not None and second < first and first >= 1000 for first, second in pairwise(values))


def _within(worded: Worded, value: Decimal) -> bool:
    rounding, number = _rounding(), worded.number
    least, most, about = (Decimal(str(rounding[name])) for name in ("least", "most", "about"))
    return {
        "exact": value == number,
        "below": least * number <= value < number,
        "above": number < value <= most * number,
        "about": abs(value - number) <= about * number,
        "at_least": value >= number,
        "at_most": value <= number,
    }[worded.bound]
