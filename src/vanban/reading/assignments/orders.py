"""What one sentence orders: which unit, and where its duty begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vanban.reading.assignments.phrasing import phrasing
from vanban.reading.assignments.tokens import Token, tokens_of
from vanban.reading.assignments.units import UnitFound, begins_unit, find_party, find_unit
from vanban.reading.assignments.vocabulary import vocabulary

_AS_TO = re.compile(r"(?:Đối với|Riêng(?: đối với)?|Về phía|Đồng thời,?|Ngoài ra,|Bên cạnh đó,)\s+")
_LEADS = re.compile(r"chủ trì\b(?![^.;]*\sđã\s)")
"""A duty that only an order gives, wherever it stands; what is told of the past says so with ``đã``."""
_MOST_CHARACTERS = 1200
"""Of a sentence that are looked at."""
_PARTS = frozenset({";", ","})
"""Behind these a sentence may turn to another unit."""
_TURNS_BEHIND = frozenset({",", ";", ":", "đó"})
"""Behind these a clause that orders may begin."""
_TOPIC = 12
"""Tokens of a topic with its colon before the unit: ``Chế độ báo cáo: Các thôn báo cáo …``."""


@dataclass(frozen=True, slots=True)
class Order:
    """Offsets in the sentence: the unit's name, and where its duty begins (the sentence's end where it states none)."""

    unit: tuple[int, int]
    duty: int
    start: int
    """Where the whole order begins."""


def orders_in(sentence: str, *, only_asked: bool = False, inherits: bool = False) -> list[Order]:
    """The orders of one sentence, in reading order.

    :param only_asked: count only what is asked or given (giao, yêu cầu, đề nghị) or led (chủ trì), not units that simply act
    :param inherits: the sentence stands under a heading that names a unit, so that its own units need a surer sign
    """
    tokens = tokens_of(sentence[: _MOST_CHARACTERS if not inherits else _MOST_CHARACTERS // 2])
    if not tokens:
        return []
    first = _first_order(sentence, tokens, only_asked=only_asked, inherits=inherits)
    if first is None:
        return []
    found = [first]
    if not inherits or not first.start:
        found += _further(sentence, tokens, first, only_asked=only_asked)
    return found


def _first_order(sentence: str, tokens: list[Token], *, only_asked: bool, inherits: bool) -> Order | None:
    for index, bare in _openings(sentence, tokens, inherits=inherits):
        order = _order_at(tokens, index, bare_unit=bare, end=len(sentence))
        if order and only_asked and bare and not _LEADS.match(sentence, order.duty):
            order = _order_at(tokens, index, bare_unit=False, end=len(sentence))
        if order:
            return order
    return None


def _openings(sentence: str, tokens: list[Token], *, inherits: bool) -> Iterator[tuple[int, bool]]:
    """Where a clause that orders may begin, and whether a unit alone may open it there."""
    yield 0, True
    prefix = _AS_TO.match(sentence)
    if prefix:
        behind = next((index for index, token in enumerate(tokens) if token.start >= prefix.end()), 0)
        unit = find_unit(tokens, behind)
        if unit is not None and unit.colon:
            yield behind, True
    hitch = phrasing().difficulty.search(sentence) if "mắc" in sentence or "khó khăn" in sentence or "phát sinh" in sentence else None
    if hitch:
        at = next((index for index, token in enumerate(tokens) if token.start >= hitch.end()), None)
        if at is not None:
            yield at, True
    colon = next((index for index, token in enumerate(tokens[:_TOPIC]) if token.text == ":"), None)
    if colon is not None and not inherits:
        yield colon + 1, True
    yield from _later_openings(sentence, tokens, inherits=inherits)


def _later_openings(sentence: str, tokens: list[Token], *, inherits: bool) -> Iterator[tuple[int, bool]]:
    """Openings behind the first words: behind a comma or colon, or at an order word behind the one who orders."""
    orders, said = vocabulary().order_words, phrasing()
    narrates = bool(said.narrates.match(sentence))
    may_stand = bool((said.overrides if inherits else said.leads_in).match(sentence)) and not narrates
    recalled = said.recalls.match(sentence) if "đó" in sentence else None
    therein = len(sentence) if recalled is None else recalled.end()
    for index in [at for at, (token, following) in enumerate(pairwise(tokens), 1) if token[3] in _TURNS_BEHIND or following[3] in orders]:
        before = tokens[index - 1].low
        if before == "đó" and tokens[index].start > therein:
            continue
        if before in _TURNS_BEHIND:
            if not (inherits and vocabulary().orders.at(tokens, index)) or (index <= 3 and before in {"đó", ","}):
                yield index, may_stand
        elif _is_ordered_by_unit(tokens, index, at_start=inherits):
            yield index, False


def _is_ordered_by_unit(tokens: list[Token], index: int, *, at_start: bool) -> bool:
    """An order word behind the one who orders: ``Sở Công Thương yêu cầu``, ``Chủ tịch tỉnh giao``."""
    if not tokens[index].text[0].islower() or not vocabulary().orders.at(tokens, index):
        return False
    for start in range(max(0, index - 16), index):
        if at_start and start:
            return False
        if tokens[start].is_capital and begins_unit(tokens, start):
            unit = find_unit(tokens, start)
            if unit is not None and unit.duty == index:
                return True
    return False


def _order_at(tokens: list[Token], index: int, *, bare_unit: bool, end: int) -> Order | None:
    """The order that begins at ``index``: an order word and its unit, or a unit that acts."""
    taken = vocabulary().orders.at(tokens, index)
    if taken and not (index and vocabulary().not_after.before(tokens, index)):
        named = _behind_particles(tokens, index + taken)
        unit = find_unit(tokens, named) or find_party(tokens, named)
        if unit is None or (unit.duty is not None and phrasing().asks_above.match(_rest(tokens, unit.duty))):
            return None
        return _order(tokens, unit, tokens[index].start, end)
    if not bare_unit:
        return None
    unit = find_unit(tokens, index)
    if unit is None or unit.duty is None:
        return None
    nested = vocabulary().orders.at(tokens, unit.duty)
    asked = _order_at(tokens, unit.duty, bare_unit=False, end=end) if nested else None
    if asked or (nested and tokens[unit.duty].low in {"yêu", "đề", "kính", "trân"}):
        return asked
    return _order(tokens, unit, tokens[index].start, end)


def _behind_particles(tokens: list[Token], index: int) -> int:
    """The index behind ``:`` and ``đồng chí`` words that stand between an order and the name."""
    while index < len(tokens) and tokens[index].low in {":", "cho", "tới", "với"}:
        index += 1
    return index


def _rest(tokens: list[Token], index: int) -> str:
    return " ".join(token.low for token in tokens[index : index + 8])


def _order(tokens: list[Token], unit: UnitFound, start: int, end: int) -> Order | None:
    name = (tokens[unit.start].start, tokens[unit.end - 1].end)
    duty = tokens[unit.duty].start if unit.duty is not None and unit.duty < len(tokens) else end
    words = " ".join(token.low for token in tokens[unit.start : unit.end])
    if any(phrase in words for phrase in vocabulary().never):
        return None
    return Order(name, duty, start)


def _further(sentence: str, tokens: list[Token], first: Order, *, only_asked: bool) -> list[Order]:
    """Further units of the same sentence: behind ``;``, or behind a comma where ``có trách nhiệm`` says so."""
    found: list[Order] = []
    known = vocabulary()
    for index in [index for index, token in enumerate(tokens[:-1], 1) if token[2] in _PARTS]:
        token = tokens[index]
        if token.start <= first.duty or (token.low not in known.unit_words and token.low not in known.order_words):
            continue
        order = _order_at(tokens, index, bare_unit=not only_asked and bool(begins_unit(tokens, index)), end=len(sentence))
        if order is None or (found and order.start < found[-1].duty):
            continue
        behind_semicolon = tokens[index - 1].text == ";"
        asked = vocabulary().orders.at(tokens, index) > 0
        surely = bool(re.match(r"(?:có|chịu) trách nhiệm\b", sentence[order.duty :]))
        if behind_semicolon:
            surely = surely or asked or token.is_capital or bool(phrasing().at_once.match(sentence, order.duty))
        if surely or (asked and token.low == "giao"):
            found.append(order)
    return found
