"""Which lines are the head, the body, the closing, a plan issued with the paper, footnotes, and what is not the paper at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vanban.text.alternatives import words_of
from vanban.zoning import marks, passages
from vanban.zoning.script import Script

_ANNEX = re.compile(
    r"PHỤ LỤC\b|Phụ lục(?:\s+(?:số\s+)?[\dIVXA-Z]{1,5})?\s*[.:]?$|Phụ lục\s+(?:số\s+)?[\dIVX]{1,5}\b"
    r"|(?:BIỂU|Biểu)\s+(?:mẫu\s+|MẪU\s+)?(?:số\s+|SỐ\s+)?\d"
    r"|(?:MẪU|Mẫu)\s+(?:số|SỐ|\d)|Mẫu (?:đánh giá|báo cáo|phiếu|biểu)|DANH SÁCH\b|DANH MỤC\b",
)
_HEADS_ANNEX = re.compile(
    r"PHỤ LỤC\b[^.;:]{0,60}$|Phụ lục(?:\s+(?:số\s+)?[\dIVXA-Z]{1,5})?\s*[.:]?$"
    r"|(?:MẪU|Mẫu)\s+(?:(?:SỐ|số)\s+)?\d{1,3}[A-Za-z]?\b[^.;]{0,60}$",
)
WITH_PAPER = re.compile(r"\(?\s*(?:Ban hành\s+)?(?:kèm|Kèm) theo", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?$")
_WEB = frozenset({"md", "html"})
_MAX_HEAD = 90
_LONGEST_DATELINE = 90
_NEAR = 14
"""Lines above a place in which a signing block that belongs to it begins."""
_NOTHING = range(0)


@dataclass(frozen=True, slots=True)
class Zones:
    """Ranges of line numbers. ``parts`` is what a body reader walks through, in reading order."""

    head: range
    """From the issuer to the subject and the addressees."""
    body: range
    closing: range
    """Recipients and signing block, in whichever order."""
    late_head: range = _NOTHING
    """Issuer, number, place and date where a converter put the head's table behind the text."""
    attached: range = _NOTHING
    """A plan (rules, programme) issued with the paper that stands after the signature and counts as part of it."""
    footnotes: range = _NOTHING
    annexes: tuple[range, ...] = ()
    noise: tuple[range, ...] = ()
    """What surrounds the paper on a web page."""

    @property
    def heads(self) -> tuple[range, ...]:
        """Where issuer, number, place and date may stand, the head first."""
        return (self.head, self.late_head) if self.late_head else (self.head,)

    @property
    def parts(self) -> tuple[range, ...]:
        """The lines that carry the paper's content: body, attached plan, footnotes that stand apart."""
        return tuple(part for part in (self.body, self.attached, self.footnotes) if part)


@cache
def _legal_basis() -> re.Pattern[str]:
    """Where the legal bases begin the heading is past: “QUYẾT ĐỊNH:” below them only says who decides."""
    return re.compile(rf"Căn cứ\s+(?:{words_of('frame', 'bases', 'texts')})\b")


def divide(script: Script) -> Zones:
    """Divide a script; every line falls into exactly one zone."""
    total = len(script.lines)
    start = _paper_start(script)
    head_end = _head_end(script, start)
    late = _late_head(script, head_end)
    closing = _closing(script, late.stop if late else head_end)
    after = _after(script, max(closing.stop, late.stop), web=script.source.kind in _WEB)
    noise = tuple(zone for zone in (range(start), *after.noise) if zone)
    body_end = min((zone.start for zone in (closing, late) if zone), default=after.body_end)
    return Zones(
        head=range(start, head_end),
        body=range(head_end, min(body_end, total)),
        closing=closing,
        late_head=late,
        attached=after.attached,
        footnotes=after.footnotes,
        annexes=after.annexes,
        noise=noise,
    )


