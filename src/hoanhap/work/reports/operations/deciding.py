"""What the unit above does with a submitted report: takes it, or gives it back, whole or for one figure, down to the entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities import queries as counts
from hoanhap.work.activities.states import AGGREGATE, ENTRY
from hoanhap.work.reports import policies
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.operations.opening import Fault, leave_remark, open_below
from hoanhap.work.reports.queries import behind, figure_of, get_report
from hoanhap.work.reports.states import MOVES, ReportState
from vanban.text import clean


@transaction.atomic
def accept_report(*, report_id: UUID, version: int, actor: Actor, now: datetime) -> Report:
    """Accept a submitted report: it may be consolidated.

    :raises NotAllowed: it was not submitted to the actor's unit
    :raises WrongState: it does not wait, or somebody has just decided
    """
    report = _to_decide(report_id, actor, ReportState.ACCEPTED)
    _move(report, ReportState.ACCEPTED, "", version=version, now=now)
    if report.supersedes_id:
        Report.objects.filter(pk=report.supersedes_id).update(state=ReportState.CORRECTED)
    record(act="report.accept", actor=actor, now=now, object_kind="report", object_id=report.id)
    return get_report(report_id, actor=actor)


@transaction.atomic
def give_back_report(*, report_id: UUID, version: int, reason: str, actor: Actor, now: datetime) -> Report:
    """Give a report back as a whole, with a reason. Those that it was made of are unlocked, so that they can be given back in turn.

    :raises NotAllowed: it was not submitted to the actor's unit
    :raises Invalid: no reason
    :raises WrongState: it does not wait and was not accepted, or somebody has just decided
    """
    report = _to_decide(report_id, actor, ReportState.RETURNED)
    words = _reason(reason)
    leave_remark(report, Fault("", words), actor=actor, now=now)
    _move(report, ReportState.RETURNED, words, version=version, now=now)
    record(act="report.give_back", actor=actor, now=now, object_kind="report", object_id=report.id, detail={"reason": words})
    open_below(report, actor=actor, now=now)
    return get_report(report_id, actor=actor)


@transaction.atomic
def give_back_figure(
    *, report_id: UUID, version: int, indicator: str, reason: str, entry_ids: Sequence[UUID] = (), actor: Actor, now: datetime
) -> Report:  # fmt: skip
    """Give a report back for one of its figures. The reason goes down with it: the entries and counts named here, of those behind the
    figure, go back to their units, which see it where they correct them; the reports between that state them come back, too.

    :param entry_ids: ids of entries, and of counts that units stated from papers
    :raises NotAllowed: it was not submitted to the actor's unit, or the actor entered one of the entries
    :raises NotFound: the report has no such figure
    :raises Invalid: no reason, or one of the entries does not stand behind the figure
    :raises WrongState: the report does not wait, an entry is no longer accepted, or somebody has just decided
    """
    report = _to_decide(report_id, actor, ReportState.RETURNED)
    shown = figure_of(report, indicator)
    words = _reason(reason)
    kinds = dict(
        behind(report, shown).filter(source_kind__in=_GIVERS, source_id__in=entry_ids).values_list("source_id", "source_kind")
    )  # fmt: skip
    if set(entry_ids) - kinds.keys():
        raise Invalid("NOT_BEHIND_FIGURE", _("Có lượt ghi không đứng sau số liệu này. Hãy tải lại trang rồi chọn lại."))
    # Entries first: they hold the ledger, and whoever writes lines holds it before the trail.
    told = _("%(reason)s (số liệu “%(label)s” trong %(title)s)") % {"reason": words, "label": shown.label, "title": report.title}
    for source_id in dict.fromkeys(entry_ids):
        _GIVERS[kinds[source_id]](source_id, told, actor, now)
    leave_remark(report, Fault(indicator, words, frozenset(entry_ids)), actor=actor, now=now)
    _move(report, ReportState.RETURNED, f"{shown.label}: {words}", version=version, now=now)
    record(act="report.give_back_figure", actor=actor, now=now, object_kind="report", object_id=report.id,
           detail={"indicator": indicator, "reason": words, "entries": [str(entry_id) for entry_id in entry_ids]})  # fmt: skip
    open_below(report, Fault(indicator, told, frozenset(entry_ids)), actor=actor, now=now)
    return get_report(report_id, actor=actor)


def _entry_back(entry_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    activities.give_back(entry_id=entry_id, reason=reason, actor=actor, now=now)


def _count_back(aggregate_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    read = counts.get_aggregate(aggregate_id, actor=actor)
    activities.give_back_count(aggregate_id=aggregate_id, version=read.version, reason=reason, actor=actor, now=now)


_GIVERS = {ENTRY: _entry_back, AGGREGATE: _count_back}
"""How what a line comes from goes back to its unit."""


def _to_decide(report_id: UUID, actor: Actor, target: str) -> Report:
    report = get_report(report_id, actor=actor)
    if not policies.may_decide(actor, report):
        raise NotAllowed("MAY_NOT_DECIDE", _("Chỉ chuyên viên, người duyệt hoặc lãnh đạo của đơn vị nhận báo cáo được nhận hoặc trả lại."))
    message = _("Báo cáo không còn ở trạng thái đó. Hãy tải lại trang để xem.")
    require(MOVES, source=report.state, target=target, message=message)
    return report


def _reason(reason: str) -> str:
    words = clean(reason).strip()
    if not words:
        raise Invalid(
            "REASON_MISSING", _("Trả lại phải nêu lý do để đơn vị biết cần sửa gì."), fields={"reason": _("Hãy ghi lý do trả lại.")}
        )
    return words


def _move(report: Report, target: str, reason: str, *, version: int, now: datetime) -> None:
    same = Report.objects.filter(pk=report.id, state=report.state, version=version)
    if not same.update(state=target, reason=reason, decided_at=now, version=F("version") + 1):
        raise WrongState("REPORT_MOVED", _("Người khác vừa nhận, trả lại hoặc sửa báo cáo này. Hãy tải lại trang để xem."))
