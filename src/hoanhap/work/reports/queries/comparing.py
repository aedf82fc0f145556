"""A report beside others: what those below submitted, the same period a year ago, the edition before. Differences have reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import ENTRY
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports.models import Report, ReportFigure
from hoanhap.work.reports.queries.expecting import Reporter, collection_of, reporters
from hoanhap.work.reports.queries.finding import Shown, figures_of, frozen_in, frozen_in_each, last_filing
from hoanhap.work.reports.queries.schemes import is_free, period_of, year_before

LATE, RETURNED, NOT_FILED, OWN, JOINT, TWICE, DIVIDED = "LATE", "RETURNED", "NOT_FILED", "OWN", "JOINT", "TWICE", "DIVIDED"
"""Why a unit's figure is not the sum of what was submitted below: entries accepted after the submission; accepted then and taken back
since; of bodies that have not submitted; the unit's own or of bodies that do not report to it; works that several claim; counted in two
reports; of a unit that ended, of whose statement each heir has a part."""
NEVER_ADDED = (figures.IndicatorKind.RATIO, figures.IndicatorKind.MEDIAN, figures.IndicatorKind.DURATION)
"""Kinds whose figures of the bodies below say nothing when they are added."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a difference: how much, by how many ledger lines, of which units."""

    code: str
    amount: Decimal
    lines: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit's figure beside the sum of what was submitted below. The reasons add up to ``own - below``, always."""

    indicator: str
    label: str
    measure: str
    own: Decimal
    below: Decimal
    filed: int
    """Reports that the sum is made of."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    id: UUID
    unit_id: UUID
    quantity: Decimal
    recorded_at: datetime
    source_kind: str


def differences(report: Report) -> list[Difference]:
    """Every figure of a report whose unit collects reports, against those; empty when nobody reports to the unit. Rates and medians are
    left out: they are no sums."""
    rows = reporters(collection_of(report))
    if not rows:
        return []
    filed = {row.unit_id: (row, row.report) for row in rows if row.sent and row.report is not None}
    frozen = _frozen_below([below for _row, below in filed.values()])
    home = {unit: row.unit_id for row in rows for unit in row.within}
    summed = {code: shown for code, shown in figures_of(report).items() if shown.kind not in NEVER_ADDED}
    return [_difference(report, shown, frozen.get(code, {}), filed, home) for code, shown in summed.items()]


def _frozen_below(reports: Collection[Report]) -> dict[str, dict[UUID, figures.Figure]]:
    """By indicator and unit, the figure of its last filing."""
    found: dict[str, dict[UUID, figures.Figure]] = defaultdict(dict)
    unit_of = {report.id: report.unit_id for report in reports}
    for report_id, rows in frozen_in_each(reports).items():
        for row in rows:
            found[row.indicator_id][unit_of[report_id]] = row.figure
    return found


def _difference(
    report: Report, shown: Shown, below: Mapping[UUID, figures.Figure], filed: Mapping[UUID, tuple[Reporter, Report]],
    home: Mapping[UUID, UUID],
) -> Difference:  # fmt: skip
    total = sum((figure.value for figure in below.values()), Decimal(0))
    lines = sum(figure.line_count for figure in below.values())
    same = total == shown.value and lines == shown.line_count
    reasons = () if same else _reasons(report, shown, below, filed, home)
    return Difference(shown.indicator, shown.label, shown.measure, shown.value, total, len(below), reasons)


def _reasons(
    report: Report, shown: Shown, below: Mapping[UUID, figures.Figure], filed: Mapping[UUID, tuple[Reporter, Report]],
    home: Mapping[UUID, UUID],
) -> tuple[Reason, ...]:  # fmt: skip
    own = {line.id: line for line in _plain(behind(report, shown))}
    parts: dict[str, list[tuple[Decimal, UUID]]] = defaultdict(list)
    counted: set[UUID] = set()
    for unit_id, figure in below.items():
        for line in _plain(figure.lines.all()):
            if line.id not in own:
                parts[RETURNED].append((-line.quantity, unit_id))
            elif line.id in counted:
                parts[TWICE].append((-line.quantity, unit_id))
            counted.add(line.id)
    for line in own.values():
        if line.id not in counted:
            parts[_why(line, filed, home)].append((line.quantity, line.unit_id))
    told = sum((amount for rows in parts.values() for amount, _unit in rows), Decimal(0))
    rest = shown.value - sum((figure.value for figure in below.values()), Decimal(0)) - told
    if rest:
        parts[DIVIDED].append((rest, report.unit_id))
    names = organisations.names_of({unit for rows in parts.values() for _amount, unit in rows}, on=report.period_until)
    return tuple(
        Reason(code, sum((amount for amount, _unit in rows), Decimal(0)), len(rows),
               tuple(sorted({names.get(unit, "") for _amount, unit in rows})))
        for code, rows in parts.items()
    )  # fmt: skip


def _why(line: _Line, filed: Mapping[UUID, tuple[Reporter, Report]], home: Mapping[UUID, UUID]) -> str:
    if line.source_kind == figures.JOINT:
        return JOINT
    reporter = home.get(line.unit_id)
    if reporter is None:
        return OWN
    return LATE if reporter in filed else NOT_FILED


def behind(report: Report, shown: Shown) -> QuerySet[figures.Line]:
    """The lines that make a figure: those frozen with it, or those that stand now."""
    if shown.figure is not None:
        return shown.figure.lines.all()
    question = figures.Question(shown.indicator, report.unit_id, report.period_from, report.period_until)
    return figures.support_of(question).lines


def _plain(lines: QuerySet[figures.Line]) -> list[_Line]:
    return [_Line(*row) for row in lines.values_list("id", "unit_id", "quantity", "recorded_at", "source_kind")]


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside the same one a year ago. ``before`` None: the ledger knows nothing of that time."""

    indicator: str
    label: str
    measure: str
    now: str
    before: str | None
    change: str
    estimated: bool = False


