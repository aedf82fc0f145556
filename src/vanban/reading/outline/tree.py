"""Labelled blocks put into a tree: what stands under what, each node with its title and the span of all its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from vanban.model import OutlineNode
from vanban.reading.outline.blocks import Block, Body, span_of
from vanban.reading.outline.labels import BULLETS, NAMED, Kind, Label
from vanban.reading.outline.titles import is_capitals, title_of

_CLOSES_THE_PAPER = re.compile(r"Trên đây là\b")
_LOOK_AHEAD = 60
"""Blocks that are looked at to tell a list inside a list from a list begun anew."""
_LONGEST_NAME = 40
"""Words of a chapter's name on the line below its label."""


@dataclass(slots=True)
class Node:
    """A node while it grows: ``block`` opens it, ``end`` moves down as content follows."""

    block: Block
    label: Label
    title: str | None
    end: int
    plain: bool = False
    """Whether the title rests on nothing but a missing full stop: neither bold, nor capitals, nor a colon."""
    children: list[Node] = field(default_factory=list)


def grow(body: Body) -> tuple[OutlineNode, ...]:
    """The outline of a body."""
    return tuple(_freeze(node, 1, body.flow) for node in roots_of(body))


@lru_cache(maxsize=1)
def roots_of(body: Body) -> list[Node]:
    """The top level nodes of a body, in reading order. The last ones are kept: outline and assignments walk the same tree.

    To be read only.
    """
    roots: list[Node] = []
    stack: list[Node] = []
    part = 0
    labels = [block.label for block in body.blocks]
    for number, block in enumerate(body.blocks):
        if block.part != part or _CLOSES_THE_PAPER.match(body.words(block)):
            part = block.part
            stack.clear()
        if block.label is None or block.cell is not None:
            _take_in(stack, body, block)
            continue
        following = [label for label in labels[number + 1 : number + _LOOK_AHEAD] if label]
        label = _settled(block.label, following)
        _climb(stack, label, following)
        title = _title(body, block, label)
        node = Node(block, label, title, block.end, plain=_is_plain(body, block, title))
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
        for open_node in stack:
            open_node.end = block.end
    _settle_titles(roots)
    return roots


def _is_plain(body: Body, block: Block, title: str | None) -> bool:
    words = body.words(block).rstrip()
    return bool(title) and block.bold_end <= block.text_start and not is_capitals(title or "") and ":" not in words


def _settle_titles(siblings: list[Node]) -> None:
    """An item with nothing below it, among items that are sentences, is one too: only its full stop is missing."""
    for node in siblings:
        _settle_titles(node.children)
    told = [node for node in siblings if node.title is None]
    for node in siblings:
        bare = node.plain and not node.children and node.end == node.block.end
        if bare and len(told) * 2 >= len(siblings):
            node.title = None


def _title(body: Body, block: Block, label: Label) -> str | None:
    """A bullet with plain words after a colon is running text, also where its full stop is missing."""
    words, bold = body.words(block), block.bold_end - block.text_start
    title = title_of(words, bold)
    if title and label.kind in BULLETS and bold <= 0 and ": " in title:
        return None
    return title


def _take_in(stack: list[Node], body: Body, block: Block) -> None:
    """Text without a label belongs to all open nodes; below a bare ``Chương I`` it is the chapter's name."""
    if not stack:
        return
    above = stack[-1]
    if above.title is None and _awaits_name(above) and _may_be_name(body, block):
        above.title = title_of(body.words(block), len(body.words(block)))
    for node in stack:
        node.end = block.end


def _awaits_name(node: Node) -> bool:
    bare = node.block.end - node.block.text_start <= 0
    return bare and (node.label.kind in NAMED or node.label.kind in {Kind.ARTICLE, Kind.ROMAN, Kind.CAPITAL})


def _may_be_name(body: Body, block: Block) -> bool:
    words = body.words(block)
    short = len(words.split()) <= _LONGEST_NAME and not words.endswith((".", ";", ","))
    return short or is_capitals(words)


def _settled(label: Label, following: Sequence[Label]) -> Label:
    """``I.`` that opens a series ``2.``, ``3.`` is a misread or mistyped ``1.``; ``V)`` and the like stay."""
    if label.kind is not Kind.ROMAN or label.order != (1,):
        return label
    for after in following:
        if after.kind in BULLETS or after.kind in {Kind.LETTER, Kind.BRACKETED}:
            continue
        if after.kind is Kind.NUMBER and after.order == (2,):
            return Label(Kind.NUMBER, "1", (1,), label.length)
        return label
    return label


def _climb(stack: list[Node], label: Label, following: Sequence[Label]) -> None:
    """Close the nodes that cannot hold ``label``."""
    inside = _letter_that_holds(stack, label, following)
    if inside is not None:
        del stack[inside + 1 :]
        return
    before = next((place for place, node in enumerate(stack) if _goes_on(node.label, label)), None)
    if before is not None:
        del stack[before:]
        return
    while stack and not _may_hold(stack[-1].label, label):
        stack.pop()


def _goes_on(above: Label, label: Label) -> bool:
    """``b)`` behind ``a)``, also where a list of numbers stood between them."""
    return above.kind is Kind.LETTER and label.kind is Kind.LETTER and label.order[0] == above.order[0] + 1


def _may_hold(above: Label, label: Label) -> bool:
    if above.kind is Kind.SUBNUMBER and label.kind is Kind.SUBNUMBER:
        return len(above.order) < len(label.order) and label.order[: len(above.order)] == above.order
    return above.kind < label.kind


def _letter_that_holds(stack: list[Node], label: Label, following: Sequence[Label]) -> int | None:
    """Where in the stack the ``a)`` stands whose own list ``1.``, ``2.`` begins or goes on: the letters go on after it."""
    if label.kind not in {Kind.NUMBER, Kind.BRACKETED}:
        return None
    place = next((place for place in range(len(stack) - 1, -1, -1) if stack[place].label.kind is Kind.LETTER), None)
    if place is None or (label.kind is Kind.NUMBER and not any(node.label.kind is Kind.NUMBER for node in stack[:place])):
        return None
    inner = next((node.label.order for node in reversed(stack[place:]) if node.label.kind is label.kind), (0,))
    if label.order != (inner[0] + 1,):
        return None
    numbers = {Kind.NUMBER, Kind.SUBNUMBER, Kind.BRACKETED}
    after = next((label for label in following if label.kind <= Kind.LETTER and label.kind not in numbers), None)
    goes_on = after is not None and after.kind is Kind.LETTER and after.order[0] == stack[place].label.order[0] + 1
    return place if goes_on else None


def _freeze(node: Node, level: int, flow: str) -> OutlineNode:
    children = tuple(_freeze(child, level + 1, flow) for child in node.children)
    return OutlineNode(node.label.text, node.title, level, span_of(flow, node.block.start, node.end), children)
