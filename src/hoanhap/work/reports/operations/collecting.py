"""Asking units below for a report over days of one's own choosing, and chasing those that are late."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed
from hoanhap.work.documents import operations as documents
from hoanhap.work.reports import policies
from hoanhap.work.reports.models import Call, Chase
from hoanhap.work.reports.queries import Collection, chase_text, is_free, late, letterhead_of, reporters, scheme
from vanban.text import clean


@transaction.atomic
def ask(*, scheme_code: str, name: str, first: date, last: date, due: date, actor: Actor, now: datetime) -> Call:
    """Ask every unit below for a report over these days.

    :param name: the title of the report that is asked for
    :param last: the cut-off: the last day that counts
    :raises NotAllowed: the actor collects no reports
    :raises Invalid: the scheme has a calendar of its own, or the days do not follow each other; ``fields`` says what
    """
    if not policies.may_collect(actor) or actor.unit_id is None:
        raise _may_not()
    scheme(scheme_code)
    wrong: dict[str, str] = {}
    title = clean(name).strip()
    if not title:
        wrong["name"] = _("Hãy ghi tên báo cáo cần nộp.")
    if not is_free(scheme_code):
        wrong["scheme"] = _("Loại báo cáo này có kỳ sẵn, không cần yêu cầu riêng. Hãy chọn báo cáo đợt hoặc đột xuất.")
    if last < first:
        wrong["last"] = _("Ngày chốt phải từ ngày đầu trở đi.")
    if due <= last:
        wrong["due"] = _("Hạn nộp phải sau ngày chốt ít nhất một ngày.")
    if wrong:
        raise Invalid("CALL_INVALID", _("Còn ô chưa đúng. Hãy sửa rồi gửi lại."), fields=dict(wrong))
    call = Call.objects.create(
        unit_id=actor.unit_id, scheme=scheme_code, name=title, period_from=first, period_until=last, due=due, asked_at=now
    )
    record(act="report.ask", actor=actor, now=now, object_kind="call", object_id=call.id)
    return call


@transaction.atomic
def chase(*, scheme_code: str, first: date, last: date, actor: Actor, now: datetime, due: date | None = None) -> Chase:
    """Write one letter to every unit below whose report is late, numbered and registered.

    :raises NotAllowed: the actor collects no reports
    :raises Invalid: nobody is late, or everybody late was sent a letter today
    """
    if not policies.may_collect(actor) or actor.unit_id is None:
        raise _may_not()
    today = clock.day_of(now)
    rows = late(reporters(Collection(actor.unit_id, scheme_code, first, last, due)), today=today)
    written = set(_chased_today(actor.unit_id, scheme_code, last, today))
    rows = [row for row in rows if str(row.unit_id) not in written]
    if not rows:
        raise Invalid("NOBODY_LATE", _("Không còn đơn vị nào quá hạn mà hôm nay chưa được đôn đốc."))
    head = letterhead_of(actor.unit_id, on=today)
    told = [{"id": str(row.unit_id), "name": row.name, "due": row.deadline.words} for row in rows]
    subject, text = chase_text(scheme_code, first, last)
    outgoing = documents.Outgoing(
        type_code="CV",
        symbol=head["own_symbol"],
        subject=subject,
        signer_name=head["signer"]["name"],
        issuer_name=head["issuer"],
        text=text,
    )
    paper = documents.put_out(unit_id=actor.unit_id, outgoing=outgoing, on=today, actor=actor, now=now)
    letter = Chase.objects.create(
        unit_id=actor.unit_id,
        scheme=scheme_code,
        period_from=first,
        period_until=last,
        late=told,
        letterhead=head,
        paper=paper,
        sent_at=now,
    )
    record(act="report.chase", actor=actor, now=now, object_kind="chase", object_id=letter.id, detail={"number": paper.number})
    return letter


def _chased_today(unit_id: UUID, scheme_code: str, last: date, today: date) -> list[str]:
    letters = Chase.objects.filter(unit_id=unit_id, scheme=scheme_code, period_until=last)
    return [row["id"] for letter in letters if clock.day_of(letter.sent_at) == today for row in letter.late]


def _may_not() -> NotAllowed:
    return NotAllowed("MAY_NOT_COLLECT", _("Chỉ chuyên viên của đơn vị nhận báo cáo được yêu cầu và đôn đốc báo cáo."))
