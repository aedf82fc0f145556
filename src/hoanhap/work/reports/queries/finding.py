"""Finding reports, and a report with its figures: live while it may be changed, frozen once it was sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.activities.states import AGGREGATE, ENTRY
from hoanhap.work.figures import queries as figures
from hoanhap.work.reports.models import Call, Filing, Remark, Report, ReportFigure
from hoanhap.work.reports.queries.schemes import scheme
from hoanhap.work.reports.states import EDITABLE, SENT


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
    kind: str = figures.IndicatorKind.FLOW
    apportioned: bool = False
    """Whether a part of it was divided among the heirs of a unit (phân bổ)."""

    @property
    def proved(self) -> bool:
        """Whether anything stands behind it; a figure of nothing prints the empty slot."""
        return self.line_count > 0


def visible(actor: Actor) -> QuerySet[Report]:
    """Reports of the actor's unit and of those below it, the latest period first."""
    found = Report.objects.filter(unit_id__in=actor.within).select_related("paper")
    return found.order_by("-period_until", "-edition", "-created_at", "id")


def get_report(report_id: UUID, *, actor: Actor) -> Report:
    """One report.

    :raises NotFound: there is none such for this actor
    """
    report = visible(actor).select_related("supersedes__paper", "consolidated_in").filter(pk=report_id).first()
    if report is None:
        raise NotFound("REPORT_NOT_FOUND", _("Không tìm thấy báo cáo này, hoặc báo cáo không thuộc đơn vị của bạn."))
    return report


def issued_report(report_id: UUID) -> Report:
    """An issued report, for whoever holds the paper: truly public, so no actor is asked for.

    :raises NotFound: there is none such, or it is not issued
    """
    report = Report.objects.filter(pk=report_id, paper__isnull=False).select_related("paper").first()
    if report is None:
        raise NotFound("REPORT_NOT_FOUND", _("Không có báo cáo đã ban hành nào ở địa chỉ này. Hãy kiểm tra lại mã QR hoặc đường dẫn."))
    return report


def correction_of(report: Report) -> Report | None:
    """The edition that corrects this one, if there is one."""
    return Report.objects.filter(supersedes=report).select_related("paper").first()


def latest(unit_id: UUID, scheme_code: str, period: tuple[date, date]) -> Report | None:
    """The last edition of a unit's report of a scheme over a period."""
    first, last = period
    found = Report.objects.filter(unit_id=unit_id, scheme=scheme_code, period_from=first, period_until=last)
    return found.order_by("-edition").select_related("paper").first()


def calls_to(actor: Actor, *, on: date) -> QuerySet[Call]:
    """What units at or above the actor's ask to be reported, the nearest deadline first; no more than a year after it."""
    above = organisations.above(actor.own_unit, on=on)
    return Call.objects.filter(unit_id__in=above, due__gte=on.replace(year=on.year - 1, day=min(on.day, 28))).order_by("due", "id")


def get_call(call_id: UUID, *, actor: Actor, on: date) -> Call:
    """One call that reaches the actor's unit.

    :raises NotFound: there is none such for this actor
    """
    call = calls_to(actor, on=on).filter(pk=call_id).first()
    if call is None:
        raise NotFound("CALL_NOT_FOUND", _("Không có yêu cầu báo cáo này cho đơn vị của bạn. Hãy mở lại danh sách báo cáo."))
    return call


def receivers(unit_id: UUID, scheme_code: str, *, on: date) -> list[UUID]:
    """Whom a unit may report to on that day, the one that the scheme names first."""
    order = scheme(scheme_code)["reports_to"]
    placements = organisations.Placement.objects.filter(unit_id=unit_id, valid__contains=on, hierarchy__in=order)
    ranked = sorted(placements.values_list("hierarchy", "parent_id"), key=lambda row: order.index(row[0]))
    return list(dict.fromkeys(parent for _hierarchy, parent in ranked))


def last_filing(report: Report) -> Filing | None:
    """The report as it was last submitted or issued."""
    return report.filings.order_by("-number").first()


