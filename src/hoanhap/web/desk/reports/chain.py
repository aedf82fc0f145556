"""What a figure is made of: units with their sums, and under them entries and counts with their proofs, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.ground.organisations import queries as organisations
from hoanhap.web.desk.activities.counts import days_of
from hoanhap.web.desk.activities.views import evidence_rows
from hoanhap.web.desk.door import DeskRequest
from hoanhap.web.paging import page_of
from hoanhap.web.parts import ChainRow, EvidenceRow
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import AGGREGATE, ENTRY
from hoanhap.work.figures import queries as ledger
from hoanhap.work.figures.queries import cutting
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports import queries

LINES = 50
"""Lines on a page: a country's figure has a hundred thousand."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit wrote of a figure."""

    unit_id: UUID
    name: str
    quantity: Decimal
    number: int
    """Lines."""
    last: date


def behind(request: DeskRequest, row: queries.Shown, lines: QuerySet[ledger.Line]) -> dict[str, Any]:
    """What the number is made of, and how much of that can be opened by whoever reads: six statements or so, however many lines."""
    shares = _shares(lines)
    positions, pager = page_of(request, range(sum(share.number for share in shares)), size=LINES)
    stated = lines.exclude(source_kind=ledger.JOINT)
    own = lines.filter(source_kind__in=(ENTRY, AGGREGATE), unit_id__in=request.actor.within)
    return {
        "chain": _chain(request, shares, _of_page(lines, shares, positions)),
        "pager": pager,
        "proved": own.count(),
        "lines": stated.count(),
        "waived": stated.filter(proof__has_key=activities.WAIVED).values("source_id").distinct().count(),
        "cuts": _cuts(row, lines, shares),
        "summands": ngettext("tổng của %(n)d đơn vị", "tổng của %(n)d đơn vị", len(shares)) % {"n": len(shares)},
    }


def _shares(lines: QuerySet[ledger.Line]) -> list[Share]:
    """By unit, the largest first."""
    rows = list(lines.order_by().values_list("unit_id").annotate(Sum("quantity"), Count("id"), Max("day")))
    last = max((row[3] for row in rows), default=date.min)
    names = organisations.names_of([row[0] for row in rows], on=last) if rows else {}
    shares = [Share(unit, names.get(unit, ""), quantity, number, day) for unit, quantity, number, day in rows]
    return sorted(shares, key=lambda share: (-share.quantity, share.name, share.unit_id))


def _of_page(lines: QuerySet[ledger.Line], shares: Sequence[Share], positions: Sequence[int]) -> dict[UUID, list[ledger.Line]]:
    """The lines of a page, by unit: units that lie in it as a whole in one statement, the first and the last, which it may cut, alone."""
    ordered = lines.select_related("cut").order_by("day", "id")
    found: dict[UUID, list[ledger.Line]] = {}
    whole, before = [], 0
    for share in shares:
        first, end = max(positions[0] - before, 0), min(positions[-1] + 1 - before, share.number)
        before += share.number
        if first < end:
            cut = end - first < share.number
            found[share.unit_id] = list(ordered.filter(unit_id=share.unit_id)[first:end]) if cut else []
            whole += [] if cut else [share.unit_id]
    for line in ordered.filter(unit_id__in=whole):
        found[line.unit_id].append(line)
    return found


def _chain(request: DeskRequest, shares: Sequence[Share], page: Mapping[UUID, list[ledger.Line]]) -> list[ChainRow]:
    lines = [line for found in page.values() for line in found]
    sources: dict[UUID, Any] = {
        **activities.by_ids([line.source_id for line in lines], actor=request.actor),
        **activities.counts_by_ids([line.source_id for line in lines if line.source_kind == AGGREGATE], actor=request.actor),
    }
    return [
        ChainRow(share.name, grouped(share.quantity), rows=tuple(_source(line, sources) for line in page[share.unit_id]))
        for share in shares
        if share.unit_id in page
    ]


def _cuts(row: queries.Shown, lines: QuerySet[ledger.Line], shares: Sequence[Share]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The number by language, topic, sex … where its statements are divided: label, and of each value a name and an amount. Nothing for a
    number that is not the sum of its lines."""
    if not shares or sum((share.quantity for share in shares), Decimal(0)) != row.value:
        return []
    rows = lines.order_by().values_list("cut_id", "cut__values").annotate(Sum("quantity"))
    parts = [(values or {}, quantity) for _cut, values, quantity in rows]
    version = ledger.version_of(row.indicator, on=max(share.last for share in shares))
    return [
        (
            _("Theo %(cut)s") % {"cut": one.label},
            [(name or _("Chưa chia"), grouped(amount) if amount is not None else _("không nêu, số quá nhỏ")) for name, amount in one.cells],
        )
        for one in cutting.broken_down(parts, version=version)
    ]


def _source(line: ledger.Line, sources: Mapping[UUID, Any]) -> ChainRow:
    entry: Any = sources.get(line.source_id)
    value = grouped(line.quantity)
    if entry is not None and line.source_kind == AGGREGATE:
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
