"""Remarks on the head of a paper: what is blank, what does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from vanban import numbering, rules
from vanban.checking.remarks import remark
from vanban.model import Document, Finding, OutlineNode
from vanban.reading.naming import unread_number
from vanban.text import dates
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones


def find(document: Document, script: Script, zones: Zones) -> Iterator[Finding]:
    """Blank or unread number and date, a symbol of another type, labels used twice."""
    unread = list(_unread(document, script, zones))
    yield from unread or _blanks(document)
    yield from _mismatch(document)
    yield from _repeated(document.outline)


def _blanks(document: Document) -> Iterator[Finding]:
    """What of number and date the paper leaves open. A text that is no paper at all (no type, no number) is left alone."""
    number = document.number
    if document.type is None and number is None:
        return
    missing, spans = [], []
    if number is None or number.serial is None:
        missing.append("số")
        spans += [number.span] if number and number.span else []
    dated_otherwise = document.type is not None and document.type.code in rules.load("remarks")["types"]["dated_in_text"]
    if dated_otherwise:
        pass  # a law prints the day of its passing in its last article
    elif document.date is None or len(document.date) < len("2024-07-30"):
        missing.append("ngày, tháng, năm" if not document.date else "ngày" if len(document.date) > 4 else "ngày, tháng")
        spans += [document.spans["date"]] if "date" in document.spans else []
    if missing:
        yield remark("BLANK_NUMBER_DATE", spans, what=" và ".join(missing))


def _unread(document: Document, script: Script, zones: Zones) -> Iterator[Finding]:
    """Number or date that a scan shows but that could not be read with certainty."""
    if not document.source.ocr:
        return
    number = None if document.number else unread_number(script, zones)
    spans, what = ([number[1]], ["Số"]) if number else ([], [])
    dateline = None if document.date else next((n for n in zones.head if dates.UNREAD_DATE.search(script.lines[n].text)), None)
    if dateline is not None:
        spans.append((script.starts[dateline], script.end(dateline)))
        what.append("ngày" if what else "Ngày")
    if what:
        yield remark("UNREAD_NUMBER_DATE", spans, what=" và ".join(what))


def _mismatch(document: Document) -> Iterator[Finding]:
    """A heading that says one type and a symbol that shows another."""
    kind, number = document.type, document.number
    if not kind or kind.inferred or not number or not number.symbol:
        return
    symbol = number.symbol.split("/", 1)[-1] if number.symbol[:2].isdigit() else number.symbol
    shown = numbering.type_of_symbol(symbol)
    if shown and shown not in _alike(kind.code):
        yield remark("TYPE_SYMBOL_MISMATCH", [span for span in (kind.span, number.span) if span], name=kind.name, symbol=number.symbol)


def _alike(code: str | None) -> set[str | None]:
    """The codes that a symbol may show on a paper of this type."""
    known = rules.load("remarks")["types"]
    if code in known["decisions"]:
        return {code, *known["decision_symbols"]}
    return {code, *known["circular_symbols"]} if code in known["circulars"] else {code}


def _repeated(nodes: tuple[OutlineNode, ...]) -> Iterator[Finding]:
    """Labels that two parts side by side share; bullets are no labels."""
    by_label: dict[str, list[OutlineNode]] = {}
    for node in nodes:
        if node.label not in {"-", "+", "•", "*"}:
            by_label.setdefault(node.label, []).append(node)
        yield from _repeated(node.children)
    for label, same in by_label.items():
        if len(same) > 1:
            yield remark("REPEATED_LABEL", [node.span for node in same], label=label, count=len(same))
