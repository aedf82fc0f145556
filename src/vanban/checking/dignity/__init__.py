"""The dignity gate: what must not be published about a person, said in one sentence each, with what to write instead.

``examine`` reads a text, ``examine_picture`` the declaration of a picture, ``rewrite`` writes a text that passes. Nothing is kept and
nothing is looked up: the gate knows names by their form, not by a list of people.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from vanban.checking.dignity import groups, numbers, people, stigma
from vanban.checking.dignity.objections import Objection, Severity
from vanban.checking.dignity.page import lower, open_page
from vanban.checking.dignity.pictures import examine_picture

__all__ = ["Objection", "Severity", "blocks", "examine", "examine_picture", "rewrite"]

_ROUNDS = 5
# What is written at the beginning of a text or sentence begins with a capital.
_OPENING = re.compile(r"(?:[.!?…]\s{1,3}|\n\s*|[“\"])$")


def examine(text: str, *, places: Collection[str] = (), kind: str = "article") -> list[Objection]:
    """Everything that should keep a text from being published as it is, in the order of the text.

    :param text: plain text, at most some pages; any Unicode form, with or without diacritics
    :param places: names of communes and villages that the caller knows (``Đăk Hà``), beside those with ``xã``, ``thôn`` … before them
    :param kind: ``article``; for ``answer``, ``question`` and ``feedback`` any private person's name is warned of as well
    :return: objections; spans count letters of ``text``; one with severity ``BLOCK`` should stop publication
    """
    page = open_page(text)
    known = frozenset(lower(place) for place in places)
    found = [*numbers.find(page), *people.find(page, known, kind), *groups.find(page, known), *stigma.find(page)]
    placed = {(objection.code, objection.span): replace(objection, span=page.original(objection.span)) for objection in found}
    return sorted(placed.values(), key=lambda objection: (objection.span, objection.severity, objection.code))


def blocks(objections: Iterable[Objection]) -> list[Objection]:
    """Those of the objections that stop publication."""
    return [objection for objection in objections if objection.severity is Severity.BLOCK]


def rewrite(text: str, *, places: Collection[str] = (), kind: str = "article") -> str:
    """The text with every objection's suggestion in its place, again and again until the gate is silent."""
    for _ in range(_ROUNDS):
        found = examine(text, places=places, kind=kind)
        if not found:
            break
        text = _replaced(text, found)
    return text


def _replaced(text: str, found: list[Objection]) -> str:
    """The suggestions written in; of two that overlap the longer."""
    chosen: list[Objection] = []
    for objection in sorted(found, key=lambda one: (one.span[0] - one.span[1], one.severity)):
        if not any(objection.span[0] < other.span[1] and other.span[0] < objection.span[1] for other in chosen):
            chosen.append(objection)
    for objection in sorted(chosen, key=lambda one: one.span, reverse=True):
        begin, end = objection.span
        words = objection.suggestion
        if (begin == 0 or _OPENING.search(text, max(0, begin - 4), begin)) and text[begin : begin + 1].isupper():
            words = words[:1].upper() + words[1:]
        text = text[:begin] + words + text[end:]
    return text