def same_period_before(report: Report) -> tuple[date, date]:
    """The same days a year earlier; by the calendar of the scheme, where it has one."""
    first, last = year_before(report.period_from, report.period_until)
    return (first, last) if is_free(report.scheme) else period_of(report.scheme, last)


def comparison(report: Report, shown: Mapping[str, Shown] | None = None) -> list[Compared]:
    """Every proved figure of the report beside the same period of the year before: as filed, when it was filed with the report."""
    kept = _kept(report, "comparison")
    if kept is not None:
        return [Compared(**row) for row in kept]
    rows = {code: row for code, row in (figures_of(report) if shown is None else shown).items() if row.proved}
    first, last = same_period_before(report)
    earlier = _answers_then(list(rows), report.unit_id, first, last)
    return [_compared(row, earlier.get(code)) for code, row in rows.items()]


def _answers_then(codes: list[str], unit_id: UUID, first: date, last: date) -> dict[str, figures.Answer]:
    known = {version.indicator_id for version in figures.versions_on(last)}
    return figures.answers([code for code in codes if code in known], unit_id=unit_id, period_from=first, period_until=last)


def _compared(row: Shown, before: figures.Answer | None) -> Compared:
    now = grouped(row.value)
    if before is None or not before.line_count:
        return Compared(row.indicator, row.label, row.measure, now, None, "", row.estimated)
    return Compared(
        row.indicator, row.label, row.measure, now, grouped(before.value), _change(before.value, row.value), row.estimated
    )  # fmt: skip


def _change(before: Decimal, now: Decimal) -> str:
    """``tăng 21,3%``; from nothing no rate can be told."""
    if before == now:
        return _("bằng cùng kỳ")
    if not before:
        return _("cùng kỳ bằng 0")
    rate = f"{abs(now - before) / before * 100:.1f}".replace(".", ",").removesuffix(",0")
    return _("tăng %(rate)s%%") % {"rate": rate} if now > before else _("giảm %(rate)s%%") % {"rate": rate}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A figure that a correction changes: the value that was sent, the right one, and the entries that came or went since."""

    indicator: str
    label: str
    measure: str
    old: str
    new: str
    old_code: str
    came: tuple[str, ...]
    went: tuple[str, ...]


def adjustments(report: Report) -> list[Adjustment]:
    """What an edition changes in the one that it corrects, by figure; as filed, when it was filed. Figures without change are left out."""
    kept = _kept(report, "adjustment")
    if kept is not None:
        return [Adjustment(**{**row, "came": tuple(row["came"]), "went": tuple(row["went"])}) for row in kept]
    if report.supersedes is None:
        return []
    old = {row.indicator_id: row for row in frozen_in(report.supersedes)}
    return [change for code, row in figures_of(report).items() if (change := _adjusted(report, row, old.get(code))) is not None]


def _adjusted(report: Report, row: Shown, old: ReportFigure | None) -> Adjustment | None:
    before = {line.id: line for line in old.figure.lines.all()} if old else {}
    now = {line.id: line for line in behind(report, row)}
    if before.keys() == now.keys():
        return None
    came = _told([line for key, line in now.items() if key not in before])
    went = _told([line for key, line in before.items() if key not in now])
    return Adjustment(
        row.indicator, row.label, row.measure, grouped(old.figure.value) if old else _("chưa có"), grouped(row.value),
        old.figure.code if old else "", came, went,
    )  # fmt: skip


def _told(lines: list[figures.Line]) -> tuple[str, ...]:
    """Lines by what they count: title, day, unit and quantity of their entries."""
    entries = {entry.id: entry for entry in activities.for_proof({line.source_id for line in lines if line.source_kind == ENTRY})}
    names = organisations.names_of({line.unit_id for line in lines}, on=max(line.day for line in lines)) if lines else {}
    return tuple(
        _("%(number)s: %(title)s, %(day)s, %(unit)s")
        % {
            "number": grouped(line.quantity),
            "title": entry.title if (entry := entries.get(line.source_id)) else _("số tổng hợp"),
            "day": f"{line.day:%d/%m/%Y}",
            "unit": names.get(line.unit_id, ""),
        }
        for line in sorted(lines, key=lambda line: (line.day, line.id))
    )


def _kept(report: Report, table: str) -> list[dict[str, Any]] | None:
    """A table of the last filing, where the report shows that one."""
    filing = last_filing(report) if report.state not in ("DRAFT", "RETURNED") else None
    return filing.tables.get(table) if filing else None
