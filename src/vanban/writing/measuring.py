"""How wide a line of words is. Liberation Serif has the widths of Times New Roman, so one measure serves DOCX and PDF."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from PIL import ImageFont

from vanban import rules
from vanban.writing.layout import ADDRESSEES_AT, Layout

_UNITS = 1000
MM_PER_POINT = 25.4 / 72
_STEP = 0.5
_LEAST_ISSUER = 55.0
HEAD_GAP = 4.0
"""Millimetres that the left half of the head leaves free, so that the issuer and the national title never read as one line."""
_DASHES_AT_MOST = 0.4
_SLACK = 4.0
"""Millimetres left beside the national title, so that no font that stands in for Times New Roman wraps it."""


def fonts_folder() -> Path:
    """The folder with the four faces of Liberation Serif that ship with the package."""
    return Path(str(files("vanban.writing").joinpath("fonts")))


@cache
def _face(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts_folder() / f"LiberationSerif-{name}.ttf"), _UNITS, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(4096)  # a bound, so that a thousand papers do not fill the memory
def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in millimetres of ``text`` set on one line at ``size`` points."""
    name = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}[bold, italic]
    return _face(name).getlength(text) / _UNITS * size * MM_PER_POINT


@lru_cache(1024)
def balanced(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """The width in millimetres on which ``text`` takes no more lines than on ``room`` and breaks best.

    Best is before ``và``, ``về`` and the like or behind a comma; else where its lines are about equally long.
    """
    wanted = len(_lines(text, room, size, bold=bold))
    least = longest_line(text, room, size, bold=bold) / max(wanted, 1)
    while least < room and len(_lines(text, least, size, bold=bold)) > wanted:
        least += _STEP
    steps = (least + _STEP * step for step in range(1, int((room - least) / _STEP) + 1))
    well = (tried for tried in steps if _breaks_well(_lines(text, tried, size, bold=bold)))
    return min(next(well, least) + _STEP, room) if wanted > 1 else min(least + _STEP, room)


def longest_line(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """Width in millimetres of the longest line when ``text`` is broken at spaces into lines of at most ``room`` millimetres."""
    return min(max((width(line, size, bold=bold) for line in _lines(text, room, size, bold=bold)), default=0.0), room)


def shown_length(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """Width in millimetres of the longest line of ``text`` as ``balanced`` breaks it; line feeds break it too."""
    return max(longest_line(part, balanced(part, room, size, bold=bold), size, bold=bold) for part in text.split("\n"))


def _breaks_well(lines: list[str]) -> bool:
    """Whether each line ends in a comma or dash or the next begins with a joining word, and none is a scrap."""
    longest = max(map(len, lines))
    joining = rules.load("layout")["names"]["joining"]
    joined = all(before.endswith((",", "-")) or after.split()[0].casefold() in joining for before, after in pairwise(lines))
    return joined and min(map(len, lines)) * 3 >= longest


def _lines(text: str, room: float, size: float, *, bold: bool) -> list[str]:
    """The lines into which ``text`` is broken."""
    lines: list[str] = []
    used = 0.0
    space = width(" ", size, bold=bold)
    for word in text.split():
        long = width(word, size, bold=bold)
        if lines and used + space + long <= room:
            lines[-1] += f" {word}"
            used += space + long
        else:
            lines.append(word)
            used = long
    return lines


def head_columns(layout: Layout, national: str, motto: str | None, place_date: str | None) -> tuple[float, float]:
    """Widths in millimetres of the two halves of the head: the right one holds the national title, and the date if it can, on one line."""
    title, under, date = (layout.element(name) for name in ("national_title", "motto", "place_date"))
    least = max(width(national, title.size, bold=True), width(motto or "", under.size, bold=True)) + _SLACK
    wished = width(place_date or "", date.size, italic=True) + _SLACK
    right = max(least, min(wished, layout.text_width - _LEAST_ISSUER))
    return layout.text_width - right, right


def addressee_columns(layout: Layout, opening: str) -> tuple[float, float]:
    """Where the opening words of a list of addressees begin, and where its dashes stand: under their colon unless they are long."""
    left = layout.text_width * ADDRESSEES_AT
    size = layout.element("addressee").size
    return left, min(left + width(opening.rstrip(":"), size), layout.text_width * _DASHES_AT_MOST)