def remarks_on(report: Report) -> list[Remark]:
    """Why it, or figures of it, was returned, the latest first."""
    return list(Remark.objects.filter(report=report).select_related("by", "filing").order_by("-at", "id"))


def indicators_in(report: Report) -> list[str]:
    """The indicators whose figures stand in the text, in the order of the text."""
    codes = [run["figure"] for block in report.blocks for run in block.get("runs", ()) if "figure" in run]
    return list(dict.fromkeys(codes))


def is_frozen(report: Report) -> bool:
    """Whether the report shows the figures of its last filing."""
    return report.state in SENT


def is_editable(report: Report) -> bool:
    """Whether the words may be changed; the figures are live meanwhile."""
    return report.state in EDITABLE


def figure_of(report: Report, indicator: str) -> Shown:
    """One figure in the text; cheaper than all of them.

    :raises NotFound: the text has no such figure
    """
    if indicator in indicators_in(report):
        if not is_frozen(report):
            return live([indicator], report)[indicator]
        frozen = frozen_in(report).filter(indicator_id=indicator).first()
        if frozen is not None:
            return shown(frozen)
    raise NotFound("FIGURE_NOT_IN_REPORT", _("Báo cáo này không có số liệu đó. Hãy mở lại báo cáo rồi bấm vào số cần xem."))


def figures_of(report: Report) -> dict[str, Shown]:
    """Every figure in the text, by indicator: live while it may be changed, else as last filed."""
    if is_frozen(report):
        return {row.indicator_id: shown(row) for row in frozen_in(report)}
    return live(indicators_in(report), report)


def frozen_in(report: Report) -> QuerySet[ReportFigure]:
    """The figures of the report's last filing, in the catalogue's order."""
    filing = last_filing(report)
    rows = ReportFigure.objects.filter(filing=filing) if filing else ReportFigure.objects.none()
    return rows.select_related("figure__version__indicator").order_by("figure__version__indicator__position")


def behind_frozen(report: Report) -> dict[str, tuple[int, int, int]]:
    """By indicator, how many entries, counts from papers and waived entries the figures of the last filing stand on: truly public, for
    whoever holds the paper."""
    rows = frozen_in(report).order_by().values_list("indicator_id").annotate(
        entries=Count("figure__lines__source_id", filter=Q(figure__lines__source_kind=ENTRY), distinct=True),
        counts=Count("figure__lines__source_id", filter=Q(figure__lines__source_kind=AGGREGATE), distinct=True),
        waived=Count("figure__lines__source_id", filter=Q(figure__lines__proof__has_key="waiver"), distinct=True),
    )  # fmt: skip
    return {code: (entries, counts, waived) for code, entries, counts, waived in rows}


def frozen_in_each(reports: Iterable[Report]) -> dict[UUID, list[ReportFigure]]:
    """The figures of the last filing of many reports: one statement."""
    found: dict[UUID, list[ReportFigure]] = {report.id: [] for report in reports}
    last = Filing.objects.filter(report_id__in=list(found)).order_by("report_id", "-number").distinct("report_id")
    rows = ReportFigure.objects.filter(filing__in=last.values("id")).select_related("figure__version__indicator")
    for row in rows.order_by("figure__version__indicator__position"):
        found[row.report_id].append(row)
    return found


def live(codes: list[str], report: Report) -> dict[str, Shown]:
    """What the ledger says now about a report's unit and period."""
    found = figures.answers(codes, unit_id=report.unit_id, period_from=report.period_from, period_until=report.period_until)
    return {
        code: Shown(
            code,
            row.version.label,
            row.version.measure,
            row.version.definition,
            row.value,
            row.estimated,
            row.line_count,
            kind=row.version.indicator.kind,
            apportioned=row.apportioned,
        )
        for code, row in found.items()
    }


def shown(row: ReportFigure) -> Shown:
    """A frozen figure as a report shows it."""
    figure, version = row.figure, row.figure.version
    return Shown(
        row.indicator_id, version.label, version.measure, version.definition, figure.value, figure.estimated, figure.line_count, figure,
        kind=version.indicator.kind, apportioned=figures.is_divided(figure.working),
    )  # fmt: skip
