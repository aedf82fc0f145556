"""Figures in a paper: their codes, and the annex that proves them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vanban.model.paper import (
    Annex,
    Block,
    Bullet,
    Cell,
    Clause,
    FigureRun,
    LedgerFigure,
    Paper,
    Paragraph,
    QrCode,
    Run,
    Runs,
    Slot,
    Table,
    Text,
    Value,
)
from vanban.text.numbers import write_figures
from vanban.text.wording import read, says
from vanban.writing.wordforms import BadPaper, printable, short_date

_SHOWN_EVIDENCE = 3
_TAG_LENGTH = 64
"""The longest tag of a content control that Word keeps."""
_DIGEST_SHOWN = 12
_INTRODUCTION = "Mỗi số liệu trong văn bản mang một mã; bảng dưới đây ghi giá trị đúng, cách tính và minh chứng của từng mã."


def coded(paper: Paper) -> tuple[LedgerFigure, ...]:
    """The figures of ``paper``, each with a code: its own, or ``S1``, ``S2`` … in the order given.

    :raises BadPaper: an id cannot be the tag of a control, two figures share an id or a code, or the text uses a figure that is not listed
    """
    figures = tuple(_clean(figure, f"S{place}") for place, figure in enumerate(paper.figures, 1))
    known = {figure.id: figure for figure in figures}
    if len(known) < len(figures) or len({figure.code for figure in figures}) < len(figures):
        raise BadPaper("Danh mục số liệu có hai dòng trùng mã; hãy giữ mỗi số liệu một dòng.")
    for blocks in (paper.blocks, *(annex.blocks for annex in paper.annexes)):
        for run in runs_of(blocks):
            if isinstance(run, FigureRun):
                _hold_true(run, known.get(run.figure))
    return figures


def _clean(figure: LedgerFigure, code: str) -> LedgerFigure:
    """``figure`` with printable words and a code."""
    if not figure.id or len(figure.id) > _TAG_LENGTH or printable(figure.id) != figure.id:
        raise BadPaper(
            f"Mã sổ của số liệu “{printable(figure.name)}” trống, quá {_TAG_LENGTH} ký tự hoặc có ký tự điều khiển; hãy cấp mã khác."
        )
    return replace(
        figure,
        name=printable(figure.name),
        unit=printable(figure.unit),
        definition=printable(figure.definition),
        period=printable(figure.period),
        as_of=printable(figure.as_of),
        code=printable(figure.code).strip() or code,
        evidence=tuple(printable(item) for item in figure.evidence),
    )


def _hold_true(run: FigureRun, figure: LedgerFigure | None) -> None:
    """Refuse a figure that is not in the ledger, or words that do not say its value."""
    if figure is None:
        raise BadPaper(f"Số liệu “{run.text}” trong bài không có trong danh mục số liệu; hãy bổ sung hoặc bỏ số này.")
    if figure.value is None or not says(_flagged(run, figure), figure.value, estimated=figure.estimated):
        raise BadPaper(
            f"“{run.text}” không nói đúng số liệu “{figure.name}” ({exact(figure.value)}{', ước tính' if figure.estimated else ''}); "
            "hãy dùng vanban.text.wording để ghi lại."
        )


def _flagged(run: FigureRun, figure: LedgerFigure) -> str:
    """The words of a figure; an estimate worded as if it were counted gets its ``khoảng``."""
    worded = read(run.text) if figure.estimated else None
    return f"khoảng {run.text.strip()}" if worded and worded.bound == "exact" else run.text


def with_estimates_told(paper: Paper, figures: tuple[LedgerFigure, ...]) -> Paper:
    """``paper`` with every estimate worded as one: no figure may look counted that was not."""
    estimates = {figure.id: figure for figure in figures if figure.estimated}
    if not estimates:
        return paper
    annexes = tuple(replace(annex, blocks=_told(annex.blocks, estimates)) for annex in paper.annexes)
    return replace(paper, blocks=_told(paper.blocks, estimates), annexes=annexes)


def _told(blocks: tuple[Block, ...], estimates: dict[str, LedgerFigure]) -> tuple[Block, ...]:
    def runs(given: Runs) -> Runs:
        return tuple(
            replace(run, text=_flagged(run, estimates[run.figure])) if isinstance(run, FigureRun) and run.figure in estimates else run
            for run in given
        )

    def row(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(cell, runs=runs(cell.runs)) for cell in cells)

    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            made.append(replace(block, header=tuple(map(row, block.header)), rows=tuple(map(row, block.rows))))
        elif isinstance(block, Clause | Paragraph | Bullet):
            made.append(replace(block, runs=runs(block.runs)))
        else:
            made.append(block)
    return tuple(made)


def runs_of(blocks: tuple[Block, ...]) -> Iterator[Run]:
    """Every run of ``blocks`` in reading order, table cells too."""
    for block in blocks:
        if isinstance(block, Table):
            for row in (*block.header, *block.rows):
                for cell in row:
                    yield from cell.runs
        elif not isinstance(block, QrCode) and hasattr(block, "runs"):
            yield from block.runs


def exact(value: Value | None) -> str:
    """The exact value in figures; the mark of a missing proof where there is none."""
    return Slot().text if value is None else write_figures(value if isinstance(value, int) else float(value))


def annex_of_figures(figures: tuple[LedgerFigure, ...], verify_url: str | None) -> Annex:
    """The annex that lists every figure with what stands behind it."""
    header = ("Mã", "Chỉ tiêu và cách tính", "Giá trị đúng", "Kỳ số liệu", "Bản ghi", "Minh chứng")
    table = Table(
        header=(tuple(_cell(word, align="center") for word in header),),
        rows=tuple(_row(figure) for figure in figures),
        widths=(9, 42, 18, 26, 12, 38),
        aligns=("center", "left", "right", "left", "center", "left"),
    )
    intro = Paragraph((Text(_INTRODUCTION),))
    check: tuple[Block, ...] = (QrCode(verify_url, "Quét mã để kiểm tra số liệu tại địa chỉ trên."),) if verify_url else ()
    return Annex("Danh mục số liệu và minh chứng", (intro, *check, table))


def _row(figure: LedgerFigure) -> tuple[Cell, ...]:
    about = f"{figure.name}. {figure.definition}" if figure.definition else figure.name
    period = "; ".join(part for part in (figure.period, f"chốt {short_date(figure.as_of)}" if figure.as_of else "") if part)
    behind = (period, str(figure.entries), _evidence(figure))
    return (_cell(figure.code), _cell(about), Cell(_value(figure)), *(_cell(word) for word in behind))


def _value(figure: LedgerFigure) -> Runs:
    """The exact value, itself a figure that ``verify`` finds again."""
    number: Run = Slot(figure.name) if figure.value is None else FigureRun(figure.id, exact(figure.value))
    return (number, Text(f" {figure.unit}" + (" (ước tính)" if figure.estimated else "")))


def _evidence(figure: LedgerFigure) -> str:
    if not figure.evidence:
        return Slot().text
    shown = "; ".join(item[:_DIGEST_SHOWN] if _is_hash(item) else item for item in figure.evidence[:_SHOWN_EVIDENCE])
    rest = len(figure.evidence) - _SHOWN_EVIDENCE
    return shown if rest <= 0 else f"{shown}; và {rest} minh chứng khác"


def _is_hash(item: str) -> bool:
    return len(item) >= 32 and all(sign in "0123456789abcdef" for sign in item)


def _cell(text: str, align: str | None = None) -> Cell:
    return Cell((Text(text),), align=align)
