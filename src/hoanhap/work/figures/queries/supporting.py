"""The lines that a figure stands on, and how its value comes from them: a sum, the last statements, a rate of two numbers, the middle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from django.db.models import QuerySet, Sum

from hoanhap.work.figures.models import Indicator, IndicatorKind, IndicatorVersion, Line
from hoanhap.work.figures.queries.behind import JOINT, lines_behind, standing
from hoanhap.work.figures.queries.catalogue import version_of
from hoanhap.work.figures.queries.question import Question
from hoanhap.work.figures.queries.stocks import statements

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Support:
    """The answer to a question as it is now, with exactly the lines that it stands on."""

    version: IndicatorVersion
    value: Decimal
    lines: QuerySet[Line]
    working: dict[str, Any] = field(default_factory=dict)
    """How the value comes from the lines, as plain JSON; empty where it is their sum. ``of`` is the kind. Of a stock, ``divided`` has
    groups of lines of which only a ``part`` counts; of a ratio, ``parts`` has numerator and denominator, each with the versions of its
    lines."""


def support_of(question: Question) -> Support:
    """What a figure stands on now, in the borders of its days."""
    version = version_of(question.indicator, on=question.period_until)
    return _BY_KIND.get(version.indicator.kind, _sum)(question, version)


def is_divided(working: Mapping[str, Any]) -> bool:
    """Whether only a part of some statement counts: that of the heirs of a unit."""
    return "divided" in working or any(is_divided(part["working"]) for part in working.get("parts", ()))


def _sum(question: Question, version: IndicatorVersion) -> Support:
    lines = standing(lines_behind(question))
    return Support(version, lines.aggregate(total=Sum("quantity"))["total"] or _NOTHING, lines)


def _stock(question: Question, version: IndicatorVersion) -> Support:
    found = statements(question)
    lines = Line.objects.filter(pk__in=[line for row in found for line in row.lines])
    divided = [{"lines": sorted(str(line) for line in row.lines), "part": f"{row.counts:.2f}"} for row in found if row.divided]
    working = {"of": IndicatorKind.STOCK.value} | ({"divided": divided} if divided else {})
    return Support(version, sum((row.counts for row in found), _NOTHING), lines, working)


def _ratio(question: Question, version: IndicatorVersion) -> Support:
    """Percent with two decimals; a gap without a denominator, or where the catalogue has no such numbers."""
    gap = Support(version, _NOTHING, Line.objects.none(), {"of": IndicatorKind.RATIO.value})
    codes = list(version.operands)
    if Indicator.objects.filter(pk__in=codes).count() != len(set(codes)):
        return gap
    above, below = (support_of(replace(question, indicator=code)) for code in codes)
    if not below.value:
        return gap
    value = (above.value * 100 / below.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    parts = [_part(code, found) for code, found in zip(codes, (above, below), strict=True)]
    lines = Line.objects.filter(pk__in=[*above.lines.values_list("id", flat=True), *below.lines.values_list("id", flat=True)])
    return Support(version, value, lines, gap.working | {"parts": parts})


def _part(code: str, found: Support) -> dict[str, Any]:
    versions = sorted({str(version) for version in found.lines.values_list("version_id", flat=True)})
    return {
        "indicator": code, "label": found.version.label, "value": f"{found.value:.2f}", "versions": versions, "working": found.working,
    }  # fmt: skip


def _middle(question: Question, version: IndicatorVersion) -> Support:
    lines = standing(lines_behind(question)).exclude(source_kind=JOINT)
    stated = list(lines.values_list("quantity", flat=True))
    value = Decimal(median(stated)).quantize(Decimal("0.01"), ROUND_HALF_UP) if stated else _NOTHING
    return Support(version, value, lines, {"of": IndicatorKind.MEDIAN.value})


_BY_KIND: dict[str, Callable[[Question, IndicatorVersion], Support]] = {
    IndicatorKind.STOCK: _stock,
    IndicatorKind.RATIO: _ratio,
    IndicatorKind.MEDIAN: _middle,
    IndicatorKind.DURATION: _middle,
}
