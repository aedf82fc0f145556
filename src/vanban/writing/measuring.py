"""How wide a line of words is. Liberation Serif has the widths of Times New Roman, so one measure serves DOCX and PDF."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from PIL import ImageFont

from vanban.writing.layout import Layout

_UNITS = 1000
MM_PER_POINT = 25.4 / 72
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


def longest_line(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """Width in millimetres of the longest line when ``text`` is broken at spaces into lines of at most ``room`` millimetres."""
    longest = line = 0.0
    space = width(" ", size, bold=bold)
    for word in text.split():
        long = width(word, size, bold=bold)
        line = line + space + long if line and line + space + long <= room else long
        longest = max(longest, line)
    return min(longest, room)


def head_columns(layout: Layout, national: str, motto: str | None) -> tuple[float, float]:
    """Widths in millimetres of the two halves of the head: the right one holds the national title on one line."""
    title, under = layout.element("national_title"), layout.element("motto")
    right = max(width(national, title.size, bold=True), width(motto or "", under.size, bold=True)) + _SLACK
    return layout.text_width - right, right
