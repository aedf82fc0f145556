"""What a round of amnesty is: its decision, its days, and what the decision asks of whom. Read from rule packs by ``packs.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from hoanhap.ground.legislation.queries.reading import Status


class Group(StrEnum):
    """For whom a threshold or cap is: clauses 1 and 2, clause 3, clause 4 of Article 3."""

    ORDINARY = "ordinary"
    PRIORITY = "priority"
    JUVENILE = "juvenile"


class DayKind(StrEnum):
    """What happens on a day of a round."""

    SIGNED = "signed"
    GUIDANCE = "guidance"
    COUNTED = "counted"
    DECIDED = "decided"
    RELEASED = "released"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where something stands: an article of the round's decision (empty when it is not known), how far that was checked, and where."""

    article: str
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class KeyDay:
    """A day of a round."""

    day: date
    kind: DayKind
    name: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Advice:
    """What to ask, whom, and which paper shows it."""

    ask: str
    whom: str
    paper: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that Articles 2 and 3 ask. ``rule`` names how the self-check looks at it; ``crimes`` those it is about, when it is."""

    id: str
    rule: str
    title: str
    text: str
    basis: Basis
    suspended_article: str
    """The article for people whose sentence is suspended, where it is another."""
    crimes: frozenset[str]
    spares_juveniles: bool
    advice: Advice


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What makes some crimes an exclusion."""

    id: str
    text: str
    crimes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Band:
    """Sentences of some lengths, and the years that may at most be left. ``from_`` and ``to`` belong to it, ``below`` and ``over`` not."""

    years: int
    from_: int | None = None
    to: int | None = None
    below: int | None = None
    over: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who may not be proposed (Article 4): one clause, and how the self-check looks at it."""

    number: int
    rule: str
    title: str
    text: str
    basis: Basis
    crimes: frozenset[str]
    question: str
    caps: Mapping[Group, int]
    bands: tuple[Band, ...]
    circumstances: tuple[Circumstance, ...]
    advice: Advice

    @property
    def id(self) -> str:
        """Its name beside the conditions."""
        return f"exclusion-{self.number}"


@dataclass(frozen=True, slots=True)
class Minimum:
    """What must have been served at least: a fraction of a fixed term; years where life has become a fixed term (None: not provided)."""

    group: Group
    listed: bool
    fraction: Fraction
    life_years: int | None
    article: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Crimes for which more must have been served, when the sentence is at least so many years."""

    years: int
    crimes: frozenset[str]
    article: str


@dataclass(frozen=True, slots=True)
class Priority:
    """A group of people who may have served less (clause 3)."""

    id: str
    text: str
    article: str
    paper: str


@dataclass(frozen=True, slots=True)
class Crime:
    """A crime that the decision names, in a group that a page shows together."""

    id: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the self-check computes with; only rounds whose decision was read in full have it."""

    counted_until: date
    counted_article: str
    reductions_article: str
    minimums: Mapping[tuple[Group, bool], Minimum]
    listed: tuple[Listed, ...]
    priorities: tuple[Priority, ...]
    groups: Mapping[str, str]
    closed: frozenset[str]
    """Groups of which every crime is among ``crimes``: there is no other one in them."""
    crimes: tuple[Crime, ...]
    conditions: tuple[Condition, ...]
    exclusions: tuple[Exclusion, ...]

    def crime_ids(self) -> frozenset[str]:
        """Every crime that can be chosen."""
        return frozenset(crime.id for crime in self.crimes)

    def circumstances(self) -> tuple[Circumstance, ...]:
        """Every circumstance of every exclusion, in order."""
        return tuple(one for exclusion in self.exclusions for one in exclusion.circumstances)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a round whose decision has not been read in full. ``side`` is ``condition`` or ``exclusion``."""

    side: str
    title: str
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Round:
    """A round of amnesty. ``key`` stands in its address: the year, with a number where a year had several."""

    key: str
    year: int
    name: str
    occasion: str
    version: int
    checked: date
    decision: str
    guidance: str
    basis: Basis
    released: str
    """How many were released, in words with their source; empty when nobody has read it."""
    unknown: tuple[str, ...]
    dates: tuple[KeyDay, ...]
    known: tuple[Known, ...]
    rules: Rules | None

    def day(self, kind: DayKind) -> date | None:
        """The (first) day of a kind."""
        return next((one.day for one in self.dates if one.kind == kind), None)

    @property
    def span(self) -> tuple[date, date] | None:
        """From signing to release, when both are known."""
        signed, released = self.day(DayKind.SIGNED), self.day(DayKind.RELEASED)
        return (signed, released) if signed and released else None

    @property
    def complete(self) -> bool:
        """Whether a self-check is possible."""
        return self.rules is not None
