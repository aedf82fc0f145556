"""Asking the ledger. A figure is always the sum of the lines behind it, and the lines are always given with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.figures.models import Figure, Indicator, IndicatorVersion, Line

__all__ = [
    "Answer",
    "Figure",
    "Indicator",
    "IndicatorVersion",
    "Line",
    "Question",
    "answer",
    "answers",
    "content_of",
    "exact",
    "get_figure",
    "lines_behind",
    "of_source",
    "sheet",
    "standing",
    "version_of",
    "versions_on",
]


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
    unit_count: int
    """How many units contributed."""


def versions_on(day: date) -> list[IndicatorVersion]:
    """The definition of every indicator in force on that day, in the catalogue's order."""
    found: dict[str, IndicatorVersion] = {}
    for row in IndicatorVersion.objects.filter(valid_from__lte=day).select_related("indicator").order_by("indicator__position", "number"):
        found[row.indicator_id] = row
    return list(found.values())


def version_of(code: str, *, on: date) -> IndicatorVersion:
    """The definition of one indicator on that day.

    :raises NotFound: there is no such indicator, or it was not yet defined
    """
    row = IndicatorVersion.objects.filter(indicator_id=code, valid_from__lte=on).select_related("indicator").order_by("-number").first()
    if row is None:
        raise NotFound("INDICATOR_NOT_FOUND", _("Không có chỉ tiêu này tại ngày đó. Hãy kiểm tra danh mục chỉ tiêu."))
    return row


def lines_behind(question: Question, *, as_of: datetime | None = None) -> QuerySet[Line]:
    """The lines that answer the question, reversals included; only those recorded by ``as_of`` when it is given."""
    lines = Line.objects.filter(
        version__indicator_id=question.indicator,
        unit_id__in=organisations.within(question.unit_id, on=question.period_until),
        day__gte=question.period_from,
        day__lte=question.period_until,
    )
    return lines.filter(recorded_at__lte=as_of) if as_of else lines


def standing(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Of these lines, those that have not been taken back and take nothing back themselves."""
    return lines.filter(reverses__isnull=True, reversed_by__isnull=True)


def answer(question: Question) -> Answer:
    """The live answer."""
    lines = lines_behind(question)
    kept = standing(lines)
    return Answer(
        question=question,
        version=version_of(question.indicator, on=question.period_until),
        value=lines.aggregate(total=Sum("quantity"))["total"] or Decimal(0),
        estimated=kept.filter(estimated=True).exists(),
        line_count=kept.count(),
        unit_count=kept.values("unit_id").distinct().count(),
    )


def answers(indicators: Iterable[str], *, unit_id: UUID, period_from: date, period_until: date) -> dict[str, Answer]:
    """The live answers to one question about many indicators."""
    return {code: answer(Question(code, unit_id, period_from, period_until)) for code in indicators}


def of_source(kind: str, source_id: UUID) -> QuerySet[Line]:
    """The lines that a source wrote, oldest first."""
    return Line.objects.filter(source_kind=kind, source_id=source_id).select_related("version").order_by("recorded_at", "id")


def get_figure(figure_id: UUID, *, actor: Actor) -> Figure:
    """A frozen figure of a unit that the actor may see.

    :raises NotFound: there is none such for this actor
    """
    row = Figure.objects.filter(Q(pk=figure_id), unit_id__in=actor.within).select_related("version__indicator").first()
    if row is None:
        raise NotFound("FIGURE_NOT_FOUND", _("Không tìm thấy số liệu này, hoặc số liệu không thuộc đơn vị của bạn."))
    return row


def content_of(line: Line) -> dict[str, Any]:
    """What the digest of a line covers, as plain JSON: whoever holds it can compute the digest again."""
    return {
        "id": str(line.id), "indicator": str(line.version_id), "unit": str(line.unit_id), "day": line.day.isoformat(),
        "quantity": f"{line.quantity:.2f}", "estimated": line.estimated, "source": [line.source_kind, str(line.source_id)],
        "proof": line.proof, "reverses": str(line.reverses_id) if line.reverses_id else None,
    }  # fmt: skip


def sheet(figure: Figure) -> dict[str, Any]:
    """A frozen figure with everything behind it, as plain JSON: enough to check it without database or network."""
    version = figure.version
    return {
        "code": figure.code, "indicator": version.indicator_id, "label": version.label, "definition": version.definition,
        "definition_version": version.number, "measure": version.measure, "value": plain_number(figure.value),
        "estimated": figure.estimated, "unit": organisations.name_of(figure.unit_id, on=figure.period_until).name,
        "period": {"from": figure.period_from.isoformat(), "until": figure.period_until.isoformat()},
        "as_of": figure.as_of.isoformat(), "root": figure.root,
        "lines": [{"digest": line.digest, "content": content_of(line)} for line in figure.lines.order_by("digest")],
    }  # fmt: skip


def exact(value: Decimal) -> int | Decimal:
    """A whole number where it is one, without trailing zeros otherwise."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def plain_number(value: Decimal) -> int | str:
    """For JSON: a whole number where it is one, else the decimal as text, which no reader rounds."""
    whole = exact(value)
    return whole if isinstance(whole, int) else str(whole)