def _late_head(script: Script, head_end: int) -> range:
    """The table of the head behind the text; empty where the head stands at the top, as it should."""
    if script.source.kind not in _WEB or any(marks.is_state_title(script.lines[n].text) for n in range(head_end)):
        return _NOTHING
    anchor = _state_title(script)
    if anchor is None:
        return _NOTHING
    start = _above(script, anchor)
    stop = anchor + 1
    for number in range(anchor + 1, min(anchor + 8, len(script.lines))):
        text = script.lines[number].text
        if marks.is_number_line(text) or marks.PLACE_DATE.search(text) or marks.is_state_title(text):
            stop = number + 1
    return range(start, stop)


def _state_title(script: Script) -> int | None:
    """The first line with the state's title or motto."""
    return next((number for number, line in enumerate(script.lines) if marks.is_state_title(line.text)), None)


def _above(script: Script, anchor: int) -> int:
    """The first line above the state's title that could belong to the head."""
    start = anchor
    for number in range(anchor - 1, -1, -1):
        text = script.lines[number].text
        if not text or marks.is_rule(text):
            continue
        if not _could_head(text):
            break
        start = number
    return start


def _paper_start(script: Script) -> int:
    """The first line of the paper: 0 but on web pages, where a site's heading and tables may stand before it."""
    if script.source.kind not in _WEB:
        return 0
    anchor = _state_title(script)
    if anchor is None or _begins_before(script, anchor):
        return _start_without_state_title(script)
    return _above(script, anchor)


def _begins_before(script: Script, anchor: int) -> bool:
    """Whether the paper stands before the state's title, its head's table put behind the text: a whole type heading, then a text."""
    heading = next((n for n in range(anchor) if marks.heading_type(script.lines[n].text)), None)
    if heading is None or sum(bool(script.lines[n].text) for n in range(heading, anchor)) < 12:
        return False
    return any(script.lines[n].text.startswith(("Căn cứ", "Điều 1", "I.")) for n in range(heading, anchor))


def _start_without_state_title(script: Script) -> int:
    """Where the number line or the type's heading stands, with what could be an issuer above it."""
    for number, line in enumerate(script.lines):
        if marks.is_number_line(line.text) or marks.heading_type(line.text):
            start = number
            while start > 0 and (not script.lines[start - 1].text or _could_head(script.lines[start - 1].text)):
                start -= 1
            return start
    return 0


def _could_head(text: str) -> bool:
    """Whether a line above the state's title could belong to the head: an issuer in capitals, a stamp, a number."""
    return len(text) < 120 and (marks.is_capitals(text) or marks.is_stamp(text) or marks.is_number_line(text))


def _head_end(script: Script, start: int) -> int:
    """The first line of the body."""
    heading = find_heading(script, start)
    limit = min(len(script.lines), start + _MAX_HEAD)
    if heading is not None:
        return _addressees_end(script, passages.subject_lines(script, heading).stop, limit=12)
    for number in range(start, limit):
        if marks.ADDRESSEE_LINE.match(script.lines[number].text):
            return _addressee_list(script, number).stop
    return _end_of_bare_head(script, start, limit)


def find_heading(script: Script, start: int) -> int | None:
    """The line that says what the paper is (``KẾ HOẠCH``); None for a công văn and for a paper whose head is lost."""
    for number in range(start, min(len(script.lines), start + _MAX_HEAD)):
        text = script.lines[number].text
        if marks.ADDRESSEE_LINE.match(text) or marks.BODY_LABEL.match(text) or _legal_basis().match(text):
            break
        if marks.heading_type(text):
            return number
    return None


def _addressees_end(script: Script, number: int, *, limit: int) -> int:
    """The line after a list of addressees that stands below the subject; the same line where there is none."""
    seen = 0
    for following in range(number, min(len(script.lines), number + limit)):
        text = script.lines[following].text
        if marks.ADDRESSEE_LINE.match(text) or marks.TELEGRAM_LINE.match(text):
            return _addressee_list(script, following).stop
        seen += bool(text)
        if seen > 2 or (text and not marks.is_rule(text) and not marks.is_capitals(text) and len(text) > 60):
            break
    return number


