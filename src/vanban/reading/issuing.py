"""Who issues a paper: the body in the head, the body above it, joint issuers; inferred from the text where the head is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from vanban import rules
from vanban.model import Issuer, Number, Span
from vanban.reading.casing import Casing
from vanban.text import fold, unaccent
from vanban.text.alternatives import folded, words_of
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_JOINT = re.compile(r"\s+[-–—]\s+|\s*;\s*|\s+&\s+")
_GREETED = 12
"""Lines of a speech in which it greets its listeners."""
_TRAILING = re.compile(r"[\s*.,;:_–-]+$")
_DRAFT = re.compile(r"\(?\s*(?:BẢN\s+)?(?:DỰ THẢO|Dự thảo)(?:\s+(?:LẦN|Lần|lần|SỐ|số))?\s*[\dIVX]{0,4}\s*\)?$")


def _head() -> dict[str, Any]:
    """What is known of the names of bodies at the top of a paper."""
    data: dict[str, Any] = rules.load("bodies")["head"]
    return data


@cache
def _opening(name: str) -> tuple[str, ...]:
    """First words of bodies, folded, each with the space behind it."""
    return tuple(fold(words) + " " for words in _head()[name])


@cache
def _marks() -> tuple[frozenset[str], frozenset[str]]:
    """Marks of urgency, secrecy and handling, folded; and those known without their diacritics."""
    data = rules.load("marks")
    known = (mark for name in ("urgency", "secrecy", "handling") for mark in data[name]["marks"])
    return frozenset(map(fold, known)), frozenset(map(unaccent, data["unaccented"]["marks"]))


@cache
def _two_levels() -> re.Pattern[str]:
    """``UBND TỈNH X SỞ Y TẾ``: the body above and the body below."""
    parents, lands, children = (words_of("bodies", "head", name) for name in ("parents", "parent_territories", "children"))
    return re.compile(rf"(?P<above>(?:{parents})\s+(?:{lands})\s+\S.{{1,40}}?(?<!\sHẢI))\s+(?P<below>(?:{children})\b.*)$")


@cache
def _together() -> re.Pattern[str]:
    """A symbol that says that several bodies issue the paper."""
    return re.compile(rf"[A-ZĐa-z]{{2,3}}(?:{words_of('bodies', 'head', 'joint_symbols')})(?:LN)?\b")


@cache
def _youth() -> re.Pattern[str]:
    """The name of the Youth Union at the end of a line."""
    return re.compile(rf"\s*(?:{words_of('bodies', 'head', 'youth')})\s*$")


@cache
def _acts() -> re.Pattern[str]:
    """``…, Công an tỉnh xây dựng Kế hoạch``: the body named before what it does, at the end of the opening paragraph."""
    bodies, acts = (words_of("bodies", "casing", name) for name in ("openers", "opening_acts"))
    return re.compile(rf"(?:^|[,;.]\s+)(?P<name>(?:{bodies})[^,;.:()]{{0,90}}?)\s+(?:đã\s+)?(?:{acts})\b")


def read(script: Script, zones: Zones, number: Number | None, place: str | None) -> Issuer | None:
    """The issuer as printed, in sentence case; what is worked out from other words is marked with its grounds."""
    casing = Casing(script.flow, place)
    named = _from_head(script, zones, casing, number)
    if named:
        return named
    inferred = _from_symbol(script, number) or (None if _is_speech(script) else _from_opening(script, zones))
    return _with_parent(script, inferred, place) if inferred else None


def _from_head(script: Script, zones: Zones, casing: Casing, number: Number | None) -> Issuer | None:
    """The lines in capitals above the number line, divided into bodies."""
    numbers = next((found for lines in zones.heads if (found := _issuer_lines(script, lines))), [])
    youth = _youth_title(script, numbers)
    bodies = _bodies(
        [
            part
            for number in numbers
            for part in _levels(youth.sub("", script.lines[number].text) if youth else script.lines[number].text)
            if part
        ]
    )
    if not bodies:
        return None
    spans = range(numbers[0], numbers[-1] + 1)
    together = number is not None and number.symbol is not None and _together().match(number.symbol) is not None
    joint = list(dict.fromkeys(casing.body(body) for body in _joint(bodies, together=together)))
    if joint:
        return Issuer(joint[0], None, script.span(spans), others=tuple(joint[1:]))
    names = [casing.body(body) for body in bodies]
    return Issuer(names[-1], names[-2] if len(names) > 1 else None, script.span(spans))


def _youth_title(script: Script, numbers: list[int]) -> re.Pattern[str] | None:
    """The name of the Youth Union where it stands in the place of the state's title, right of the issuer; None where it is the issuer's."""
    texts = [script.lines[number].text for number in numbers]
    if not any(_youth().search(text) for text in texts) or all(_youth().fullmatch(text.strip()) for text in texts):
        return None
    titled = any(
        marks.is_state_title(script.lines[number].text) for number in range(max(numbers[0] - 6, 0), min(numbers[-1] + 8, len(script.lines)))
    )
    return None if titled else _youth()


def _issuer_lines(script: Script, head: range) -> list[int]:
    """The lines of the head that name the issuer: capitals, before the number line, in the column of neither state nor stamp."""
    stop = _head_stop(script, head)
    found: list[int] = []
    state = head.start
    for number in range(head.start, stop):
        state = max(state, number + marks.broken_state_title(script, number))
        if number < state:
            continue
        line = script.lines[number]
        text = _TRAILING.sub("", line.text)
        if not text or not marks.is_capitals(text) or len(text) > 140:
            continue
        if text.startswith("/") or marks.is_number_line(text) or marks.is_state_title(text) or marks.is_stamp(text) or _is_mark(text):
            continue
        if _under_stamp(script, number, head) or marks.under_digital(script, number):
            continue
        if not _same_column(script, found, number):
            continue
        found.append(number)
    while found and not _opens_body(_TRAILING.sub("", script.lines[found[0]].text)):
        found.pop(0)
    return found


def _head_stop(script: Script, head: range) -> int:
    """Where the issuer's lines end at the latest: the type heading, the subject line, the addressees, the first basis."""
    for number in head:
        text = script.lines[number].text
        if marks.heading_type(text) or any(line.match(text) for line in (marks.ADDRESSEE_LINE, marks.SUBJECT_LINE, marks.TELEGRAM_LINE)):
            return number
    return head.stop


