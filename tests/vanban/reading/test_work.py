"""What a paper costs grows with its length and no faster: ten times the text is at most about ten times the work.

Work is counted in instructions of the interpreter, so that neither the machine nor its load has a say.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

import vanban
from tests.vanban.reading import papers
from vanban.reading.figures.candidates import candidates

SHAPES = {
    "items": "{label}. Phòng PC{label} chủ trì, mở {n} lớp cho {more} người trước ngày 15/12/2024.\n",
    "one paragraph": "Sở Y tế đã mở {n} lớp (mười) cho hơn {more} lượt người; ",
    "one paper named over and over": "theo Quyết định số 75/QĐ-UBND ngày 5/5/2024 của Ủy ban nhân dân tỉnh; ",
    "one number, many days": "theo Quyết định số 75/QĐ-UBND ngày {day}/{month}/2024; ",
    "dated and not": "theo Quyết định 75/QĐ-UBND và Quyết định số 75/QĐ-UBND ngày {day}/5/2024; ",
    "quotations": "tin, bài như: “Bài {n} tin” và {n} tin khác; ",
    "brackets": "- Tổ chức đợt {n} (Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp).\n",
    "words twice": "Triển khai công tác công tác và và kiểm tra.\n",
    "headings": "KẾ HOẠCH\nSố: {n}/KH-UBND\n",
}
_SMALL, _TIMES = 40, 10
_GROWTH = 1.2
"""How much more than ten times is let pass: what comes once for each paper falls away, what is sorted costs a little more."""


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_length(shape: str) -> None:
    small, large = (_paper(SHAPES[shape], count) for count in (_SMALL, _SMALL * _TIMES))
    vanban.read(small)  # vocabularies are loaded and patterns made once
    assert _work(large) <= _GROWTH * _TIMES * _work(small)


def _paper(piece: str, count: int) -> str:
    """A letter of ours whose text is this many pieces."""
    head, rest = papers.POLICE_LETTER.split("1. Sở", 1)
    pieces = (piece.format(n=n, more=3 * n, label=n % 90 + 10, day=n % 28 + 1, month=n // 28 % 12 + 1) for n in range(1, count + 1))
    return f"{head}{''.join(pieces)}\nNơi nhận:{rest.split('Nơi nhận:', 1)[1]}"


def _work(text: str) -> int:
    """How many instructions reading takes."""
    counted = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal counted
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        counted += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        vanban.read(text)
    finally:
        sys.settrace(before)
    return counted


class _Asked(str):
    """A text that counts how often it is looked through as a whole."""

    __slots__ = ("times",)

    def __contains__(self, part: object) -> bool:
        self.times = getattr(self, "times", 0) + 1
        return str.__contains__(self, str(part))


def test_no_number_looks_through_the_whole_paragraph() -> None:
    text = _Asked("mở 12 lớp, 13 buổi (mười ba) và 14 cuộc; " * 20)
    assert sum(1 for _ in candidates(text)) == 60
    assert text.times <= 2
