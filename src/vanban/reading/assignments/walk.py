"""The walk through the body: block by block, with the unit that headings and openings give to what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vanban.model import Assignment
from vanban.reading.assignments.brackets import brackets_in
from vanban.reading.assignments.duties import due_in, due_of_field, duty_start, leaves_duty_open, names_a_thing, role_of, states_duty
from vanban.reading.assignments.fields import FieldFound, fields_in
from vanban.reading.assignments.orders import Order, orders_in
from vanban.reading.assignments.phrasing import phrasing
from vanban.reading.assignments.places import Place, places_of
from vanban.reading.assignments.tables import in_tables
from vanban.reading.assignments.tokens import tokens_of
from vanban.reading.assignments.vocabulary import vocabulary
from vanban.reading.outline.blocks import Block, Body, span_of
from vanban.reading.outline.labels import BULLETS

_SENTENCE = re.compile(r"[.!?/](?:(?<=[^\s.A-ZĐ][^\s.][.!?])[.!?]*\s+(?=[^\W\d_]|\d)|(?<=\./)\.?\s*$)")
_ONLY_TELLS = re.compile(r"(?:để\b[^.]{0,120}\bbiết\b|xin thông báo|trân trọng|Kính mời)", re.IGNORECASE)
_REPORTS_BACK = re.compile(r"[^.;]{0,160}\b(?:gửi|báo cáo|thông tin|kết quả)\b[^.]{0,200}\btrước\b", re.IGNORECASE)
_GIVES = re.compile(r"(?:[Tt]rong đó,?\s+)?[Gg]iao\b")
_TURNS = re.compile(r"(?:Trong đó|Giao|Yêu cầu|Đề nghị)\b")
_ASKS = re.compile(r"(?:[Yy]êu cầu|[Đđ]ề nghị)\b")
_NOTIFIES = re.compile(r"(?:xin\s+)?thông báo\b[^.;]*\b(?:biết|thực hiện)\b[^.;]{0,40}$", re.IGNORECASE)
_ASKING = 120
"""Characters of a sentence in which the one who asks is named."""
_TOPIC = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}(?=\s*:)")
_CLOSING_MARK = re.compile(r"\./\.?\s*$|\.\s/\.?\s*$")
"""The sign that closes the text of a paper; what still stands behind it is the frame."""
_TELLS = re.compile(
    r"(?:Trên đây|Trong quá trình|Quá trình (?:tổ chức )?thực hiện|\(|\[|\*"
    r"|[^,.;:]{3,70} là (?:cơ quan (?:chuyên môn|của|có thẩm quyền|quản lý|lãnh đạo|chấp hành)|đơn vị sự nghiệp))"
)
_MEMBER = re.compile(
    r"[-–,:;]\s*(?:(?:Phó |Đồng )?Trưởng (?:ban|đoàn|Ban|Đoàn|nhóm)"
    r"|(?:Phó )?Tổ (?:trưởng|phó)|[ỦU][yỷ] viên|Thành viên|Thư ký|(?:Phó )?Chủ tịch Hội đồng)"
    r"(?:\s+(?:thường trực|Thường trực|thư ký|kiêm[^.;]{0,40}|Ban Chỉ đạo|Ban|Tổ|Đoàn|Hội đồng))?\s*[.;,/]*$"
)
"""A line that names who sits on a board, committee or team, with the seat at its end."""
_PLACE_DATE = re.compile(r"[^\d,;]{2,40},\s*ngày\b")
_SHORT = 60
_PERSON = re.compile(r"(?:[Mm]ời\s+)?(?:[Ôô]ng/[Bb]à|[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\b[\s.…]*(?P<name>\S*)")
_LONG_OPENING = 8


class Walk:
    """One pass over the blocks of a body."""

    def __init__(self, body: Body, code: str | None) -> None:
        self.body = body
        self.code = code
        self.places = places_of(body)
        self.found: list[Assignment] = []
        self.first_label = next((number for number, block in enumerate(body.blocks) if block.label), len(body.blocks))
        self.asked = False
        """Whether an order was already given, so that units may act in plain paragraphs too."""

    def assignments(self) -> tuple[Assignment, ...]:
        """All entries, in reading order."""
        number = 0
        blocks = self.body.blocks
        closed = -1
        while number < len(blocks):
            if blocks[number].part == closed:
                number += 1
                continue
            if _CLOSING_MARK.search(self.body.flow, max(blocks[number].start, blocks[number].end - 8), blocks[number].end):
                closed = blocks[number].part
            taken = self._take_fields(number)
            if not taken:
                self._take(number)
            number += taken or 1
        self.found += in_tables(self.body, self.places)
        told = (entry for entry in self.found if _says_something(entry))
        return tuple(sorted(told, key=lambda entry: entry.span))

    # ------------------------------------------------------------ fields

    def _take_fields(self, number: int) -> int:
        """Read a run of field lines from ``number`` on; how many blocks it took."""
        lines: list[tuple[Block, list[FieldFound]]] = []
        blocks = self.body.blocks
        while number + len(lines) < len(blocks):
            block = blocks[number + len(lines)]
            fields = fields_in(self.body.words(block)) if block.cell is None else []
            if not fields or (lines and not self._same_item(number, number + len(lines))):
                break
            lines.append((block, fields))
        if not any(field.kind in {"lead", "advise", "coordinate"} for _, fields in lines for field in fields):
            return 0
        if self._invites(lines):
            return len(lines)
        self.found += self._from_fields(lines, self.places[number])
        return len(lines)

    def _invites(self, lines: list[tuple[Block, list[FieldFound]]]) -> bool:
        """Whether the fields are those of a meeting: who chairs it (``Chủ trì: …``) beside who comes and where."""
        openings = [_TOPIC.match(self.body.words(block)) for block, _ in lines]
        names = {opening[0].lower() for opening in openings if opening}
        return "chủ trì" in names and not names.isdisjoint(vocabulary().meeting)

    def _same_item(self, first: int, second: int) -> bool:
        """Whether two field lines stand in the same item of the outline."""
        one, two = self.places[first], self.places[second]
        return one is two or one.above is two.above or one is two.above

    def _from_fields(self, lines: list[tuple[Block, list[FieldFound]]], place: Place) -> Iterator[Assignment]:
        values = [(field, block.text_start + field.start, block.text_start + field.end) for block, fields in lines for field in fields]
        task = next(((start, end) for field, start, end in values if field.kind == "task"), None) or self._heading(place)
        due = next((due_of_field(self.body.flow[start:end]) for field, start, end in values if field.kind == "due"), None)
        duty = " ".join(self.body.flow[task[0] : task[1]].split()) if task else ""
        for field, start, end in values:
            if field.kind not in {"lead", "advise", "coordinate"} or start >= end:
                continue
            own = self._orders(start, end) if field.kind == "lead" else []
            opens = bool(task) and len(own) == 1 and leaves_duty_open(self.body.flow[start + own[0].duty : end])
            if own and not opens and all(self._acts(start + part.duty) for part in own):
                yield from (replace(entry, due=due or entry.due) for entry in self._entries(own, start, end, place))
            elif task:
                name = self.body.flow[start : start + own[0].unit[1] if opens else end]
                yield Assignment(_name(name), field.kind, duty, due or due_in(duty), place.label, (start, end))

    def _acts(self, offset: int) -> bool:
        """Whether a duty in the value of a field surely begins here; ``trong phạm vi …`` only goes on with the name."""
        return phrasing().in_field.match(self.body.flow, offset, offset + 20) is not None

    def _heading(self, place: Place) -> tuple[int, int] | None:
        """The words of the nearest item above that is no bullet: what its units are to do."""
        for candidate in place.chain():
            if candidate.node is not None and candidate.node.label.kind not in BULLETS:
                block = candidate.node.block
                start, end = span_of(self.body.flow, block.text_start, block.end)
                return start, end - (self.body.flow[end - 1 : end] in {":", "."})
        return None

    # ------------------------------------------------------------ running words

    def _take(self, number: int) -> None:
        block, place = self.body.blocks[number], self.places[number]
        words = self.body.words(block)
        if block.cell is not None or not words.strip():
            return
        bracketed = brackets_in(words)
        if bracketed:
            self.found += [
                self._bracket(block, place, start, end, unit, part)
                for (start, end), unit, part in ((found.task, found.unit, found.part) for found in bracketed)
            ]
            return
        if place.skipped or self._enacts(words, block) or _MEMBER.search(words):
            return
        if place.unit is not None and place.node is not None and place.node.block is block:
            self._open_heading(block, place, place.unit)
            return
        self._read_sentences(block, place, number)

    def _bracket(self, block: Block, place: Place, start: int, end: int, unit: tuple[int, int], part: str) -> Assignment:
        task = block.text_start + start, block.text_start + end
        duty = " ".join(self.body.flow[task[0] : task[1]].split())
        name = _name(self.body.flow[block.text_start + unit[0] : block.text_start + unit[1]])
        return Assignment(
            name, role_of(part.strip(" ,")), duty, due_in(duty) or due_in(part), place.label, (task[0], block.text_start + unit[1])
        )

    def _enacts(self, words: str, block: Block) -> bool:
        """A decision's closing article (``chịu trách nhiệm thi hành Quyết định này``) gives no duty."""
        if "trách nhiệm thi hành" in words and phrasing().closes.search(words):
            return True
        return (
            self.code in vocabulary().enacting
            and block.part == 0
            and bool(phrasing().enacts.search(words))
            and not re.match(r"\s*Giao\b", words)
        )

    def _open_heading(self, block: Block, place: Place, unit: tuple[int, int]) -> None:
        """What runs on behind a heading's unit in the same paragraph, or what its sentence before the colon says."""
        start = duty_start(self.body.flow, unit[1])
        duty = self.body.flow[start : block.end].strip()
        if states_duty(duty) and not self._only_heads(place, duty):
            self._add(unit, start, block.end, place, block.start)

    def _only_heads(self, place: Place, duty: str) -> bool:
        """Whether words behind a heading's unit are the end of the heading itself (``Chủ tịch UBND cấp xã chỉ đạo``), items below it."""
        title = place.node.title if place.node else None
        return bool(title and place.node and place.node.children and title.endswith(duty.rstrip(" .")) and not duty.endswith(":"))

    def _read_sentences(self, block: Block, place: Place, number: int) -> None:
        inherited = self._inherited(place, block)
        labelled = place.node is not None
        found: list[tuple[Order, int, int]] = []
        for start, end in self._sentences(block):
            if inherited is not None and start > block.text_start and not self._turns(block, start, end):
                continue
            only_asked = number < self.first_label and not self.asked
            for order in orders_in(self.body.flow[start:end], only_asked=only_asked, inherits=inherited is not None):
                if inherited is None or self._overrides(order, start, block, found=bool(found)):
                    found.append((order, start, end))
        if found:
            self.asked = True
            if inherited is not None and found[0][1] > block.text_start and self._begins_with_duty(block):
                self._add_named(inherited, block.text_start, found[0][1] + found[0][0].start, place, block.start)
            self._add_orders(found, block, place)
        elif inherited is not None and labelled and self._dates_its_list(block, place):
            pass
        elif inherited is not None and self._carries_duty(block, place, number):
            self._add_named(inherited, block.text_start, block.end, place, block.start)
        elif self.found and not labelled:
            self._date_what_came_before(block)

    def _begins_with_duty(self, block: Block) -> bool:
        """Whether a block that later turns to another unit first says what its own is to do: an item, or text that opens with a verb."""
        tokens = tokens_of(self.body.flow[block.text_start : min(block.end, block.text_start + _SHORT)])
        known = vocabulary()
        return block.label is not None or known.hard.at(tokens, 0) > 0 or known.soft.at(tokens, 0) > 0

    def _turns(self, block: Block, start: int, end: int) -> bool:
        """Whether a later sentence under a heading that names a unit may turn to another: it asks, or somebody asks in it."""
        return _TURNS.match(self.body.flow, start) is not None or (
            block.label is None and phrasing().asked.search(self.body.flow, start, min(end, start + _ASKING)) is not None
        )

    def _overrides(self, order: Order, start: int, block: Block, *, found: bool) -> bool:
        """Whether an order under a heading that names a unit goes to another one after all."""
        words = self.body.flow[start + order.start : start + order.start + 60]
        if order.start != order.unit[0]:
            return bool(_GIVES.match(words)) or (block.label is None and bool(_ASKS.match(words)))
        return not found and start == block.text_start

    def _inherited(self, place: Place, block: Block) -> str | None:
        """The unit that the nearest heading or opening above gives; an opening gives it to items only."""
        for candidate in place.chain():
            if candidate.given and (candidate.node is not None or block.label is not None):
                return candidate.given
            name = _name(self.body.flow[candidate.unit[0] : candidate.unit[1]]) if candidate.unit else None
            if name and not name.endswith(vocabulary().points_below):
                return name
        return None

    def _carries_duty(self, block: Block, place: Place, number: int) -> bool:
        """Whether a paragraph under a unit says what to do, and is no mere heading of what follows."""
        words = self.body.words(block).strip()
        if (
            _TELLS.match(words)
            or phrasing().in_force.match(words)
            or names_a_thing(words)
            or words.isupper()
            or (_PLACE_DATE.match(words) and len(words) < _SHORT)
        ):
            return False
        node = place.node
        if node is None or node.block is not block or node.title is None:
            return states_duty(words)
        if words.endswith(":"):
            return len(words.split()) >= _LONG_OPENING and states_duty(words)
        return not node.children and not self._text_follows(number)

    def _text_follows(self, number: int) -> bool:
        """Whether the next block is text without a label: then this one is its heading."""
        blocks = self.body.blocks
        return number + 1 < len(blocks) and blocks[number + 1].label is None and self.places[number + 1] is self.places[number]

    def _add_orders(self, found: list[tuple[Order, int, int]], block: Block, place: Place) -> None:
        """The entries of a block: each duty reaches to where the next order begins."""
        ends = [start + order.start for order, start, _ in found[1:]] + [block.end]
        for (order, start, _), end in zip(found, ends, strict=True):
            unit = (start + order.unit[0], start + order.unit[1])
            begin = duty_start(self.body.flow, start + order.duty)
            duty = self.body.flow[begin:end].strip()
            if block.label is None:
                place.chain()[-1].given = None
            name = _name(self.body.flow[unit[0] : unit[1]])
            opens = duty.endswith(":") or (not duty and self.body.flow[unit[1] : end].strip() == ":")
            if opens and not name.endswith(vocabulary().points_below):
                place.given = name
            notifies = block.label is None and _NOTIFIES.match(duty.rstrip("./ "))
            if states_duty(duty) and not notifies and not _ONLY_TELLS.match(duty):
                self._add(unit, begin, end, place, start + order.start)

    def _entries(self, orders: list[Order], start: int, end: int, place: Place) -> Iterator[Assignment]:
        ends = [start + order.start for order in orders[1:]] + [end]
        for order, stop in zip(orders, ends, strict=True):
            begin = duty_start(self.body.flow, start + order.duty)
            yield self._entry(_name(self.body.flow[start + order.unit[0] : start + order.unit[1]]), begin, stop, place, start + order.start)

    def _orders(self, start: int, end: int) -> list[Order]:
        return orders_in(self.body.flow[start:end])

    def _add(self, unit: tuple[int, int], start: int, end: int, place: Place, first: int) -> None:
        self._add_named(_name(self.body.flow[unit[0] : unit[1]]), start, end, place, min(first, unit[0]))

    def _add_named(self, unit: str, start: int, end: int, place: Place, first: int) -> None:
        self.found.append(self._entry(unit, start, end, place, first))

    def _entry(self, unit: str, start: int, end: int, place: Place, first: int) -> Assignment:
        begin, stop = span_of(self.body.flow, start, end)
        duty = " ".join(self.body.flow[begin:stop].split()).rstrip(" ;,").removesuffix("./.").removesuffix(".")
        return Assignment(unit, role_of(duty), duty, due_in(duty), place.label, span_of(self.body.flow, first, end))

    def _date_what_came_before(self, block: Block) -> None:
        """A paragraph that only says where and when to report dates the entries before it that have no date."""
        words = self.body.words(block)
        due = due_in(words) if _REPORTS_BACK.match(words) else None
        if due:
            self.found = [replace(entry, due=entry.due or due) for entry in self.found]

    def _dates_its_list(self, block: Block, place: Place) -> bool:
        """Whether an item only says where and when a report goes: its date is that of the entries of its unit before it."""
        words = self.body.words(block).strip()
        due = due_in(words) if phrasing().says_when.match(words) else None
        if due:
            head = next((above.node for above in place.chain()[1:] if (above.unit or above.given) and above.node), None)
            first = head.block.start if head else 0
            self.found = [replace(entry, due=entry.due or due) if entry.span[0] >= first else entry for entry in self.found]
        return due is not None

    def _sentences(self, block: Block) -> Iterator[tuple[int, int]]:
        """Offsets of the sentences of a block."""
        start = block.text_start
        for match in _SENTENCE.finditer(self.body.flow, block.text_start, block.end):
            yield start, match.end()
            start = match.end()
        if start < block.end:
            yield start, block.end


def _says_something(entry: Assignment) -> bool:
    """Whether both unit and duty have words, and the duty is more than the name of who holds a seat (``Trưởng ban: Ông …``)."""
    if not (any(map(str.isalpha, entry.unit)) and any(map(str.isalpha, entry.duty))):
        return False
    person = _PERSON.match(entry.duty)
    return person is None or person["name"][:1].islower() or phrasing().of_person.search(entry.duty) is not None


def _name(words: str) -> str:
    """A unit as printed, on one line."""
    return " ".join(words.split()).strip(" ,;:.-–")