def _is_mark(text: str) -> bool:
    """Whether a line is a mark of urgency, secrecy or handling."""
    marked, bare = _marks()
    return fold(text) in marked or unaccent(text) in bare or _DRAFT.match(text) is not None


def _under_stamp(script: Script, number: int, head: range) -> bool:
    """Whether a line belongs to the receiver of an incoming stamp, whose word ĐẾN stands within the next lines."""
    if any(marks.is_state_title(script.lines[n].text) for n in range(head.start, number)):
        return False
    seen = 0
    for following in range(number + 1, min(number + 6, head.stop)):
        text = script.lines[following].text
        if marks.is_state_title(text) or marks.is_number_line(text):
            return False
        if marks.is_stamp(text):
            return True
        seen += bool(text)
        if seen > 2:
            return False
    return False


def _same_column(script: Script, found: list[int], number: int) -> bool:
    """Whether a line stands in the column of the issuer's lines so far, as far as the source tells."""
    if not found:
        return True
    first, line = script.lines[found[0]], script.lines[number]
    if first.cell and line.cell:
        return (first.cell.table, first.cell.column) == (line.cell.table, line.cell.column)
    if first.box and line.box:
        return line.box.left < first.box.right and line.box.right > first.box.left
    return True


def _begins(name: str, words: frozenset[str]) -> bool:
    parts = name.split()
    return any(" ".join(parts[:count]) in words for count in range(1, 6))


def _opens_body(text: str) -> bool:
    """Whether a line begins the name of a body."""
    words = fold(text)
    if _begins(words, folded("bodies", "continuing")):
        return False
    return _begins(words, folded("bodies", "heads")) or _begins(unaccent(text), _bare_heads())


@cache
def _bare_heads() -> frozenset[str]:
    """Heads of two words and more without their marks, as a scan may lose them."""
    return frozenset(unaccent(word) for word in rules.load("bodies")["heads"] if " " in word)


def _bodies(lines: list[str]) -> list[str]:
    """The names that lines of a head spell, in order: a line goes on the name above unless it opens a body."""
    names: list[str] = []
    for raw in lines:
        text = _TRAILING.sub("", raw) + ("," if raw.endswith(",") else "")
        above = fold(names[-1]) if names else ""
        joins = bool(names) and (
            not _opens_body(text)
            or above in folded("bodies", "open_ended")
            or _left_open(names[-1])
            or (len(names) == 1 and above in folded("bodies", "head", "offices"))
        )
        if joins:
            names[-1] = f"{names[-1]} {text}"
        else:
            names.append(text)
    return [name.rstrip(",") for name in names]


def _levels(line: str) -> list[str]:
    """A line in which a converter ran the body above and the body below together (``UBND TỈNH X SỞ Y TẾ``) as two."""
    found = _two_levels().match(line)
    return [found["above"], found["below"]] if found else [line]


def _left_open(name: str) -> bool:
    """Whether a name cannot end here: it ends in a comma, a hyphen or a joining word."""
    return name.endswith((",", "-", "–", " VÀ", " CÁC", " VỀ", " CỦA", " và"))


