"""What has been answered so far, as far as later questions depend on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from hoanhap.ground.legislation.queries import Answers, Circumstance, Crime, Rules

NONE, UNKNOWN, OTHER = "khong-co", "khong-biet", "khac"
"""Values of a page with several choices: none of them, not known, another one than those named."""


@dataclass(frozen=True, slots=True)
class State:
    """The answers as the engine takes them, and the groups of crimes, which only lead to the page of crimes."""

    rules: Rules
    answers: Answers = field(default_factory=Answers)
    groups: frozenset[str] | None = frozenset()

    def with_(self, **said: Any) -> State:
        """The state after one more answer."""
        if "groups" in said:
            groups = said["groups"]
            return replace(self, groups=groups, answers=replace(self.answers, crimes=None if groups is None else frozenset()))
        return replace(self, answers=replace(self.answers, **said))

    def named_crimes(self) -> tuple[Crime, ...]:
        """The crimes of the groups chosen."""
        return tuple(crime for crime in self.rules.crimes if crime.group in (self.groups or ()))

    def circumstances(self) -> tuple[Circumstance, ...]:
        """The circumstances that the crimes chosen can have."""
        return tuple(one for one in self.rules.circumstances() if one.crimes & (self.answers.crimes or frozenset()))

    def grave(self) -> bool:
        """Whether a crime was chosen of which it matters how grave it is."""
        crimes = self.answers.crimes or frozenset()
        return any(one.rule == "gravity" and one.crimes & crimes for one in self.rules.exclusions)
