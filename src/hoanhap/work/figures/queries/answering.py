"""Answering questions: from totals where they speak about the tree as it is, from the lines otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, Sum

from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.figures.models import Folding, IndicatorVersion
from hoanhap.work.figures.queries.behind import lines_behind, standing
from hoanhap.work.figures.queries.catalogue import version_of, versions
from hoanhap.work.figures.queries.question import Answer, Question
from hoanhap.work.figures.queries.totals import from_totals


def answer(question: Question, *, as_of: datetime | None = None) -> Answer:
    """The live answer, or what it was at ``as_of``. Asked in one statement, so that its parts are of one moment."""
    if as_of is None:
        period = {"period_from": question.period_from, "period_until": question.period_until}
        return answers([question.indicator], unit_id=question.unit_id, **period)[question.indicator]
    return _from_lines(question, as_of=as_of)


def answers(indicators: Iterable[str], *, unit_id: UUID, period_from: date, period_until: date) -> dict[str, Answer]:
    """The live answers to one question about many indicators, all of one moment: from the totals where they speak about the tree as
    it is, from the lines until those have been made again."""
    questions = {code: Question(code, unit_id, period_from, period_until) for code in indicators}
    if organisations.tree_revision() != Folding.objects.values_list("tree", flat=True).first():
        return {code: _from_lines(question) for code, question in questions.items()}
    found = from_totals(list(questions), unit_id=unit_id, first=period_from, end=period_until + timedelta(days=1))
    defined, nothing = versions(questions, on=period_until), (Decimal(0), 0, 0)
    return {code: _answer(question, defined[code], *found.get(code, nothing)) for code, question in questions.items()}


def _from_lines(question: Question, *, as_of: datetime | None = None) -> Answer:
    kept = standing(lines_behind(question, as_of=as_of), as_of=as_of)
    found = kept.aggregate(value=Sum("quantity"), lines=Count("id"), estimated=Count("id", filter=Q(estimated=True)))
    version = version_of(question.indicator, on=question.period_until)
    return _answer(question, version, found["value"] or Decimal(0), found["lines"], found["estimated"])


def _answer(question: Question, version: IndicatorVersion, value: Decimal, lines: int, estimated: int) -> Answer:
    return Answer(question=question, version=version, value=value, estimated=estimated > 0, line_count=lines)
