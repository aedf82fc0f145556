"""The closing of a paper: recipients on the left, the signing block on the right, in whichever order the lines come."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from vanban import rules
from vanban.model import Issuer, Signature, Span
from vanban.model.page import Cell
from vanban.text import fold
from vanban.text.alternatives import any_of, folded
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_BETWEEN = re.compile(r"(?<=[;.])\s*[-–—]\s+|(?<=;)\s*[-–—](?=\S)")
_KEPT = re.compile(r"Lưu\b", re.IGNORECASE)
_ARCHIVE_END = re.compile(r"^[\s\dA-ZĐ(),.&/_-]{1,30}$")
_FRAMING = " *_|[](){}"
_DRAFT = re.compile(r"(?:DỰ THẢO|Dự thảo)\b.{0,12}$")
_SAYS_SIGNED = re.compile(r"\(\s*(?:đã|Đã|ĐÃ) (?:ký|KÝ)\s*\)")
_BESIDE = re.compile(r";\s*\(\s*(?:đã|Đã|ĐÃ) (?:ký|KÝ)\s*\)\s*$")
_PAGE = re.compile(r"^\s*(?:Trang\s+)?\d{1,3}(?:/\d{1,3})?\s*$")
_DIGITAL = re.compile(r"(?:Ký bởi|Người ký|Signature|Signed by|Thời gian ký|Cơ quan\s*:|Email\s*:|Ngày ký|\+07:00)")


class Recipients(NamedTuple):
    """The lines under ``Nơi nhận`` and where they stand."""

    names: tuple[str, ...]
    span: Span | None


class Block(NamedTuple):
    """One signing block: its lines in capitals, the signer, and the line numbers it takes."""

    titles: tuple[str, ...]
    signer: marks.Signer | None
    lines: range


def read_recipients(script: Script, zones: Zones) -> Recipients:
    """One entry a dashed line under ``Nơi nhận``; lines that go on an entry, and ``+`` lines below it, belong to it."""
    first = next((n for n in zones.closing if marks.RECIPIENTS_LINE.match(script.lines[n].text)), None)
    if first is None:
        return Recipients((), None)
    entries: list[str] = []
    used, dashed = [first], False
    for number in range(first, zones.closing.stop):
        text = script.lines[number].text
        if number == first:
            text = marks.RECIPIENTS_LABEL.sub("", text, count=1)
        if not text or marks.is_rule(text) or _PAGE.match(text) or _DIGITAL.search(text):
            continue
        if number != first and not _is_recipient(script, first, number, entries):
            if _closed(entries) and not _more_dashes(script, number, zones.closing.stop):
                break
            continue
        used.append(number)
        dashed = dashed or marks.is_dashed(text)
        beside = _name_beside(text)
        text = _BESIDE.sub(";", text.removesuffix(beside).rstrip() if beside else text)
        for index, part in enumerate(_BETWEEN.split(text)):
            _add(entries, part, starts=bool(index) or _starts(text, closed=not dashed and bool(entries) and entries[-1].endswith(";")))
    names = tuple(name for name in (marks.ENDING.sub("", entry) for entry in entries) if name and not marks.is_rule(name))
    return Recipients(names, (script.starts[first], script.end(used[-1])) if names else None)


def _starts(text: str, *, closed: bool) -> bool:
    """Whether a line opens an entry: it begins with a dash, or the list has no dashes and the line above was closed."""
    return closed or (marks.is_dashed(text) and not text.startswith("+"))


def _closed(entries: list[str]) -> bool:
    """Whether the archive line (``Lưu: VT``) has come, which ends the list."""
    return bool(entries) and _KEPT.match(entries[-1]) is not None


def _more_dashes(script: Script, number: int, stop: int) -> bool:
    """Whether dashed lines follow, so that a line between is of the signing block."""
    return any(marks.is_dashed(script.lines[n].text) for n in range(number, stop))


def _is_recipient(script: Script, first: int, number: int, entries: list[str]) -> bool:
    """Whether a line of the closing is of the recipients: dashed, or going on an entry in the same column."""
    line, label = script.lines[number], script.lines[first]
    if label.cell is not None and line.cell is not None and not _same_column(label.cell, line.cell):
        return False
    if marks.is_dashed(line.text):
        return True
    if line.box and label.box and line.box.left > label.box.left + 0.32:
        return False
    if marks.is_authority(line.text) or marks.is_post(line.text) or marks.SIGNED.match(line.text):
        return False
    if _closed(entries):
        return _goes_on_archive(entries[-1], line.text)
    in_cell = label.cell is not None and line.cell == label.cell
    return in_cell or (bool(entries) and _page_goes_on(script, number)) or _goes_on_entry(line.text, entries)


def _page_goes_on(script: Script, number: int) -> bool:
    """Whether the page itself shows that the line above goes on in this one, be it in capitals."""
    above = script.lines[number - 1]
    return above.box is not None and script.lines[number].box is not None and above.paragraph_end is False


def _same_column(label: Cell, cell: Cell) -> bool:
    """Whether a cell is that of the label or one below it: some tables have the list in a row of its own."""
    return (cell.table, cell.column) == (label.table, label.column) and cell.row >= label.row


def _goes_on_entry(text: str, entries: list[str]) -> bool:
    """Whether a line without dash, in no cell, is of the recipients: no name, no capitals, and the entry above is open."""
    if (marks.is_capitals(text) and len(text) > 12) or marks.is_signer(text):
        return False
    return not entries or not entries[-1].endswith(".")


def _goes_on_archive(entry: str, text: str) -> bool:
    """Whether a line goes on the archive line: it was left open and the rest looks like units and initials."""
    return entry.endswith((",", ";", "(")) or (not entry.endswith(".") and _ARCHIVE_END.match(text) is not None and not marks.is_post(text))


def _add(entries: list[str], part: str, *, starts: bool) -> None:
    bare = marks.DASHES.sub("", part).strip()
    if not bare:
        return
    if part.startswith("+") and entries:
        entries[-1] = f"{entries[-1]} {bare}"
    elif not entries or starts:
        entries.append(bare)
    else:
        entries[-1] = f"{entries[-1]} {bare}"


def read_signature(script: Script, zones: Zones, issuer: Issuer | None = None) -> Signature | None:
    """The signing block; of several the first that has a post or an authority. None where nothing of it can be told.

    A paper that several bodies issue has one block a body: that of the first issuer, the rest in ``others``.
    """
    blocks = _blocks(script, zones)
    signed = [block for block in blocks if block.titles and block.signer]
    if issuer and issuer.others and len(signed) > 1:
        first = next((block for block in signed if _signs_for(script, block, issuer.name)), signed[0])
        rest = tuple(_signature(script, block) for block in signed if block is not first)
        return replace(_signature(script, first), others=rest)
    best = next((block for block in signed if not _keeps_minutes(block)), signed[0] if signed else None)
    best = best or next((block for block in blocks if block.signer), None) or (blocks[0] if blocks else None)
    return _signature(script, best) if best else None


def _signs_for(script: Script, block: Block, body: str) -> bool:
    """Whether a block is headed by the name of a body: in its own lines, or in the capitals right above them."""
    above = [script.lines[number].text for number in range(max(block.lines.start - 3, 0), block.lines.start)]
    near = [text for text in above if marks.is_capitals(text) and not marks.is_signer(text)]
    return fold(body) in fold(" ".join([*near, *block.titles]))


def _keeps_minutes(block: Block) -> bool:
    """Whether a block is of whoever took the minutes, beside the one who signs."""
    return fold(block.titles[0]).startswith(tuple(folded("signing", "posts", "minutes")))


def _blocks(script: Script, zones: Zones) -> list[Block]:
    """Runs of lines of the closing that are not recipients: posts, then a name."""
    blocks: list[Block] = []
    titles: list[str] = []
    begin: int | None = None
    for number in zones.closing:
        for piece in _pieces(_words_of_block(script, number, open_block=bool(titles))):
            person = marks.signer(piece)
            if person and not _is_title(piece, titles):
                if titles or not any(block.signer for block in blocks):
                    blocks.append(Block(tuple(titles), person, range(number if begin is None else begin, number + 1)))
                titles, begin = [], None
            elif _is_title(piece, titles) and not _in_recipients(script, number, zones):
                begin = number if begin is None else begin
                titles.append(piece)
            elif fold(piece) in folded("signing", "posts", "ranks"):
                titles.append(piece)
    if titles and begin is not None:
        blocks.append(Block(tuple(titles), None, range(begin, begin + 1)))
    return blocks


def _words_of_block(script: Script, number: int, *, open_block: bool) -> str:
    """What a line of the closing may say of who signs: nothing where it is a recipient's, the name behind one where a block is open."""
    text = script.lines[number].text.strip(_FRAMING)
    if not text or marks.RECIPIENTS_LINE.match(text) or marks.is_rule(text) or _DIGITAL.search(text) or _DRAFT.match(text):
        return ""
    if marks.is_dashed(text):
        return (_name_beside(text) or "") if open_block else ""
    return text


