"""Finding reports; a report with its figures; what to check before it goes out; the bundle that proves it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotFound
from hoanhap.work.activities import queries as activities
from hoanhap.work.figures import queries as figures
from hoanhap.work.reports.models import Report, ReportFigure
from hoanhap.work.reports.states import ReportState


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a report shows it: live (``figure`` None) or frozen."""

    indicator: str
    label: str
    measure: str
    definition: str
    value: Decimal
    estimated: bool
    line_count: int
    figure: figures.Figure | None = None

    @property
    def proved(self) -> bool:
        """Whether anything stands behind it; a figure of nothing prints the empty slot."""
        return self.line_count > 0


@dataclass(frozen=True, slots=True)
class Check:
    """A remark before issuing. ``grave`` ones want mending, the others a look."""

    code: str
    message: str
    grave: bool = False


@cache
def schemes() -> dict[str, dict[str, Any]]:
    """Every reporting scheme by code."""
    data = tomllib.loads(files("hoanhap.work.reports").joinpath("data/schemes.toml").read_text("utf-8"))
    return {row["code"]: row for row in data["scheme"]}


def scheme(code: str) -> dict[str, Any]:
    """One reporting scheme.

    :raises Invalid: there is none such
    """
    try:
        return schemes()[code]
    except KeyError:
        raise Invalid("SCHEME_UNKNOWN", _("Không có loại báo cáo này. Hãy chọn trong danh sách.")) from None


def period_of(code: str, day: date) -> tuple[date, date]:
    """The scheme's period that holds ``day``: its first and its last day."""
    begins = sorted(
        date(year, *(int(part) for part in begin.split("-")))
        for year in (day.year - 1, day.year, day.year + 1)
        for begin in scheme(code)["begins"]
    )
    start = max(begin for begin in begins if begin <= day)
    return start, min(begin for begin in begins if begin > day) - timedelta(days=1)


