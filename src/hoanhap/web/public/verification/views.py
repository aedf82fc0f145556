"""The page that the QR code on an issued report leads to: what its figures are, for whoever holds the paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoanhap.kernel.actor import Actor
from hoanhap.web.numbers import grouped
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
    rows = [(row, grouped(row.value) if sees or _is_public(row) else "") for row in queries.figures_of(report).values()]
    return render(request, "public/verification/verify.html", {"report": report, "rows": rows})


def _is_public(row: queries.Shown) -> bool:
    return row.figure is not None and row.figure.version.publication == "PUBLIC"
