"""A report held against the targets of plans: what was wanted, what the ledger proves, and how far the one is from the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.programmes import queries as programmes
from hoanhap.work.programmes.states import Bound
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.finding import last_filing
from hoanhap.work.reports.states import EDITABLE


@dataclass(frozen=True, slots=True)
class Met:
    """One target beside what was reached. ``reached`` None: nothing in the ledger proves anything."""

    indicator: str
    label: str
    measure: str
    bound: str
    wanted: str
    reached: str | None
    estimated: bool
    percent: str
    """Of a target that is to be reached; empty for a ceiling, and where nothing is proved."""
    verdict: str
    good: bool
    period: str
    """The days that the target is for."""
    until: str
    """The last of them that has been counted."""
    source: str
    paper: str
    """Id of the paper that sets it."""
    ceiling: bool = False
    running: bool = False
    """Whether days of it are still to come."""


@dataclass(frozen=True, slots=True)
class Share:
    """``gov.target_met``: how many of the targets that were set are met. Its proof are the rows it is counted from, each with a figure."""

    met: int
    wanted: int
    running: int
    """Of those wanted, whose days are not over."""
    percent: str


def targets_met(report: Report, *, on: date) -> list[Met]:
    """Every target that plans set for the report's unit over days that touch its period, against what the ledger says up to ``on`` (today),
    or to the report's last day once that is over: as filed, when it was filed with the report. Without a target there is nothing."""
    kept = _kept(report)
    if kept is not None:
        return [Met(**row) for row in kept]
    rows = programmes.targets_for(report.unit_id, first=report.period_from, last=report.period_until)
    by_days: dict[tuple[date, date], list[programmes.Target]] = defaultdict(list)
    counted = min(report.period_until, on)
    for row in rows:
        by_days[row.period_from, max(row.period_from, min(row.period_until, counted))].append(row)
    found = {}
    for (first, last), group in by_days.items():
        answers = figures.answers({row.indicator_id for row in group}, unit_id=report.unit_id, period_from=first, period_until=last)
        found.update({row.id: _met(row, answers[row.indicator_id], last) for row in group})
    return [found[row.id] for row in rows]


def targets_share(report: Report, rows: list[Met]) -> Share | None:
    """How many of the report's targets are met: as filed, when they were filed with the report. A ceiling is kept only when its days are
    over, and a target of which nothing is proved is not met. None without targets, and in filings of before."""
    filing = None if report.state in EDITABLE else last_filing(report)
    if filing is not None:
        kept = filing.tables.get("target_share")
        return Share(**kept) if kept else None
    if not rows:
        return None
    met = sum(row.good and not (row.ceiling and row.running) for row in rows)
    return Share(met, len(rows), sum(row.running for row in rows), _percent(Decimal(met), Decimal(len(rows))))


def share_words(share: Share) -> str:
    """As a report says it."""
    words = _("Đạt %(met)d trong %(wanted)d chỉ tiêu được giao (%(percent)s%%).") % {
        "met": share.met, "wanted": share.wanted, "percent": share.percent,
    }  # fmt: skip
    later = ngettext("%(n)d chỉ tiêu còn trong thời hạn.", "%(n)d chỉ tiêu còn trong thời hạn.", share.running) % {"n": share.running}
    return f"{words} {later}" if share.running else words


def _met(row: programmes.Target, answer: figures.Answer, last: date) -> Met:
    proved, ceiling = answer.line_count > 0, row.bound == Bound.AT_MOST
    version = answer.version
    good = proved and (answer.value <= row.value if ceiling else answer.value >= row.value)
    return Met(
        row.indicator_id, version.label, version.measure, str(Bound(row.bound).label), grouped(row.value),
        grouped(answer.value) if proved else None, answer.estimated, _percent(answer.value, row.value) if proved and not ceiling else "",
        _verdict(proved=proved, ceiling=ceiling, good=good, over=last >= row.period_until), good,
        f"{row.period_from:%d/%m/%Y}–{row.period_until:%d/%m/%Y}", f"{last:%d/%m/%Y}", row.source,
        str(row.plan.paper_id), ceiling, last < row.period_until,
    )  # fmt: skip


def _verdict(*, proved: bool, ceiling: bool, good: bool, over: bool) -> str:
    """Plainly, whether it was met; before its last day, whether it has been so far."""
    if not proved:
        return _("chưa có số liệu được chứng minh")
    if ceiling:
        return _("trong giới hạn") if good else _("vượt giới hạn")
    if good:
        return _("đạt")
    return _("chưa đạt") if over else _("chưa đạt, còn trong thời hạn")


def _percent(reached: Decimal, wanted: Decimal) -> str:
    """``85,4``: rounded down below the target, so that 99,96 never reads as reached."""
    share = reached * 100 / wanted
    told = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if share < 100 <= told:
        told = Decimal("99.9")
    return grouped(told)


def _kept(report: Report) -> list[dict[str, Any]] | None:
    """The rows of the last filing, where the report shows that one; filings of before knew no targets."""
    filing = None if report.state in EDITABLE else last_filing(report)
    return None if filing is None else list(filing.tables.get("targets", ()))