def period_words(start: date, until: date) -> str:
    """A half-year in the words of officials (``6 tháng cuối năm 2026``), other periods by their days."""
    days = (until - start).days
    if 170 < days < 190 and until.month in (6, 12):
        return (
            _("6 tháng đầu năm %(year)d") % {"year": until.year}
            if until.month == 6
            else _("6 tháng cuối năm %(year)d") % {"year": until.year}
        )
    return _("từ %(start)s đến %(until)s") % {"start": f"{start:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}


def visible(actor: Actor) -> QuerySet[Report]:
    """Reports of the actor's unit and of those below it, the latest period first."""
    return Report.objects.filter(unit_id__in=actor.within).select_related("paper").order_by("-period_until", "-created_at", "id")


def get_report(report_id: UUID, *, actor: Actor) -> Report:
    """One report.

    :raises NotFound: there is none such for this actor
    """
    report = visible(actor).filter(pk=report_id).first()
    if report is None:
        raise NotFound("REPORT_NOT_FOUND", _("Không tìm thấy báo cáo này, hoặc báo cáo không thuộc đơn vị của bạn."))
    return report


def issued_report(report_id: UUID) -> Report:
    """An issued report, for whoever holds the paper: truly public, so no actor is asked for.

    :raises NotFound: there is none such, or it is not issued
    """
    report = Report.objects.filter(pk=report_id, state=ReportState.ISSUED).select_related("paper").first()
    if report is None:
        raise NotFound("REPORT_NOT_FOUND", _("Không có báo cáo đã ban hành nào ở địa chỉ này. Hãy kiểm tra lại mã QR hoặc đường dẫn."))
    return report


def indicators_in(report: Report) -> list[str]:
    """The indicators whose figures stand in the text, in the order of the text."""
    codes = [run["figure"] for block in report.blocks for run in block.get("runs", ()) if "figure" in run]
    return list(dict.fromkeys(codes))


def figure_of(report: Report, indicator: str) -> Shown:
    """One figure in the text; cheaper than all of them.

    :raises NotFound: the text has no such figure
    """
    if indicator in indicators_in(report):
        if report.state != ReportState.ISSUED:
            return _live([indicator], report)[indicator]
        frozen = ReportFigure.objects.filter(report=report, indicator_id=indicator).select_related("figure__version").first()
        if frozen is not None:
            return _frozen(frozen)
    raise NotFound("FIGURE_NOT_IN_REPORT", _("Báo cáo này không có số liệu đó. Hãy mở lại báo cáo rồi bấm vào số cần xem."))


def figures_of(report: Report) -> dict[str, Shown]:
    """Every figure in the text, by indicator: live in a draft, frozen in an issued report."""
    if report.state == ReportState.ISSUED:
        rows = ReportFigure.objects.filter(report=report).select_related("figure__version")
        return {row.indicator_id: _frozen(row) for row in rows}
    return _live(indicators_in(report), report)


def _live(codes: list[str], report: Report) -> dict[str, Shown]:
    live = figures.answers(codes, unit_id=report.unit_id, period_from=report.period_from, period_until=report.period_until)
    return {
        code: Shown(code, row.version.label, row.version.measure, row.version.definition, row.value, row.estimated, row.line_count)
        for code, row in live.items()
    }


def checks(report: Report, *, actor: Actor, shown: dict[str, Shown] | None = None) -> list[Check]:  # noqa: ARG001  it may come to depend on who asks
    """What to mend or to know before the report goes out. ``shown`` is ``figures_of(report)`` where the caller has it already."""
    shown = figures_of(report) if shown is None else shown
    found = [
        Check("NO_EVIDENCE", _("“%(label)s” chưa có minh chứng nào; chỗ đó in CHƯA CÓ MINH CHỨNG.") % {"label": row.label}, grave=True)
        for row in shown.values()
        if not row.proved
    ]
    units = {row.unit_id for row in organisations.within_through(report.unit_id, first=report.period_from, last=report.period_until)}
    waiting = activities.waiting_in(units, first=report.period_from, last=report.period_until)
    if waiting:
        message = ngettext(
            "%(n)d lượt ghi trong kỳ còn chờ duyệt, chưa tính vào số liệu.",
            "%(n)d lượt ghi trong kỳ còn chờ duyệt, chưa tính vào số liệu.",
            waiting,
        )
        found.append(Check("ENTRIES_WAITING", message % {"n": waiting}, grave=True))
    found += [
        Check("ESTIMATED", _("“%(label)s” có phần ước tính; số trong phụ lục ghi rõ.") % {"label": row.label})
        for row in shown.values()
        if row.estimated
    ]
    return found


def bundle(report: Report) -> dict[str, Any]:
    """The issued report's proof as plain JSON: each figure with its lines, entries and evidence hashes. Always the same for the same
    report, whatever happens to the entries afterwards. ``hoanhap verify`` checks it without a database."""
    rows = ReportFigure.objects.filter(report=report).select_related("figure__version__indicator").order_by("indicator__position")
    return {
        "report": {"id": str(report.id), "title": report.title, "number": report.paper.number if report.paper else None,
                   "period": {"from": report.period_from.isoformat(), "until": report.period_until.isoformat()},
                   "issued_at": report.issued_at.astimezone(UTC).isoformat() if report.issued_at else None},
        "figures": [figures.sheet(row.figure) for row in rows],
        "entries": report.entries or {},
    }  # fmt: skip


def entries_behind(report: Report) -> dict[str, Any]:
    """What each entry behind the report's frozen figures states now, by id, with the addresses among its evidence."""
    frozen = ReportFigure.objects.filter(report=report).values_list("figure_id", flat=True)
    entries = activities.for_proof(figures.sources_of(frozen, kind="entry"))
    return {str(entry.id): {"stated": activities.stated_by(entry), "links": _links(entry)} for entry in entries}


def _links(entry: activities.Entry) -> dict[str, str]:
    return {row.sha256: row.url for row in entry.evidence.all() if row.url}


def _frozen(row: ReportFigure) -> Shown:
    figure, version = row.figure, row.figure.version
    return Shown(
        row.indicator_id, version.label, version.measure, version.definition, figure.value, figure.estimated, figure.line_count, figure
    )
