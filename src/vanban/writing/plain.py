"""The paper as plain text: every element on lines of its own, in reading order."""

from __future__ import annotations

from vanban.model.paper import Block, Bullet, Clause, Heading, QrCode, Runs, Table
from vanban.writing.composing import AnnexSheet, CopySheet, Sheet, SigningLines
from vanban.writing.wordforms import capitals, label_kind, shown_label

_NO_BREAK = "\u00a0"


def plain_text(sheet: Sheet) -> str:
    """The words of ``sheet``."""
    lines = [*_head(sheet), *_title(sheet), *_addressees(sheet)]
    lines += [line for line in (sheet.enacted_by, *sheet.bases, sheet.enacting) if line]
    lines += block_lines(sheet.blocks)
    lines += _foot(sheet.signings, sheet.recipients, sheet.drafter)
    lines += _copy(sheet.copy) if sheet.copy else []
    for annex in sheet.annexes:
        lines += _annex(annex)
    return "\n\n".join(line.replace(_NO_BREAK, " ") for line in lines if line.strip()) + "\n"


def _head(sheet: Sheet) -> list[str]:
    right = [line for line in (sheet.circulation, sheet.national, sheet.motto) if line]
    left = [line for line in (sheet.parent, sheet.issuer) if line]
    number = [sheet.number] if sheet.number else []
    return [
        *sheet.stamp,
        *left,
        *right,
        *number,
        *([sheet.place_date] if sheet.place_date else []),
        *([sheet.urgency] if sheet.urgency else []),
    ]


def _title(sheet: Sheet) -> list[str]:
    return [line for line in (sheet.letter_subject, sheet.type_name, sheet.subject) if line]


def _addressees(sheet: Sheet) -> list[str]:
    if len(sheet.addressees) < 2:
        return [f"{sheet.addressees_word} {name}" for name in sheet.addressees]
    return [sheet.addressees_word, *(f"- {name}" for name in sheet.addressees)]


def words(runs: Runs) -> str:
    """The words of ``runs``, figures and slots as they are shown."""
    return "".join(run.text for run in runs).strip()


def block_lines(blocks: tuple[Block, ...]) -> list[str]:
    """One line a paragraph; a table is one text whose rows follow each other, their cells parted by tabs."""
    return [line for block in blocks for line in _block(block)]


def _block(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return _heading(block)
    if isinstance(block, Clause):
        return [f"{shown_label(block.label)} {words(block.runs)}"]
    if isinstance(block, Bullet):
        return [f"{block.mark} {words(block.runs)}"]
    if isinstance(block, Table):
        return [block.caption, "\n".join("\t".join(words(cell.runs) for cell in row) for row in (*block.header, *block.rows))]
    if isinstance(block, QrCode):
        return [block.address, block.note]
    return [words(block.runs)]


def _heading(heading: Heading) -> list[str]:
    if heading.label is None:
        return [heading.text]
    if label_kind(heading.label) == "part":
        return [heading.label, capitals(heading.text)]
    text = capitals(heading.text) if label_kind(heading.label) == "roman" else heading.text
    return [f"{shown_label(heading.label)} {text}"]


def _foot(signings: tuple[SigningLines, ...], recipients: tuple[str, ...], drafter: str | None) -> list[str]:
    signed = [line for signing in signings for line in (*signing.head, *signing.foot)]
    return [*(["Nơi nhận:", "\n".join(recipients)] if recipients else []), *([drafter] if drafter else []), *signed]


def _copy(copy: CopySheet) -> list[str]:
    return [copy.issuer, copy.kind, copy.number, copy.place_date, *_foot((copy.signing,), copy.recipients, None)]


def _annex(annex: AnnexSheet) -> list[str]:
    return [annex.word, annex.title, annex.note, *block_lines(annex.blocks)]
