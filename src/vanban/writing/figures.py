"""Figures in a paper: their codes, and the annex that proves them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vanban.model.paper import Annex, Block, Cell, FigureRun, LedgerFigure, Paper, Paragraph, QrCode, Run, Slot, Table, Text, Value
from vanban.text.numbers import write_figures
from vanban.writing.wordforms import BadPaper

_SHOWN_EVIDENCE = 3
_DIGEST_SHOWN = 12


def coded(paper: Paper) -> tuple[LedgerFigure, ...]:
    """The figures of ``paper``, each with a code: its own, or ``S1``, ``S2`` … in the order given.

    :raises BadPaper: two figures share an id or a code, or the text uses a figure that is not listed
    """
    figures = tuple(figure if figure.code else replace(figure, code=f"S{place}") for place, figure in enumerate(paper.figures, 1))
    known = {figure.id for figure in figures}
    if len(known) < len(figures) or len({figure.code for figure in figures}) < len(figures):
        raise BadPaper("Danh mục số liệu có hai dòng trùng mã; hãy giữ mỗi số liệu một dòng.")
    for run in runs_of(paper.blocks):
        if isinstance(run, FigureRun) and run.figure not in known:
            raise BadPaper(f"Số liệu “{run.text}” trong bài không có trong danh mục số liệu; hãy bổ sung hoặc bỏ số này.")
    return figures


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
    intro = Paragraph((Text("Mỗi số liệu trong văn bản mang một mã; bảng dưới đây ghi giá trị đúng, cách tính và minh chứng của từng mã."),))
    check: tuple[Block, ...] = (QrCode(verify_url, "Quét mã để kiểm tra số liệu tại địa chỉ trên."),) if verify_url else ()
    return Annex("Danh mục số liệu và minh chứng", (intro, *check, table))


def _row(figure: LedgerFigure) -> tuple[Cell, ...]:
    about = f"{figure.name}. {figure.definition}" if figure.definition else figure.name
    value = f"{exact(figure.value)} {figure.unit}".strip()
    period = "; ".join(part for part in (figure.period, f"chốt {figure.as_of}" if figure.as_of else "") if part)
    flags = " (ước tính)" if figure.estimated else ""
    return tuple(_cell(word) for word in (figure.code, about, value + flags, period, str(figure.entries), _evidence(figure)))


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
