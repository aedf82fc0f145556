"""Sending a report: every figure frozen with its proof, and the words, tables and entries kept as they were."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.work.documents import operations as documents
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures.queries import Figure, Question
from hoanhap.work.reports import policies
from hoanhap.work.reports.models import Filing, Report, ReportFigure
from hoanhap.work.reports.operations.signing import require_leader
from hoanhap.work.reports.queries import (
    adjustments,
    collection_of,
    comparison,
    counts_behind,
    differences,
    digest_of,
    entries_behind,
    frozen_in,
    get_report,
    indicators_in,
    is_editable,
    last_filing,
    letterhead,
    receivers,
    reporters,
    scheme,
    targets_met,
    targets_share,
)
from hoanhap.work.reports.states import EDITABLE, MOVES, FilingKind, ReportState


@transaction.atomic
def submit(*, report_id: UUID, version: int, actor: Actor, now: datetime) -> Report:
    """Submit a report to the unit that it goes to: its figures are frozen with hashes, and accepted reports of the bodies below that it
    was made of are locked.

    :raises NotAllowed: the actor does not submit for this unit
    :raises Invalid: nobody stands above the unit to whom it could report
    :raises WrongState: it has been submitted or issued, or somebody has changed it since ``version``
    """
    report = get_report(report_id, actor=actor)
    if not policies.may_submit(actor, report):
        raise NotAllowed("MAY_NOT_SUBMIT", _("Chỉ cán bộ, chuyên viên hoặc lãnh đạo của đơn vị lập báo cáo được nộp báo cáo này."))
    if ReportState.SUBMITTED not in MOVES[report.state]:
        raise _moved()
    above = receivers(report.unit_id, report.scheme, on=report.period_until)
    if not above:
        raise Invalid("NOBODY_ABOVE", _("Đơn vị này không có cấp trên nhận loại báo cáo này. Hãy cho số và ban hành."))
    filing = _file(report, FilingKind.SUBMITTED, version=version, actor=actor, now=now)
    Report.objects.filter(pk=report.id).update(
        state=ReportState.SUBMITTED, addressee_id=above[0], submitted_at=report.submitted_at or now, reason=""
    )
    _lock_below(report)
    record(act="report.submit", actor=actor, now=now, object_kind="report", object_id=report.id,
           detail={"filing": filing.number, "digest": filing.digest})  # fmt: skip
    return get_report(report_id, actor=actor)


@transaction.atomic
def issue(*, report_id: UUID, version: int, actor: Actor, now: datetime) -> Report:
    """Issue a report: freeze its figures if it has not been submitted, give it the next outgoing number, keep what its head and
    signature say. The edition that it corrects, if it corrects one, says so from now on.

    :raises NotAllowed: the actor may not issue for this unit
    :raises Invalid: who was chosen to sign does not lead the unit any more
    :raises WrongState: it has been issued, it waits to be accepted, or somebody has changed it since ``version``
    """
    report = get_report(report_id, actor=actor)
    if not policies.may_issue(actor, report):
        raise NotAllowed("MAY_NOT_ISSUE", _("Chỉ chuyên viên hoặc văn thư của đơn vị lập báo cáo được cho số và ban hành."))
    if ReportState.ISSUED not in MOVES[report.state] or report.paper_id is not None:
        raise _moved()
    require_leader(report, report.signer_id, now=now)
    # Figures first: they hold the ledger, and whoever writes lines holds it before the trail.
    if is_editable(report):
        _file(report, FilingKind.ISSUED, version=version, actor=actor, now=now)
    elif not Report.objects.filter(pk=report.id, state=report.state, version=version).update(version=F("version") + 1):
        raise _moved()
    day = clock.day_of(now)
    head = letterhead(report, day)
    outgoing = documents.Outgoing(
        type_code=scheme(report.scheme)["type_code"], symbol=head["symbol"], subject=report.title, signer_name=head["signer"]["name"],
        issuer_name=head["issuer"], text=_plain_text(report),
    )  # fmt: skip
    paper = documents.put_out(unit_id=report.unit_id, outgoing=outgoing, on=day, actor=actor, now=now)
    Report.objects.filter(pk=report.id).update(
        state=ReportState.ISSUED, paper=paper, issued_at=now, letterhead=head, submitted_at=report.submitted_at or now
    )
    if report.supersedes_id:
        Report.objects.filter(pk=report.supersedes_id).update(state=ReportState.CORRECTED)
    _lock_below(report)
    record(act="report.issue", actor=actor, now=now, object_kind="report", object_id=report.id, detail={"number": paper.number})
    return get_report(report_id, actor=actor)


def _file(report: Report, kind: FilingKind, *, version: int, actor: Actor, now: datetime) -> Filing:
    """Freeze every figure in the text, and keep the words, the tables and what the entries behind the figures state now."""
    same = Report.objects.filter(pk=report.id, state__in=EDITABLE, version=version)
    if not same.update(version=F("version") + 1):
        raise _moved()
    before = {row.indicator_id: row.figure for row in frozen_in(report.supersedes or report)}
    frozen = {code: _freeze(report, code, before.get(code), actor=actor, now=now) for code in indicators_in(report)}
    earlier, targets = last_filing(report), targets_met(report, on=clock.day_of(now))
    share = targets_share(report, targets)
    filing = Filing(
        report=report, number=earlier.number + 1 if earlier else 1, kind=kind, at=now, by_id=actor.user_id, blocks=report.blocks,
        entries=entries_behind([figure.id for figure in frozen.values()]),
        counts=counts_behind([figure.id for figure in frozen.values()]),
        tables={
            "targets": [asdict(row) for row in targets],
            **({"target_share": asdict(share)} if share else {}),
            "comparison": [asdict(row) for row in comparison(report)],
            "adjustment": [asdict(row) for row in adjustments(report)],
            "differences": [_plain(asdict(row)) for row in differences(report)],
        },
    )  # fmt: skip
    filing.digest = digest_of(filing, frozen)
    filing.save(force_insert=True)
    ReportFigure.objects.bulk_create(
        ReportFigure(report=report, filing=filing, indicator_id=code, figure=figure) for code, figure in frozen.items()
    )
    return filing


def _freeze(report: Report, code: str, before: Figure | None, *, actor: Actor, now: datetime) -> Figure:
    question = Question(code, report.unit_id, report.period_from, report.period_until)
    return ledger.freeze(question=question, actor=actor, now=now, supersedes=before)


def _lock_below(report: Report) -> None:
    """The accepted reports that this one was made of change no more: what changes afterwards needs a correction."""
    for row in reporters(collection_of(report)):
        if row.report is not None:
            accepted = Report.objects.filter(pk=row.report.id, state=ReportState.ACCEPTED)
            accepted.update(state=ReportState.CONSOLIDATED, consolidated_in=report, version=F("version") + 1)


def _plain(row: object) -> object:
    """For JSON: decimals as text, which no reader rounds."""
    if isinstance(row, dict):
        return {key: _plain(value) for key, value in row.items()}
    if isinstance(row, list | tuple):
        return [_plain(value) for value in row]
    return row if isinstance(row, str | int | bool) or row is None else str(row)


def _moved() -> WrongState:
    return WrongState("REPORT_MOVED", _("Báo cáo đã nộp, đã ban hành hoặc vừa được người khác sửa. Hãy tải lại trang để xem bản mới nhất."))


def _plain_text(report: Report) -> str:
    return " ".join(run["text"] for block in report.blocks for run in block.get("runs", ()) if "text" in run)
