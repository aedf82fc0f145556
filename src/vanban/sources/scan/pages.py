"""Pages recognised side by side; the raw picture first, a cleaned one where the raw one is doubtful."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median

import numpy as np
from PIL import Image

from vanban.sources import limits
from vanban.sources.pdf.words import Word
from vanban.sources.scan.accents import mended
from vanban.sources.scan.digits import with_digits
from vanban.sources.scan.engine import words_in
from vanban.sources.scan.picture import DPI, Grey, evened, ink_of, straightened
from vanban.sources.scan.pieces import Picture, sureness
from vanban.sources.scan.turning import quarters_to_upright, turned
from vanban.sources.scan.zones import Zone, zones_of

_SURE = 0.86
"""Mean confidence below which a second try pays."""
_LYING = 0.66
"""Mean confidence below which the page may lie on its side or its head."""
_LEAST_INK = 0.002
_SURE_STAMP = 0.6
_STAMP_STEP = 30
"""Points between lines of one stamp."""
_STAMPED = re.compile(r"\b(?:ĐẾN|MẬT|KHẨN|H[ỎO]A\s*T[ỐO]C|HOẢ\s*TỐC|HẸN\s+GIỜ|THU\s+HỒI|Chuyển|Lưu hồ sơ|Số\s*:.*\d|Ngày\s*:?.*\d)(?!\w)")
_URGENT = re.compile(r"^\W*(?:THƯỢNG\s+KHẨN|KHẨN|H[ỎO]A\s*T[ỐO]C|HOẢ\s*TỐC)\W*$")
_UPPER = 0.4
"""Share of the page in which marks of urgency stand."""
_SLANTS = (10, -10, 18, -18, 4, 25)
_LEAST_STAMP = 0.0006
_HOPELESS = 0.45
_POINTS = 72 / DPI


@dataclass(slots=True)
class Recognised:
    """A page's words, and its size, in points."""

    words: list[Word]
    width: float
    height: float
    apart: list[Word] = field(default_factory=list)
    """What coloured stamps say."""


def recognise_pages(pictures: Iterable[Picture], *, clock: limits.Clock) -> list[Recognised]:
    """Recognise pictures of ``DPI`` dots an inch; as many at a time as there are processors, rendered only as needed.

    :raises TooLarge: the time is over
    """
    workers = max(1, min(os.cpu_count() or 1, 8))
    with ThreadPoolExecutor(workers) as pool:
        return list(_in_order(pool, pictures, clock, workers))


def _in_order(pool: ThreadPoolExecutor, pictures: Iterable[Picture], clock: limits.Clock, workers: int) -> Iterator[Recognised]:
    waiting: list[Future[Recognised]] = []
    for picture in pictures:
        clock.check()
        waiting.append(pool.submit(recognise, picture, clock))
        while len(waiting) > workers:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def recognise(page: Picture, clock: limits.Clock, *, upright: bool = False) -> Recognised:
    """Recognise one picture, turned the right way up where it lies on its side or its head."""
    grey = page.grey
    picture = straightened(grey)
    words = words_in(picture, zones_of(picture), clock=clock)
    if not upright and sureness(words) < _LYING and ink_of(grey).mean() > _LEAST_INK:
        quarters = quarters_to_upright(grey, clock)
        if quarters:
            return recognise(turned(page, quarters), clock, upright=True)
    if words and sureness(words) < _SURE:
        # skew shows better once noise and shadows are gone
        clean = straightened(evened(grey))
        other = words_in(clean, zones_of(clean), clock=clock)
        if sureness(other) > sureness(words):
            words, picture = other, clean
    height, width = grey.shape
    return Recognised(mended(_sized(_said(with_digits(words, picture)))), width * _POINTS, height * _POINTS, _stamped(page, clock))


def _stamped(page: Picture, clock: limits.Clock) -> list[Word]:
    """Lines of a coloured stamp that says what stamps on papers say, and those close to them."""
    if page.tint is None:
        return []
    said = _stamp_words(page.tint, clock, _STAMPED)
    return said or _slanted(page.tint, clock)


def _stamp_words(tint: Grey, clock: limits.Clock, wanted: re.Pattern[str]) -> list[Word]:
    """The words of lines that ``wanted`` knows, and of those close to them."""
    height, width = tint.shape
    lines: dict[int, list[Word]] = {}
    for word in _sized(words_in(tint, [Zone(0, 0, width, height)], clock=clock, sparse=True)):
        lines.setdefault(word.line, []).append(word)
    sure = [line for line in lines.values() if sureness(line) > _SURE_STAMP and any(word.text[:1].isalpha() for word in line)]
    found = [line for line in sure if wanted.search(" ".join(word.text for word in line))]
    return [word for line in sure if any(_near(line, other) for other in found) for word in line]


def _slanted(tint: Grey, clock: limits.Clock) -> list[Word]:
    """A mark of urgency that was stamped askew in the upper part of the page, on level lines."""
    upper = tint[: round(tint.shape[0] * _UPPER)]
    if ink_of(upper).mean() < _LEAST_STAMP:
        return []
    for angle in _SLANTS:
        level = np.asarray(Image.fromarray(upper).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255))
        words = _stamp_words(level, clock, _URGENT)
        if words:
            return words
    return []


def _near(line: list[Word], other: list[Word]) -> bool:
    apart = max(other[0].top - line[0].bottom, line[0].top - other[0].bottom)
    return apart < _STAMP_STEP and line[0].left < other[-1].right + _STAMP_STEP and line[-1].right > other[0].left - _STAMP_STEP


def _said(words: list[Word]) -> list[Word]:
    """Without lines that are scraps of seals and signatures, and without stray marks at a line's ends."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    kept: list[Word] = []
    for line in lines.values():
        while line and _is_scrap(line[-1]):
            line.pop()
        while line and _is_scrap(line[0]):
            line.pop(0)
        letters = sum(sum(map(str.isalnum, word.text)) for word in line)
        if letters >= 2 and sureness(line) > _HOPELESS:
            kept += line
    return kept


def _is_scrap(word: Word) -> bool:
    letters = sum(map(str.isalnum, word.text))
    return (word.confidence or 0.0) < (0.35 if letters else 0.6) and letters <= 2 and "(" not in word.text


def _sized(words: list[Word]) -> list[Word]:
    """Give each word its line's type size, told from the height of its words."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for line in lines.values():
        size = min(40.0, max(6.0, median(word.bottom - word.top for word in line) * 1.15))
        for word in line:
            word.size = size
    return words
