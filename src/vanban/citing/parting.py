"""Mentions of one key parted by their dates: one number may name papers of several years."""

from __future__ import annotations

from dataclasses import dataclass, field

from vanban.citing.mentions import Mention

_PRINTS = (len("2024"), len("2024-07"), len("2024-07-30"))
"""How long a date may be printed."""


@dataclass(slots=True)
class Parted:
    """``groups`` holds mentions whose dates agree: the same, or one says less than the other. Undated ones have their own.

    A mention joins the first group that agrees; that is looked up, so that a thousand papers of one number cost no more each than ten.
    """

    groups: list[list[Mention]] = field(default_factory=list)
    _whole: dict[str | None, int] = field(default_factory=dict)
    """The first group with a mention of this very date."""
    _begun: dict[str, int] = field(default_factory=dict)
    """The first group with a mention of a date that begins so."""

    def add(self, mention: Mention) -> None:
        """Put a mention into its group."""
        place = self._place(mention.date)
        if place == len(self.groups):
            self.groups.append([])
        self.groups[place].append(mention)
        self._whole[mention.date] = min(place, self._whole.get(mention.date, place))
        for begun in _shorter(mention.date):
            self._begun[begun] = min(place, self._begun.get(begun, place))

    def _place(self, date: str | None) -> int:
        """The first group that agrees with a date; a new one where none does."""
        if date is None:
            return self._whole.get(None, len(self.groups))
        agreeing = [self._whole[begun] for begun in _shorter(date) if begun in self._whole]
        return min([*agreeing, self._begun.get(date, len(self.groups))])


def _shorter(date: str | None) -> list[str]:
    """The date itself and what is left of it where less is printed."""
    return [date[:length] for length in _PRINTS if length <= len(date)] if date else []
