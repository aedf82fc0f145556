"""A read paper as it stands on a sheet: lines cut into stretches, each marked with what was found there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hoanhap.web.parts import PaperLine, Run

Reading = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text in which something was found."""

    start: int
    end: int
    kind: str
    field: str = ""
    anchor: str = ""


def lines_of(reading: Reading) -> list[PaperLine]:
    """The text of a reading as lines with marks. Empty lines are left out; every character of the others is kept."""
    text = str(reading.get("text") or "")
    found = sorted(_found(reading), key=lambda item: item.start)
    shapes = _shapes(reading)
    lines, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            lines.append(PaperLine(tuple(_runs(text, start, end, found)), _shape_at(shapes, start, end)))
        start = end + 1
    return lines


def anchor_of(start: int) -> str:
    """The id, on the paper's page, of the stretch that begins at this character: what a duty's clause links to."""
    return f"cau-{start}"


def _runs(text: str, start: int, end: int, found: list[Found]) -> Iterator[Run]:
    here = [item for item in found if item.start < end and item.end > start]
    cuts = sorted({start, end, *(min(max(cut, start), end) for item in here for cut in (item.start, item.end))})
    for left, right in pairwise(cuts):
        over = [item for item in here if item.start <= left and item.end >= right]
        kinds = " ".join(dict.fromkeys(item.kind for item in over))
        field = next((item.field for item in over if item.field), "")
        anchor = next((item.anchor for item in over if item.anchor and item.start == left), "")
        yield Run(text[left:right], kinds, "" if anchor else field, anchor)


def _found(reading: Reading) -> Iterator[Found]:
    for key, kind, field in (
        ("type", "doc", "type_code"),
        ("number", "doc", "number"),
        ("issuer", "unit", "issuer_name"),
        ("signature", "unit", "signer_name"),
        ("stamp", "doc", ""),
    ):
        yield from _one((reading.get(key) or {}).get("span"), kind, field)
    spans = reading.get("spans") or {}
    for key, kind, field in (("date", "date", "issued"), ("subject", "doc", "subject")):
        yield from _one(spans.get(key), kind, field)
    for citation in reading.get("citations") or ():
        for span in citation.get("spans") or ():
            yield from _one(span, "doc")
    for figure in reading.get("figures") or ():
        yield from _one(figure.get("span"), "count")
    for duty in reading.get("assignments") or ():
        yield from _one(duty.get("span"), "duty", anchored=True)


def _one(span: Any, kind: str, field: str = "", *, anchored: bool = False) -> Iterator[Found]:
    if span:
        start, end = span
        yield Found(start, end, kind, f"id_{field}" if field else "", anchor_of(start) if anchored else "")


def _shapes(reading: Reading) -> list[tuple[int, int, str]]:
    """Stretches whose lines are centred or bold: what stands above the title, the title and the subject, headings."""
    title = (reading.get("type") or {}).get("span")
    subject = (reading.get("spans") or {}).get("subject")
    shapes = [(node["span"][0], node["span"][0] + 1, "head") for node in _nodes(reading.get("outline") or ()) if node.get("title")]
    if title:
        shapes += [(title[0], title[1], "title"), (0, title[0], "center")]
        if subject and subject[0] >= title[1]:
            shapes.append((subject[0], subject[1], "title"))
    return shapes


def _nodes(nodes: Any) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from _nodes(node.get("children") or ())


def _shape_at(shapes: list[tuple[int, int, str]], start: int, end: int) -> str:
    return next((shape for left, right, shape in shapes if left < end and right > start), "")
