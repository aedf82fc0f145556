"""What follows below when a report comes back: those that it was made of are unlocked, and those that state what was wrong come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import Actor
from hoanhap.work.reports.models import Remark, Report
from hoanhap.work.reports.queries import frozen_in
from hoanhap.work.reports.states import MOVES, OPENED, SENT, ReportState


@dataclass(frozen=True, slots=True)
class Fault:
    """A figure that is wrong: why, and which entries and counts behind it went back to their units."""

    indicator: str
    reason: str
    sources: frozenset[UUID] = frozenset()


def open_below(report: Report, fault: Fault | None = None, *, actor: Actor, now: datetime) -> None:
    """Unlock every report that this one was made of. Those that state what was wrong come back along the figure, level by level down to
    the entries; one that has been issued, or that an earlier edition keeps locked, is told so and waits for its own correction.

    The caller has moved ``report`` and answers for who may."""
    for below in report.made_of.filter(state__in=OPENED).order_by("id"):
        _open(below, because=report, actor=actor, now=now)
    if fault is None or not fault.sources:
        return
    for below in _stating(report, fault):
        leave_remark(below, fault, actor=actor, now=now)
        if ReportState.RETURNED in MOVES[below.state]:
            _send_back(below, fault, because=report, actor=actor, now=now)
            open_below(below, fault, actor=actor, now=now)


def leave_remark(report: Report, fault: Fault, *, actor: Actor, now: datetime) -> None:
    """Keep beside the figure (beside the whole report, without an indicator) why it came back."""
    Remark.objects.create(
        report=report, filing_id=report.filings.latest("number").id, indicator_id=fault.indicator or None, reason=fault.reason,
        entries=sorted(str(source) for source in fault.sources), by_id=actor.user_id, at=now,
    )  # fmt: skip


def _open(below: Report, *, because: Report, actor: Actor, now: datetime) -> None:
    same = Report.objects.filter(pk=below.id, state=below.state, consolidated_in=because)
    if same.update(state=OPENED[below.state], consolidated_in=None, version=F("version") + 1):
        record(act="report.unlock", actor=actor, now=now, object_kind="report", object_id=below.id, detail={"because": str(because.id)})


def _stating(report: Report, fault: Fault) -> Iterator[Report]:
    """The reports that came to the unit for this one and whose last filing states something of what was wrong."""
    found = Report.objects.filter(
        addressee_id=report.unit_id, scheme=report.scheme, period_from=report.period_from, period_until=report.period_until,
        state__in=SENT, figures__indicator_id=fault.indicator, figures__figure__lines__source_id__in=fault.sources,
    )  # fmt: skip
    for below in found.exclude(state=ReportState.CORRECTED).distinct().order_by("id"):
        if frozen_in(below).filter(indicator_id=fault.indicator, figure__lines__source_id__in=fault.sources).exists():
            yield below


def _send_back(below: Report, fault: Fault, *, because: Report, actor: Actor, now: datetime) -> None:
    words = _("Cấp trên trả lại: %(reason)s") % {"reason": fault.reason}
    same = Report.objects.filter(pk=below.id, state=below.state)
    if same.update(state=ReportState.RETURNED, reason=words, decided_at=now, version=F("version") + 1):
        record(act="report.give_back_figure", actor=actor, now=now, object_kind="report", object_id=below.id,
               detail={"indicator": fault.indicator, "reason": fault.reason, "because": str(because.id),
                       "entries": sorted(str(source) for source in fault.sources)})  # fmt: skip
