"""Answering questions: from totals where they speak about the tree as it is, from the lines otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
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
    kept = _kept_by_period(summed, unit_id, periods) if summed and is_fresh() else None
    if kept is None:
        return [answers(codes, unit_id=unit_id, period_from=first, period_until=until) for first, until in periods]
    rest = [code for code in codes if code not in summed]
    asked = (Question("", unit_id, first, until) for first, until in periods)
    return [_of_period(one, summed, rest, defined, found) for one, found in zip(asked, kept, strict=True)]


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


def what_stated(indicators: Collection[str], *, unit_ids: Collection[UUID], period_from: date, period_until: date) -> dict[UUID, set[str]]:
    """Of which of these indicators each unit (with all below it) has a statement that stands: which cells of a matrix are not empty.
    Quicker than to ask what they say, and as quick for many lines as for few."""
    codes, days = list(indicators), (period_from, period_until + _DAY)
    told: dict[UUID, set[str]] = {unit: set() for unit in unit_ids}
    if _in_totals(versions(codes, on=period_until), days):
        for unit, code in totals.stated(codes, nodes=told, days=days):
            told[unit].add(code)
        return told
    found = of_units(codes, unit_ids=told, period_from=period_from, period_until=period_until)
    return {unit: {code for code, row in rows.items() if row.line_count} for unit, rows in found.items()}


def who_stated(indicators: Collection[str], *, unit_ids: Collection[UUID], period_from: date, period_until: date) -> set[UUID]:
    """Which of these units (with all below each) have a statement of any of these indicators that stands: how complete a country is."""
    codes, days = list(indicators), (period_from, period_until + _DAY)
    if _in_totals(versions(codes, on=period_until), days):
        return totals.who_stated(codes, nodes=set(unit_ids), days=days)
    found = what_stated(codes, unit_ids=unit_ids, period_from=period_from, period_until=period_until)
    return {unit for unit, codes_stated in found.items() if codes_stated}


def _in_totals(defined: Mapping[str, IndicatorVersion], days: tuple[date, date]) -> bool:
    """Whether totals answer many units at once: of sums, over whole segments, while they speak about the tree as it is."""
    return all(row.indicator.kind in kinds.SUMMED for row in defined.values()) and whole_segments(*days) == days and is_fresh()


def _kept_by_period(codes: list[str], unit_id: UUID, periods: Sequence[tuple[date, date]]) -> list[dict[str, Sum]] | None:
    """What totals sum to in each period; None where they cannot say (odd days of a unit that is not wide), or periods overlap."""
    if any(until >= first for (_first, until), (first, _until) in pairwise(periods)):
        return None
    odd = any(whole_segments(first, until + _DAY) != (first, until + _DAY) for first, until in periods)
    if odd and not totals.is_wide(unit_id):
        return None
    return totals.by_period(codes, node=unit_id, periods=periods, odd=odd)


def _of_period(
    question: Question, summed: list[str], rest: list[str], defined: dict[str, IndicatorVersion], found: dict[str, Sum]
) -> dict[str, Answer]:
    days, nothing = (question.period_from, question.period_until), Sum()
    told = {code: _answer(Question(code, question.unit_id, *days), defined[code], found.get(code, nothing)) for code in summed}
    return told | (_answers(question, rest, as_of=None) if rest else {})


def _answer(question: Question, version: IndicatorVersion, found: Sum) -> Answer:
    return Answer(question, version, found.value, found.estimated > 0, found.lines, joint=found.joint > 0, apportioned=found.apportioned)
