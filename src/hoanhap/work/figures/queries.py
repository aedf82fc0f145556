"""Asking the ledger. A figure is always the sum of the lines behind it, and the lines are always given with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.figures.models import Figure, Folding, Indicator, IndicatorVersion, Line

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
    "is_known",
    "lines_behind",
    "of_source",
    "segment_of",
    "sheet",
    "sources_of",
    "standing",
    "version_of",
    "versions_on",
    "whole_segments",
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


def is_known(code: str) -> bool:
    """Whether there is an indicator of that code."""
    return Indicator.objects.filter(pk=code).exists()


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
    return _versions([code], on=on)[code]


def _versions(codes: Iterable[str], *, on: date) -> dict[str, IndicatorVersion]:
    """The definitions of these indicators on that day, in one query."""
    wanted = set(codes)
    rows = IndicatorVersion.objects.filter(indicator_id__in=wanted, valid_from__lte=on).select_related("indicator").order_by("number")
    found = {row.indicator_id: row for row in rows}
    if wanted - found.keys():
        raise NotFound("INDICATOR_NOT_FOUND", _("Không có chỉ tiêu này tại ngày đó. Hãy kiểm tra danh mục chỉ tiêu."))
    return found


def lines_behind(question: Question, *, as_of: datetime | None = None) -> QuerySet[Line]:
    """The lines that answer the question, reversals included; only those recorded by ``as_of`` when it is given.

    Borders are those of each day: a unit that moved or ended counts for the days on which it stood below.
    """
    stretches = organisations.within_through(question.unit_id, first=question.period_from, last=question.period_until)
    end = question.period_until + timedelta(days=1)
    whole = {row.unit_id for row in stretches if row.first == question.period_from and row.end == end}
    counts = Q(unit_id__in=whole, day__gte=question.period_from, day__lt=end)
    for row in stretches:
        if row.unit_id not in whole:
            counts |= Q(unit_id=row.unit_id, day__gte=row.first, day__lt=row.end)
    lines = Line.objects.filter(counts, version__indicator_id=question.indicator)
    return lines.filter(recorded_at__lte=as_of) if as_of else lines


def standing(lines: QuerySet[Line], *, as_of: datetime | None = None) -> QuerySet[Line]:
    """Of these lines, those that take nothing back and had not been taken back (by ``as_of``, when it is given)."""
    originals = lines.filter(reverses__isnull=True)
    if as_of is None:
        return originals.filter(reversed_by__isnull=True)
    return originals.filter(Q(reversed_by__isnull=True) | Q(reversed_by__recorded_at__gt=as_of))


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
    found = _from_totals(list(questions), unit_id=unit_id, first=period_from, end=period_until + timedelta(days=1))
    versions, nothing = _versions(questions, on=period_until), (Decimal(0), 0, 0)
    return {code: _answer(question, versions[code], *found.get(code, nothing)) for code, question in questions.items()}


def segment_of(day: date) -> date:
    """The first day of the segment that a day lies in: no legal cut-off divides 1–14, 15, and 16 to the end of a month."""
    return day.replace(day=1 if day.day < 15 else min(day.day, 16))


def whole_segments(first: date, end: date) -> tuple[date, date]:
    """Of the days from ``first`` up to but without ``end``, those that whole segments make up, given in the same way."""
    begin = segment_of(first)
    if begin < first:
        begin = begin.replace(day=15) if begin.day == 1 else (begin.replace(day=1) + timedelta(days=31)).replace(day=1)
    return begin, max(begin, segment_of(end))


_TOTALS = """
SELECT indicator_id, quantity, lines, estimated FROM figures_total
 WHERE node_id = %(node)s AND indicator_id = ANY(%(indicators)s) AND segment >= %(begin)s AND segment < %(until)s
UNION ALL
SELECT indicator_id, quantity, lines, estimated FROM figures_increment
 WHERE node_id = %(node)s AND indicator_id = ANY(%(indicators)s) AND segment >= %(begin)s AND segment < %(until)s
"""
_EDGES = """
UNION ALL
SELECT v.indicator_id, l.quantity, s.sign, CASE WHEN l.estimated THEN s.sign ELSE 0 END
  FROM figures_line l JOIN figures_indicatorversion v ON v.id = l.version_id JOIN reach r ON r.unit_id = l.unit_id AND r.days @> l.day,
       LATERAL (SELECT CASE WHEN l.reverses_id IS NULL THEN 1 ELSE -1 END AS sign) s
 WHERE v.indicator_id = ANY(%(indicators)s) AND l.day >= %(first)s AND l.day < %(end)s AND NOT (l.day >= %(begin)s AND l.day < %(until)s)
"""
_REACH = """
WITH RECURSIVE below(unit_id, days) AS (
    SELECT %(node)s::uuid, daterange(%(first)s::date, %(end)s::date)
    UNION
    SELECT p.unit_id, b.days * p.valid FROM below b JOIN organisations_placement p ON p.parent_id = b.unit_id
     WHERE NOT isempty(b.days * p.valid)
), reach AS (SELECT unit_id, range_agg(days) AS days FROM below GROUP BY 1)
"""


def _from_totals(indicators: list[str], *, unit_id: UUID, first: date, end: date) -> dict[str, tuple[Decimal, int, int]]:
    """Sum, number of lines, and of estimated ones, by indicator: whole segments from the totals, the days around them from lines."""
    begin, until = whole_segments(first, end)
    edges = (begin, until) != (first, end)
    rows = f"{_TOTALS} {_EDGES}" if edges else _TOTALS
    sums = f"SELECT indicator_id, sum(quantity), sum(lines), sum(estimated) FROM ({rows}) AS behind GROUP BY 1"  # noqa: S608  constants
    values: dict[str, Any] = {"node": unit_id, "indicators": indicators, "first": first, "end": end, "begin": begin, "until": until}
    with connection.cursor() as cursor:
        cursor.execute(f"{_REACH} {sums}" if edges else sums, values)
        return {code: (quantity, int(lines), int(estimated)) for code, quantity, lines, estimated in cursor.fetchall()}


def _from_lines(question: Question, *, as_of: datetime | None = None) -> Answer:
    kept = standing(lines_behind(question, as_of=as_of), as_of=as_of)
    found = kept.aggregate(value=Sum("quantity"), lines=Count("id"), estimated=Count("id", filter=Q(estimated=True)))
    version = version_of(question.indicator, on=question.period_until)
    return _answer(question, version, found["value"] or Decimal(0), found["lines"], found["estimated"])


def _answer(question: Question, version: IndicatorVersion, value: Decimal, lines: int, estimated: int) -> Answer:
    return Answer(question=question, version=version, value=value, estimated=estimated > 0, line_count=lines)


def of_source(kind: str, source_id: UUID) -> QuerySet[Line]:
    """The lines that a source wrote, oldest first."""
    return Line.objects.filter(source_kind=kind, source_id=source_id).select_related("version").order_by("recorded_at", "id")


def sources_of(figure_ids: Iterable[UUID], *, kind: str) -> set[UUID]:
    """The ids of the sources of one kind behind frozen figures."""
    lines = Line.objects.filter(figures__in=list(figure_ids), source_kind=kind)
    return set(lines.values_list("source_id", flat=True))


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
        "recorded_at": line.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
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
