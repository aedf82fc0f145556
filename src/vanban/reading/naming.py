"""What a paper is and how it is numbered: its type from the heading or the symbol, its number and symbol from the number line."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from vanban import numbering
from vanban.model import DocumentType, Line, Number, Span
from vanban.reading import opening
from vanban.text.alternatives import words_of
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import WITH_PAPER, Zones, find_heading

# Below this confidence of the recognised line a serial is not believed: it is written by hand as a rule. Where a gap
# before the stroke shows that the serial was filled in afterwards, more is asked.
_BELIEVED, _FILLED_IN = 0.72, 0.88


@cache
def _inline_number() -> re.Pattern[str]:
    """A number's label anywhere on a line of the head."""
    return re.compile(
        rf"(?:^|\s)(?:(?:{words_of('frame', 'number_line', 'types')}|{words_of('frame', 'number_line', 'also')})\s+số"
        r"|Số|SỐ|Sô|Só|Sổ|So(?=\s*:))\s*[:.;]?\s*(?=[\d\s.…_]*(?:[/-]|$))",
    )


def read_number(script: Script, zones: Zones) -> Number | None:
    """The paper's own number and symbol; a serial that is blank, or that a scan does not show plainly, is None."""
    for line_number in _likeliest_first(script, zones):
        line = script.lines[line_number]
        place = _inline_number().search(line.text)
        if not place or marks.is_stamp(line.text) or _in_running_text(script, line_number):
            continue
        text = line.text[place.start() :].lstrip()
        start = script.end(line_number) - len(text)
        found = numbering.parse_own(text) or numbering.parse_own(f"{text} {_next_text(script, line_number)}")
        if found:
            return _number(found, line, start, script.end(line_number))
    return None


def _likeliest_first(script: Script, zones: Zones) -> list[int]:
    """The lines of the head, those that open as a number line before the others, which may name another paper."""
    lines = [number for number in chain(*zones.heads) if not WITH_PAPER.match(script.lines[number].text)]
    return sorted(lines, key=lambda number: not marks.is_number_line(script.lines[number].text))


def _in_running_text(script: Script, line_number: int) -> bool:
    """Whether a line is prose that names another paper's number, not a number line."""
    text = script.lines[line_number].text
    return not marks.is_number_line(text) and (len(text) > 90 or marks.opens_body(text))


def _next_text(script: Script, line_number: int) -> str:
    """The next line of the same cell, for a symbol that is broken over two lines."""
    following = line_number + 1
    if following >= len(script.lines) or script.lines[following].cell != script.lines[line_number].cell:
        return ""
    return script.lines[following].text


def _number(found: numbering.Symbol, line: Line, start: int, end: int) -> Number | None:
    """The number of a line; None where a scan shows a serial that cannot be believed, for a wrong number is worse than none."""
    if line.confidence is not None:
        gap = re.search(r"\d\S?\s+/|\.\s*/", line.text)
        if line.confidence < (_FILLED_IN if gap else _BELIEVED) or (found.serial is None and _filled(line.text)):
            return None
    return Number(found.text, found.serial, found.symbol, (start, min(start + found.span[1], end)))


def _filled(text: str) -> bool:
    """Whether something stands where the serial belongs, so that the place is not blank."""
    place = re.search(r"[:.;]?\s*([^/]*?)[/-]", re.sub(r"^S[oôóốổ]", "", text))
    return place is not None and any(char.isalnum() for char in place[1])


def unread_number(script: Script, zones: Zones) -> tuple[str, Span] | None:
    """The symbol and the place of a number that a scan shows but that could not be believed."""
    for line_number in chain(*zones.heads):
        line = script.lines[line_number]
        if line.confidence is not None and marks.is_number_line(line.text):
            found = numbering.parse_own(line.text)
            if found:
                return found.symbol, (script.starts[line_number], script.end(line_number))
    return None


def read_type(script: Script, zones: Zones, number: Number | None) -> DocumentType | None:
    """The type from the heading; without one from the symbol; a letter (công văn) is told by its symbol and its V/v line."""
    heading_line = find_heading(script, zones.head.start)
    if heading_line is not None and heading_line in zones.head:
        heading = marks.heading_type(script.lines[heading_line].text)
        if heading:
            start = script.starts[heading_line]
            return DocumentType(heading.code, heading.name, (start, script.end(heading_line)))
    inferred = _inferred_type(script, zones, number)
    first = opening.read(script, zones) if inferred is None else None
    return DocumentType(first.code, first.name, None, inferred=True, because=(first.kind,)) if first else inferred


def _inferred_type(script: Script, zones: Zones, number: Number | None) -> DocumentType | None:
    """A type worked out from the symbol, the V/v line and the addressees, with its grounds."""
    unread = None if number else unread_number(script, zones)
    symbol, place = unread or ((number.symbol or "", number.span) if number else ("", None))
    grounds: list[Span] = [place] if place else []
    code = _code(symbol) if symbol else None
    if code and code != "CV":
        return DocumentType(code, numbering.type_names().get(code, code), None, inferred=True, because=tuple(grounds))
    frame = [line for line in zones.head if _frames_letter(script.lines[line].text)]
    if code == "CV" or frame:
        grounds += [(script.starts[line], script.end(line)) for line in frame[:1]]
        return DocumentType("CV", numbering.type_names()["CV"], None, inferred=True, because=tuple(grounds))
    return None


def _code(symbol: str) -> str | None:
    """The type that a symbol shows, the year of a normative one left out."""
    return numbering.type_of_symbol(symbol.split("/", 1)[-1] if symbol[:2].isdigit() else symbol)


def _frames_letter(text: str) -> bool:
    """Whether a line is one that only the frame of a letter has where no type heads the paper."""
    return bool(marks.SUBJECT_LINE.match(text) or marks.ADDRESSEE_LINE.match(text))