def _addressee_list(script: Script, first: int) -> range:
    """The lines of addressees from ``Kính gửi`` on."""
    return passages.addressee_lines(script, first)


def _end_of_bare_head(script: Script, start: int, limit: int) -> int:
    """After the last head-like line (state title, number, place and date) where there is neither heading nor addressee."""
    end = start
    for number in range(start, limit):
        text = script.lines[number].text
        if marks.is_state_title(text) or marks.is_number_line(text) or (len(text) < _LONGEST_DATELINE and marks.PLACE_DATE.search(text)):
            end = number + 1
        if marks.BODY_LABEL.match(text):
            break
    if end > start and end < limit and marks.SUBJECT_LINE.match(script.lines[end].text):
        while end < limit and script.lines[end].text:
            end += 1
    return end


def _closing(script: Script, first: int) -> range:
    """The lines of recipients and signing block."""
    begin = _closing_start(script, first)
    if begin is None:
        return range(len(script.lines), len(script.lines))
    return range(begin, _closing_end(script, begin))


def _closing_start(script: Script, first: int) -> int | None:
    """The line where the closing begins: ``Nơi nhận``, or the signing block that stands before it or alone."""
    labels = [n for n in range(first, len(script.lines)) if marks.RECIPIENTS_LINE.match(script.lines[n].text)]
    named = next((n for n in labels if _lists(script, n)), labels[0] if labels else None)
    if named is None:
        start = _signing_start(script, first, len(script.lines))
        return _unsigned_start(script, first) if start is None else start
    above = _signing_start(script, max(first, named - _NEAR), named)
    before_annex = _signed_above_annex(script, first, named)
    if before_annex is not None:
        return before_annex
    return named if above is None else above


def _signed_above_annex(script: Script, first: int, named: int) -> int | None:
    """A signing block right above an annex that stands before ``Nơi nhận``: then these recipients are of a form in the annex."""
    for annex in range(first + 1, named):
        if not _HEADS_ANNEX.match(script.lines[annex].text):
            continue
        start = _signing_start(script, max(first, annex - _NEAR), annex)
        return _bare_post_above(script, first, annex) if start is None else start
    return None


def _bare_post_above(script: Script, first: int, annex: int, *, reach: int = 14) -> int | None:
    """The first of the lines of authority and post that stand right above an annex where nobody has signed yet."""
    start = None
    for number in range(annex - 1, max(first, annex - reach) - 1, -1):
        text = script.lines[number].text
        if not text or marks.is_rule(text) or _PAGE_NUMBER.match(text):
            continue
        if not (marks.is_authority(text) or marks.is_post(text)):
            break
        start = number
    return start


def _lists(script: Script, label: int) -> bool:
    """Whether a list of recipients follows a label: dashes or closed lines soon, not the prose of a paper about papers."""
    near = [line.text for line in script.lines[label : label + 8] if line.text][:4]
    return " - " in near[0] or any(marks.is_dashed(text) or (text.endswith(";") and len(text) < 80) for text in near[1:])


def _unsigned_start(script: Script, first: int) -> int | None:
    """The first line of a signing block at the very end that nobody has signed: an authority or a post, nothing below."""
    return _bare_post_above(script, first, len(script.lines), reach=len(script.lines))


def _signing_start(script: Script, first: int, stop: int) -> int | None:
    """The first line of a signing block: an authority or a post in capitals that a name follows."""
    for number in range(first, stop):
        text = script.lines[number].text
        if text and (marks.is_authority(text) or marks.is_post(text)) and marks.name_follows(script, number):
            return number
        if text and marks.post_and_name(text):
            return number
    return None


