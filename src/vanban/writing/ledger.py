"""The ledger of a paper: each figure with its proof and the places where the paper says it. ``verify`` reads a DOCX against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from vanban.model.paper import Block, FigureRun, Heading, LedgerFigure, QrCode, Run, Table, Value
from vanban.writing.composing import Sheet
from vanban.writing.wordforms import BadPaper, capitals, label_kind

VERSION = 1
LEDGER_PART = "customXml/item1.xml"
LEDGER_SPACE = "urn:vanban:ledger"
AROUND = 60
"""Characters kept on either side of a figure, to know its place again."""
CELL_END = " | "


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a figure is said: the heading above, the words before and after, and how the figure is worded there."""

    heading: str
    before: str
    after: str
    text: str


def ledger_of(sheet: Sheet) -> dict[str, Any]:
    """The ledger as plain JSON values; numbers are strings, so that no reader rounds them."""
    places: dict[str, list[Place]] = {figure.id: [] for figure in sheet.figures}
    for identity, place in _places(sheet):
        places[identity].append(place)
    rows = [{**_figure_row(figure), "places": [asdict(place) for place in places[figure.id]]} for figure in sheet.figures]
    return {
        "version": VERSION,
        "title": sheet.title,
        "number": " ".join((sheet.number or "").split()),
        "issuer": sheet.issuer,
        "figures": rows,
    }


def figures_of(ledger: dict[str, Any]) -> list[tuple[LedgerFigure, tuple[Place, ...]]]:
    """The figures of a ledger and their places.

    :raises BadPaper: the ledger is not of the form that ``ledger_of`` gives
    """
    try:
        known = {VERSION: ledger["figures"]}
        return [(_figure(row), tuple(Place(**place) for place in row["places"])) for row in known[ledger["version"]]]
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise BadPaper("Sổ số liệu kèm văn bản không đúng định dạng; hãy tải lại tệp ledger.json của văn bản này.") from error


def _figure_row(figure: LedgerFigure) -> dict[str, Any]:
    return {**asdict(figure), "value": None if figure.value is None else str(figure.value), "evidence": list(figure.evidence)}


def _figure(row: dict[str, Any]) -> LedgerFigure:
    fields = {name: row[name] for name in LedgerFigure.__dataclass_fields__}
    return LedgerFigure(**{**fields, "value": _value(row["value"]), "evidence": tuple(row["evidence"])})


def _value(text: str | None) -> Value | None:
    if text is None:
        return None
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def _places(sheet: Sheet) -> Iterator[tuple[str, Place]]:
    yield from _block_places(sheet.blocks, "")
    for annex in sheet.annexes:
        yield from _block_places(annex.blocks, annex.title)


def _block_places(blocks: tuple[Block, ...], heading: str) -> Iterator[tuple[str, Place]]:
    for block in blocks:
        if isinstance(block, Heading):
            heading = capitals(block.text) if label_kind(block.label) in {"roman", "part"} else block.text
        elif isinstance(block, Table):
            for row in (*block.header, *block.rows):
                yield from _line_places([run for cell in row for run in (*cell.runs, CELL_END)], heading)
        elif not isinstance(block, QrCode):
            yield from _line_places(list(block.runs), heading)


def _line_places(runs: list[Run | str], heading: str) -> Iterator[tuple[str, Place]]:
    """The figures of one line; strings among ``runs`` are words that no run holds."""
    texts = [run if isinstance(run, str) else run.text for run in runs]
    for at, run in enumerate(runs):
        if isinstance(run, FigureRun):
            before, after = "".join(texts[:at]), "".join(texts[at + 1 :])
            yield run.figure, Place(heading, before[-AROUND:], after[:AROUND], run.text)
