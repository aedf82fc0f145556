"""From a paper to the lines that stand on it. Every writer prints a ``Sheet``; none of them decides on words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from vanban import rules
from vanban.model import Stamp
from vanban.model.paper import (
    Annex,
    Block,
    Bullet,
    Cell,
    Clause,
    CopyNote,
    FigureRun,
    Heading,
    LedgerFigure,
    Paper,
    Paragraph,
    Run,
    Runs,
    Signing,
    Slot,
    Table,
    Text,
)
from vanban.text.roman import roman
from vanban.writing.figures import annex_of_figures, coded, with_estimates_told
from vanban.writing.wordforms import BadPaper, capitals, date_in_words, first_day, number_line, printable, short_date


@dataclass(frozen=True, slots=True)
class SigningLines:
    """A signature block as printed: ``head`` in capitals above the room to sign, ``foot`` below it."""

    head: tuple[str, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """An annex as printed."""

    word: str
    title: str
    note: str
    blocks: tuple[Block, ...]
    landscape: bool


@dataclass(frozen=True, slots=True)
class CopySheet:
    """The lines under a copied paper."""

    kind: str
    issuer: str
    number: str
    place_date: str
    recipients: tuple[str, ...]
    signing: SigningLines


@dataclass(frozen=True, slots=True)
class Sheet:
    """All the words of a paper, in the form and case in which they are printed. None where the paper has no such element."""

    title: str
    created: tuple[int, int, int]
    """Year, month and day for machines; a paper without a full date takes the first of what it has."""
    national: str
    motto: str | None
    issuer_mark: str | None
    """What stands under the issuer in place of a rule (Party style)."""
    parent: str | None
    issuer: str
    number: str | None
    place_date: str | None
    type_name: str | None
    subject: str | None
    letter_subject: str | None
    addressees: tuple[str, ...]
    addressees_word: str
    enacted_by: str | None
    bases: tuple[str, ...]
    enacting: str | None
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signings: tuple[SigningLines, ...]
    annexes: tuple[AnnexSheet, ...]
    figures: tuple[LedgerFigure, ...]
    urgency: str | None
    circulation: str | None
    drafter: str | None
    contact: tuple[str, ...]
    copy: CopySheet | None
    stamp: tuple[str, ...]
    """The lines of the ĐẾN stamp."""


def compose(paper: Paper) -> Sheet:
    """The sheet of ``paper``.

    :raises BadPaper: its type is unknown, its date is no date, or a figure in the text is not in ``paper.figures``
    """
    kind = _type(paper.type)
    figures = coded(paper)
    paper = with_estimates_told(paper, figures)
    letter = not kind.get("heading", True)
    national = rules.load("layout")["party" if paper.party else "national"]
    return Sheet(
        title=_title(paper, kind["name"]),
        created=first_day(paper.date),
        national=national["title"],
        motto=national.get("motto"),
        issuer_mark=national.get("issuer_mark"),
        parent=capitals(paper.parent) if paper.parent else None,
        issuer=" - ".join(capitals(name) for name in (paper.issuer, *paper.others)),
        number=number_line(paper.serial, printable(paper.symbol), party=paper.party) if paper.serial or paper.symbol else None,
        place_date=None
        if paper.type in rules.load("layout")["dateless"]["types"]
        else f"{printable(paper.place)}, {date_in_words(paper.date)}",
        type_name=None if letter else capitals(kind["name"]),
        subject=printable(paper.subject) or None if not letter else None,
        letter_subject=f"V/v {printable(paper.subject)}" if letter and paper.subject else None,
        addressees=_addressees(paper.addressees),
        addressees_word=_addressees_word(paper),
        enacted_by=capitals(paper.enacted_by) if paper.enacted_by and paper.type != "CĐ" else None,
        bases=_closed_list(paper.bases, between=";", end="."),
        enacting=rules.load("layout")["enacting"].get(paper.type) if paper.enacted_by or paper.bases else None,
        blocks=_blocks(paper.blocks, paper.closing),
        recipients=_recipients(paper.recipients),
        signings=tuple(_signing(block) for block in paper.signings),
        annexes=_annexes(paper, kind["name"], figures),
        figures=figures,
        urgency=_mark(paper.urgency, "urgency"),
        circulation=_mark(paper.circulation, "circulation"),
        drafter=printable(paper.drafter) if paper.drafter else None,
        contact=tuple(printable(line) for line in paper.contact),
        copy=_copy(paper.copy) if paper.copy else None,
        stamp=_stamp(paper.received) if paper.received else (),
    )


def _type(code: str) -> dict[str, str]:
    found = next((kind for kind in rules.load("types")["type"] if kind["code"] == code), None)
    if found is None:
        raise BadPaper(f"Không có tên loại văn bản nào viết tắt là “{code}”; hãy chọn theo Phụ lục III Nghị định 30/2020/NĐ-CP.")
    return dict(found)


def _title(paper: Paper, name: str) -> str:
    return printable(paper.title or f"{name} {paper.subject}").strip()


def _addressees(names: tuple[str, ...]) -> tuple[str, ...]:
    """One addressee stands bare on the line of Kính gửi; several are a list with stops (Appendix I, II.9d)."""
    return _closed_list(names, between=";", end=".") if len(names) > 1 else tuple(printable(name) for name in names)


def _addressees_word(paper: Paper) -> str:
    """Công điện have the sender ``điện:`` where other papers have ``Kính gửi:`` (Appendix III, form 1.6)."""
    if paper.type != "CĐ":
        return "Kính gửi:"
    return f"{capitals(paper.enacted_by or paper.issuer)} điện:"


def _closed_list(items: tuple[str, ...], *, between: str, end: str) -> tuple[str, ...]:
    """Each item with ``between`` after it and ``end`` after the last, whatever stop it came with."""
    bare = [printable(item).strip().rstrip(";.").rstrip() for item in items]
    return tuple(item + (end if place == len(bare) - 1 else between) for place, item in enumerate(bare))


def _recipients(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"- {line}" for line in _closed_list(names, between=";", end="."))


def _mark(mark: str | None, table: str) -> str | None:
    """``mark`` in the spelling of ``layout.toml``, None where there is none."""
    if mark is None:
        return None
    known = rules.load("layout")[table]
    wanted = capitals(mark).replace("HOẢ", "HỎA")
    if wanted not in known.get("marks", known):
        raise BadPaper(f"Không có dấu “{mark}” trong quy định ({known['reference']}); hãy chọn dấu có trong quy định.")
    return wanted


def _signing(block: Signing) -> SigningLines:
    """Authority lines, then the signer's post; below, another post, then rank and name."""
    head = [f"{authority.mark} {capitals(authority.post)}" for authority in block.authorities]
    head += [capitals(block.position)] if block.position else []
    name = " ".join(printable(part) for part in (block.rank, block.name) if part)
    foot = [capitals(block.other_post)] if block.other_post else []
    return SigningLines(tuple(head), (*foot, name))


