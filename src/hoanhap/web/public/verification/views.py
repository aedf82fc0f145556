"""The page that the QR code on an issued report leads to: what its figures are, for whoever holds the paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hoanhap.kernel.actor import Actor
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports import queries


@require_safe
def verify(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Number, title and day of an issued report, and every figure with its code and root. No entries, no names.

    The address is on every copy of the paper, so it is as public as the paper's furthest reader. A figure that the catalogue does not
    publish, or only when few people could not be known by it, stands here with its code and without its value.
    """
    report = queries.issued_report(report_id)
    actor: Actor | None = getattr(request, "actor", None)
    sees = actor is not None and report.unit_id in actor.within
    stood = queries.behind_frozen(report)
    rows = [
        (row, grouped(row.value) if sees or _is_public(row) else "", _stands_on(row, *stood.get(code, (0, 0, 0))))
        for code, row in queries.figures_of(report).items()
    ]
    return render(request, "public/verification/verify.html", {"report": report, "rows": rows})


def _stands_on(row: queries.Shown, entries: int, counts: int, waived: int) -> str:
    """How the number came about: how many entries, how many counts from papers, how many without evidence. No words of theirs."""
    told = []
    if entries:
        told.append(ngettext("%(n)d lượt ghi có minh chứng", "%(n)d lượt ghi có minh chứng", entries - waived) % {"n": entries - waived})
    if waived:
        told.append(ngettext("%(n)d lượt được miễn minh chứng", "%(n)d lượt được miễn minh chứng", waived) % {"n": waived})
    if counts:
        told.append(ngettext("%(n)d số đơn vị nêu từ văn bản", "%(n)d số đơn vị nêu từ văn bản", counts) % {"n": counts})
    if row.apportioned:
        told.append(_("có phần phân bổ cho đơn vị kế thừa"))
    return "; ".join(told)


def _is_public(row: queries.Shown) -> bool:
    return row.figure is not None and row.figure.version.publication == "PUBLIC"