@cache
def _two_posts() -> re.Pattern[str]:
    """Two posts on one line, the first behind an authority."""
    posts = rules.load("signing")["posts"]
    goes_on = "".join(rf"(?<!{word})" for word in posts["not_before_second"])
    words = any_of(f"{word} " if word in {"PHÓ", "CHÁNH"} else word for word in posts["second"])
    return re.compile(rf"(?P<first>(?:TM|T/M|KT|TL|TUQ)\.?\s*.{{4,60}}?){goes_on}\s+(?P<second>(?:{words}).{{0,80}})$")


def _name_beside(text: str) -> str | None:
    """The name that a converter put behind a closed recipient on one line (``- UBND các xã; Lê Văn An``); None where none stands."""
    _, closed, rest = text.rpartition(";")
    words = rest.split()
    return rest.strip() if closed and words and marks.is_surname(words[0]) and marks.is_signer(rest.strip()) else None


def _pieces(text: str) -> list[str]:
    """A line taken apart where a post in capitals and a name share it (``CHỦ TỊCH Hoàng Quốc Khánh``), or two marks do."""
    text = _SAYS_SIGNED.sub(" ", text).strip()
    if not text:
        return []
    both = marks.post_and_name(text)
    if both:
        return [*_posts_apart(both[0].strip(_FRAMING)), both[1]]
    return _posts_apart(text.strip()) if marks.is_authority(text) else [text.strip()]


