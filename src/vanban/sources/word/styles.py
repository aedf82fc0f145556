"""What Word's styles say of runs and paragraphs, followed through ``basedOn`` to the document's defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vanban.sources.word.names import VAL, W, child, switch, value, whole

_ALIGN = {"both": "justify", "distribute": "justify", "start": "left", "end": "right", "left": "left", "right": "right", "center": "center"}
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; ``None`` where this level does not say."""

    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    font: str | None = None
    hidden: bool | None = None
    capitals: bool | None = None

    def over(self, under: Look) -> Look:
        """This look, with what it does not say taken from ``under``."""
        return Look(
            under.bold if self.bold is None else self.bold,
            under.italic if self.italic is None else self.italic,
            under.size if self.size is None else self.size,
            under.font if self.font is None else self.font,
            under.hidden if self.hidden is None else self.hidden,
            under.capitals if self.capitals is None else self.capitals,
        )


_PLAIN = Look()


def look_of(properties: Any) -> Look:
    """The look that an ``rPr`` element says."""
    if properties is None or not len(properties):
        return _PLAIN
    size = whole(value(properties, "sz"))
    fonts = child(properties, "rFonts")
    return Look(
        bold=switch(properties, "b"),
        italic=switch(properties, "i"),
        size=size / 2 if size else None,
        font=None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi"),
        hidden=switch(properties, "vanish"),
        capitals=switch(properties, "caps"),
    )


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says beside the look of its runs."""

    align: str | None = None
    numbering: str | None = None
    level: int | None = None


class Styles:
    """The styles of one document by id."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._looks: dict[str | None, Look] = {None: _PLAIN}
        self._paragraphs: dict[str | None, ParagraphStyle] = {None: ParagraphStyle()}
        self.default: str | None = None
        if root is None:
            self.base = _PLAIN
            return
        for style in root.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId")
            if name:
                self._elements[name] = style
                if style.get(f"{W}default") in {"1", "true"} and style.get(f"{W}type") == "paragraph":
                    self.default = name
        self.base = look_of(child(child(child(root, "docDefaults"), "rPrDefault"), "rPr"))

    def look(self, name: str | None) -> Look:
        """The look of runs in this style, without the document's defaults."""
        if name not in self._looks:
            look = _PLAIN
            for style in self._chain(name):
                look = look.over(look_of(child(style, "rPr")))
            self._looks[name] = look
        return self._looks[name]

    def paragraph(self, name: str | None) -> ParagraphStyle:
        """Alignment and numbering of paragraphs in this style."""
        if name not in self._paragraphs:
            align: str | None = None
            numbering: str | None = None
            level: int | None = None
            for style in self._chain(name):
                properties = child(style, "pPr")
                align = align or align_of(properties)
                listed = child(properties, "numPr")
                if listed is not None and numbering is None:
                    numbering, level = value(listed, "numId"), whole(value(listed, "ilvl"))
            self._paragraphs[name] = ParagraphStyle(align, numbering, level)
        return self._paragraphs[name]

    def _chain(self, name: str | None) -> list[Any]:
        """The style and those that it rests on, nearest first; a ring of styles ends."""
        chain: list[Any] = []
        while name in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[name])
            name = value(chain[-1], "basedOn")
        return chain


def align_of(properties: Any) -> str | None:
    """The alignment that a ``pPr`` element says."""
    found = child(properties, "jc")
    return None if found is None else _ALIGN.get(found.get(VAL, ""))
