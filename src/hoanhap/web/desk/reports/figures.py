"""One figure of a report: its value, what it means, the units and entries it is the sum of, and their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.web.desk.activities.counts import days_of
from hoanhap.web.desk.activities.views import evidence_rows
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.numbers import grouped
from hoanhap.web.parts import ChainRow, EvidenceRow, Link
from hoanhap.work.activities import queries as activities
from hoanhap.work.documents import queries as documents
from hoanhap.work.figures import queries as ledger
from hoanhap.work.figures.queries import cutting
from hoanhap.work.reports import policies, queries
from hoanhap.work.reports.states import MOVES, ReportState

COUNTED = "aggregate"
"""What lines name as their source that come from numbers which units stated from papers."""
SUMMED = (ledger.IndicatorKind.FLOW, ledger.IndicatorKind.MONEY, ledger.IndicatorKind.STOCK)


@desk()
def figure(request: DeskRequest, report_id: UUID, indicator: str) -> HttpResponse:
    """The whole chain behind one number."""
    report = queries.get_report(report_id, actor=request.actor)
    row = queries.figure_of(report, indicator)
    lines = list(queries.behind(report, row).select_related("cut").order_by("day", "id"))
    entries = activities.by_ids([line.source_id for line in lines], actor=request.actor)
    today = request.GET.get("ranh-gioi") == "nay"
    counts = activities.counts_by_ids([line.source_id for line in lines if line.source_kind == COUNTED], actor=request.actor)
    context = {
        "report": report,
        "row": row,
        "words": grouped(row.value),
        "frozen": row.figure,
        "crumbs": [Link(_("Báo cáo"), reverse("reports")), Link(report.title, reverse("report", args=[report.id]))],
        "kind": _kind(row),
        "working": _working(row.figure.working if row.figure else ledger.support_of(_question(report, indicator)).working),
        "today": today,
        "parts": _parts(report, row, today=today),
        "targets": _targets(request, report, indicator),
        "remarks": [remark for remark in queries.remarks_on(report) if remark.indicator_id == indicator],
        "may_return": ReportState.RETURNED in MOVES[report.state] and policies.may_decide(request.actor, report),
        "as_of": row.figure.as_of if row.figure else clock.now(),
        "is_sum": row.kind in SUMMED,
    }
    return render(request, "desk/reports/figure.html", context | _behind(row, lines, {**entries, **counts}))


def _behind(row: queries.Shown, lines: list[ledger.Line], sources: Mapping[UUID, Any]) -> dict[str, Any]:
    """What the number is made of, and how much of that can be opened by whoever reads."""
    chain, stated = _chain(lines, sources), [line for line in lines if line.source_kind != ledger.JOINT]
    return {
        "chain": chain,
        "proved": sum(line.source_id in sources for line in stated),
        "lines": len(stated),
        "waived": len({line.source_id for line in stated if activities.WAIVED in line.proof}),
        "cuts": _cuts(row, lines),
        "summands": ngettext("tổng của %(n)d đơn vị", "tổng của %(n)d đơn vị", len(chain)) % {"n": len(chain)},
    }


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


def _cuts(row: queries.Shown, lines: list[ledger.Line]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The number by language, topic, sex … where its statements are divided: label, and of each value a name and an amount. Nothing for a
    number that is not the sum of its lines."""
    if not lines or sum((line.quantity for line in lines), Decimal(0)) != row.value:
        return []
    parts = [(line.cut.values if line.cut else {}, line.quantity) for line in lines]
    found = cutting.broken_down(parts, version=ledger.version_of(row.indicator, on=max(line.day for line in lines)))
    return [
        (
            _("Theo %(cut)s") % {"cut": one.label},
            [(name or _("Chưa chia"), grouped(amount) if amount is not None else _("không nêu, số quá nhỏ")) for name, amount in one.cells],
        )
        for one in found
    ]


def _chain(lines: list[ledger.Line], sources: Mapping[UUID, Any]) -> list[ChainRow]:
    by_unit: dict[UUID, list[ledger.Line]] = defaultdict(list)
    for line in lines:
        by_unit[line.unit_id].append(line)
    names = organisations.names_of(by_unit, on=lines[-1].day) if lines else {}
    ordered = sorted(by_unit.items(), key=lambda pair: (-sum(line.quantity for line in pair[1]), names.get(pair[0], "")))
    return [
        ChainRow(
            names.get(unit, ""),
            grouped(sum((line.quantity for line in own), Decimal(0))),
            rows=tuple(_source(line, sources) for line in own),
        )
        for unit, own in ordered
    ]


def _source(line: ledger.Line, sources: Mapping[UUID, Any]) -> ChainRow:
    entry: Any = sources.get(line.source_id)
    value = grouped(line.quantity)
    if entry is not None and line.source_kind == COUNTED:
        return _count(line, entry, value)
    if line.source_kind == ledger.JOINT:
        units = len(line.proof["claims"])
        told = ngettext("Việc chung %(n)d đơn vị, chỉ tính một lần", "Việc chung %(n)d đơn vị, chỉ tính một lần", units)
        return ChainRow(told % {"n": units}, value)
    if entry is None:
        return ChainRow(_("Lượt ghi ngày %(day)s") % {"day": f"{line.day:%d/%m/%Y}"}, value)
    label = f"{entry.title}, {line.day:%d/%m/%Y}{_part(line)}"
    return ChainRow(
        label,
        _("ước %(number)s") % {"number": value} if line.estimated else value,
        reverse("entry", args=[entry.id]),
        tuple(evidence_rows(entry)),
        (ChainRow(_("Lượt ghi này được tính trong báo cáo nào"), "", reverse("counted_in", args=[entry.id])),),
    )


def _count(line: ledger.Line, count: activities.Aggregate, value: str) -> ChainRow:
    """A number that a unit stated from a paper: it leads to the number's own page, and to the paper where the register has it."""
    paper = reverse("paper", args=[count.paper_id]) if count.paper_id else ""
    return ChainRow(
        _("Số nêu từ văn bản, %(days)s") % {"days": days_of(count)} + _part(line),
        _("ước %(number)s") % {"number": value} if line.estimated else value,
        reverse("count", args=[count.id]),
        (EvidenceRow("inbox", count.source, _("văn bản nguồn"), paper),),
    )


def _part(line: ledger.Line) -> str:
    """Of a divided number, which part the line states."""
    return f" ({cutting.label_of(line.cut.values)})" if line.cut else ""
