"""Numbers divided by values of the catalogue's cuts: what may be chosen, what of it makes sense, and what it is called."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from hoanhap.kernel import suppression
from hoanhap.kernel.languages import in_their_language
from hoanhap.work.figures.models import IndicatorKind, IndicatorVersion

Values = dict[str, str]
"""One value a cut: ``{"sex": "F", "category": "amnesty"}``."""
Divided = Mapping[str, Mapping[str, Decimal]]
"""What a person types: by cut and value, how many."""


def name_of(code: str, cut: str, value: str = "") -> str:
    """What a part of an indicator's number is called, in forms, tables and refusals (``cs.radio_airings:language:vi``); without a value,
    all that the cut divides it into."""
    return ":".join((code, cut, value) if value else (code, cut))


def named(name: str) -> tuple[str, str, str] | None:
    """The other way round: indicator, cut and value (empty for a whole cut); None for a name of anything else."""
    code, *rest = name.split(":")
    return (code, rest[0], rest[1] if len(rest) > 1 else "") if rest else None


class Unclear(ValueError):
    """A division that does not tell one number for each part; ``reason`` is ``UNKNOWN``, ``SUM`` or ``TWO``, ``cut`` says where."""

    def __init__(self, reason: str, cut: str) -> None:
        super().__init__(f"{reason}: {cut}")
        self.reason, self.cut = reason, cut


@dataclass(frozen=True, slots=True)
class Choice:
    """A cut with the values that it has, in both languages."""

    code: str
    labels: tuple[str, str]
    named: Mapping[str, tuple[str, str]]

    @property
    def label(self) -> str:
        """What the cut is called, in the reader's language."""
        return in_their_language(*self.labels)

    @property
    def values(self) -> dict[str, str]:
        """What each value is called, in the reader's language."""
        return {code: in_their_language(*names) for code, names in self.named.items()}


@cache
def choices() -> dict[str, Choice]:
    """Every cut that has a closed list of values, by code."""
    data = tomllib.loads(files("hoanhap.work.figures").joinpath("data/cut_values.toml").read_text("utf-8"))
    return {row["code"]: Choice(row["code"], (row["label"], row["label_en"]), _in_both(row)) for row in data["cut"]}


def _in_both(row: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {code: (name, row["values_en"][code]) for code, name in row["values"].items()}


def offered(version: IndicatorVersion) -> list[Choice]:
    """The cuts by which a number of this indicator may be divided, in the order of the catalogue. None where numbers do not add up: the
    middle of parts is not the middle of statements."""
    adds_up = version.indicator.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.MONEY)
    return [choices()[code] for code in version.cuts if code in choices()] if adds_up else []


def label_of(values: Mapping[str, str]) -> str:
    """A combination of values as a person reads it; a value that is no longer in the list by its code."""
    known = choices()
    return ", ".join(known[cut].values.get(value, value) if cut in known else value for cut, value in sorted(values.items()))


def combined(whole: Decimal, divided: Divided, *, cuts: Collection[str]) -> list[tuple[Values, Decimal]]:
    """The parts of a number: each with its combination of values; together they are the whole. Empty when it is not divided.

    One cut may divide the number into several values; of any other the whole number has to have one value, because nobody has said how
    two divisions meet.

    :param cuts: those that are ``offered`` for the indicator
    :raises Unclear: a cut or value that is not in the list, parts that do not sum to the whole, or two cuts that both divide it
    """
    told = {cut: {value: amount for value, amount in parts.items() if amount} for cut, parts in divided.items()}
    told = {cut: parts for cut, parts in told.items() if parts}
    for cut, parts in told.items():
        known = choices().get(cut)
        if cut not in cuts or known is None or set(parts) - set(known.values) or any(amount < 0 for amount in parts.values()):
            raise Unclear("UNKNOWN", cut)
        if sum(parts.values()) != whole:
            raise Unclear("SUM", cut)
    several = [cut for cut, parts in told.items() if len(parts) > 1]
    if len(several) > 1:
        raise Unclear("TWO", several[1])
    same = {cut: next(iter(parts)) for cut, parts in told.items() if cut not in several}
    if not several:
        return [(same, whole)] if same else []
    return [({**same, several[0]: value}, amount) for value, amount in sorted(told[several[0]].items())]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A number by the values of one cut. A cell without amount is hidden: too few people would be known by it, or by what is left."""

    label: str
    cells: tuple[tuple[str, Decimal | None], ...]


def broken_down(parts: Iterable[tuple[Mapping[str, str], Decimal]], *, version: IndicatorVersion) -> list[Breakdown]:
    """By each cut that something is divided by: what each value has, and what is not divided by it. The cells of a cut are the whole.

    :param parts: what makes the number: combinations of values (of nothing, where a statement is not divided) and amounts
    """
    stated = list(parts)
    found = []
    for choice in offered(version):
        sums: dict[str, Decimal] = {}
        for values, amount in stated:
            value = values.get(choice.code, "")
            sums[value] = sums.get(value, Decimal(0)) + amount
        if set(sums) - {""}:
            cells = [(choice.values.get(value, value), amount) for value, amount in sorted(sums.items(), key=_undivided_last) if amount]
            found.append(Breakdown(choice.label, tuple(_covered(cells, version))))
    return found


def _undivided_last(cell: tuple[str, Decimal]) -> tuple[bool, str]:
    return (cell[0] == "", cell[0])


def _covered(cells: list[tuple[str, Decimal]], version: IndicatorVersion) -> list[tuple[str, Decimal | None]]:
    """Without the amounts below the smallest cell, and what would tell them to who knows the whole, which stands beside."""
    if not version.smallest_cell:
        return list(cells)
    shown, _whole = suppression.told({name: int(amount) for name, amount in cells}, smallest=version.smallest_cell, total_is_out=True)
    return [(name, None if shown[name] is None else amount) for name, amount in cells]


def divided(parts: Iterable[tuple[Mapping[str, str], Decimal]]) -> dict[str, dict[str, Decimal]]:
    """What a person would type for these parts: the other way round of ``combined``."""
    found: dict[str, dict[str, Decimal]] = {}
    for values, amount in parts:
        for cut, value in values.items():
            of_cut = found.setdefault(cut, {})
            of_cut[value] = of_cut.get(value, Decimal(0)) + amount
    return found
