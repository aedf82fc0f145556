"""Figures that are not sums of a period: stocks, ratios, medians."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from hoanhap.work.figures.models import Indicator, IndicatorKind, IndicatorVersion
from hoanhap.work.figures.queries import stocks
from hoanhap.work.figures.queries.question import Answer, Question

SUMMED = (IndicatorKind.FLOW, IndicatorKind.MONEY)
"""Kinds that sum over days. Money is a flow in whole đồng."""

Ask = Callable[..., dict[str, Answer]]
_NOTHING = Decimal(0)


def answer_of(question: Question, version: IndicatorVersion, *, as_of: datetime | None, ask: Ask) -> Answer:
    """The answer to a question about an indicator that is no sum.

    :param ask: what answers about several indicators at once; a ratio asks for its two numbers
    """
    kind = version.indicator.kind
    if kind == IndicatorKind.RATIO:
        return _ratio(question, version, as_of=as_of, ask=ask)
    if kind == IndicatorKind.STOCK:
        return stocks.stock(question, version, as_of=as_of)
    return stocks.median(question, version, as_of=as_of)


def _ratio(question: Question, version: IndicatorVersion, *, as_of: datetime | None, ask: Ask) -> Answer:
    """Percent, of its two figures; never a sum. Without both, or of nothing, it is a gap."""
    codes = list(version.operands)
    known = set(Indicator.objects.filter(pk__in=codes).values_list("pk", flat=True))
    if known != set(codes):
        return Answer(question, version, _NOTHING, estimated=False, line_count=0)
    found = ask(replace(question, indicator=""), codes, as_of=as_of)
    above, below = found[codes[0]], found[codes[1]]
    if not below.line_count or not below.value:
        return Answer(question, version, _NOTHING, estimated=False, line_count=0, parts=(above, below))
    value = (above.value * 100 / below.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Answer(
        question, version, value, above.estimated or below.estimated, above.line_count + below.line_count,
        joint=above.joint or below.joint, apportioned=above.apportioned or below.apportioned, parts=(above, below),
    )  # fmt: skip
