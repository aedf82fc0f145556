"""A number with the words around it, which all later questions are asked of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from vanban.text.alternatives import words_of
from vanban.text.dates import LIKELY_YEARS
from vanban.text.numbers import FIGURES, SCALES_BEHIND, FoundNumber, Value, find_numbers, parse_figures, parse_scaled, parse_words

T = TypeVar("T")
_REACH = 90
"""Characters before and after a number that are looked at."""
_WORD = re.compile(r"[^\W_]+(?:[-/][^\W\d_]+)*|[%‰°²³<>≥≤~≈]")
_TOKEN = re.compile(r"\s*([^\W\d_]+|[%‰°][CcFf]?)")
_SECOND = re.compile(r"(?:\s?[-–]\s?|\s+(?:đến|tới|-|–)\s+)(?:khoảng |dưới |trên |gần )?(?=\d)")
_RANGE_LETTERS = frozenset("đt")
"""What the words that join the ends of a range begin with."""
_BEFORE_STOP = re.compile(r"[.;:!?…(\[]")
_STOP = re.compile(r"[.,;:!?…()\[\]]")
_OF = re.compile(r"/(\d+(?:[.,]\d+)*)(?![\d/.,]*\d)(?=\s+[^\W\d_])")


class _Kept(Generic[T]):
    """A property that is worked out once; unlike ``functools.cached_property`` (before Python 3.12) without a lock, which costs more
    than the work."""

    def __init__(self, work: Callable[[Candidate], T]) -> None:
        self.work = work
        self.__doc__ = work.__doc__

    def __get__(self, candidate: Candidate, owner: type[Candidate]) -> T:
        found = candidate.__dict__[self.work.__name__] = self.work(candidate)
        return found


@dataclass(eq=False)
class Candidate:
    """``text[start:end]`` is the number with its scale words; ``value`` None where the figures are misprinted.

    Nobody changes one; it is not frozen, because a frozen one takes three times as long to make.
    """

    text: str
    start: int
    figures_end: int
    end: int
    value: Value | None
    place: str = ""
    """``low`` or ``high`` where the number is an end of a range."""
    scaled: bool = False
    """Whether a scale word (``triệu``) stands behind the figures."""

    @property
    def figures(self) -> str:
        """The bare figures."""
        return self.text[self.start : self.figures_end]

    @_Kept
    def before(self) -> str:
        """What stands before the number, within reach."""
        return self.text[max(0, self.start - _REACH) : self.start]

    @_Kept
    def after(self) -> str:
        """What stands behind the number and its scale, within reach."""
        return self.text[self.end : self.end + _REACH]

    @_Kept
    def words_before(self) -> list[str]:
        """The last words before the number in lower case, up to the last stop."""
        return _WORD.findall(_BEFORE_STOP.split(self.before)[-1].lower())

    @_Kept
    def words_after(self) -> list[str]:
        """The first words behind the number in lower case, up to the first stop."""
        words = _WORD.findall(_STOP.split(self.after, maxsplit=1)[0].lower())
        return [word.split("/")[0] if "/" in word else word for word in words]

    @_Kept
    def next_word(self) -> str:
        """The word right behind the number as printed; empty where a sign or the end stands there."""
        match = _TOKEN.match(self.after)
        return match[1] if match else ""


def candidates(text: str) -> Iterator[Candidate]:
    """Every number in a text. ``41/56 cơ sở`` gives 41 only; in ``2 ca/0 ca`` the second is found too; a range gives two."""
    skip_to = 0
    for found in find_numbers(text):
        if found.start < skip_to:
            continue
        of = _OF.match(text, found.end) if found.end == found.figures_end and text.startswith("/", found.end) else None
        if of and _is_share(found.value, of[1]) and not (_fraction().match(text, of.end()) and found.end - found.start == 1):
            skip_to = of.end()
            yield Candidate(text, found.start, found.figures_end, skip_to, found.value)
            continue
        single = Candidate(
            text, found.start, found.figures_end, _behind_words(text, found), found.value, scaled=found.end > found.figures_end
        )
        upper = _upper_end(single)
        if upper is None:
            yield single
            continue
        skip_to = upper.end
        yield _lower_end(single, upper)
        yield upper
    yield from _behind_strokes(text)


_IN_WORDS = re.compile(r"\s*\(([^\W\d_][^()\d]{1,40})\)(?=\s+[^\W\d_])")


def _behind_words(text: str, found: FoundNumber) -> int:
    """The end of a number, also behind its repetition in words: ``10 (mười) mô hình``."""
    match = _IN_WORDS.match(text, found.end)
    return match.end() if match and parse_words(match[1]) is not None else found.end


_NUMBER_HERE = re.compile(rf"({FIGURES})({SCALES_BEHIND})", re.IGNORECASE)


def _upper_end(low: Candidate) -> Candidate | None:
    """The second number of a range that ``low`` opens (``20 - 30``, ``từ 20 đến 30``); None where it opens none."""
    behind = low.text[low.end : low.end + 2]
    if behind[:1] == " " and behind[1:].isalnum() and behind[1:] not in _RANGE_LETTERS:
        return None
    joint = _SECOND.match(low.text, low.end)
    number = _NUMBER_HERE.match(low.text, joint.end()) if joint else None
    if number is None or low.text[number.end() : number.end() + 1] in {"/", "-"} or low.value is None:
        return None
    value = parse_scaled(number[0])
    if value is None:
        return None
    return Candidate(low.text, number.start(), number.end(1), number.end(), value, "high", scaled=bool(number[2]))


def _lower_end(low: Candidate, high: Candidate) -> Candidate:
    """The first number of a range takes the scale and the unit of the second: ``2 - 3 triệu đồng``."""
    value = low.value
    if not low.scaled and high.scaled:
        value = parse_scaled(low.figures + high.text[high.figures_end : high.end])
    return Candidate(low.text, low.start, low.figures_end, high.end, value, "low", scaled=low.scaled or high.scaled)


# the digit comes first, so that the search leaps from one to the next
_BEHIND_STROKE = re.compile(r"(\d(?<=[^\W\d_]/\d)\d*(?:[.,]\d+)*)(?=\s+[^\W\d_])")


@cache
def _fraction() -> re.Pattern[str]:
    """``2/3 số hộ`` is a fraction and counts nothing."""
    return re.compile(rf"\s+(?:{words_of('units', 'fractions', 'words')})\b")


_PER = frozenset({1, 100, 1000, 10000, 100000, 1000000})


def _behind_strokes(text: str) -> Iterator[Candidate]:
    """``02 ca mắc/0 ca tử vong``: a count behind a stroke; ``109 bé trai/100 bé gái`` is a rate and gives none."""
    for match in _BEHIND_STROKE.finditer(text) if "/" in text else ():
        value = parse_figures(match[1])
        if value not in _PER:
            yield Candidate(text, match.start(), match.end(), match.end(), value)


def _is_share(value: Value | None, whole: str) -> bool:
    """Whether ``N/M`` says N of M: N is not the larger, and it is no date (``02/9``) and no month (``12/2025``)."""
    total = parse_figures(whole)
    if value is None or total is None or not isinstance(total, int):
        return False
    is_year = total in LIKELY_YEARS and "." not in whole
    return value <= total and not is_year
