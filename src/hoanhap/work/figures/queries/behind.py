"""The lines behind a question: whose they are, and which of them stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.figures.models import IndicatorVersion, Line
from hoanhap.work.figures.queries.pieces import pieces_of
from hoanhap.work.figures.queries.question import Question

JOINT = "joint"
"""What adjustments for joint works name as their kind of source; their source is the work."""


def lines_behind(question: Question, *, as_of: datetime | None = None) -> QuerySet[Line]:
    """The lines that answer the question, reversals included; only those recorded by ``as_of`` when it is given.

    Where the question names no other, borders are those of each day: a unit that moved or ended counts for the days on which it stood
    below. In one day's borders the lines of a divided unit are all given, although only a part of their sum counts.
    """
    lines = Line.objects.filter(_of_pieces(question) if question.borders or question.own else _of_their_days(question))
    if question.cut is not None:
        lines = lines.filter(cut_id=question.cut)
    if question.locality_id is not None:
        lines = lines.filter(locality_id=question.locality_id)
    # By ids, so that the index of units, definitions and days gives the first of them in order without reading all.
    versions = IndicatorVersion.objects.filter(indicator_id=question.indicator).values_list("id", flat=True)
    lines = lines.filter(version_id__in=list(versions))
    return lines.filter(recorded_at__lte=as_of) if as_of else lines


def _of_their_days(question: Question) -> Q:
    stretches = organisations.within_through(question.unit_id, first=question.period_from, last=question.period_until)
    end = question.period_until + timedelta(days=1)
    whole = {row.unit_id for row in stretches if row.first == question.period_from and row.end == end}
    counts = Q(unit_id__in=whole, day__gte=question.period_from, day__lt=end)
    for row in stretches:
        if row.unit_id not in whole:
            counts |= Q(unit_id=row.unit_id, day__gte=row.first, day__lt=row.end)
    return counts


def _of_pieces(question: Question) -> Q:
    """Without adjustments for joint works: those speak about the tree of each day."""
    end = question.period_until + timedelta(days=1)
    functions = IndicatorVersion.objects.filter(indicator_id=question.indicator).values_list("function", flat=True)
    whole, counts = set(), Q(pk__in=())
    for row in pieces_of(question, functions=functions).rows:
        first, until = max(row.first, question.period_from), min(row.end, end)
        if (first, until) == (question.period_from, end) and len(set(functions)) < 2:
            whole.add(row.unit_id)
        elif first < until:
            branch = Q(version__function=row.function) if row.function else Q()
            counts |= Q(unit_id=row.unit_id, day__gte=first, day__lt=until) & branch
    counts |= Q(unit_id__in=whole, day__gte=question.period_from, day__lt=end)
    return counts & ~Q(source_kind=JOINT)


def standing(lines: QuerySet[Line], *, as_of: datetime | None = None) -> QuerySet[Line]:
    """Of these lines, those that take nothing back and had not been taken back (by ``as_of``, when it is given)."""
    reversals = Line.objects.filter(reverses=OuterRef("pk"))
    return lines.filter(~Exists(reversals.filter(recorded_at__lte=as_of) if as_of else reversals), reverses__isnull=True)


def of_source(kind: str, source_id: UUID) -> QuerySet[Line]:
    """The lines that a source wrote, oldest first."""
    return Line.objects.filter(source_kind=kind, source_id=source_id).select_related("version").order_by("recorded_at", "id")


def sources_of(figure_ids: Iterable[UUID], *, kind: str) -> set[UUID]:
    """The ids of the sources of one kind behind frozen figures."""
    lines = Line.objects.filter(figures__in=list(figure_ids), source_kind=kind)
    return set(lines.values_list("source_id", flat=True))
