"""The place and the date in a paper's head: only what is printed, blanks left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.model import Span
from vanban.text import dates
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

# A place: a capital, then up to seven words; “TP. Hồ Chí Minh”, “Thành phố Hồ Chí Minh”, “Phường 1”, “Bà Rịa - Vũng Tàu”.
_PLACE = re.compile(r"(?P<place>[^\W\d_][\w.'’]*(?:(?:\s+-\s+|\s*-\s*|\s+|\.)[\w'’]+\.?){0,7}?)\s*[,.;]?\s*$")
_JUNK = re.compile(r"^[^\w]+")
_NUMBER_PART = re.compile(r"^.*(?:Số|SỐ|Sô)\b.*?/\s*[A-ZĐ][\w&-]*\s+")


_DAY = re.compile(dates.DAY_WORD, re.IGNORECASE)
_BELIEVED = 0.85
"""Below this confidence of the recognised line a date is not believed."""


class PlaceDate(NamedTuple):
    """Place and date with where they stand; each None where the paper does not print it."""

    place: str | None
    date: str | None
    place_span: Span | None
    date_span: Span | None


_NONE = PlaceDate(None, None, None, None)


def read(script: Script, zones: Zones) -> PlaceDate:
    """Place and date from the head; from above the signing block where the head has none."""
    found = (_search(script, lines) for lines in (*zones.heads, zones.closing))
    return next((place_date for place_date in found if place_date), _NONE)


def _search(script: Script, lines: range) -> PlaceDate | None:
    """The first line of place and date within these lines."""
    for number in lines:
        text = script.lines[number].text
        word = _DAY.search(text)
        start = word.start() if word else -1
        if start < 0 or len(text) > 150 or marks.is_stamp(text):
            continue
        whole = _with_next(script, number, lines)
        found = dates.HEAD_DATE.match(whole, start) or (dates.UNREAD_DATE.match(whole, start) if script.source.ocr else None)
        if found and _is_dateline(script, number, start):
            return _of(script, number, start, found)
    return None


def _with_next(script: Script, number: int, lines: range) -> str:
    """A line with the next one where a date is broken over two."""
    following = number + 1
    text = script.lines[number].text
    if following not in lines or script.lines[following].cell != script.lines[number].cell:
        return text
    return f"{text} {script.lines[following].text}"


def _is_dateline(script: Script, number: int, start: int) -> bool:
    """Whether the words before ``ngày`` are a place (or nothing), not a sentence or a reference to another paper."""
    text = script.lines[number].text
    before = _NUMBER_PART.sub("", text[:start]).strip(" *_,.;:-…")
    if re.search(r"[(“\"]|\bsố\b|Kèm theo|kèm theo|Kỳ họp|kỳ họp|thông qua|Ngày\s*$", before):
        return False
    if not before:
        return bool(_place_above(script, number)) or marks.is_state_title(_above(script, number)) or text[start : start + 1] == "n"
    return len(before.split()) <= 9 and before[:1].isupper()


def _above(script: Script, number: int) -> str:
    return next((script.lines[n].text for n in range(number - 1, max(number - 4, -1), -1) if script.lines[n].text), "")


def _of(script: Script, number: int, start: int, found: re.Match[str]) -> PlaceDate:
    """Place and date of a dateline, with spans; the place may begin in the line above, in the same cell."""
    begin = script.starts[number]
    confidence = script.lines[number].confidence
    unread = found.re is dates.UNREAD_DATE or (confidence is not None and confidence < _BELIEVED)
    date = None if unread else dates.of_match(found)
    date_end = min(begin + found.end(), len(script.text))
    before = script.lines[number].text[:start]
    cut = _NUMBER_PART.match(before)
    offset = cut.end() if cut else 0
    place, place_span = _place(before[offset:], begin + offset)
    above = _place_above(script, number)
    if above and (place is None or place[:1].isupper()):
        text = script.lines[above[0]].text
        place = f"{text} {place}" if place else text.rstrip(" ,")
        place_span = (script.starts[above[0]], place_span[1] if place_span else script.end(above[0]))
    return PlaceDate(place, date, place_span if place else None, (begin + start, date_end) if date else None)


def _place(before: str, begin: int) -> tuple[str | None, Span | None]:
    """The place at the end of what stands before ``ngày``."""
    junk = _JUNK.match(before)
    skip = junk.end() if junk else 0
    found = _PLACE.fullmatch(before, skip)
    if not found or not found["place"][:1].isupper():
        return None, None
    return re.sub(r"\s+", " ", found["place"]).strip(" .,-"), (begin + found.start("place"), begin + found.end("place"))


def _place_above(script: Script, number: int) -> range | None:
    """The line above a dateline where it holds the first words of the place: same cell, a few words, no other part of the head."""
    line = script.lines[number]
    if number == 0 or line.cell is None or script.lines[number - 1].cell != line.cell:
        return None
    text = script.lines[number - 1].text
    is_other = not text or marks.is_rule(text) or marks.is_state_title(text) or marks.is_capitals(text) or marks.is_number_line(text)
    if is_other or marks.SUBJECT_LINE.match(text) or len(text) > 40 or not text[:1].isupper() or text.endswith((".", ";", ":")):
        return None
    return range(number - 1, number)
