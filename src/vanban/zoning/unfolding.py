"""Lines put right before anything is read: a date torn over three lines is joined, a paper run together on one line is broken up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban import rules
from vanban.model import Line
from vanban.text.alternatives import any_of, words_of
from vanban.text.letters import UPPER

_HEAD = 60
"""Lines of text in which a dateline is looked for."""
_DAY_LEFT_OPEN = re.compile(r"(?:^|[\s,.…])(?:ngày|Ngày)[\s\d.…_]*$")
_MONTH_LEFT_OPEN = re.compile(r"th[áa]ng[\s\d.…_]*$")
_MONTH = re.compile(r"tháng\b[\s\d.…_]*(?:năm\b.{0,12})?$")
_YEAR = re.compile(r"năm\b[\s\d.…_]*$")
_LONGEST_PIECE = 70
_FEW = 3
_MANY_CHARACTERS = 350
"""A paper of this many characters on so few lines has lost its line breaks."""
_STATE = re.compile(r"CỘNG H[ÒO][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_AUTHORITY = r"(?:TM|KT|TL|TUQ|Q)\. ?[A-ZĐ]"
_DATED = re.compile(
    rf"\s(?P<dateline>(?:(?:TP\.|[{UPPER}][a-zà-ỹđ.]+)\s?){{1,6}},\s+"
    r"ngày[\s\d.…_]{1,12}tháng[\s\d.…_]{1,12}năm\s*(?:20|19)\d\d)\s+(?=\S)",
)
_BODY = re.compile(r"\s+(?=(?:Căn cứ|Thực hiện|Kính gửi|Để|Nhằm|Trong)\s|[IVX]{1,3}\.\s|Điều 1\.|1\.\s)")
_NEXT_RECIPIENT = re.compile(r"\s+(?=[-–]\s)")


@cache
def _breaks() -> re.Pattern[str]:
    """Where a line break was lost."""
    posts = rf"(?:PHÓ )?(?:{words_of('signing', 'posts', 'folded')}|TRƯỞNG [A-ZĐ]+)"
    return re.compile(
        r"(?<=VIỆT NAM)\s+(?=Độc lập)|(?<=[Hh]ạnh phúc)\s+|\s+(?=CỘNG H[ÒO][AÀ] XÃ HỘI)|\s+(?=ĐẢNG CỘNG SẢN VIỆT NAM)"
        r"|\s+(?=Số\s*:)|\s+(?=V/v\b)|\s+(?=Kính gửi\s*:)|\s+(?=Nơi nhận\s*:)|(?<=Nơi nhận:)\s+|(?<=\./\.)\s+"
        rf"|(?<=[.;:,])\s+(?=(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[.)]|[-+])\s+[{UPPER}])|\s+(?=[a-zđ]\)\s+[{UPPER}])"
        rf"|\s+(?=[IVX]{{1,5}}\.\s+[{UPPER}]{{2}})|\s+(?=Điều \d{{1,3}}\.\s)|\s+(?=(?:Chương|CHƯƠNG|PHẦN) [IVX]{{1,4}}\b)"
        rf"|(?<=[{UPPER}]{{2}})\s+(?=\d{{1,2}}\.\s+[{UPPER}])|(?<=[.;:])\s+(?=Căn cứ\s)|(?<=[.;,/])\s+(?={_AUTHORITY})"
        rf"|(?<=[.;])\s+(?=(?:{posts})\s+(?:[{UPPER}][a-zà-ỹđ]+\s?){{2,5}}$)"
    )


def unfolded(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a paper, put right; the very same where nothing is wrong."""
    if len(lines) <= 2 * _FEW and _is_folded(lines):
        return tuple(replace(line, text=part, paragraph_end=True) for line in lines for part in _broken_up(line.text))
    torn = next((at for at in range(min(len(lines) - 1, _HEAD)) if _goes_on(lines, at)), None)
    return lines if torn is None else tuple(_joined(lines))


def _is_folded(lines: tuple[Line, ...]) -> bool:
    said = [line.text for line in lines if line.text]
    return len(said) <= _FEW and any(len(text) > _MANY_CHARACTERS and _STATE.search(text) for text in said)


def _goes_on(lines: tuple[Line, ...], at: int) -> bool:
    """Whether the next line holds the month or the year of a date that this line begins."""
    here, below = lines[at], lines[at + 1]
    if here.cell != below.cell or len(here.text) > _LONGEST_PIECE or len(below.text) > _LONGEST_PIECE:
        return False
    if _MONTH.match(below.text):
        return _DAY_LEFT_OPEN.search(here.text) is not None
    return _YEAR.match(below.text) is not None and _MONTH_LEFT_OPEN.search(here.text) is not None


def _joined(lines: tuple[Line, ...]) -> Iterator[Line]:
    held = lines[0]
    for at, below in enumerate(lines[1:]):
        if at < _HEAD and _goes_on((held, below), 0):
            held = replace(held, text=f"{held.text} {below.text}", paragraph_end=below.paragraph_end)
            continue
        yield held
        held = below
    yield held


def _broken_up(text: str) -> list[str]:
    """One line of a whole paper as the lines it had, as far as its words tell."""
    dated = _DATED.search(text)
    if dated:
        text = f"{text[: dated.start()]}\n{dated['dateline']}\n{text[dated.end() :]}"
    heading = _heading().search(text)
    if heading:
        behind = text[heading.end() :]
        body = _BODY.search(behind)
        subject, rest = (behind[: body.start()], behind[body.end() :]) if body else (behind, "")
        text = f"{text[: heading.start()]}\n{heading[0].strip()}\n{subject.strip()}\n{rest}"
    head, label, closing = text.rpartition("Nơi nhận:")
    if label:
        text = f"{head}\n{label}\n{_NEXT_RECIPIENT.sub(chr(10), closing.strip())}"
    return [part.strip() for part in _breaks().sub("\n", text).split("\n") if part.strip()]


@cache
def _heading() -> re.Pattern[str]:
    """The first type in capitals that stands between words which are not."""
    names = any_of(entry["name"].upper() for entry in rules.load("types")["type"])
    return re.compile(rf"(?<=[\d\w,.])\s(?:{names})(?=\s)")
