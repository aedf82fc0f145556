"""One figure of a report: its value, what it means, the units and entries it is the sum of, and their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.reports.chain import behind
from hoanhap.web.parts import Link
from hoanhap.work.documents import queries as documents
from hoanhap.work.figures import queries as ledger
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports import policies, queries
from hoanhap.work.reports.states import MOVES, ReportState

SUMMED = (ledger.IndicatorKind.FLOW, ledger.IndicatorKind.MONEY, ledger.IndicatorKind.STOCK)


@desk()
def figure(request: DeskRequest, report_id: UUID, indicator: str) -> HttpResponse:
    """The whole chain behind one number."""
    report = queries.get_report(report_id, actor=request.actor)
    row = queries.figure_of(report, indicator)
    today = request.GET.get("ranh-gioi") == "nay"
    context = {
        "report": report,
        "row": row,
        "words": grouped(row.value),
        "frozen": row.figure,
        "crumbs": [Link(_("Báo cáo"), reverse("reports")), Link(report.title, reverse("report", args=[report.id]))],
        "kind": _kind(row),
        "why_gap": queries.why_gap(report, row),
        "working": _working(row.figure.working if row.figure else ledger.support_of(_question(report, indicator)).working),
        "today": today,
        "parts": _parts(report, row, today=today),
        "months": _months(report, row),
        "targets": _targets(request, report, indicator),
        "remarks": [remark for remark in queries.remarks_on(report) if remark.indicator_id == indicator],
        "may_return": ReportState.RETURNED in MOVES[report.state] and policies.may_decide(request.actor, report),
        "as_of": row.figure.as_of if row.figure else clock.now(),
        "is_sum": row.kind in SUMMED,
    }
    return render(request, "desk/reports/figure.html", context | behind(request, row, queries.behind(report, row)))


def _targets(request: DeskRequest, report: queries.Report, indicator: str) -> list[tuple[queries.Met, str]]:
    """What plans want of this figure, each with the page of its paper, where the reader may see that."""
    found = [met for met in queries.targets_met(report, on=clock.day_of(clock.now())) if met.indicator == indicator]
    seen = {
        str(paper) for paper in documents.visible(request.actor).filter(pk__in=[met.paper for met in found]).values_list("id", flat=True)
    }
    return [(met, reverse("paper", args=[met.paper]) if met.paper in seen else "") for met in found]


def _question(report: queries.Report, indicator: str) -> ledger.Question:
    return ledger.Question(indicator, report.unit_id, report.period_from, report.period_until)


def _kind(row: queries.Shown) -> str:
    """How the value comes about, in words; nothing for a plain sum."""
    words = {
        ledger.IndicatorKind.STOCK: _("Số tại ngày chốt: lấy số mỗi đơn vị nêu gần nhất tính đến ngày đó rồi cộng, không cộng theo ngày."),
        ledger.IndicatorKind.RATIO: _("Tỷ lệ của hai số, tính lại ở mỗi cấp, không cộng tỷ lệ của các đơn vị."),
        ledger.IndicatorKind.MEDIAN: _("Trung vị của các lượt ghi, không cộng."),
        ledger.IndicatorKind.DURATION: _("Trung vị của các lượt ghi, không cộng."),
    }
    told = words.get(ledger.IndicatorKind(row.kind), "")
    return f"{told} " + _("Có phần phân bổ cho đơn vị kế thừa.") if row.apportioned else told


def _working(working: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Numerator and denominator of a rate."""
    return [(part["label"], grouped(Decimal(part["value"]))) for part in working.get("parts", ())]


def _parts(report: queries.Report, row: queries.Shown, *, today: bool) -> list[tuple[str, str, bool]]:
    """Unit, amount, and whether it was divided: in the borders of the figure's own days, or in today's. Only of what is a sum."""
    if row.kind not in SUMMED:
        return []
    parts = queries.parts_of(report, row, on=clock.day_of(clock.now()) if today else None)
    return [(part.name, grouped(part.amount), part.apportioned) for part in parts]


def _months(report: queries.Report, row: queries.Shown) -> list[tuple[str, str]]:
    """Month and amount, the first and the last month cut where the period is. Only of what sums over days, over more than one month, and
    when together they are the figure: one that was frozen may be told otherwise by now."""
    if not row.proved:
        return []
    first, last = report.period_from, report.period_until
    months = ledger.by_month([row.indicator], unit_id=report.unit_id, period_from=first, period_until=last).get(row.indicator, [])
    if len(months) < 2 or sum(month.value for month in months) != row.value:
        return []
    return [(_month(month.question), grouped(month.value)) for month in months]


def _month(asked: ledger.Question) -> str:
    """``01/2026``; of a part of a month its days: ``15–31/12/2025``."""
    first, until = asked.period_from, asked.period_until
    whole = first.day == 1 and (until + timedelta(days=1)).day == 1
    return f"{until:%m/%Y}" if whole else f"{first:%d}–{until:%d/%m/%Y}" if first < until else f"{until:%d/%m/%Y}"
