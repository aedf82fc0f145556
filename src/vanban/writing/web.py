"""The paper as one web page that stands alone: semantic, readable on a phone, printable; every value escaped."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from vanban.model.paper import Block, Bullet, Cell, Clause, FigureRun, Heading, LedgerFigure, QrCode, Run, Runs, Slot, Table
from vanban.writing.composing import AnnexSheet, CopySheet, Sheet, SigningLines
from vanban.writing.figures import exact
from vanban.writing.grids import alignment, column_count, placed
from vanban.writing.wordforms import capitals, label_kind, shown_label, strong_label

_NO_BREAK = "\u00a0"


def html_page(sheet: Sheet) -> str:
    """The whole page of ``sheet``."""
    return _Page(sheet).page()


class _Page:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.figures = {figure.id: figure for figure in sheet.figures}

    def page(self) -> str:
        sheet = self.sheet
        body = [self._head(), self._title(), self._opening(), *self._blocks(sheet.blocks), self._foot(sheet.signings, sheet.recipients)]
        body += [_lines("contact", sheet.contact)] if sheet.contact else []
        body += [self._annex(annex) for annex in sheet.annexes]
        body += [self._copy(sheet.copy)] if sheet.copy else []
        style = files("vanban.writing").joinpath("paper_style.txt").read_text("utf-8")
        return (
            '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
            f"<title>{escape(sheet.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<article>\n"
            + "\n".join(part for part in body if part)
            + "\n</article>\n</body>\n</html>\n"
        )

    def _head(self) -> str:
        sheet = self.sheet
        left = [_p("parent", sheet.parent), _p("issuer", sheet.issuer), _p("number", sheet.number), _p("about", sheet.letter_subject)]
        right = [_p("national", sheet.national), _p("motto", sheet.motto), _p("date", sheet.place_date)]
        marks = _lines("stamp", sheet.stamp) + _p("circulation", sheet.circulation) + _p("urgency", sheet.urgency)
        return f"<header>{marks}<div>{''.join(left)}</div><div>{''.join(right)}</div></header>"

    def _title(self) -> str:
        sheet = self.sheet
        if not sheet.type_name:
            return ""
        subject = f"<br>{escape(sheet.subject)}" if sheet.subject else ""
        return f"<h1>{escape(sheet.type_name)}{subject}</h1>"

    def _opening(self) -> str:
        sheet = self.sheet
        if len(sheet.addressees) == 1:
            parts = [_p("to", f"{sheet.addressees_word} {sheet.addressees[0]}")]
        else:
            parts = [_p("to", sheet.addressees_word), _list(sheet.addressees)] if sheet.addressees else []
        parts += [_p("enacted", sheet.enacted_by), *(_p("basis", basis) for basis in sheet.bases), _p("enacted", sheet.enacting)]
        return "\n".join(part for part in parts if part)

    def _blocks(self, blocks: tuple[Block, ...]) -> list[str]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return _heading(block)
        if isinstance(block, Clause):
            label = escape(shown_label(block.label))
            strong = f"<b>{label}</b>" if strong_label(block.label, block.runs) else label
            return f"<p>{strong} {self._runs(block.runs)}</p>"
        if isinstance(block, Bullet):
            return f"<p>{escape(block.mark)} {self._runs(block.runs)}</p>"
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, QrCode):
            return f'<p class="verify"><a href="{escape(block.address)}">{escape(block.address)}</a></p>' if _is_link(block.address) else ""
        return f'<p class="{escape(block.align)}">{self._runs(block.runs)}</p>'

    def _table(self, table: Table) -> str:
        caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
        head, body = (self._rows(table, part, head=part is table.header) for part in (table.header, table.rows))
        return f'<div class="wide"><table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table></div>'

    def _rows(self, table: Table, rows: tuple[tuple[Cell, ...], ...], *, head: bool) -> str:
        lines = (
            "".join(self._cell(place.cell, place.across, alignment(place, table, head=head), head=head) for place in line if place.cell)
            for line in placed(rows, column_count(table))
        )
        return "".join(f"<tr>{line}</tr>" for line in lines)

    def _cell(self, cell: Cell, across: int, align: str, *, head: bool) -> str:
        span = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{cell.down}"' if cell.down > 1 else "")
        tag, mark = ("th", ' scope="col"') if head else ("td", f' class="{escape(align)}"')
        words = self._runs(cell.runs)
        return f"<{tag}{mark}{span}>{f'<b>{words}</b>' if cell.bold else words}</{tag}>"

    def _runs(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        if isinstance(run, Slot):
            return f'<mark title="{escape(run.about)}">{escape(run.text)}</mark>'
        words = escape(run.text)
        if isinstance(run, FigureRun):
            words = _figure(self.figures[run.figure], words)
        words = f"<b>{words}</b>" if run.bold else words
        return f"<i>{words}</i>" if run.italic else words

    def _foot(self, signings: tuple[SigningLines, ...], recipients: tuple[str, ...]) -> str:
        if not signings and not recipients:
            return ""
        to = f'<div class="recipients"><p><b><i>Nơi nhận:</i></b></p>{_lines("", recipients)}</div>' if recipients else ""
        signed = "".join(f'<div class="signing">{_lines("", signing.head)}{_lines("name", signing.foot)}</div>' for signing in signings)
        return f"<footer>{to}{signed}</footer>"

    def _annex(self, annex: AnnexSheet) -> str:
        title = f"<h1>{escape(annex.word)}<br>{escape(annex.title)}</h1>"
        blocks = "\n".join(self._blocks(annex.blocks))
        return f'<section>{title}<p class="note">{escape(annex.note)}</p>\n{blocks}</section>'

    def _copy(self, copy: CopySheet) -> str:
        lines = _lines("copy", (copy.issuer, copy.kind, copy.number, copy.place_date))
        return f"<section>{lines}{self._foot((copy.signing,), copy.recipients)}</section>"


def _figure(figure: LedgerFigure, words: str) -> str:
    """A figure with its exact value for machines and its code for people."""
    value = "" if figure.value is None else str(figure.value)
    title = escape(f"{figure.code}: {figure.name} – {exact(figure.value)} {figure.unit}".strip())
    return f'<data value="{escape(value)}" data-figure="{escape(figure.id)}" title="{title}">{words}</data>'


def _heading(heading: Heading) -> str:
    kind = label_kind(heading.label)
    level = min(heading.level + 1, 6)
    if kind == "part" and heading.label:
        return f'<h{level} class="center">{escape(heading.label)}<br>{escape(capitals(heading.text))}</h{level}>'
    text = capitals(heading.text) if kind == "roman" else heading.text
    label = f"{shown_label(heading.label)} " if heading.label else ""
    return f"<h{level}>{escape(label + text)}</h{level}>"


def _p(name: str, words: str | None) -> str:
    if not words:
        return ""
    lines = escape(words.replace(_NO_BREAK, " ")).replace("\n", "<br>")
    return f'<p class="{name}">{lines}</p>'


def _lines(name: str, lines: tuple[str, ...]) -> str:
    return "".join(_p(name or "line", line) for line in lines)


def _list(items: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _is_link(address: str) -> bool:
    """Only web addresses become links: a ``javascript:`` one must not."""
    return address.startswith(("https://", "http://"))
