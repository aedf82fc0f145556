"""From what was read back to a paper that can be written again: the same frame, the same words in the same order.

Works on what the readers already found; it decides nothing anew. What the model of a paper to be written has no room for (handwriting,
seals, the stamp of a digital signature) is left behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from vanban.model import Document, OutlineNode, Signature
from vanban.model.paper import Annex, Authority, Block, Bullet, Cell, Clause, Heading, Paper, Paragraph, Runs, Signing, Table, Text
from vanban.reading.outline import blocks
from vanban.reading.outline.labels import BULLETS, NAMED, Kind
from vanban.text import fold
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import WITH_PAPER, Zones

_WORD_OF_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)\s*(?:(?:số|SỐ)\s+)?(?:[IVX]{1,5}|\d{1,2}|[A-Z])?\s*[.:]?$")
_LONGEST_TITLE = 240


def redraft(script: Script, zones: Zones, document: Document) -> Paper:
    """The paper that ``document`` was read from, to be written again (``vanban.writing``) or edited first.

    Bases, notes and enacting words stay in the body as they stood; a plan issued with the paper becomes an annex under its own name.
    """
    body = blocks.body_of(script, zones)
    titles = {node.span[0]: node for node in _nodes(document.outline)}
    own = [block for block in body.blocks if block.part == 0]
    issued = [block for block in body.blocks if block.part == 1]
    annexes = [*([_issued(body, issued, titles)] if issued else []), *(_annex(script, lines) for lines in zones.annexes)]
    number, issuer = document.number, document.issuer
    return Paper(
        type=document.type.code if document.type else "CV",
        issuer=issuer.name if issuer else "",
        parent=issuer.parent if issuer else None,
        others=issuer.others if issuer else (),
        symbol=(number.symbol if number else None) or "",
        serial=number.serial if number else None,
        place=document.place or "",
        date=document.date,
        subject=document.subject or "",
        addressees=document.addressees,
        urgency=document.urgency,
        received=document.stamp,
        party=bool(number and number.symbol and number.text.endswith(f"-{number.symbol}")),
        blocks=(*_written(body, own, titles), *_written(body, body.footnotes, {})),
        closing="",
        recipients=document.recipients,
        signings=_signings(document),
        annexes=tuple(annex for annex in annexes if annex),
    )


def _nodes(outline: Iterable[OutlineNode]) -> Iterator[OutlineNode]:
    for node in outline:
        yield node
        yield from _nodes(node.children)


def _signings(document: Document) -> tuple[Signing, ...]:
    signed = document.signature
    if signed is None:
        return ()
    return tuple(_signing(one) for one in (signed, *signed.others))


def _signing(signed: Signature) -> Signing:
    above = (Authority(signed.authority, signed.on_behalf_of or ""),) if signed.authority else ()
    return Signing(signed.name, signed.position, above, signed.rank)


def _written(body: blocks.Body, read: Iterable[blocks.Block], titles: dict[int, OutlineNode]) -> Iterator[Block]:
    """The blocks as they are written: a run of cells of one table as a table, everything else paragraph by paragraph."""
    for table, group in groupby(read, key=lambda block: block.cell and block.cell.table):
        if table is None:
            yield from (_paragraph(body, block, titles.get(block.start)) for block in group)
        else:
            yield _table([(block.cell.row, block.cell.column, _words(body, block)) for block in group if block.cell])


def _table(cells: list[tuple[int, int, str]]) -> Table:
    """Rows and columns as they stood; what a cell covers besides its own place is not known."""
    columns = max(column for _, column, _ in cells) + 1
    rows: dict[int, list[str]] = {}
    for row, column, words in cells:
        line = rows.setdefault(row, [""] * columns)
        line[column] = f"{line[column]} {words}".strip()
    head, *rest = (tuple(Cell((Text(words),)) for words in rows[row]) for row in sorted(rows))
    return Table((head,), tuple(rest))


def _words(body: blocks.Body, block: blocks.Block) -> str:
    return " ".join(body.flow[block.start : block.end].split())


def _paragraph(body: blocks.Body, block: blocks.Block, node: OutlineNode | None) -> Block:
    """One paragraph. A label in the form that the writer gives it is told apart; any other stays part of the words."""
    label = block.label
    if label is None or not _is_shown(body.flow[block.start : block.text_start], label.text):
        return Paragraph(_runs(body, block.start, block), "center" if _stands_alone(body, block) else "justify")
    if label.kind in BULLETS:
        return Bullet(_runs(body, block.text_start, block), label.text)
    words = " ".join(body.words(block).split())
    if _is_heading(block, node, words):
        return Heading(label.text, words, node.level if node else 1)
    return Clause(label.text, _runs(body, block.text_start, block), node.level if node else 2)


def _stands_alone(body: blocks.Body, block: blocks.Block) -> bool:
    """Whether a short line in capitals stands in the middle of the page: who decides, ``QUYẾT ĐỊNH:``, the name of a chapter."""
    words = body.flow[block.start : block.end]
    return len(words) < _LONGEST_TITLE and words.isupper() and block.label is None


def _is_shown(printed: str, label: str) -> bool:
    """Whether ``printed`` is ``label`` as the writers show it."""
    shown = " ".join(printed.split())
    return shown in {label, f"{label}."} if label.startswith(("Điều", "Chương", "Phần", "Mục", "Tiểu")) else shown in _forms(label)


def _forms(label: str) -> frozenset[str]:
    return frozenset({f"{label})" if len(label) == 1 and label.isalpha() and label.islower() else f"{label}."} | ({label} & {"-", "+"}))


def _is_heading(block: blocks.Block, node: OutlineNode | None, words: str) -> bool:
    """Whether all of a labelled paragraph is its title and may be printed as one."""
    if node is None or node.title is None or block.label is None or not words:
        return bool(block.label and block.label.kind in NAMED and not words)
    whole = fold(node.title) == fold(words) and not words.endswith((":", "."))
    in_capitals = block.label.kind is not Kind.ROMAN and block.label.kind not in NAMED
    return whole and (in_capitals or words.isupper())


def _runs(body: blocks.Body, start: int, block: blocks.Block) -> Runs:
    """The words from ``start`` on, bold as far as they were bold."""
    bold_end = max(start, block.bold_end)
    bold = " ".join(body.flow[start:bold_end].split())
    plain = " ".join(body.flow[bold_end : block.end].split())
    parted = bool(bold and plain) and (body.flow[bold_end - 1].isspace() or body.flow[bold_end].isspace())
    both = (Text(bold, bold=True), Text(f" {plain}" if parted else plain))
    return tuple(run for run in both if run.text.strip())


def _issued(body: blocks.Body, read: list[blocks.Block], titles: dict[int, OutlineNode]) -> Annex | None:
    """A plan or rules issued with the paper: its type in place of ``Phụ lục``, its subject, its text."""
    heading, *rest = read
    name: list[str] = []
    while rest and rest[0].label is None and rest[0].cell is None and not WITH_PAPER.search(_words(body, rest[0])):
        name.append(_words(body, rest.pop(0)))
    if rest and WITH_PAPER.search(_words(body, rest[0])):
        rest.pop(0)
    return Annex(" ".join(name), tuple(_written(body, rest, titles)), word=_words(body, heading))


def _running(script: Script, lines: range) -> Iterator[Block]:
    """The paragraphs of a run of lines, each on one line."""
    for paragraph in script.paragraphs:
        inside = range(max(paragraph.lines.start, lines.start), min(paragraph.lines.stop, lines.stop))
        if inside:
            yield Paragraph((Text(script.joined(inside)),))


def _annex(script: Script, lines: range) -> Annex | None:
    """An annex, its paragraphs as they stand."""
    texts = [(number, script.lines[number]) for number in lines if script.lines[number].text]
    if texts and _WORD_OF_ANNEX.match(texts[0][1].text):
        texts.pop(0)
    title = texts.pop(0)[1].text if texts and len(texts[0][1].text) < _LONGEST_TITLE and texts[0][1].cell is None else ""
    while texts and marks.is_capitals(texts[0][1].text) and texts[0][1].cell is None and len(title) < _LONGEST_TITLE:
        title = f"{title} {texts.pop(0)[1].text}".strip()
    if texts and WITH_PAPER.match(texts[0][1].text):
        texts.pop(0)
    made: list[Block] = []
    for table, group in groupby(texts, key=lambda item: item[1].cell and item[1].cell.table):
        if table is None:
            held = [number for number, _ in group]
            made += _running(script, range(held[0], held[-1] + 1))
        else:
            made.append(_table([(line.cell.row, line.cell.column, line.text) for _, line in group if line.cell]))
    return Annex(title, tuple(made)) if title or made else None
