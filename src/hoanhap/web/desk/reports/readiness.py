"""Rows of the pages on collecting reports: readiness by unit, completeness by kind, differences with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hoanhap.ground.organisations.queries import UnitKind
from hoanhap.web.parts import Mark
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports import queries
from hoanhap.work.reports.states import ReportState

CONDITIONS = (
    gettext_lazy("chưa có lượt ghi nào được duyệt"),
    gettext_lazy("còn lượt ghi chờ duyệt"),
    gettext_lazy("còn lượt ghi bị trả lại"),
    gettext_lazy("có lượt ghi thiếu minh chứng"),
    gettext_lazy("có số khác báo cáo trước"),
    gettext_lazy("chưa nộp báo cáo"),
)
"""What each condition of ``queries.Readiness.conditions`` lacks when it does not hold."""
MARKS = {
    ReportState.DRAFT: "go", ReportState.SUBMITTED: "now", ReportState.RETURNED: "warn", ReportState.ACCEPTED: "ok",
    ReportState.CONSOLIDATED: "ok", ReportState.ISSUED: "ok", ReportState.CORRECTED: "off",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One body on the page of a collection."""

    name: str
    href: str
    state: Mark
    timely: Mark | None
    due: str
    entries: str
    estimated: str
    score: int
    of: int
    lacks: tuple[str, ...]
    contradictions: tuple[str, ...]


def mark_of(report: queries.Report) -> Mark:
    """A report's state as a word with an icon."""
    state = ReportState(report.state)
    return Mark(MARKS[state], str(state.label), "turn" if state == ReportState.RETURNED else "")


def row_of(row: queries.Readiness, *, today: date) -> Row:
    """One body as the page shows it."""
    report = row.reporter.report
    share = f"{row.estimated * 100 // row.lines}%" if row.lines else "–"
    return Row(
        name=row.reporter.name,
        href=reverse("report", args=[report.id]) if report else "",
        state=mark_of(report) if report else Mark("off", _("Chưa lập")),
        timely=_timely(row.reporter, today),
        due=row.reporter.deadline.words,
        entries=f"{row.accepted} / {row.waiting} / {row.returned}",
        estimated=share,
        score=row.score,
        of=len(row.conditions),
        lacks=tuple(str(lack) for lack, holds in zip(CONDITIONS, row.conditions, strict=True) if not holds),
        contradictions=tuple(_contradiction(found) for found in row.contradictions),
    )


def _timely(reporter: queries.Reporter, today: date) -> Mark | None:
    found = reporter.on_time(today)
    if found is None:
        return None
    return Mark("ok", _("Đúng hạn")) if found else Mark("warn", _("Quá hạn") if not reporter.sent else _("Nộp muộn"))


def _contradiction(found: queries.Contradiction) -> str:
    values = {"label": found.label, "before": grouped(found.before), "now": grouped(found.now)}
    if found.kind == "CHANGED":
        return _("%(label)s: đã nộp %(before)s, nay là %(now)s") % values
    if found.kind == "GONE":
        return _("%(label)s: kỳ trước %(before)s, kỳ này chưa có") % values
    return _("%(label)s: kỳ trước %(before)s, kỳ này %(now)s") % values


def completeness_rows(wanted: queries.Collection) -> list[tuple[str, int, int, int]]:
    """Kind of body, expected, sent, on time, over all levels below."""
    return [(str(UnitKind(row.kind).label), row.expected, row.sent, row.on_time) for row in queries.completeness(wanted)]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A figure beside the sum of what was submitted below."""

    label: str
    own: str
    below: str
    mark: Mark
    reasons: tuple[str, ...]


def difference_row(row: queries.Difference) -> DifferenceRow:
    """One figure as the page shows it."""
    match = not row.reasons
    word = _("Khớp") if match else _("Chênh %(n)s") % {"n": _signed(row.own - row.below)}
    return DifferenceRow(
        f"{row.label} ({row.measure})", grouped(row.own), grouped(row.below), Mark("ok" if match else "warn", word),
        tuple(_reason(one) for one in row.reasons),
    )  # fmt: skip


def _reason(one: queries.Reason) -> str:
    lines = ngettext("%(n)d dòng", "%(n)d dòng", one.lines) % {"n": one.lines}
    return f"{_signed(one.amount)}: {queries.REASONS[one.code]} ({lines}; {', '.join(one.units)})"


def _signed(amount: Decimal) -> str:
    return f"{'+' if amount >= 0 else '−'}{grouped(abs(amount))}"
