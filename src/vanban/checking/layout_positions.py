"""Where the elements stand on the pages of a PDF: left and right halves, the middle, and what shares a line."""

from __future__ import annotations

from collections.abc import Iterator

from vanban import rules
from vanban.checking.layout_elements import Placed
from vanban.checking.layout_remarks import layout_remark
from vanban.model import Box, Finding

_HALVES = {"left": "nửa bên trái", "right": "nửa bên phải"}
_OFF_MIDDLE = 0.06
"""Share of the page's width by which a centred line may miss the middle of the text; a drawn rule beside it may widen its box."""
_SAME_LINE = 0.02
"""Share of the page's height: a line and a half of text."""


def position_remarks(elements: list[Placed]) -> Iterator[Finding]:
    """Elements that stand elsewhere than the law's diagram has them. Lines of which the source tells no place are left out."""
    placed = [one for one in elements if one.line.box is not None]
    body = [one.line.box for one in placed if one.name == "body" and one.line.box]
    if not body:
        return
    middle = (min(box.left for box in body) + max(box.right for box in body)) / 2
    several = len([one for one in placed if one.name == "signer"]) > 1
    known = rules.load("layout")["positions"]
    for name, side in ((name, half) for half in _HALVES for name in known[half]):
        wrong = [one for one in placed if one.name == name and one.line.box and _half(one.line.box, middle) != side]
        if wrong and not (several and name in {"authority", "signer"}):
            yield layout_remark("LAYOUT_POSITION", wrong, wanted=_HALVES[side])
    off = [one for one in placed if one.name in known["centred"] and one.line.box and abs(_middle(one.line.box) - middle) > _OFF_MIDDLE]
    if off:
        yield layout_remark("LAYOUT_POSITION", off, wanted="chính giữa")
    yield from _beside(placed)


def _beside(placed: list[Placed]) -> Iterator[Finding]:
    """Number and dateline stand on one line."""
    number = next((one for one in placed if one.name == "number"), None)
    dateline = next((one for one in placed if one.name == "place_date"), None)
    if number is None or dateline is None or not number.line.box or not dateline.line.box or number.line.page != dateline.line.page:
        return
    if abs(number.line.box.top - dateline.line.box.top) > _SAME_LINE:
        yield layout_remark("LAYOUT_NOT_BESIDE", [dateline])


def _middle(box: Box) -> float:
    return (box.left + box.right) / 2


def _half(box: Box, middle: float) -> str:
    return "left" if _middle(box) < middle else "right"
