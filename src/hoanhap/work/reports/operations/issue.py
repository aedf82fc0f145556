"""Issuing a report: every figure frozen with its proof, a number from the register, the head and signature kept as they were."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed, WrongState
from hoanhap.work.documents import operations as documents
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures.queries import Question
from hoanhap.work.reports import policies
from hoanhap.work.reports.models import Report, ReportFigure
from hoanhap.work.reports.queries import entries_behind, get_report, indicators_in, letterhead, scheme
from hoanhap.work.reports.states import ReportState


@transaction.atomic
def issue(*, report_id: UUID, version: int, actor: Actor, now: datetime) -> Report:
    """Issue a draft: freeze its figures, give it the next outgoing number, and keep what its head and signature say.

    :raises NotAllowed: the actor may not issue for this unit
    :raises WrongState: it has been issued, or somebody has changed it since ``version``
    """
    report = get_report(report_id, actor=actor)
    if not policies.may_issue(actor, report):
        raise NotAllowed("MAY_NOT_ISSUE", _("Chỉ chuyên viên hoặc văn thư của đơn vị lập báo cáo được cho số và ban hành."))
    if not Report.objects.filter(pk=report.id, state=ReportState.DRAFT, version=version).update(version=F("version") + 1):
        raise WrongState("REPORT_MOVED", _("Báo cáo đã ban hành hoặc vừa được người khác sửa. Hãy tải lại trang để xem bản mới nhất."))
    # Figures first: they hold the ledger, and whoever writes lines holds it before the trail.
    for code in indicators_in(report):
        figure = ledger.freeze(question=Question(code, report.unit_id, report.period_from, report.period_until), actor=actor, now=now)
        ReportFigure.objects.create(report=report, indicator_id=code, figure=figure)
    day = clock.day_of(now)
    head = letterhead(report, day)
    outgoing = documents.Outgoing(
        type_code=scheme(report.scheme)["type_code"], symbol=head["symbol"], subject=report.title, signer_name=head["signer"]["name"],
        issuer_name=head["issuer"], text=_plain_text(report),
    )  # fmt: skip
    paper = documents.put_out(unit_id=report.unit_id, outgoing=outgoing, on=day, actor=actor, now=now)
    Report.objects.filter(pk=report.id).update(
        state=ReportState.ISSUED, paper=paper, issued_at=now, letterhead=head, entries=entries_behind(report)
    )
    record(act="report.issue", actor=actor, now=now, object_kind="report", object_id=report.id, detail={"number": paper.number})
    return get_report(report_id, actor=actor)


def _plain_text(report: Report) -> str:
    return " ".join(run["text"] for block in report.blocks for run in block.get("runs", ()) if "text" in run)
