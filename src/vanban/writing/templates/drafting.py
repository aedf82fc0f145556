"""Facts into a template: a draft paper whose every number is a figure of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from vanban.model.paper import Block, Bullet, Cell, FigureRun, Heading, LedgerFigure, Paper, Paragraph, Run, Runs, Slot, Table, Text
from vanban.text.wording import word
from vanban.writing.figures import exact
from vanban.writing.templates.loading import Template, template
from vanban.writing.wordforms import BadPaper

_PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z_0-9]+)?)\}")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its lines: a unit and its duties, a topic and its answers."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a draft is filled with. ``figures`` by indicator; ``style`` is how numbers are worded (``exact``, ``padded``, ``rounded``)."""

    words: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    figures: Mapping[str, LedgerFigure] = field(default_factory=dict)
    style: str = "exact"


def draft(name: str, base: Paper, facts: Facts) -> Paper:
    """``base`` (who issues, signs and receives) with type, subject, blocks and figures of the template ``name`` filled with ``facts``.

    :raises BadPaper: there is no such template, or a word that it needs is not among the facts
    """
    chosen = template(name)
    _Words(chosen, facts).hold()
    made = _Draft(chosen, facts)
    blocks = tuple(block for data in chosen.blocks for block in made.block(data))
    subject = "".join(run.text for run in made.runs(chosen.subject))
    return replace(base, type=chosen.type, subject=subject, blocks=blocks, figures=(*base.figures, *made.used.values()))


class _Words:
    """Which words a template needs."""

    def __init__(self, chosen: Template, facts: Facts) -> None:
        self._texts = [chosen.subject, *(str(block[key]) for block in chosen.blocks for key in ("say", "text") if key in block)]
        self._facts = facts

    def hold(self) -> None:
        needed = {name for text in self._texts for name in _PLACE.findall(text) if "." not in name and name != "item"}
        missing = sorted(needed - self._facts.words.keys())
        if missing:
            raise BadPaper(f"Mẫu còn thiếu thông tin: {', '.join(missing)}; hãy bổ sung trước khi dự thảo.")


class _Draft:
    def __init__(self, chosen: Template, facts: Facts) -> None:
        self._template = chosen
        self._facts = facts
        self.used: dict[str, LedgerFigure] = {}

    def block(self, data: dict[str, Any]) -> Iterator[Block]:
        """The blocks that one block of the template makes."""
        if "heading" in data:
            yield Heading(data["heading"] or None, self._plain(data["text"]), data.get("level", 1))
        elif "each" in data:
            yield from self._each(data)
        elif "groups" in data:
            yield from self._groups(data)
        elif "table" in data:
            yield from self._table(data)
        elif "figures" in data:
            yield from self._figures(data)
        elif not (data.get("optional") and not self._known(data["say"])):
            yield Paragraph(self.runs(data["say"]))

    def runs(self, text: str, item: str = "") -> Runs:
        """``text`` with its places filled."""
        parts: list[Run] = []
        for at, piece in enumerate(_PLACE.split(text)):
            if at % 2 == 0:
                parts += [Text(piece)] if piece else []
            elif piece == "item":
                parts.append(Text(item))
            else:
                parts.append(self._figure(piece) if "." in piece else Text(self._facts.words[piece]))
        return tuple(parts)

    def _plain(self, text: str) -> str:
        return "".join(run.text for run in self.runs(text))

    def _known(self, text: str) -> bool:
        """Whether any figure that ``text`` speaks of is known."""
        return any(name in self._facts.figures for name in _PLACE.findall(text) if "." in name)

    def _figure(self, indicator: str) -> Run:
        """The figure of an indicator, worded; a slot where nothing proves one, no number where it is too small to be told."""
        figure = self._facts.figures.get(indicator)
        if figure is None or figure.value is None:
            return Slot(indicator, self._template.missing)
        least = self._least(indicator)
        if 0 < figure.value < least:
            return Text(f"dưới {least}")
        self.used[figure.id] = figure
        return FigureRun(figure.id, word(figure.value, self._facts.style, estimated=figure.estimated))

    def _least(self, indicator: str) -> int:
        sensitive = indicator.startswith(self._template.sensitive) if self._template.sensitive else False
        return self._template.suppress_sensitive_below if sensitive else self._template.suppress_below

    def _slot(self, about: str) -> Paragraph:
        return Paragraph((Slot(about, self._template.missing),))

    def _each(self, data: dict[str, Any]) -> Iterator[Block]:
        items = self._facts.lists.get(data["each"], ())
        if not items and not data.get("optional"):
            yield self._slot(data["each"])
        for item in items:
            yield Bullet(self.runs(data["say"], item))

    def _groups(self, data: dict[str, Any]) -> Iterator[Block]:
        groups = self._facts.groups.get(data["groups"], ())
        if not groups:
            yield self._slot(data["groups"])
        for number, group in enumerate(groups, data.get("from", 1)):
            yield Heading(str(number), group.title, data.get("level", 2))
            yield from (Bullet((Text(item),)) for item in group.items)

    def _table(self, data: dict[str, Any]) -> Iterator[Block]:
        rows = self._facts.tables.get(data["table"], ())
        if not rows:
            yield self._slot(data["table"])
            return
        made = tuple(tuple(Cell((Text(words),)) for words in row) for row in rows)
        yield Table((_header(data),), made, tuple(data.get("widths", ())), tuple(data.get("aligns", ())), data.get("caption", ""))

    def _figures(self, data: dict[str, Any]) -> Iterator[Block]:
        """One row an indicator: name, unit, value. What is not known is a slot, so that a form is always whole."""
        rows = []
        for number, (indicator, name, unit) in enumerate(data["figures"], 1):
            value = self._exactly(indicator)
            rows.append(tuple(Cell(runs) for runs in ((Text(str(number)),), (Text(name),), (Text(unit),), (value,))))
        aligns = ("center", "left", "left", "right")
        yield Table((_header(data),), tuple(rows), (8, 52, 18, 22), aligns, data.get("caption", ""))

    def _exactly(self, indicator: str) -> Run:
        run = self._figure(indicator)
        if isinstance(run, FigureRun):
            figure = self.used[run.figure]
            return run if figure.estimated else replace(run, text=exact(figure.value))
        return run


def _header(data: dict[str, Any]) -> tuple[Cell, ...]:
    return tuple(Cell((Text(words),)) for words in data["header"])