def _closing_end(script: Script, begin: int) -> int:
    """The line after the last that belongs to recipients or signing block."""
    end, signed = begin + 1, False
    for number in range(begin, min(len(script.lines), begin + 160)):
        text = script.lines[number].text
        if not text or marks.is_rule(text) or _PAGE_NUMBER.match(text):
            continue
        if number > begin and _breaks_closing(script, number, signed=signed):
            break
        signed = signed or marks.is_signer(text)
        end = number + 1
    return end


def _breaks_closing(script: Script, number: int, *, signed: bool) -> bool:
    """Whether a line cannot belong to the closing any more."""
    text = script.lines[number].text
    if _ANNEX.match(text) or _FOOTNOTE.match(text) or marks.is_state_title(text):
        return True
    if signed and marks.heading_type(text):
        return True
    if marks.is_closing_line(text):
        return False
    return signed and not _inside_recipients(script, number) and not _opens_joint_block(script, number)


def _opens_joint_block(script: Script, number: int) -> bool:
    """Whether a line in capitals names one of several bodies that sign: a post follows at once, then a name."""
    if not marks.is_capitals(script.lines[number].text):
        return False
    below = next((n for n in range(number + 1, min(number + 4, len(script.lines))) if script.lines[n].text), None)
    if below is None:
        return False
    text = script.lines[below].text
    return (marks.is_post(text) or marks.is_authority(text)) and marks.name_follows(script, below)


def _inside_recipients(script: Script, number: int) -> bool:
    """Whether a line goes on a recipient's line: the dashed line above it has not been closed and more dashes follow."""
    above = next((script.lines[n].text for n in range(number - 1, max(number - 4, -1), -1) if script.lines[n].text), "")
    below = next((script.lines[n].text for n in range(number + 1, min(number + 3, len(script.lines))) if script.lines[n].text), "")
    return not above.endswith((";", ".")) and marks.is_dashed(below)


@dataclass(frozen=True, slots=True)
class _After:
    """What stands behind the closing."""

    body_end: int
    attached: range = _NOTHING
    footnotes: range = _NOTHING
    annexes: tuple[range, ...] = ()
    noise: tuple[range, ...] = ()


def _after(script: Script, first: int, *, web: bool) -> _After:
    """Sort the lines behind the closing into attached plan, footnotes, annexes and noise."""
    total = len(script.lines)
    starts = list(_turns(script, first))
    if not starts:
        rest = (range(first, total),) if first < total and any(script.lines[n].text for n in range(first, total)) else ()
        return _After(total, annexes=() if web else rest, noise=rest if web else ())
    attached = footnotes = _NOTHING
    annexes: list[range] = []
    noise: list[range] = [range(first, starts[0][0])] if web and starts[0][0] > first else []
    for (start, kind), stop in zip(starts, [*(number for number, _ in starts[1:]), total], strict=True):
        zone = range(start, stop)
        if kind == "attached" and not attached and not annexes:
            attached = zone
        elif kind == "footnotes" and not footnotes:
            footnotes = zone
        else:
            annexes.append(zone)
    return _After(total, attached, footnotes, tuple(annexes), tuple(noise))


def _turns(script: Script, first: int) -> Iterator[tuple[int, str]]:
    """The lines behind the closing at which another kind of zone begins."""
    current = ""
    for number in range(first, len(script.lines)):
        text = script.lines[number].text
        kind = ""
        if _ANNEX.match(text) and current != "footnotes":
            kind = "annex"
        elif _FOOTNOTE.match(text):
            kind = "footnotes"
        elif marks.heading_type(text) and _issued_with(script, number):
            kind = "attached"
        if kind and (kind != current or kind == "annex"):
            current = kind
            yield number, kind


def _issued_with(script: Script, heading: int) -> bool:
    """Whether a heading behind the closing is that of a plan issued with the paper: it says so within a few lines."""
    near = range(heading, min(heading + 14, len(script.lines)))
    return any(WITH_PAPER.search(script.lines[number].text) for number in near)
