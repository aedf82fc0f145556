"""What the self-check says of one condition: a mark, the reason, the article, and what to ask whom. Never that somebody is eligible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from hoanhap.ground.legislation.queries.answers import Answers
from hoanhap.ground.legislation.queries.reading import Status
from hoanhap.ground.legislation.queries.rounds import Advice, Condition, Exclusion, Rules


class Mark(StrEnum):
    """Where an answer leads."""

    MAY = "may"
    """Có thể thuộc diện."""
    NOT_YET = "not_yet"
    """Chưa."""
    UNCLEAR = "unclear"
    """Chưa rõ: something is not known, or the days are too close to tell."""
    AUTHORITY = "authority"
    """Do cơ quan có thẩm quyền xét."""


About = TypeVar("About", Condition, Exclusion)


@dataclass(frozen=True, slots=True)
class Case(Generic[About]):
    """What a rule looks at: the round's rules, the answers, and the condition or exclusion that it is about."""

    rules: Rules
    answers: Answers
    about: About


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: a mark and its reason. ``article`` only where it is another than the condition's own."""

    mark: Mark
    reason: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding with the condition it is about. ``side`` is ``condition`` or ``exclusion``."""

    id: str
    side: str
    title: str
    mark: Mark
    reason: str
    article: str
    status: Status
    advice: Advice


def verdict(about: Condition | Exclusion, found: Finding) -> Verdict:
    """A finding about a condition or an exclusion."""
    side = "condition" if isinstance(about, Condition) else "exclusion"
    article = found.article or about.basis.article
    return Verdict(about.id, side, about.title, found.mark, found.reason, article, about.basis.status, about.advice)


@dataclass(frozen=True, slots=True)
class Result:
    """Every verdict of a self-check, conditions first, in the order of the decision."""

    verdicts: tuple[Verdict, ...]

    def marked(self, mark: Mark) -> tuple[Verdict, ...]:
        """The verdicts of one mark."""
        return tuple(one for one in self.verdicts if one.mark is mark)

    @property
    def mark(self) -> Mark:
        """The result as a whole: not yet when anything is not yet, unclear when anything is unclear, otherwise maybe. Never more."""
        marks = {one.mark for one in self.verdicts}
        return next((mark for mark in (Mark.NOT_YET, Mark.UNCLEAR) if mark in marks), Mark.MAY)


def agreed(values: Iterable[bool | None]) -> bool | None:
    """The one value on which everything possible agrees; None when it does not, or when there is nothing."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
