"""Runs of lines in the head of a paper: how far the subject reaches below the type, and the list of addressees."""

from __future__ import annotations

import re
from functools import cache

from vanban import rules
from vanban.model import Line
from vanban.text import fold
from vanban.text.alternatives import folded, words_of
from vanban.zoning import marks
from vanban.zoning.script import Script

_ISSUES = fold("ban hành").split()
_SENTENCE = 140
"""Characters from which a line that opens like a text and ends in a stop is the text itself (an invitation without subject)."""
_NUMBER = 40


def subject_lines(script: Script, heading: int) -> range:
    """The lines of the subject below a type heading; empty where the text begins at once."""
    first = heading + 1
    while first < len(script.lines) and first <= heading + 4 and _stands_between(script.lines[first].text):
        first += 1
    if first + 1 < len(script.lines) and _of_body().match(script.lines[first].text) and script.lines[first + 1].text:
        first += 1
    if first >= len(script.lines) or first > heading + 5 or not _may_open_subject(script, first):
        return range(heading + 1, heading + 1)
    stop = first + 1
    while stop < min(len(script.lines), first + 14) and _goes_on_subject(script, first, stop):
        stop += 1
    return range(first, _after_gap(script, first, stop))


def _after_gap(script: Script, first: int, stop: int) -> int:
    """Where a subject ends whose lines a converter set apart: below a gap it goes on in small letters, and a gap or rule closes it."""
    gap = stop
    while gap < min(len(script.lines), stop + 2) and not script.lines[gap].text:
        gap += 1
    end = gap + 1
    if gap == stop or end >= len(script.lines) or marks.is_capitals(script.lines[stop - 1].text):
        return stop
    line, below = script.lines[gap], script.lines[end]
    goes_on = line.text[:1].islower() and len(line.text) < 160 and line.cell == script.lines[first].cell
    closed = not below.text or marks.is_rule(below.text)
    return end if goes_on and closed and not script.lines[stop - 1].text.endswith((".", ":", ";")) else stop


def _may_open_subject(script: Script, number: int) -> bool:
    """Whether the first line below the heading can be a subject: no addressee, no first section, no legal basis."""
    text = script.lines[number].text
    if marks.ADDRESSEE_LINE.match(text) or marks.BODY_LABEL.match(text) or text.startswith(("Căn cứ ", "Kính ")):
        return False
    if len(text) > _SENTENCE and text.endswith((".", ":")) and marks.opens_body(text) and not marks.is_capitals(text):
        return False
    return not _enacts(script, number)


def _stands_between(text: str) -> bool:
    """Whether a line between heading and subject is neither: a rule, or a number line that some papers have there."""
    return marks.is_rule(text) or (marks.is_number_line(text) and len(text) < _NUMBER)


def _enacts(script: Script, number: int) -> bool:
    """Whether a line in capitals is the body or post that decides, above the legal bases (``BỘ TRƯỞNG BỘ …``)."""
    text = script.lines[number].text
    return marks.is_capitals(text) and len(text) < 90 and begins_with_body(text) and _legal_basis_follows(script, number)


def begins_with_body(text: str) -> bool:
    """Whether a line in capitals names a body or post that decides (``CHỦ TỊCH ỦY BAN …``, ``BỘ TRƯỞNG BỘ …``)."""
    words = fold(text).split()
    return marks.begins_with_post(text) or (
        words[:2] != _ISSUES and any(" ".join(words[:count]) in folded("signing", "posts", "collectives") for count in (1, 2, 3))
    )


@cache
def _of_body() -> re.Pattern[str]:
    """Below the type of a Party paper: whose it is, above what it is about."""
    return re.compile(rf"(?:CỦA|của)\s+(?:{words_of('frame', 'party', 'bodies')})[^,;:]{{2,70}}$")


def _legal_basis_follows(script: Script, number: int) -> bool:
    """Whether the next line with text opens the legal bases."""
    for following in range(number + 1, min(len(script.lines), number + 6)):
        text = script.lines[following].text
        if text and not marks.is_rule(text) and not marks.is_capitals(text):
            return text.startswith(tuple(rules.load("frame")["bases"]["openings"]))
    return False


def _goes_on_subject(script: Script, first: int, number: int) -> bool:
    """Whether a line still belongs to the subject that began at ``first``."""
    opening, line, above = script.lines[first], script.lines[number], script.lines[number - 1]
    text = line.text
    if not text or marks.is_rule(text) or line.cell != opening.cell or above.text.endswith((".", ":", ";")):
        return False
    if (
        marks.ADDRESSEE_LINE.match(text)
        or marks.BODY_LABEL.match(text)
        or marks.opens_body(text)
        or _begins_aside(text)
        or _opens_text(text)
        or marks.TELEGRAM_LINE.match(text)
    ):
        return False
    if (opening.bold and line.bold is False) or _turns_to_prose(script, opening, number):
        return False
    if marks.is_capitals(text):
        return not _enacts(script, number)
    rest_of_period = above.text.endswith((" -", " –")) and text[0].isdigit()
    if rest_of_period or (marks.is_capitals(opening.text) and len(opening.text) > 12):
        return rest_of_period
    return not (text[0].isupper() and len(text) >= 0.92 * script.width > len(opening.text))


def _turns_to_prose(script: Script, opening: Line, number: int) -> bool:
    """Whether a line of a page opens the text: the line above ended a paragraph, or the lines are no longer centred."""
    line, above = script.lines[number], script.lines[number - 1]
    if opening.align == "center" and line.align == "justify":
        return True
    return (
        script.source.kind in {"pdf", "image"}
        and above.paragraph_end is True
        and line.text[0].isupper()
        and not marks.is_capitals(line.text)
    )


def _opens_text(text: str) -> bool:
    """Whether a line is the sentence that leads over to the items below (``… hướng dẫn như sau:``)."""
    return text.endswith(":") and text[0].isupper() and not marks.is_capitals(text)


def _begins_aside(text: str) -> bool:
    """Whether a line is a remark in brackets below the subject (``(Kèm theo …)``)."""
    return text.startswith("(")


def addressee_lines(script: Script, first: int) -> range:
    """The lines of addressees: from ``Kính gửi`` (or ``X điện:``) to the end of the list."""
    stop, last = first + 1, script.lines[first].text
    blank = False
    for number in range(first + 1, min(len(script.lines), first + 70)):
        text = script.lines[number].text
        if not text or marks.is_rule(text):
            blank = True
            continue
        if not _goes_on_addressees(script, number, last, blank=blank):
            break
        stop, last, blank = number + 1, text, False
    return range(first, stop)


def _goes_on_addressees(script: Script, number: int, last: str, *, blank: bool) -> bool:
    """Whether a line is one more addressee, or the rest of the one above it, which reads ``last``."""
    text = script.lines[number].text
    if last.endswith(":") and len(text) < 400 and not marks.BODY_LABEL.match(text):
        return True
    if marks.BODY_LABEL.match(text) or marks.opens_body(text):
        return last.endswith((";", ",")) and not blank and not text.startswith(("Căn cứ", "Thực hiện", "Ngày"))
    if marks.is_dashed(text):
        return not (last.endswith(".") and blank) or marks.is_dashed(last)
    if last.endswith((";", ",")):
        return len(text) < 200
    if last.endswith((".", "./.")):
        return False
    runs_on = script.flow[script.end(number - 1)] == " " if number else False
    return not blank and (runs_on or text[0].islower())
