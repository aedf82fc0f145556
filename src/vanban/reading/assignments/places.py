"""Where each block of the body stands in the outline: its clause, the headings above it, the unit they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vanban.reading.assignments.tokens import tokens_of
from vanban.reading.assignments.units import find_unit
from vanban.reading.assignments.vocabulary import vocabulary
from vanban.reading.outline.blocks import Body
from vanban.reading.outline.labels import BULLETS, Kind
from vanban.reading.outline.tree import Node, roots_of
from vanban.text import fold

_BEFORE_UNIT = re.compile(
    r"(?:Đối với|Trách nhiệm(?:,? (?:và )?quyền hạn| thực hiện| thi hành)?(?: của)?|Nhiệm vụ(?:,? (?:và )?quyền hạn)?(?: của)?"
    r"|Về phía|Phân công cho|Riêng)\s+"
)
_FEWEST_NAMED = 2
_LONGEST_NAME = 30
_OPENING = 60
"""Characters of a title that hold its first word."""
_CLOSES = re.compile(r"(?:Trên đây|Nơi nhận)\b")


@dataclass(eq=False)
class Place:
    """One node of the outline as a place where duties stand; the root has no node."""

    node: Node | None
    above: Place | None
    unit: tuple[int, int] | None = None
    """Offsets of the unit that its heading names."""
    given: str | None = None
    """A unit that running words gave to all that follows here."""
    skipped: bool = False
    fields: list[int] = field(default_factory=list)

    def chain(self) -> list[Place]:
        """This place and all above it, the nearest first."""
        places, place = [], self
        while place is not None:
            places.append(place)
            place = place.above  # type: ignore[assignment]
        return places

    @property
    def label(self) -> str | None:
        """The path of labels, bullets left out: ``IV.2``, ``II.2.1`` (not ``II.2.2.1``), ``Điều 3.1`` whatever the chapter."""
        labels: list[str] = []
        for place in self.chain():
            label = place.node.label if place.node else None
            if label is None or label.kind in BULLETS or (labels and labels[0].startswith(f"{label.text}.") and label.kind is Kind.NUMBER):
                continue
            labels.insert(0, label.text)
            if label.kind is Kind.ARTICLE:
                break
        return ".".join(labels) or None


def places_of(body: Body) -> list[Place]:
    """For each block of the body the place that it opens or stands in."""
    root = Place(None, None)
    by_start: dict[int, Place] = {}
    for node in roots_of(body):
        _enter(body, node, root, by_start)
    found: list[Place] = []
    current, part = root, 0
    for block in body.blocks:
        if block.part != part or _CLOSES.match(body.words(block)):
            part, root = block.part, Place(None, None)
            current = root
        if block.start in by_start and block.cell is None:
            current = by_start[block.start]
            _reroot(current, root)
        found.append(current if block.start in by_start else _owner(current))
    return found


def _enter(body: Body, node: Node, above: Place, by_start: dict[int, Place]) -> None:
    place = Place(node, above)
    place.unit = unit_of_heading(body, node)
    place.skipped = above.skipped or _gives_no_duties(node)
    by_start[node.block.start] = place
    for child in node.children:
        _enter(body, child, place, by_start)
    _lend_units(body, [by_start[child.block.start] for child in node.children])


def _lend_units(body: Body, siblings: list[Place]) -> None:
    """Among headings that mostly name units, a name that the vocabulary does not know is a unit too (``VNPT Nam Sơn``)."""
    titled = [place for place in siblings if place.node and place.node.title and place.node.label.kind not in BULLETS]
    named = sum(place.unit is not None for place in titled)
    unknown = {id(place): _whole_title(body, place.node) for place in titled if place.unit is None and place.node and not place.skipped}
    candidates = sum(span is not None for span in unknown.values())
    if named < _FEWEST_NAMED or named < candidates:
        return
    for place in titled:
        place.unit = place.unit or unknown.get(id(place))


def _whole_title(body: Body, node: Node) -> tuple[int, int] | None:
    """The span of a title that may be a name: short, with a capital letter, and no topic like ``Kinh phí thực hiện``."""
    start = node.block.text_start
    words = body.flow[start : start + _title_length(body, node)].rstrip(" :.;")
    tokens = tokens_of(words)
    if not tokens or len(tokens) > _LONGEST_NAME or not tokens[0].is_capital or vocabulary().topics.at(tokens, 0):
        return None
    if vocabulary().hard.at(tokens, 0) or vocabulary().soft.at(tokens, 0) or vocabulary().not_units.at(tokens, 0):
        return None
    known = None if vocabulary().quantifiers.at(tokens, 0) else find_unit(tokens, 0)
    return start, start + (tokens[known.end - 1].end if known is not None else len(words))


def _reroot(place: Place, root: Place) -> None:
    """Top places of a new part hang from that part's own root, which what was said before does not reach."""
    top = place.chain()[-1] if place.above else place
    if place.above is not None and place.above.node is None and place.above is not root and top is not root:
        place.above = root


def _owner(place: Place) -> Place:
    """Where text without a label stands: bullets above it are closed."""
    while place.above is not None and place.node is not None and place.node.label.kind in BULLETS:
        place = place.above
    return place


def unit_of_heading(body: Body, node: Node) -> tuple[int, int] | None:
    """Offsets of the unit that is all of a heading: ``Sở Y tế``, ``Giao Sở Xây dựng``, ``Phòng PV01 có trách nhiệm``."""
    if node.title is None or node.label.kind in {Kind.PART, Kind.CHAPTER}:
        return None
    start = node.block.text_start
    words = body.flow[start : start + _title_length(body, node)]
    before = _BEFORE_UNIT.match(words)
    offset = before.end() if before else 0
    tokens = tokens_of(words[offset:].rstrip(" :.;"))
    order = vocabulary().orders.at(tokens, 0)
    unit = find_unit(tokens, order) if tokens else None
    if unit is None or not tokens[unit.start : unit.end]:
        return None
    if unit.duty is not None and unit.duty < len(tokens) and not vocabulary().sure.at(tokens, unit.duty) and not _ends_in_colon(words):
        return None
    first = start + offset
    return first + tokens[unit.start].start, first + tokens[unit.end - 1].end


def _title_length(body: Body, node: Node) -> int:
    """How many characters of the block the title takes, its colon included."""
    words = body.words(node.block)
    if node.title and words.startswith(node.title):
        return min(len(node.title) + 1, len(words))
    wanted = len("".join((node.title or "").split()))
    seen = 0
    for index, char in enumerate(words):
        seen += not char.isspace()
        if seen >= wanted:
            return min(index + 2, len(words))
    return len(words)


def _ends_in_colon(words: str) -> bool:
    return words.rstrip().endswith(":")


def _gives_no_duties(node: Node) -> bool:
    if node.title is None:
        return False
    known = vocabulary()
    if not fold(node.title[:_OPENING]).startswith(known.section_openings):
        return False
    title = fold(node.title)
    if title in known.no_duties_whole or any(title.startswith(words) for words in known.no_duties):
        return True
    return any(title.startswith(words) for words in known.no_duties_alone) and not any(words in title for words in known.rescued_by)
