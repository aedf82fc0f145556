"""The page that the QR code on an issued report leads to: what its figures are, for whoever holds the paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoanhap.web.numbers import grouped
from hoanhap.work.reports import queries


@require_safe
def verify(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Number, title and day of an issued report, and every figure with its code and root. No entries, no names."""
    report = queries.issued_report(report_id)
    rows = [(row, grouped(row.value)) for row in queries.figures_of(report).values()]
    return render(request, "public/verification/verify.html", {"report": report, "rows": rows})
