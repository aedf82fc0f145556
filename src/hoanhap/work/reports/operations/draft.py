"""Drafting a report: the scheme's outline, sentences with figures, what was directed, and what is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.work.assignments import queries as assignments
from hoanhap.work.documents import queries as documents
from hoanhap.work.figures import queries as figures
from hoanhap.work.programmes import queries as programmes
from hoanhap.work.reports import policies
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries import get_report, period_of, period_words, scheme
from hoanhap.work.reports.states import ReportState
from vanban.text import clean

Block = dict[str, Any]
_PLACE = re.compile(r"\{([a-z_.]+)\}")
OUTLOOK_LENGTH = 8
HEADINGS = ("heading", "part")


@transaction.atomic
def draft(*, scheme_code: str, day: date, basis_id: UUID | None, actor: Actor, now: datetime) -> Report:
    """Draft the actor's unit's report for the period that holds ``day``. Again it gives the same report.

    :param basis_id: the paper that asks for the report
    :raises NotAllowed: the actor does not draft reports
    :raises NotFound: the basis is no paper that the actor may see
    :raises Invalid: there is no such scheme
    """
    if not policies.may_draft(actor) or actor.unit_id is None:
        raise NotAllowed("MAY_NOT_DRAFT", _("Chỉ chuyên viên của đơn vị được lập báo cáo."))
    start, until = period_of(scheme_code, day)
    basis = documents.get_paper(basis_id, actor=actor) if basis_id else None
    report, created = Report.objects.get_or_create(
        unit_id=actor.unit_id, scheme=scheme_code, period_from=start, period_until=until,
        defaults={"title": f"{scheme(scheme_code)['title']} {period_words(start, until)}", "basis": basis, "created_at": now},
    )  # fmt: skip
    if created:
        report.blocks = list(_blocks(report, actor))
        report.save(update_fields=["blocks"])
        record(act="report.draft", actor=actor, now=now, object_kind="report", object_id=report.id)
    return report


@transaction.atomic
def refresh(*, report_id: UUID, actor: Actor, now: datetime, version: int | None = None) -> Report:
    """Write the draft's text anew from the scheme and the records. Figures need no refreshing: those of a draft are live.

    :raises Conflict: somebody else has changed the report since ``version`` (since it was read, when None)
    """
    report = _to_change(report_id, actor)
    _write(report, list(_blocks(report, actor)), version=report.version if version is None else version)
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
    if not 0 <= position < len(report.blocks) or not words:
        raise Invalid(
            "BLOCK_INVALID",
            _("Đoạn này không có hoặc bị để trống. Hãy ghi nội dung rồi lưu lại."),
            fields={"text": _("Hãy ghi nội dung đoạn.")},
        )
    blocks = list(report.blocks)
    block = blocks[position]
    blocks[position] = {**block, "text": words} if block["kind"] in HEADINGS else {**block, "runs": _known(_runs(words))}
    _write(report, blocks, version=version)
    record(act="report.change", actor=actor, now=now, object_kind="report", object_id=report.id, detail={"block": position})
    return get_report(report_id, actor=actor)


def _write(report: Report, blocks: list[Block], *, version: int) -> None:
    same = Report.objects.filter(pk=report.id, version=version, state=ReportState.DRAFT)
    if not same.update(blocks=blocks, version=F("version") + 1):
        raise Conflict("REPORT_CHANGED", _("Người khác vừa sửa báo cáo này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))


def _known(runs: list[dict[str, str]]) -> list[dict[str, str]]:
    """The runs, if every figure in them is one of the catalogue."""
    for code in (run["figure"] for run in runs if "figure" in run):
        if not figures.is_known(code):
            sentence = _("Không có chỉ tiêu {%(code)s}. Hãy sửa mã trong ngoặc nhọn hoặc bỏ ngoặc.") % {"code": code}
            raise Invalid("INDICATOR_UNKNOWN", sentence, fields={"text": sentence})
    return runs


def _to_change(report_id: UUID, actor: Actor) -> Report:
    report = get_report(report_id, actor=actor)
    if not policies.may_change(actor, report):
        raise NotAllowed("NOT_REPORT_STAFF", _("Chỉ chuyên viên của đơn vị lập báo cáo được sửa báo cáo này."))
    if report.state != ReportState.DRAFT:
        raise WrongState("REPORT_ISSUED", _("Báo cáo đã ban hành nên không sửa được nữa. Cần sửa thì lập bản điều chỉnh."))
    return report


def _blocks(report: Report, actor: Actor) -> Iterator[Block]:
    unit = organisations.name_of(report.unit_id, on=report.period_until).name
    following = period_words(*period_of(report.scheme, report.period_until + timedelta(days=1)))
    yield {"kind": "paragraph", "runs": [{"text": _opening(report, unit)}]}
    for number, section in enumerate(scheme(report.scheme)["section"], start=1):
        yield {"kind": "heading", "label": str(number), "text": section["heading"].replace("{next}", following)}
        for sentence in section.get("sentences", ()):
            yield {"kind": "paragraph", "runs": _runs(sentence.replace("{unit}", unit))}
        if section.get("directives"):
            yield from _directives(actor)
        yield from _parts(section, unit)
        if section.get("outlook"):
            yield from _outlook(actor)
    closing = _("Trên đây là báo cáo %(subject)s của %(unit)s.")
    yield {"kind": "paragraph", "runs": [{"text": closing % {"subject": _lower_first(report.title), "unit": unit}}]}


def _opening(report: Report, unit: str) -> str:
    if report.basis is None:
        return _("%(unit)s báo cáo %(subject)s như sau:") % {"unit": unit, "subject": _lower_first(report.title)}
    return _("Thực hiện %(basis)s, %(unit)s báo cáo %(subject)s như sau:") % {
        "basis": _named(report.basis), "unit": unit, "subject": _lower_first(report.title),
    }  # fmt: skip


def _named(paper: Any) -> str:
    """A paper as a report names it: type, number, day, issuer, subject, as far as they are known."""
    reading_type = (paper.reading or {}).get("type") or {}
    parts = [reading_type.get("name") or _("văn bản")]
    if paper.number:
        parts.append(_("số %(number)s") % {"number": paper.number})
    if documents.is_printed_date(paper.issued) and len(paper.issued) == len("2024-07-30"):
        parts.append(_("ngày %(day)s") % {"day": f"{date.fromisoformat(paper.issued):%d/%m/%Y}"})
    if paper.issuer_name:
        parts.append(_("của %(issuer)s") % {"issuer": paper.issuer_name})
    return " ".join([*parts, _("về %(subject)s") % {"subject": _lower_first(paper.subject)}])


def _parts(section: dict[str, Any], unit: str) -> Iterator[Block]:
    for letter, part in zip("abcdđeghik", section.get("part", ()), strict=False):
        yield {"kind": "part", "label": letter, "text": part["heading"]}
        for sentence in part["sentences"]:
            yield {"kind": "paragraph", "runs": _runs(sentence.replace("{unit}", unit))}


def _directives(actor: Actor) -> Iterator[Block]:
    plans = [plan for plan in programmes.visible(actor) if plan.unit_id == actor.unit_id][:3]
    for plan in plans:
        sentence = _("Triển khai %(paper)s; giao %(n)d việc cho các đơn vị.")
        words = sentence % {"paper": _named(plan.paper), "n": len(assignments.of_plan(plan))}
        yield {"kind": "paragraph", "runs": [{"text": words}]}


def _outlook(actor: Actor) -> Iterator[Block]:
    """Next tasks are the duties still open in the unit's plans, in the words of the paper they come from."""
    plans = [plan for plan in programmes.visible(actor) if plan.unit_id == actor.unit_id]
    duties = [duty for plan in plans for duty in assignments.of_plan(plan) if assignments.is_open(duty)]
    for duty in duties[:OUTLOOK_LENGTH]:
        sentence = _("%(duty)s (mục %(clause)s).") if duty.clause else "%(duty)s."
        yield {"kind": "bullet", "runs": [{"text": sentence % {"duty": _first_sentence(duty.duty), "clause": duty.clause}}]}
    if not duties:
        yield {"kind": "paragraph", "runs": _runs(_("Tiếp tục thực hiện chương trình theo kế hoạch; ghi nhận kết quả kèm minh chứng."))}


def _runs(text: str) -> list[dict[str, str]]:
    """Text with ``{code}`` places as runs."""
    runs: list[dict[str, str]] = []
    for index, piece in enumerate(_PLACE.split(text)):
        if piece:
            runs.append({"figure": piece} if index % 2 else {"text": piece})
    return runs


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _first_sentence(text: str) -> str:
    first = text.split(". ", 1)[0].rstrip(".;: ")
    return first[:1].upper() + first[1:]
