"""What is asked of the ledger, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from hoanhap.work.figures.models import IndicatorVersion


@dataclass(frozen=True, slots=True)
class Question:
    """What a figure is asked: which indicator, of which unit (with all below it), over which days (both ends count)."""

    indicator: str
    unit_id: UUID
    period_from: date
    period_until: date
    borders: date | None = None
    """The day whose borders are meant; of each day its own, when None."""
    own: bool = False
    """The unit's own sheet, without what is below it: a joint work counts in the sheet of everyone who claims it."""
    cut: UUID | None = None
    """Only what is stated for this combination of disaggregation values."""
    locality_id: UUID | None = None
    """Only what is stated for this place."""

    @property
    def plain(self) -> bool:
        """Whether kept totals can answer it."""
        return not self.own and self.cut is None and self.locality_id is None


@dataclass(frozen=True, slots=True)
class Answer:
    """The live answer to a question: its value and where it comes from."""

    question: Question
    version: IndicatorVersion
    value: Decimal
    """Of a ratio in percent with two decimals. Without anything behind it (``line_count`` 0) it is no statement but a gap."""
    estimated: bool
    line_count: int
    """How many lines are behind it: one a statement (an entry, a typed aggregate), or one a part of it where it is divided; adjustments
    for joint works are not counted."""
    joint: bool = False
    """Whether works are behind it that several units claim: each counts once."""
    apportioned: bool = False
    """Whether a part of it was divided among the heirs of a unit, by weight and largest remainder (phân bổ)."""
    stated_from: date | None = None
    """Of a stock: the day of the oldest statement that it is made of."""
    stated_until: date | None = None
    """Of a stock: the day of the latest."""
    parts: tuple[Answer, ...] = ()
    """Of a ratio: numerator and denominator."""
