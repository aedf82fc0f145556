"""The catalogue of indicators: data files, read, checked word by word, and put on record as versioned definitions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from hoanhap.kernel.actor import Actor
from hoanhap.work.figures.models import Indicator, IndicatorVersion
from hoanhap.work.figures.operations.ledger import define
from hoanhap.work.figures.queries.catalogue import second_of

_DATA = files("hoanhap.work.figures").joinpath("data/indicators")
_TERM = re.compile(r"[a-z]+\.[a-z_]+")
_CHECK = re.compile(rf"{_TERM.pattern} (<=|>=|==) {_TERM.pattern}( [+-] {_TERM.pattern})*")
_VOCABULARY = {
    "channels": "channels", "cuts": "cuts", "reporters": "reporters", "frequencies": "frequencies", "evidence_kinds": "evidence",
}  # fmt: skip
_ONE_WORD = {"kind": "kinds", "derivation": "derivations", "aggregation": "aggregations", "publication": "publications"}
_BLANK: dict[str, Any] = {
    "core": False, "channels": [], "second_measure": "", "operands": [], "rate_of": "", "aggregation": "SUM", "estimate_allowed": False,
    "smallest_cell": None, "checks": [],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definition:
    """One row of the catalogue, whole: ``content`` holds the columns of a version."""

    code: str
    kind: str
    chapter: str
    content: dict[str, Any]


@cache
def codes() -> dict[str, Any]:
    """Every word that definitions may use, by list."""
    return tomllib.loads(_DATA.joinpath("codes.toml").read_text("utf-8"))


@cache
def definitions() -> tuple[Definition, ...]:
    """The whole catalogue, chapter by chapter.

    :raises ValueError: a data file is wrong; says which row and which word
    """
    names = sorted(entry.name for entry in _DATA.iterdir() if entry.name.endswith(".toml") and entry.name != "codes.toml")
    chapters = [tomllib.loads(_DATA.joinpath(name).read_text("utf-8")) for name in names]
    found = tuple(row for chapter in sorted(chapters, key=lambda chapter: chapter["position"]) for row in _of_chapter(chapter))
    known = {row.code for row in found}
    if len(known) < len(found):
        raise ValueError("an indicator is defined twice")
    for row in found:
        for problem in problems(row, known):
            raise ValueError(f"{row.code}: {problem}")
    return found


_CALLED = {
    "đồng": ("số tiền", "sum of money"), "người": ("số người", "number of persons"), "lượt": ("số lượt", "number of times"),
}  # fmt: skip


@cache
def seconds() -> tuple[Definition, ...]:
    """The second numbers of what units state from papers (the sum of money beside the number of borrowers), each an indicator of its own,
    so that it adds up like any other. Not divided, and for internal use: few people stand behind some of them."""
    return tuple(_second(row) for row in definitions() if row.content.get("second_measure") and row.content["derivation"] == "ENTER")


def _second(row: Definition) -> Definition:
    measure = row.content["second_measure"]
    vietnamese, english = _CALLED[measure]
    summed = "MONEY" if measure == "đồng" else "FLOW"
    own = {
        "label": f"{row.content['label']}: {vietnamese}", "label_en": f"{row.content['label_en']}: {english}", "measure": measure,
        "definition": f"Ghi kèm chỉ tiêu “{row.content['label']}”. {row.content['definition']}", "publication": "INTERNAL",
        "smallest_cell": None,
    }  # fmt: skip
    nothing = {"second_measure": "", "core": False, "cuts": [], "checks": [], "rate_of": "", "operands": []}
    return Definition(second_of(row.code), "STOCK" if row.kind == "STOCK" else summed, row.chapter, {**row.content, **nothing, **own})


def _of_chapter(chapter: dict[str, Any]) -> Iterator[Definition]:
    for row in chapter["indicator"]:
        content = {**_BLANK, "function": chapter["function"], **row}
        yield Definition(content.pop("code"), content.pop("kind"), chapter["chapter"], content)


def problems(row: Definition, known: set[str]) -> Iterator[str]:
    """What is wrong with a definition: words that nobody knows, ratios of one number, checks that cannot be read."""
    vocabulary = codes()
    for name, listed in _VOCABULARY.items():
        yield from (f"{name} has no word {word!r}" for word in row.content[name] if word not in vocabulary[listed])
    for name, listed in _ONE_WORD.items():
        word = row.kind if name == "kind" else row.content[name]
        if word not in vocabulary[listed]:
            yield f"{name} has no word {word!r}"
    operands = row.content["operands"]
    if (row.kind == "RATIO") != (len(operands) == 2):
        yield "a ratio has two operands, anything else none"
    for word in [*operands, *([row.content["rate_of"]] if row.content["rate_of"] else [])]:
        if word not in known and word not in vocabulary["operands"]:
            yield f"nothing is called {word!r}"
    if (row.content["publication"] == "SUPPRESSED") != (row.content["smallest_cell"] is not None):
        yield "a suppressed indicator says its smallest cell, anything else says none"
    for check in row.content["checks"]:
        unknown = [code for code in _TERM.findall(check) if code not in known]
        if not _CHECK.fullmatch(check) or unknown:
            yield f"cannot read the check {check!r}"


@transaction.atomic
def load_catalogue(*, actor: Actor, now: datetime) -> int:
    """Put the catalogue on record and say how many definitions are new. A definition that has not changed makes no version.

    What an indicator already on record says of its kind stays: a figure that adds up cannot become one that does not.
    """
    before = IndicatorVersion.objects.count()
    edition = {name: codes()[name] for name in ("valid_from", "source")}
    for position, row in enumerate((*definitions(), *seconds())):
        channel = row.content["channels"][0] if row.content["channels"] else ""
        define(code=row.code, channel=channel, kind=row.kind, position=position, version={**row.content, **edition}, actor=actor, now=now)
        Indicator.objects.filter(pk=row.code).exclude(position=position, channel=channel).update(position=position, channel=channel)
    return IndicatorVersion.objects.count() - before
