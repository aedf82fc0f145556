"""The labels that Word counts for list paragraphs, which stand nowhere in the file's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from vanban.sources.labels import label_of
from vanban.sources.word.names import W, child, switch, value, whole

_LEVELS = 9
_WORD = re.compile(r"[^\W\d_]{3,} ")
_PLACE = re.compile(r"%([1-9])")
_OWN_BULLETS = frozenset("-–—+*")
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; ``%1`` to ``%9`` in ``text`` are the counts of the levels."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    """Restarts after a paragraph of this level (from 1) or a higher one; 0 never; ``None`` after any higher one."""


class Numbering:
    """Counters of one document. Lists that share an abstract definition count together, as in Word."""

    def __init__(self, root: Any = None) -> None:
        self.abstract: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, str] = {}
        """Which abstract definition a list follows."""
        self.overrides: dict[str, dict[int, Level]] = {}
        self.starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._style_levels: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root)

    def next_label(self, number: str, level: int) -> str | None:
        """Count one paragraph of list ``number`` at ``level`` (from 0) and give its label, ``None`` where Word prints none."""
        abstract = self.lists.get(number)
        if abstract is None or not 0 <= level < _LEVELS:
            return None
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        if (number, level) not in self._begun and level in self.starts.get(number, {}):
            counters[level] = None
        self._begun.add((number, level))
        here = self._level(number, abstract, level)
        held = counters[level]
        counters[level] = self._start(number, here, level) if held is None else held + 1
        for deeper in range(level + 1, _LEVELS):
            restart = self._level(number, abstract, deeper).restart
            if restart is None or level < restart:
                counters[deeper] = None
        return self._printed(number, abstract, here, counters)

    def is_named(self, number: str, level: int) -> bool:
        """Whether labels of a list have a word before the number (``Chương %1``)."""
        return _WORD.match(self._level(number, self.lists.get(number, ""), level).text) is not None

    def level_of_style(self, number: str, style: str) -> int:
        """The level to which list ``number`` ties a paragraph style."""
        return self._style_levels.get((self.lists.get(number, ""), style), 0)

    def _start(self, number: str, level: Level, index: int) -> int:
        return self.starts.get(number, {}).get(index, level.start)

    def _level(self, number: str, abstract: str, level: int) -> Level:
        own = self.overrides.get(number, {}).get(level)
        return own or self.abstract.get(abstract, {}).get(level) or Level()

    def _printed(self, number: str, abstract: str, here: Level, counters: list[int | None]) -> str | None:
        if here.style == "bullet":
            return here.text if here.text in _OWN_BULLETS else "-" if here.text else None

        def place(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            level = self._level(number, abstract, index)
            count = counters[index]
            if level.style == "none":
                return ""
            return label_of("decimal" if here.legal else level.style, self._start(number, level, index) if count is None else count)

        return _PLACE.sub(place, here.text).strip()[:_LONGEST_LABEL] or None

    def _read(self, root: Any) -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            self.abstract[name] = {index: _level_of(level) for index, level in _levels(abstract)}
            for index, level in _levels(abstract):
                style = value(level, "pStyle")
                if style:
                    self._style_levels[name, style] = index
        for number in root.iterfind(f"{W}num"):
            name = number.get(f"{W}numId", "")
            self.lists[name] = value(number, "abstractNumId") or ""
            for override in number.iterfind(f"{W}lvlOverride"):
                index = whole(override.get(f"{W}ilvl"), 0) or 0
                start = whole(value(override, "startOverride"))
                if start is not None:
                    self.starts.setdefault(name, {})[index] = start
                level = child(override, "lvl")
                if level is not None:
                    self.overrides.setdefault(name, {})[index] = _level_of(level)


def _levels(abstract: Any) -> list[tuple[int, Any]]:
    return [(whole(level.get(f"{W}ilvl"), 0) or 0, level) for level in abstract.iterfind(f"{W}lvl")]


def _level_of(level: Any) -> Level:
    start = whole(value(level, "start"), 1)
    return Level(
        start=1 if start is None else start,
        style=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText") or "",
        legal=bool(switch(level, "isLgl")),
        restart=whole(value(level, "lvlRestart")),
    )