def _posts_apart(text: str) -> list[str]:
    """``KT. CHỦ TỊCH PHÓ CHỦ TỊCH`` as two lines, as a converter that joins the lines of a cell leaves them."""
    found = _two_posts().match(text)
    if not found:
        return [text]
    return [found["first"], *_posts_apart(found["second"])]


def _is_title(text: str, titles: list[str]) -> bool:
    """Whether a line is an authority, a post, or goes on one."""
    if marks.SIGNED.match(text) or len(text) > 120 or (any(char.isdigit() for char in text) and not marks.is_capitals(text)):
        return False
    if marks.is_authority(text) or marks.is_post(text):
        return True
    if not titles:
        return False
    if marks.is_capitals(text):
        return not marks.is_signer(text)
    return False


def _in_recipients(script: Script, number: int, zones: Zones) -> bool:
    """Whether a line in capitals stands in the cell of the recipients."""
    line = script.lines[number]
    if line.cell is None:
        return False
    label = next((n for n in zones.closing if marks.RECIPIENTS_LINE.match(script.lines[n].text)), None)
    return label is not None and script.lines[label].cell == line.cell


def _signature(script: Script, block: Block) -> Signature:
    """The fields of a block: the authority nearest the name, its post, the position above the name."""
    ranked = folded("signing", "posts", "ranks")
    ranks = [title for title in block.titles if fold(title) in ranked]
    titles = _whole([title for title in block.titles if fold(title) not in ranked])
    mark, on_behalf_of, position = _parts(titles)
    rank = (block.signer.rank if block.signer else None) or (ranks[-1] if ranks else None)
    return Signature(mark, on_behalf_of, position, _sentence(rank), block.signer.name if block.signer else None, script.span(block.lines))


def _sentence(rank: str | None) -> str | None:
    return rank.capitalize() if rank and rank.isupper() else rank


def _whole(titles: list[str]) -> list[str]:
    """Lines in capitals joined to whole posts: a line that opens neither authority nor post goes on the one above."""
    whole: list[str] = []
    for title in titles:
        opens = marks.is_authority(title) or (marks.begins_with_post(title) and not (whole and whole[-1].endswith((",", "-"))))
        if whole and not opens:
            whole[-1] = f"{whole[-1]} {title}"
        else:
            whole.append(title)
    return whole


def _parts(titles: list[str]) -> tuple[str | None, str | None, str | None]:
    """Authority, the post it stands for, and the signer's own position."""
    mark = on_behalf_of = position = None
    for title in titles:
        found = marks.authority(title)
        if found:
            mark, on_behalf_of, position = found.mark, found.rest or None, None
        elif mark and on_behalf_of is None:
            on_behalf_of = title
        else:
            position = title
    if mark == "Q." and position is None:
        return mark, None, on_behalf_of
    return mark, on_behalf_of, position
