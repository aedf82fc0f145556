"""The paper as PDF: the sheet goes to typst as JSON, never as source."""

from __future__ import annotations

import json
import re
from functools import cache
from threading import Lock
from typing import Any

import segno
import typst

from vanban import rules
from vanban.model.paper import Block, Bullet, Cell, Clause, FigureRun, Heading, QrCode, Run, Runs, Slot, Table, Text
from vanban.writing.composing import AnnexSheet, CopySheet, Sheet, SigningLines
from vanban.writing.glyphs import showable
from vanban.writing.grids import Placed, alignment, placed, shares
from vanban.writing.layout import SIGNING_ROOM, Layout, rule_share
from vanban.writing.measuring import HEAD_GAP, addressee_columns, balanced, fonts_folder, head_columns, shown_length, width
from vanban.writing.wordforms import capitals, label_kind, shown_label, strong_label

_LOCK = Lock()
_UNBROKEN = 40
"""A word longer than this may break anywhere: nothing in Vietnamese is that long, and it would run off the page."""

_WORDS = (
    "title", "national", "motto", "issuer_mark", "parent", "issuer", "number", "stamp", "place_date", "type_name", "subject",
    "letter_subject", "addressees", "addressees_word", "enacted_by", "bases", "enacting", "recipients", "circulation", "drafter", "contact",
)  # fmt: skip
"""What the template takes from the sheet as it stands."""

_LONG = re.compile(rf"[^ ]{{{_UNBROKEN + 1},}}")

Json = dict[str, Any]


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the life of the process: it keeps the fonts and what it has laid out before."""
    folder = fonts_folder()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return typst.Compiler(str(folder.parent / "paper.typ"), root=str(folder.parent), font_paths=fonts)


def pdf_bytes(sheet: Sheet, layout: Layout) -> bytes:
    """The PDF of ``sheet``. The same sheet gives the same bytes."""
    return compile_typst("paper.typ", sheet_json(sheet, layout))


def compile_typst(template: str, data: Json) -> bytes:
    """The PDF/A-2a that ``template`` of this folder makes of ``data``."""
    inputs = {"sheet": json.dumps(data, ensure_ascii=False)}
    with _LOCK:  # the compiler is one object and its inputs are its state
        pdf = _compiler().compile(str(fonts_folder().parent / template), format="pdf", sys_inputs=inputs, pdf_standards=["a-2a"])
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf


def sheet_json(sheet: Sheet, layout: Layout) -> Json:
    """What ``paper.typ`` reads: the words of the sheet and the measures of the layout, in millimetres and points."""
    codes = {figure.id: figure.code for figure in sheet.figures}
    data: Json = breakable({name: getattr(sheet, name) for name in _WORDS})
    data["created"] = sheet.created
    data["measures"] = _measures(sheet, layout)
    data["blocks"] = _blocks(sheet.blocks, codes)
    data["signings"] = [_signing(signing) for signing in sheet.signings]
    data["urgency"] = _urgency(sheet.urgency)
    data["copy"] = _copy(sheet.copy) if sheet.copy else None
    data["annexes"] = [_annex(annex, sheet, codes) for annex in sheet.annexes]
    if sheet.figures:
        _anchor(data["annexes"][-1]["blocks"], set(codes.values()))
    return data


def _annex(annex: AnnexSheet, sheet: Sheet, codes: dict[str, str]) -> Json:
    """An annex. That of the figures names each code in its own row and needs no raised ones."""
    last = annex is sheet.annexes[-1]
    names = breakable({"word": annex.word, "title": annex.title, "note": annex.note})
    blocks = _blocks(annex.blocks, {} if last and sheet.figures else codes)
    return dict(names) | {"landscape": annex.landscape, "last": last, "blocks": blocks}


def _measures(sheet: Sheet, layout: Layout) -> Json:
    left, right = head_columns(layout, sheet.national, sheet.motto, sheet.place_date)
    room = left - HEAD_GAP
    sizes = {name: layout.element(name).size for name in rules.load("layout")["elements"]}
    opening, colon = addressee_columns(layout, sheet.addressees_word)
    line, size = (sheet.motto, "motto") if sheet.motto else (sheet.national, "national_title")
    subject = sheet.subject or sheet.type_name or ""
    copier = shown_length(sheet.copy.issuer, room, sizes["issuer"], bold=True) if sheet.copy else 0.0
    return {
        **{side: getattr(layout, side) for side in ("top", "bottom", "left", "right", "first_line", "line_spacing", "paragraph_space")},
        "sizes": sizes,
        "text_width": layout.text_width,
        "left_column": left,
        "right_column": right,
        "issuer_rule": shown_length(sheet.issuer, room, sizes["issuer"], bold=True) * rule_share("issuer"),
        "copy_width": balanced(sheet.copy.issuer, room, sizes["issuer"], bold=True) if sheet.copy else 0.0,
        "copy_rule": copier * rule_share("issuer"),
        "motto_rule": width(line, sizes[size], bold=True) * rule_share("motto"),
        "subject_rule": shown_length(subject, layout.text_width, sizes["subject"], bold=True) * rule_share("subject"),
        "subject_width": balanced(subject, layout.text_width, sizes["subject"], bold=True),
        "issuer_width": max(balanced(part, room, sizes["issuer"], bold=True) for part in sheet.issuer.split("\n")),
        "parent_width": balanced(sheet.parent or "", room, sizes["parent"]),
        "letter_subject_width": balanced(sheet.letter_subject or "", room, sizes["letter_subject"]),
        "addressees_left": opening,
        "addressees_colon": colon - opening,
        "signing_room": SIGNING_ROOM,
    }


def breakable(value: Any) -> Any:
    """``value`` with what the fonts can show, and a place to break in every word that is too long for a line."""
    if isinstance(value, str):
        return _LONG.sub(_broken, showable(value))
    if isinstance(value, dict):
        return {key: breakable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [breakable(item) for item in value]
    return value


def _broken(word: re.Match[str]) -> str:
    return "\u200b".join(word[0][at : at + _UNBROKEN // 2] for at in range(0, len(word[0]), _UNBROKEN // 2))


def _blocks(blocks: tuple[Block, ...], codes: dict[str, str]) -> list[Json]:
    return [breakable(_block(block, codes)) if not isinstance(block, QrCode) else _qr(block) for block in blocks]


def _block(block: Block, codes: dict[str, str]) -> Json:
    if isinstance(block, Heading):
        return _heading(block)
    if isinstance(block, Clause):
        strong = strong_label(block.label, block.runs)
        return {"kind": "labelled", "label": shown_label(block.label), "strong": strong, "runs": _runs(block.runs, codes)}
    if isinstance(block, Bullet):
        return {"kind": "labelled", "label": block.mark, "strong": strong_label(block.mark, block.runs), "runs": _runs(block.runs, codes)}
    if isinstance(block, Table):
        return _table(block, codes)
    if isinstance(block, QrCode):
        return _qr(block)
    return {"kind": "paragraph", "align": block.align, "runs": _runs(block.runs, codes)}


def _heading(heading: Heading) -> Json:
    """A heading with the words as they stand; bookmarks lie one level below the paper's title."""
    kind, level = label_kind(heading.label), heading.level + 1
    if kind == "part":
        return {"kind": "part", "level": level, "label": heading.label, "text": capitals(heading.text)}
    words = capitals(heading.text) if kind == "roman" else heading.text
    label = f"{shown_label(heading.label)} " if heading.label else ""
    return {"kind": "heading", "level": level, "text": f"{label}{words}", "strong": kind != "letter"}


