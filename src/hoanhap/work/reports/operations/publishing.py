"""Letting figures of an issued report out to the public."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, WrongState
from hoanhap.work.figures.operations.publishing import Statement, publish_figures
from hoanhap.work.figures.queries.publications import Publication
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.finding import frozen_in, get_report
from hoanhap.work.reports.states import ReportState


@transaction.atomic
def publish_report_figures(*, report_id: UUID, indicators: Collection[str], actor: Actor, now: datetime) -> list[Publication]:
    """Let the figures of these indicators out, as an issued report states them.

    :raises NotFound: the actor cannot see the report
    :raises NotAllowed: the actor does not lead the unit that issued it
    :raises WrongState: it is not issued, a correction has taken its place, or a figure is public already
    :raises Invalid: none was chosen, one is not in the report, is for internal use, or has nothing behind it
    """
    report = get_report(report_id, actor=actor)
    # the row is held, so that nobody corrects the report meanwhile
    if not Report.objects.select_for_update(of=("self",)).filter(pk=report.id, state=ReportState.ISSUED, paper__isnull=False).exists():
        raise WrongState("REPORT_NOT_ISSUED", _("Chỉ công bố số liệu của báo cáo đã ban hành và chưa có bản điều chỉnh."))
    rows = {row.indicator_id: row.figure_id for row in frozen_in(report)}
    if not set(indicators) <= set(rows):
        raise Invalid("NOT_IN_REPORT", _("Có chỉ tiêu không nằm trong báo cáo này. Hãy tải lại trang rồi chọn lại."))
    statement = Statement(report.id, paper=_named(report), issuer=(report.letterhead or {}).get("issuer", actor.unit_name))
    return publish_figures(figure_ids=[rows[code] for code in indicators], statement=statement, actor=actor, now=now)


def _named(report: Report) -> str:
    """``Báo cáo số 12/BC-SVHTTDL ngày 05/07/2026``."""
    number = report.paper.number if report.paper else ""
    day = f" ngày {clock.day_of(report.issued_at):%d/%m/%Y}" if report.issued_at else ""
    return f"Báo cáo số {number}{day}"
