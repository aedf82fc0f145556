"""Choosing who signs a report."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.work.reports import policies
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries import get_report, signers
from hoanhap.work.reports.states import PUBLISHED


@transaction.atomic
def choose_signer(*, report_id: UUID, version: int, signer_id: UUID, actor: Actor, now: datetime) -> Report:
    """Name who is to sign the report, among those who lead its unit today. Once it is issued, what it says is kept.

    :raises NotAllowed: the actor does not draft for the report's unit
    :raises WrongState: it has been issued
    :raises Invalid: that person does not lead the unit today
    :raises Conflict: somebody else has changed the report since ``version``
    """
    report = get_report(report_id, actor=actor)
    if not policies.may_change(actor, report):
        raise NotAllowed("NOT_REPORT_STAFF", _("Chỉ chuyên viên của đơn vị lập báo cáo được chọn người ký."))
    if report.paper_id is not None or report.state in PUBLISHED:
        raise WrongState("REPORT_ISSUED", _("Báo cáo đã ban hành nên người ký được giữ nguyên. Cần đổi thì lập bản điều chỉnh."))
    require_leader(report, signer_id, now=now)
    if not Report.objects.filter(pk=report.id, version=version, paper=None).update(signer_id=signer_id, version=F("version") + 1):
        raise Conflict("REPORT_CHANGED", _("Người khác vừa sửa báo cáo này. Hãy tải lại trang rồi chọn lại."))
    record(act="report.choose_signer", actor=actor, now=now, object_kind="report", object_id=report.id, detail={"signer": str(signer_id)})
    return get_report(report_id, actor=actor)


def require_leader(report: Report, signer_id: UUID | None, *, now: datetime) -> None:
    """A person who was chosen signs only while leading the unit.

    :raises Invalid: that person does not lead it today
    """
    if signer_id is not None and signer_id not in dict(signers(report.unit_id, on=clock.day_of(now))):
        sentence = _("Người được chọn ký không giữ chức vụ lãnh đạo của đơn vị vào hôm nay. Hãy chọn người ký khác.")
        raise Invalid("SIGNER_NOT_LEADER", sentence, fields={"signer_id": sentence})
