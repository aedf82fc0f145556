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


@dataclass(frozen=True, slots=True)
class Answer:
    """The live answer to a question: its value and where it comes from."""

    question: Question
    version: IndicatorVersion
    value: Decimal
    estimated: bool
    line_count: int