def _joint(names: list[str], *, together: bool = False) -> list[str]:
    """Joint issuers, where one line or several lines of equal rank name more than one body; empty otherwise.

    :param together: the paper's own symbol says that several bodies issue it (``KHPH``, ``HDLN``)
    """
    if any(_under_its_parent(name) for name in names[:-1]):
        return []
    parts = [part for name in names for part in _joint_parts(name)]
    if len(parts) < 2 or not all(_opens_body(part) for part in parts):
        return []
    if len(parts) > len(names):
        return parts
    if together and not fold(parts[0]).startswith(_opening("above_others")):
        return _branches_joined(parts)
    ranks = {_rank_of(part) for part in parts}
    return parts if ranks in ({"ministry"}, {"department"}) else []


def _branches_joined(parts: list[str]) -> list[str]:
    """``NGÂN HÀNG …`` and ``CHI NHÁNH TỈNH …`` on lines of their own are one of several bodies that issue."""
    joined: list[str] = []
    for part in parts:
        if joined and fold(part).startswith(f"{fold(_head()['branch'])} "):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined if len(joined) > 1 else []


def _under_its_parent(name: str) -> bool:
    """Whether a line names an office with the body above it (``CỤC C10 - BỘ CÔNG AN``), not two bodies of equal rank."""
    parts = [fold(part) for part in _joint_parts(name)]
    return len(parts) == 2 and parts[0].startswith(_opening("lower")) and parts[1].startswith(_opening("higher"))


def _rank_of(name: str) -> str | None:
    """The rank of a body that issues together with its like: ministry (and the supreme organs), department; None for any other."""
    words, known = fold(name), _head()
    if words.startswith((f"{fold(known['ministry'])} ", *map(fold, known["supreme"]))):
        return "ministry"
    return "department" if words.startswith(f"{fold(known['department'])} ") else None


def _joint_parts(name: str) -> list[str]:
    """The bodies that one name joins; a dash inside a body's own name (``LAO ĐỘNG - THƯƠNG BINH``) parts nothing."""
    parts: list[str] = []
    for part in (part.strip() for part in _JOINT.split(name)):
        if part and parts and not _opens_body(part):
            parts[-1] = f"{parts[-1]} - {part}"
        elif part:
            parts.append(part)
    return parts


def _from_symbol(script: Script, number: Number | None) -> Issuer | None:
    """The body whose short form stands in the paper's own symbol and whose name the text uses."""
    if not number or not number.symbol:
        return None
    data = rules.load("bodies")
    groups = re.split(r"[-/]", number.symbol)
    for group in groups:
        name = data["departments"].get(group) or data["symbols"].get(group)
        if name:
            grounds = tuple(span for span in (number.span, _mention(script, name)) if span)
            return Issuer(name, None, None, inferred=True, because=grounds)
    return None


def _mention(script: Script, name: str) -> Span | None:
    """Where the text first names a body."""
    start = script.flow.find(name)
    return (start, start + len(name)) if start >= 0 else None


def _is_speech(script: Script) -> bool:
    """Whether a text is a speech: it greets its listeners in its first lines, or is headed so."""
    known = rules.load("frame")["speech"]
    openings = (*known["greetings"], *known["headings"])
    first = [line.text for line in script.lines if line.text][:_GREETED]
    return any(text.startswith(tuple(openings)) for text in first)


def _from_opening(script: Script, zones: Zones) -> Issuer | None:
    """The body that the opening paragraphs name before what it does."""
    begin, end = script.span(zones.body)
    opening = script.flow[begin : min(end, begin + 3000)]
    for paragraph in re.finditer(r"[^\n]+", opening):
        acts = list(_acts().finditer(paragraph.group()))
        if acts:
            found = acts[-1]
            span = (begin + paragraph.start() + found.start("name"), begin + paragraph.start() + found.end("name"))
            return Issuer(found["name"].strip(), None, None, inferred=True, because=(span,))
        if marks.BODY_LABEL.match(paragraph.group()):
            break
    return None


def _with_parent(script: Script, issuer: Issuer, place: str | None) -> Issuer:
    """A department of a province stands under its people's committee; the place of the head says which province."""
    data = rules.load("bodies")
    if issuer.name not in data["departments"].values() or not place:
        return issuer
    city = place in data["places"]["cities"] or place.startswith(("Thành phố", "TP"))
    kind = "" if place.startswith(("Thành phố", "TP")) else "thành phố " if city else "tỉnh "
    found = re.search(rf"{re.escape(place)}\s*,\s*ngày", script.text)
    ground = ((found.start(), found.start() + len(place)),) if found else ()
    return replace(issuer, parent=f"Ủy ban nhân dân {kind}{place}", because=(*issuer.because, *ground))
