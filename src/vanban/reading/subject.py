"""What a paper is about and to whom it goes: subject, addressees, urgency."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vanban import numbering, rules
from vanban.model import Span
from vanban.reading import opening
from vanban.reading.casing import Casing
from vanban.text import fold, unaccent
from vanban.zoning import marks, passages
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones, find_heading

_SHORT_LABEL = re.compile(r"\s*(?:V\s*/\s*v|Vlv|V/y)\s*[:.]?\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\(\s*(?:Ban hành\s+)?(?:kèm|Kèm|KÈM|BAN HÀNH KÈM)\s+theo.*$", re.IGNORECASE)
_ADDRESS_LABEL = re.compile(r"\s*(?:Kính gửi|Kinh gửi|Kính gởi|KÍNH GỬI|Kính mời|Kính trình)\s*[:;.]*\s*", re.IGNORECASE)
_TELEGRAM_LABEL = re.compile(r"^[^.;:\d]{2,90}?\s(?:điện|ĐIỆN)\s*:\s*")
_BETWEEN = re.compile(r";\s*(?:[-–—+•]\s*)?|(?<=[.;])\s+[-–—+•]\s+")


class Subject(NamedTuple):
    """The subject and where it stands."""

    text: str
    span: Span


def read(script: Script, zones: Zones) -> Subject | None:
    """The subject below the type heading, or the V/v lines of a letter; sentence case where it is printed in capitals."""
    lines = _lines(script, zones)
    first = None if lines else opening.read(script, zones)
    if not lines and first is None:
        return None
    begin, end = first.about if first else script.span(lines)
    label = _SHORT_LABEL.match(script.text, begin, end)
    begin = label.end() if label else begin
    text = _ASIDE.sub("", re.sub(r"\s+", " ", script.text[begin:end])).strip(" *_-–.:;")
    if not any(char.isalpha() for char in text):
        return None
    return Subject(_with_symbols(script, Casing(script.flow).sentence(text)), (begin, end))


def _with_symbols(script: Script, text: str) -> str:
    """Symbols in a subject that was printed in capitals, as the text prints them (``CT-TTg``)."""
    for found in list(numbering.find(text)):
        places = [place.group() for place in re.finditer(re.escape(found.text), script.flow, re.IGNORECASE)]
        text = text.replace(found.text, next((place for place in places if not place.isupper()), found.text))
    return text


def _lines(script: Script, zones: Zones) -> range:
    heading = find_heading(script, zones.head.start)
    if heading is not None and heading in zones.head:
        lines = passages.subject_lines(script, heading)
        return lines or _inline(script, heading)
    return _letter_lines(script, zones)


def _inline(script: Script, heading: int) -> range:
    """The heading's own line where the subject follows the type on it; empty otherwise."""
    found = marks.heading_type(script.lines[heading].text)
    rest = fold(script.lines[heading].text).split()[found.words if found else 0 :]
    return range(heading, heading + 1) if len(rest) > 2 else range(0)


def _letter_lines(script: Script, zones: Zones) -> range:
    """The lines from V/v to the next part of the head."""
    first = next((n for n in zones.head if marks.SUBJECT_LINE.match(script.lines[n].text)), None)
    if first is None:
        return range(0)
    stop = first + 1
    while stop < zones.head.stop and _goes_on(script, first, stop):
        stop += 1
    return range(first, stop)


def _goes_on(script: Script, first: int, number: int) -> bool:
    """Whether a line still belongs to the V/v lines that began at ``first``."""
    line, text = script.lines[number], script.lines[number].text
    if not text or marks.is_rule(text) or line.cell != script.lines[first].cell:
        return False
    if marks.ADDRESSEE_LINE.match(text) or (marks.PLACE_DATE.search(text) and len(text) < 80 and not text[0].islower()):
        return False
    if marks.is_state_title(text):
        return False
    return not marks.is_capitals(text) or len(text) <= 14 or marks.is_capitals(script.lines[first].text[4:])


class Addressees(NamedTuple):
    """Who a paper is addressed to, one entry a body or line, and where they stand."""

    names: tuple[str, ...]
    span: Span | None


def read_addressees(script: Script, zones: Zones) -> Addressees:
    """The bodies after ``Kính gửi`` or ``X điện:``."""
    for number in zones.head:
        text = script.lines[number].text
        label = _ADDRESS_LABEL if marks.ADDRESSEE_LINE.match(text) else _TELEGRAM_LABEL if marks.TELEGRAM_LINE.match(text) else None
        if label:
            lines = passages.addressee_lines(script, number)
            return Addressees(tuple(_entries(script, lines, label)), script.span(lines))
    return Addressees((), None)


def _entries(script: Script, lines: range, label: re.Pattern[str]) -> list[str]:
    """One entry a dashed line; without dashes one a line that the line above closed, or one between semicolons."""
    entries: list[str] = []
    for number in lines:
        text = script.lines[number].text
        if number == lines.start:
            text = label.sub("", text, count=1)
        if not text or marks.is_rule(text):
            continue
        for index, part in enumerate(_BETWEEN.split(text)):
            if part.strip():
                _add(entries, part, starts=bool(index) or marks.is_dashed(text))
    return [name for name in (marks.ENDING.sub("", entry) for entry in entries) if name]


def _add(entries: list[str], part: str, *, starts: bool) -> None:
    """Open an entry, or go on with the last where the line above did not close it."""
    bare = marks.DASHES.sub("", part).strip()
    closed = not entries or entries[-1].endswith((";", "."))
    if not entries or starts or closed:
        entries.append(bare)
    else:
        entries[-1] = f"{entries[-1]} {bare}"


@cache
def _urgencies() -> dict[str, str]:
    """The marks of urgency by their form without diacritics."""
    known = rules.load("marks")["urgency"]
    return {unaccent(mark): mark for mark in (*known["marks"], *known["former"])}


def read_urgency(script: Script, zones: Zones) -> tuple[str, Span] | None:
    """The mark of urgency in the head: a line of its own in capitals, or the kind of a telegram (``CÔNG ĐIỆN KHẨN``)."""
    telegram = f"{unaccent(rules.load('marks')['urgency']['telegram'])} "
    for number in zones.head:
        text = script.lines[number].text.strip(" []()*|_.-")
        if not 4 <= len(text) <= 24 or not marks.is_capitals(text):
            continue
        folded = unaccent(text)
        name = _urgencies().get(folded) or _urgencies().get(folded.removeprefix(telegram).strip())
        if name:
            return name, (script.starts[number], script.end(number))
    return None
