"""Answering questions: from totals where they speak about the tree as it is, from the lines otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from hoanhap.work.figures.models import IndicatorVersion
from hoanhap.work.figures.queries import direct, kinds, totals
from hoanhap.work.figures.queries.asking import Ground, ground_of
from hoanhap.work.figures.queries.catalogue import versions
from hoanhap.work.figures.queries.direct import Sum
from hoanhap.work.figures.queries.freshness import is_fresh
from hoanhap.work.figures.queries.question import Answer, Question
from hoanhap.work.figures.queries.segments import whole_segments

_DAY = timedelta(days=1)


def answer(question: Question, *, as_of: datetime | None = None) -> Answer:
    """The live answer, or what it was at ``as_of``. Asked in one statement, so that its parts are of one moment."""
    return _answers(question, [question.indicator], as_of=as_of)[question.indicator]


def answers(
    indicators: Iterable[str], *, unit_id: UUID, period_from: date, period_until: date, borders: date | None = None, own: bool = False,
    as_of: datetime | None = None,
) -> dict[str, Answer]:  # fmt: skip
    """The answers to one question about many indicators: from the totals where they speak about the tree as it is, from the lines until
    those have been made again.

    :param borders: the day whose borders are meant (today: ``clock.day_of(now)``); of each day its own, when None
    :param own: the unit's own sheet, without what is below it
    """
    return _answers(Question("", unit_id, period_from, period_until, borders, own), list(indicators), as_of=as_of)


def _answers(question: Question, indicators: list[str], *, as_of: datetime | None) -> dict[str, Answer]:
    asked = as_of is None and question.plain
    ground = ground_of(question, indicators) if asked else Ground(versions(indicators, on=question.period_until))
    defined = ground.defined
    wanted = {code: replace(question, indicator=code) for code in indicators}
    summed = [code for code in indicators if defined[code].indicator.kind in kinds.SUMMED]
    found = _sums(question, summed, ground, as_of=as_of) if summed else {}
    told = {code: _answer(wanted[code], defined[code], found.get(code) or Sum()) for code in summed}
    for code in indicators:
        if code not in told:
            told[code] = kinds.answer_of(wanted[code], defined[code], as_of=as_of, ask=_answers)
    return {code: told[code] for code in indicators}


def _sums(question: Question, codes: list[str], ground: Ground, *, as_of: datetime | None) -> dict[str, Sum]:
    if not ground.fresh:
        return direct.sums(question, codes, as_of=as_of)
    days, today = (question.period_from, question.period_until + _DAY), question.borders is not None
    if ground.found is None:
        return direct.sums(question, codes) if today else totals.with_edges(codes, unit_id=question.unit_id, days=days)
    if today:
        totals.add_portions(ground.found, codes, unit_id=question.unit_id, days=days)
    return ground.found


def by_month(indicators: Collection[str], *, unit_id: UUID, period_from: date, period_until: date) -> dict[str, list[Answer]]:
    """The answers about each month of a period, in its order, in the borders of each day: the first month from where the period begins,
    the last one to where it ends. The same few statements for five years as for a month.

    :param indicators: only sums; what does not add up is left out
    """
    defined = versions(indicators, on=period_until)
    codes = [code for code, row in defined.items() if row.indicator.kind in kinds.SUMMED]
    question, days = Question("", unit_id, period_from, period_until), (period_from, period_until + _DAY)
    found = totals.by_month(codes, unit_id=unit_id, days=days) if is_fresh() else direct.by_month(question, codes)
    months, nothing = list(_months(question)), Sum()
    return {
        code: [
            _answer(replace(month, indicator=code), defined[code], found.get((month.period_from.replace(day=1), code), nothing))
            for month in months
        ]
        for code in codes
    }


def _months(question: Question) -> Iterator[Question]:
    first = question.period_from
    while first <= question.period_until:
        following = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        yield replace(question, period_from=first, period_until=min(following - _DAY, question.period_until))
        first = following


def of_units(
    indicators: Collection[str], *, unit_ids: Collection[UUID], period_from: date, period_until: date
) -> dict[UUID, dict[str, Answer]]:
    """The answers of many units, in the borders of each day: one statement for all sums where totals answer it (legal periods always);
    what is no sum (stocks, ratios, medians) is asked unit by unit."""
    codes, days = list(indicators), (period_from, period_until + _DAY)
    defined = versions(codes, on=period_until)
    summed = {code: row for code, row in defined.items() if row.indicator.kind in kinds.SUMMED}
    together = summed if _in_totals(summed, days) else {}
    rest = [code for code in codes if code not in together]
    found, nothing = totals.by_node(list(together), nodes=unit_ids, days=days) if together else {}, Sum()
    told: dict[UUID, dict[str, Answer]] = {}
    for unit in unit_ids:
        one_by_one = answers(rest, unit_id=unit, period_from=period_from, period_until=period_until) if rest else {}
        asked = {code: Question(code, unit, period_from, period_until) for code in together}
        told[unit] = {code: _answer(one, defined[code], found.get((unit, code), nothing)) for code, one in asked.items()} | one_by_one
    return told


def _in_totals(defined: Mapping[str, IndicatorVersion], days: tuple[date, date]) -> bool:
    """Whether totals answer many units at once: of sums, over whole segments, while they speak about the tree as it is."""
    return all(row.indicator.kind in kinds.SUMMED for row in defined.values()) and whole_segments(*days) == days and is_fresh()


def _answer(question: Question, version: IndicatorVersion, found: Sum) -> Answer:
    return Answer(question, version, found.value, found.estimated > 0, found.lines, joint=found.joint > 0, apportioned=found.apportioned)
