"""Breaches of the layout of Decree 30/2020 in papers made anywhere: each with its place, a sentence, the clause, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from vanban import rules
from vanban.checking.layout_elements import Placed, elements_of, is_basis
from vanban.checking.layout_pages import page_remarks
from vanban.checking.layout_positions import position_remarks
from vanban.checking.layout_remarks import layout_remark
from vanban.model import Document, Finding
from vanban.reading import read_source
from vanban.sources import open_source
from vanban.zoning.script import Script

_LAID_OUT = frozenset({"docx", "doc", "odt", "rtf", "pdf", "html"})
"""Kinds of file that tell how words are set."""
_SIZE_SLACK = 0.3
"""Points by which a converter rounds."""
_DATE = re.compile(r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+\d{4}")
_BLANK_DATE = re.compile(r"ngày[\s.…_]*(?:\d{1,2})?[\s.…_]*tháng[\s.…_]*(?:\d{1,2})?[\s.…_]*năm", re.IGNORECASE)
_NUMBER = re.compile(r"Số\s*:?\s*(?P<serial>\d+)\s*[/-]")
_SPACED_SYMBOL = re.compile(r"/\S*(?:\s+-|-\s+)\S")


def check_file(source: Path | bytes) -> tuple[Finding, ...]:
    """Every remark on a paper: what reading remarks (codes of ``rules/remarks.toml``) and breaches of the layout.

    :raises vanban.errors.VanbanError: the file cannot be opened, is over a cap, or is secret
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    opened = open_source(data)
    document = read_source(opened)
    return (*document.findings, *find_layout(document, Script.of(opened)), *page_remarks(data, opened))


def find_layout(document: Document, script: Script) -> tuple[Finding, ...]:
    """Breaches that the lines of a paper show. A source without layout (plain text, a scan) gives only those of the number."""
    elements = elements_of(document, script)
    source = document.source
    found = list(_number(elements))
    if source.kind in _LAID_OUT and not source.ocr:  # what was recognised is not sure enough to blame a paper for
        found += [*_set(elements), *_title(elements), *_date(elements), *_lists(elements)]
        found += position_remarks(elements) if source.kind == "pdf" else ()
    return tuple(sorted(found, key=lambda finding: finding.spans[0] if finding.spans else (-1, -1)))


def _set(elements: list[Placed]) -> Iterator[Finding]:
    """Size, weight and case of each element; one remark an element and breach, with all its places."""
    known = rules.load("layout")["elements"]
    for name in dict.fromkeys(placed.name for placed in elements):
        lines = [placed for placed in elements if placed.name == name]
        law = known[name]
        sizes = [one for one in lines if one.line.size and not _between(one.line.size, law["least"], law["most"])]
        if sizes:
            wanted = f"{law['least']}" if law["least"] == law["most"] else f"{law['least']} đến {law['most']}"
            found = f"{sizes[0].line.size:g}".replace(".", ",")
            yield layout_remark("LAYOUT_SIZE", sizes, law["reference"], found=found, wanted=wanted)
        if name not in {"body", "basis"} or law["italic"]:  # words of the body may be stressed
            wrong = [one for one in lines if _differs(one.line.bold, law["bold"]) or _differs(one.line.italic, law["italic"])]
            if wrong:
                yield layout_remark("LAYOUT_WEIGHT", wrong, law["reference"], wanted=_weight(bold=law["bold"], italic=law["italic"]))
        small = [one for one in lines if law["case"] == "upper" and one.line.text != one.line.text.upper()]
        if small:
            yield layout_remark("LAYOUT_CASE", small, law["reference"])


def _between(size: float, least: float, most: float) -> bool:
    return least - _SIZE_SLACK <= size <= most + _SIZE_SLACK


def _differs(found: bool | None, wanted: bool) -> bool:  # noqa: FBT001 - a comparison of two facts, not a switch
    return found is not None and found is not wanted


def _weight(*, bold: bool, italic: bool) -> str:
    return f"{'nghiêng' if italic else 'đứng'}{', đậm' if bold else ', không đậm'}"


def _title(elements: list[Placed]) -> Iterator[Finding]:
    names = {placed.name for placed in elements}
    if "national_title" not in names and "number" in names and "party" not in names:
        yield layout_remark("LAYOUT_NO_NATIONAL_TITLE", [])
    wanted = rules.load("layout")["national"]["motto"]
    wrong = [placed for placed in elements if placed.name == "motto" and placed.line.text != wanted]
    if wrong:
        yield layout_remark("LAYOUT_MOTTO", wrong)


def _number(elements: list[Placed]) -> Iterator[Finding]:
    for placed in elements:
        if placed.name != "number":
            continue
        number = _NUMBER.search(placed.line.text)
        if number and len(number["serial"]) == 1 and int(number["serial"]) < rules.load("layout")["days"]["padded_below"]:
            yield layout_remark("LAYOUT_NUMBER_PADDING", [placed])
        if _SPACED_SYMBOL.search(placed.line.text):
            yield layout_remark("LAYOUT_SYMBOL_SPACE", [placed])


def _date(elements: list[Placed]) -> Iterator[Finding]:
    months, days = (rules.load("layout")[name]["padded_below"] for name in ("months", "days"))
    for placed in elements:
        if placed.name != "place_date":
            continue
        date = _DATE.search(placed.line.text)
        if date is None:
            if not _BLANK_DATE.search(placed.line.text):
                yield layout_remark("LAYOUT_DATE_FORM", [placed])
        elif any(len(date[part]) == 1 and int(date[part]) < below for part, below in (("day", days), ("month", months))):
            yield layout_remark("LAYOUT_DATE_PADDING", [placed])
        elif "," not in placed.line.text[: date.start()]:
            yield layout_remark("LAYOUT_DATE_FORM", [placed])


def _lists(elements: list[Placed]) -> Iterator[Finding]:
    """Stops at the ends of the lines of recipients and bases."""
    for name, code in (("recipient", "LAYOUT_RECIPIENT_STOP"), ("basis", "LAYOUT_BASIS_STOP")):
        lines = [placed for placed in elements if placed.name == name]
        ends = [here for here, after in pairwise([*lines, None]) if here and (after is None or _opens(after))]
        for place, placed in enumerate(ends, 1):
            wanted = "." if place == len(ends) else ";"
            cut = placed.line.paragraph_end is False and name == "basis"  # the rest of it stands on a line that is not known as one
            if not cut and not placed.line.text.rstrip().endswith(wanted):
                yield layout_remark(code, [placed], wanted=wanted)
    kept = [placed for placed in elements if placed.name == "recipient"]
    if kept and not any("lưu" in placed.line.text.casefold() for placed in kept):
        yield layout_remark("LAYOUT_RECIPIENT_KEEP", kept[-1:])


def _opens(placed: Placed) -> bool:
    """Whether a line begins a new item and does not carry on the one before."""
    return placed.line.text.startswith(("-", "–")) or is_basis(placed.line.text)
