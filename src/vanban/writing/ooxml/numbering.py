"""Real Word numbering for labels that are given: Word shows exactly them, and counts on from there when someone adds a line.

Each form of label (``I.``, ``1.``, ``a)``, ``Điều 1.``, ``2.1.``, ``-``) is one abstract list; a new list starts wherever a label
does not follow its predecessor. Word knows no Vietnamese alphabet: ``đ)`` is written out, and the Latin letters that Vietnamese leaves
out are jumped over.
"""

from __future__ import annotations

import re

from vanban.text.roman import roman_value
from vanban.writing.ooxml.xml import Markup, part, twips, w
from vanban.writing.wordforms import NAMED

_NO_LABEL = 400
"""From here on signs like D and M are letters of a list and no numerals."""
_NAMED = re.compile(rf"({'|'.join(NAMED)}) (\S+)")

Form = tuple[str, str]
"""Word's number format and the level text with ``%1`` for the counter; a text without ``%1`` is printed as it stands."""


def form_of(label: str) -> tuple[Form, int]:
    """The form of ``label`` and its place in the count (0 where the form does not count)."""
    named = _NAMED.fullmatch(label)
    if named:
        stop = "." if named[1] == "Điều" else ""
        return _counted(named[2], before=f"{named[1]} ", after=stop) or (("none", f"{label}{stop}"), 0)
    head, dot, last = label.rpartition(".")
    counted = _counted(last, before=f"{head}{dot}", after=")" if last.isalpha() and last.islower() else ".")
    return counted or (("none", f"{label})" if label.isalpha() and label.islower() else f"{label}."), 0)


def _counted(sign: str, *, before: str, after: str) -> tuple[Form, int] | None:
    """The counting form for one sign, None where Word cannot count it."""
    if sign.isascii() and sign.isdecimal() and str(int(sign)) == sign:
        return ("decimal", f"{before}%1{after}"), int(sign)
    value = roman_value(sign)
    if value and value < _NO_LABEL:
        return ("upperRoman", f"{before}%1{after}"), value
    if len(sign) == 1 and "a" <= sign <= "z":
        return ("lowerLetter", f"{before}%1{after}"), ord(sign) - ord("a") + 1
    return None


class Numbering:
    """Gives each label the list it belongs to, and writes ``word/numbering.xml``."""

    def __init__(self) -> None:
        self._abstract: dict[Form, int] = {}
        self._numbers: list[tuple[int, int]] = []
        self._open: dict[Form, tuple[int, int]] = {}

    def label(self, label: str) -> Markup:
        """The ``numPr`` that makes Word show ``label``."""
        form, place = form_of(label)
        number, last = self._open.get(form, (0, -1))
        if not number or (form[0] != "none" and place != last + 1):
            number = self._start(form, place)
        self._open[form] = (number, place)
        return self._properties(number)

    def bullet(self, mark: str) -> Markup:
        """The ``numPr`` of a dash or plus line."""
        form = ("bullet", mark)
        number, _ = self._open.get(form, (0, 0))
        if not number:
            number = self._start(form, 0)
            self._open[form] = (number, 0)
        return self._properties(number)

    def _properties(self, number: int) -> Markup:
        return w("numPr", w("ilvl", val=0), w("numId", val=number))

    def _start(self, form: Form, place: int) -> int:
        abstract = self._abstract.setdefault(form, len(self._abstract))
        self._numbers.append((abstract, place))
        return len(self._numbers)

    def part(self, first_line: float) -> bytes:
        """``word/numbering.xml``; numbered lines begin ``first_line`` millimetres from the margin."""
        lists = [_abstract(number, form, first_line) for form, number in self._abstract.items()]
        return part("numbering", *lists, *(_number(place, *started) for place, started in enumerate(self._numbers, 1)))


def _abstract(number: int, form: Form, first_line: float) -> Markup:
    kind, shown = form
    centred = not shown.endswith((".", ")")) and kind != "bullet"
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("suff", val="nothing" if centred else "space"),
        w("lvlText", val=shown),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=0, firstLine=0 if centred else twips(first_line))),
        ilvl=0,
    )
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=number)


def _number(number: int, abstract: int, start: int) -> Markup:
    override = w("lvlOverride", w("startOverride", val=start), ilvl=0) if start else None
    return w("num", w("abstractNumId", val=abstract), override, numId=number)