def _blocks(blocks: tuple[Block, ...], closing: str) -> tuple[Block, ...]:
    cleaned = [_block(block) for block in blocks]
    if cleaned and closing:
        cleaned[-1] = _closed(cleaned[-1], closing)
    return tuple(cleaned)


def _block(block: Block) -> Block:
    """``block`` with every string printable."""
    if isinstance(block, Heading):
        return replace(block, text=printable(block.text).strip())
    if isinstance(block, Clause | Paragraph | Bullet):
        return replace(block, runs=_runs(block.runs))
    if isinstance(block, Table):
        header, rows = (tuple(tuple(_cell(cell) for cell in row) for row in part) for part in (block.header, block.rows))
        return replace(block, header=header, rows=rows, caption=printable(block.caption))
    return replace(block, address=printable(block.address), note=printable(block.note))


def _cell(cell: Cell) -> Cell:
    runs = _runs(cell.runs)
    return cell if runs == cell.runs else replace(cell, runs=runs)


def _runs(runs: Runs) -> Runs:
    return tuple(_run(run) for run in runs)


def _run(run: Run) -> Run:
    text = printable(run.text)
    return run if text == run.text else replace(run, text=text)


def _closed(block: Block, closing: str) -> Block:
    """The last block with the closing mark in place of its full stop; a table or a title takes none."""
    if not isinstance(block, Clause | Paragraph | Bullet) or not block.runs:
        return block
    *before, last = block.runs
    if isinstance(last, FigureRun | Slot):
        return replace(block, runs=(*block.runs, Text(closing)))
    bare = last.text.rstrip()
    bare = bare.removesuffix(closing).rstrip() if bare.endswith(closing) else bare.rstrip(".;").rstrip()
    ended: tuple[Run, ...] = (*before, replace(last, text=f"{bare}{closing}"))
    return replace(block, runs=ended)


def _annexes(paper: Paper, type_name: str, figures: tuple[LedgerFigure, ...]) -> tuple[AnnexSheet, ...]:
    annexes = [*paper.annexes, *([annex_of_figures(figures, paper.verify_url)] if figures else [])]
    note = _annex_note(paper, type_name)
    numbered = sum(not annex.word for annex in annexes) > 1
    places = accumulate(int(not annex.word) for annex in annexes)
    words = (annex.word or (f"Phụ lục {roman(place)}" if numbered else "Phụ lục") for place, annex in zip(places, annexes, strict=True))
    return tuple(_annex(annex, printable(word), note, paper.closing) for word, annex in zip(words, annexes, strict=True))


def _annex(annex: Annex, word: str, note: str, closing: str) -> AnnexSheet:
    return AnnexSheet(word, capitals(annex.title), note, _blocks(annex.blocks, closing), annex.landscape)


def _annex_note(paper: Paper, type_name: str) -> str:
    number = number_line(paper.serial, printable(paper.symbol), party=paper.party).replace("Số:", "số").replace("Số ", "số ")
    return f"(Kèm theo {type_name} {number} {date_in_words(paper.date)} của {printable(paper.issuer)})"


def _stamp(received: Stamp) -> tuple[str, ...]:
    """The lines of a stamp that was read (Appendix IV); what it does not say is left out."""
    said = (("Số", received.number), ("Ngày", short_date(received.date or "")), ("Chuyển", received.forwarded_to))
    lines = [f"{word}: {printable(value)}" for word, value in (*said, ("Số và ký hiệu HS", received.file_reference)) if value]
    return (*([capitals(received.receiver)] if received.receiver else []), "ĐẾN", *lines)


def _copy(copy: CopyNote) -> CopySheet:
    known = rules.load("layout")["copies"]
    if copy.kind not in known:
        raise BadPaper(f"Không có hình thức sao “{copy.kind}”; hãy chọn SY, TrS hoặc SL ({known['reference']}).")
    return CopySheet(
        kind=known[copy.kind],
        issuer=capitals(copy.issuer),
        number=number_line(copy.serial, printable(copy.symbol)),
        place_date=f"{printable(copy.place)}, {date_in_words(copy.date)}",
        recipients=_recipients(copy.recipients),
        signing=_signing(copy.signing),
    )
