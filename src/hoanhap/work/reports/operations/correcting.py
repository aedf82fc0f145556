"""Correcting a report that was sent: a new edition beside the old one, which stays as it was."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.work.reports import policies
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.operations.composing import blocks_of
from hoanhap.work.reports.queries import get_report
from hoanhap.work.reports.states import MOVES, ReportState
from vanban.text import clean


@transaction.atomic
def correct(*, report_id: UUID, reason: str, actor: Actor, now: datetime) -> Report:
    """Begin the edition that corrects a report which was issued or locked. Its annex says, figure by figure, what was sent, what is right
    and which entries came or went since. The report that it corrects stays as it was; again this gives the same edition.

    :raises NotAllowed: the actor does not draft for this unit
    :raises Invalid: no reason
    :raises WrongState: the report can still be changed without a correction
    """
    report = get_report(report_id, actor=actor)
    if not policies.may_change(actor, report):
        raise NotAllowed("NOT_REPORT_STAFF", _("Chỉ cán bộ, chuyên viên của đơn vị lập báo cáo được lập bản điều chỉnh."))
    words = clean(reason).strip()
    if not words:
        raise Invalid("REASON_MISSING", _("Bản điều chỉnh phải nêu lý do."), fields={"reason": _("Hãy ghi vì sao phải điều chỉnh.")})
    if ReportState.CORRECTED not in MOVES[report.state]:
        raise WrongState("NOT_SENT", _("Chỉ điều chỉnh báo cáo đã ban hành hoặc đã khóa và chưa có bản điều chỉnh. Hãy tải lại trang."))
    edition, created = Report.objects.get_or_create(
        supersedes=report,
        defaults={
            "unit_id": report.unit_id, "scheme": report.scheme, "call": report.call, "period_from": report.period_from,
            "period_until": report.period_until, "edition": report.edition + 1, "why": words, "title": report.title, "basis": report.basis,
            "created_at": now,
        },
    )  # fmt: skip
    if created:
        # The first block says what the edition takes the place of; the rest are the words that were sent.
        edition.blocks = [next(blocks_of(edition, actor)), *report.blocks[1:]]
        edition.save(update_fields=["blocks"])
        record(act="report.correct", actor=actor, now=now, object_kind="report", object_id=edition.id, detail={"corrects": str(report.id)})
    return edition
