"""A report on its page: blocks of words and live figures, each figure a door to its proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.kernel import clock
from hoanhap.web.parts import FigureChip
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports.queries import Compared, Met, Report, Shown, comparison, share_words, targets_met, targets_share


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block: words, a figure, or a place where somebody has to write."""

    text: str = ""
    chip: FigureChip | None = None
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block as the page shows it. ``edit`` is where its words are changed; empty when they may not be."""

    kind: str
    label: str
    pieces: tuple[Piece, ...]
    edit: str = ""
    rows: tuple[Compared, ...] = ()
    """Of a table: figures beside the same period of the year before."""
    targets: tuple[Met, ...] = ()
    """Of a table: targets of plans beside what was reached."""
    share: str = ""
    """How many of them are met, in words."""


def blocks_of(report: Report, shown: Mapping[str, Shown], *, editable: bool, on: str = "") -> list[Block]:
    """Every block of a report; ``on`` is the indicator whose page is open."""
    blocks = []
    for position, block in enumerate(report.blocks):
        if block["kind"] == "table":
            blocks.append(_table(report, str(block["of"]), shown))
            continue
        runs = block.get("runs")
        pieces = tuple(_pieces(report, runs, shown, on)) if runs is not None else (Piece(block["text"]),)
        edit = reverse("change_paragraph", args=[report.id, position]) if editable and runs is not None else ""
        blocks.append(Block(block["kind"], str(block.get("label") or ""), pieces, edit))
    return blocks


def _table(report: Report, of: str, shown: Mapping[str, Shown]) -> Block:
    if of == "targets":
        rows = targets_met(report, on=clock.day_of(clock.now()))
        share = targets_share(report, rows)
        return Block("table", "", (), targets=tuple(rows), share=share_words(share) if share else "")
    return Block("table", "", (), rows=tuple(comparison(report, dict(shown))))


def _pieces(report: Report, runs: list[dict[str, str]], shown: Mapping[str, Shown], on: str) -> Iterator[Piece]:
    for run in runs:
        if "text" in run:
            yield Piece(text=run["text"])
        elif "ask" in run:
            yield Piece(ask=run["ask"])
        else:
            yield Piece(chip=chip_of(report, run["figure"], shown.get(run["figure"]), on=on))


def chip_of(report: Report, indicator: str, row: Shown | None, *, on: str = "") -> FigureChip:
    """A figure as a chip; one without proof says so."""
    href = reverse("figure", args=[report.id, indicator])
    if row is None or not row.proved:
        return FigureChip(_("CHƯA CÓ MINH CHỨNG") + (f" ({row.measure})" if row else ""), href, kind="void", open=indicator == on)
    words = f"{grouped(row.value)} {row.measure}"
    lines = ngettext("từ %(n)d dòng sổ cái", "từ %(n)d dòng sổ cái", row.line_count) % {"n": row.line_count}
    return FigureChip(
        _("ước %(number)s") % {"number": words} if row.estimated else words,
        href,
        code=row.figure.code if row.figure else "",
        kind="est" if row.estimated else "proved",
        open=indicator == on,
        sum_text=f"{row.label}: {lines}",
    )


def as_typed(block: dict[str, Any]) -> str:
    """The words of a block as they are typed: figures as ``{code}``."""
    return "".join("{" + run["figure"] + "}" if "figure" in run else run.get("text", "") for run in block.get("runs", ()))
