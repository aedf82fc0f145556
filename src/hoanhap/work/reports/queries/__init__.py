"""Finding reports; a report with its figures; what to check before it goes out; the paper it becomes; the bundle that proves it."""

from hoanhap.work.reports.models import Report, ReportFigure
from hoanhap.work.reports.queries.finding import (
    Check,
    Shown,
    bundle,
    checks,
    entries_behind,
    figure_of,
    figures_of,
    get_report,
    indicators_in,
    issued_report,
    period_of,
    period_words,
    scheme,
    schemes,
    visible,
)
from hoanhap.work.reports.queries.paper import letterhead, paper_of, signing_of

__all__ = [
    "Check",
    "Report",
    "ReportFigure",
    "Shown",
    "bundle",
    "checks",
    "entries_behind",
    "figure_of",
    "figures_of",
    "get_report",
    "indicators_in",
    "issued_report",
    "letterhead",
    "paper_of",
    "period_of",
    "period_words",
    "scheme",
    "schemes",
    "signing_of",
    "visible",
]
