"""Drafting a report, and changing its words while they may be changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.work.documents import queries as documents
from hoanhap.work.figures import queries as figures
from hoanhap.work.reports import policies
from hoanhap.work.reports.models import Call, Report
from hoanhap.work.reports.operations.composing import Block, blocks_of, runs_of
from hoanhap.work.reports.queries import get_call, get_report, is_editable, latest, period_of, period_words, scheme
from hoanhap.work.reports.states import EDITABLE
from vanban.text import clean

HEADINGS = ("heading", "part")


@transaction.atomic
def draft(
    *, scheme_code: str, day: date, basis_id: UUID | None, actor: Actor, now: datetime, call_id: UUID | None = None
) -> Report:  # fmt: skip
    """Draft the actor's unit's report for the period that holds ``day``, or that a call asks for. Again it gives the same report, or the
    edition that corrects it.

    :param basis_id: the paper that asks for the report
    :raises NotAllowed: the actor does not draft reports
    :raises NotFound: the basis is no paper that the actor may see, or the call does not reach the unit
    :raises Invalid: there is no such scheme, or its calendar has no period on that day
    """
    if not policies.may_draft(actor) or actor.unit_id is None:
        raise NotAllowed("MAY_NOT_DRAFT", _("Chỉ cán bộ, chuyên viên của đơn vị được lập báo cáo."))
    call = get_call(call_id, actor=actor, on=clock.day_of(now)) if call_id else None
    code, period = (call.scheme, (call.period_from, call.period_until)) if call else (scheme_code, period_of(scheme_code, day))
    basis = documents.get_paper(basis_id, actor=actor) if basis_id else None
    known = latest(actor.unit_id, code, period)
    if known is not None:
        return known
    report, created = Report.objects.get_or_create(
        unit_id=actor.unit_id, scheme=code, period_from=period[0], period_until=period[1], edition=1,
        defaults={"title": _title(code, period, call), "basis": basis, "call": call, "created_at": now},
    )  # fmt: skip
    if created:
        report.blocks = list(blocks_of(report, actor))
        report.save(update_fields=["blocks"])
        record(act="report.draft", actor=actor, now=now, object_kind="report", object_id=report.id)
    return report


def _title(code: str, period: tuple[date, date], call: Call | None) -> str:
    return call.name if call else f"{scheme(code)['title']} {period_words(code, *period)}"


@transaction.atomic
def refresh(*, report_id: UUID, actor: Actor, now: datetime, version: int | None = None) -> Report:
    """Write the draft's text anew from the outline and the records. Figures need no refreshing: those of a draft are live.

    :raises Conflict: somebody else has changed the report since ``version`` (since it was read, when None)
    """
    report = _to_change(report_id, actor)
    _write(report, list(blocks_of(report, actor)), version=report.version if version is None else version)
    record(act="report.refresh", actor=actor, now=now, object_kind="report", object_id=report.id)
    return get_report(report_id, actor=actor)


@transaction.atomic
def change_paragraph(*, report_id: UUID, version: int, position: int, text: str, actor: Actor, now: datetime) -> Report:
    """Change the words of one block. ``{code}`` stands for a figure; a number typed as a number stays words without proof.

    :raises Conflict: somebody else has changed the report since ``version``
    :raises Invalid: there is no such block, it would be empty, or it names a figure that there is not
    """
    report = _to_change(report_id, actor)
    words = clean(text).strip()
    if not 0 <= position < len(report.blocks) or not words or report.blocks[position]["kind"] == "table":
        raise Invalid(
            "BLOCK_INVALID",
            _("Đoạn này không có hoặc bị để trống. Hãy ghi nội dung rồi lưu lại."),
            fields={"text": _("Hãy ghi nội dung đoạn.")},
        )
    blocks = list(report.blocks)
    blocks[position] = _changed(blocks[position], words)
    _write(report, blocks, version=version)
    record(act="report.change", actor=actor, now=now, object_kind="report", object_id=report.id, detail={"block": position})
    return get_report(report_id, actor=actor)


def _changed(block: Block, words: str) -> Block:
    """A block with other words; they are somebody's own now, no longer quoted from the records."""
    kept = {key: value for key, value in block.items() if key != "quoted"}
    return {**kept, "text": words} if block["kind"] in HEADINGS else {**kept, "runs": _known(runs_of(words))}


def _write(report: Report, blocks: list[Block], *, version: int) -> None:
    same = Report.objects.filter(pk=report.id, version=version, state__in=EDITABLE)
    if not same.update(blocks=blocks, version=F("version") + 1):
        raise Conflict("REPORT_CHANGED", _("Người khác vừa sửa báo cáo này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))


def _known(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The runs, if every figure in them is one of the catalogue."""
    for code in (run["figure"] for run in runs if "figure" in run):
        if not figures.is_known(code):
            sentence = _("Không có chỉ tiêu {%(code)s}. Hãy sửa mã trong ngoặc nhọn hoặc bỏ ngoặc.") % {"code": code}
            raise Invalid("INDICATOR_UNKNOWN", sentence, fields={"text": sentence})
    return runs


def _to_change(report_id: UUID, actor: Actor) -> Report:
    report = get_report(report_id, actor=actor)
    if not policies.may_change(actor, report):
        raise NotAllowed("NOT_REPORT_STAFF", _("Chỉ cán bộ, chuyên viên của đơn vị lập báo cáo được sửa báo cáo này."))
    if not is_editable(report):
        raise WrongState("REPORT_SENT", _("Báo cáo đã nộp hoặc đã ban hành nên không sửa được nữa. Cần sửa thì lập bản điều chỉnh."))
    return report
