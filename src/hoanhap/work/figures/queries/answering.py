"""Answering questions: from totals where they speak about the tree as it is, from the lines otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from hoanhap.work.figures.models import IndicatorVersion
from hoanhap.work.figures.queries import direct, kinds, totals
from hoanhap.work.figures.queries.asking import Ground, ground_of
from hoanhap.work.figures.queries.catalogue import versions
from hoanhap.work.figures.queries.direct import Sum
from hoanhap.work.figures.queries.freshness import is_fresh
from hoanhap.work.figures.queries.joint import once_besides_counts
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
    once = once_besides_counts()
    if ground.found is None:
        found = totals.from_totals(codes, unit_id=question.unit_id, days=days, today=today, once=once)
        return direct.sums(question, codes) if found is None else found
    if today:
        totals.add_portions(ground.found, totals.asked(codes, question.unit_id, days, once=once))
    return ground.found


def series(indicators: Collection[str], *, unit_id: UUID, periods: Sequence[tuple[date, date]]) -> list[dict[str, Answer]]:
    """The answers for many periods (both ends count), in the order of the periods, in the borders of each day: one statement for all
    where totals answer it.

    Indicators that are not sums (stocks, ratios, medians) are asked period by period.
    """
    if not periods:
        return []
    codes = list(indicators)
    defined = versions(codes, on=max(until for _first, until in periods))
    summed = [code for code in codes if defined[code].indicator.kind in kinds.SUMMED]
    kept = _kept_by_day(summed, unit_id, periods) if summed and is_fresh() else None
    if kept is None:
        return [answers(codes, unit_id=unit_id, period_from=first, period_until=until) for first, until in periods]
    rest = [code for code in codes if code not in summed]
    return [_of_period(Question("", unit_id, first, until), summed, rest, defined, kept) for first, until in periods]


def of_units(
    indicators: Collection[str], *, unit_ids: Collection[UUID], period_from: date, period_until: date
) -> dict[UUID, dict[str, Answer]]:
    """The answers of many units, in the borders of each day: one statement where totals answer it (legal periods always)."""
    codes, days = list(indicators), (period_from, period_until + _DAY)
    defined = versions(codes, on=period_until)
    summed = all(row.indicator.kind in kinds.SUMMED for row in defined.values())
    if not summed or whole_segments(*days) != days or not is_fresh():
        return {unit: answers(codes, unit_id=unit, period_from=period_from, period_until=period_until) for unit in unit_ids}
    found, nothing = totals.by_node(codes, nodes=unit_ids, days=days), Sum()
    told: dict[UUID, dict[str, Answer]] = {}
    for unit in unit_ids:
        asked = {code: Question(code, unit, period_from, period_until) for code in codes}
        told[unit] = {code: _answer(one, defined[code], found.get((unit, code), nothing)) for code, one in asked.items()}
    return told


def _kept_by_day(codes: list[str], unit_id: UUID, periods: Sequence[tuple[date, date]]) -> dict[tuple[str, date], Sum] | None:
    days = (min(first for first, _until in periods), max(until for _first, until in periods) + _DAY)
    if all(whole_segments(first, until + _DAY) == (first, until + _DAY) for first, until in periods):
        return totals.by_segment(codes, node=unit_id, days=days)
    return totals.by_day(codes, node=unit_id, days=days) if totals.is_wide(unit_id) else None


def _of_period(
    question: Question, summed: list[str], rest: list[str], defined: dict[str, IndicatorVersion], kept: dict[tuple[str, date], Sum]
) -> dict[str, Answer]:
    found = {code: Sum() for code in summed}
    for (code, day), row in kept.items():
        if question.period_from <= day <= question.period_until:
            whole = found[code]
            found[code] = Sum(whole.value + row.value, whole.lines + row.lines, whole.estimated + row.estimated, whole.joint + row.joint)
    told = {code: _answer(replace(question, indicator=code), defined[code], found[code]) for code in summed}
    return told | (_answers(question, rest, as_of=None) if rest else {})


def _answer(question: Question, version: IndicatorVersion, found: Sum) -> Answer:
    return Answer(question, version, found.value, found.estimated > 0, found.lines, joint=found.joint > 0, apportioned=found.apportioned)