def _runs(runs: Runs, codes: dict[str, str]) -> list[Json]:
    return [_run(run, codes) for run in runs]


def _run(run: Run, codes: dict[str, str]) -> Json:
    if isinstance(run, Slot):
        return {"text": run.text, "bold": True, "italic": False}
    data: Json = {"text": run.text, "bold": run.bold, "italic": run.italic}
    return data | {"code": codes[run.figure]} if isinstance(run, FigureRun) and run.figure in codes else data


def _table(table: Table, codes: dict[str, str]) -> Json:
    widths = shares(table)
    header, rows = (
        [_cell(place, table, codes, head=head) for line in placed(part, len(widths)) for place in line if place.cell]
        for part, head in ((table.header, True), (table.rows, False))
    )
    aligns = [table.aligns[column] if column < len(table.aligns) else "left" for column in range(len(widths))]
    return {"kind": "table", "caption": table.caption, "widths": list(widths), "aligns": aligns, "header": header, "rows": rows}


def _cell(place: Placed, table: Table, codes: dict[str, str], *, head: bool) -> Json | str:
    """A cell; one that holds plain words in its column's alignment is just the words."""
    cell = place.cell or Cell(())
    if not head and not cell.bold and not cell.align and cell.across == cell.down == 1 and all(_is_plain(run) for run in cell.runs):
        return "".join(run.text for run in cell.runs)
    runs = [run | {"bold": True} if cell.bold else run for run in _runs(cell.runs, codes)]
    return {"runs": runs, "across": place.across, "down": cell.down, "align": alignment(place, table, head=head), "head": head}


def _is_plain(run: Run) -> bool:
    return isinstance(run, Text) and not run.bold and not run.italic


def _qr(block: QrCode) -> Json:
    svg = segno.make(block.address, error="m", micro=False).svg_inline(scale=4, border=2, omitsize=True)
    lines = [breakable(line) for line in (block.address, block.note) if line]
    return {"kind": "qr", "svg": svg, "alt": f"Mã QR mở địa chỉ {block.address}", "lines": lines}


def _signing(signing: SigningLines) -> Json:
    return dict(breakable({"head": signing.head, "foot": signing.foot}))


def _urgency(mark: str | None) -> Json | None:
    if not mark:
        return None
    wide, high = rules.load("layout")["urgency"][mark]
    return {"text": mark, "width": wide, "height": high}


def _copy(copy: CopySheet) -> Json:
    lines = {"kind": copy.kind, "issuer": copy.issuer, "number": copy.number, "place_date": copy.place_date, "recipients": copy.recipients}
    return dict(breakable(lines)) | {"signing": _signing(copy.signing)}


def _anchor(blocks: list[Json], codes: set[str]) -> None:
    """Let the codes in the figure annex, first in their rows, be what the codes in the text lead to."""
    for block in blocks:
        rows = block.get("rows", [])
        for at, cell in enumerate(rows):
            if isinstance(cell, str) and cell in codes:
                codes.discard(cell)
                run = {"text": cell, "bold": False, "italic": False, "anchor": f"figure-{cell}"}
                rows[at] = {"runs": [run], "across": 1, "down": 1, "align": "center", "head": False}
