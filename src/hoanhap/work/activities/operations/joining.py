"""Several units, one work: joining an entry to the work of another, parting them again, saying who led."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import locks
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Entry, Work
from hoanhap.work.activities.operations.counting import count_anew
from hoanhap.work.activities.queries import claims_of, entry_alike, get_entry
from hoanhap.work.activities.states import ENTRY, EntryState
from hoanhap.work.figures import queries as figures
from vanban.text import clean


@transaction.atomic
def join(*, entry_id: UUID, with_id: UUID, reason: str, actor: Actor, now: datetime, leads: bool = False) -> Entry:
    """Let an entry claim the work of another one that looks as if it were about the same: above both units it then counts once.

    :param leads: whether the entry's unit led; whoever led before does not any more
    :raises NotFound: the actor cannot see the entry, or the other does not look alike
    :raises NotAllowed: the actor is neither of the entry's unit (while it waits) nor its reviewer
    :raises Invalid: no reason
    :raises WrongState: the entry has been withdrawn
    """
    entry = _to_change(entry_id, actor)
    words = _reason(reason)
    other = entry_alike(entry, with_id)
    locks.hold("work", other.work_id)
    before = entry.work_id
    if leads:
        _leave_lead(other.work_id, now=now)
    _claim(entry, work_id=other.work_id, leads=leads, now=now)
    for claim in claims_of(other.work_id):
        _carry(claim, now=now)
    detail = {"work": str(other.work_id), "from": str(before), "with": str(with_id), "reason": words}
    record(act="entry.join", actor=actor, now=now, object_kind="entry", object_id=entry.id, detail=detail)
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def part(*, entry_id: UUID, reason: str, actor: Actor, now: datetime) -> Entry:
    """Let an entry claim a work of its own again: the undoing of ``join``, which may be done again in its turn.

    :raises NotFound: the actor cannot see the entry
    :raises NotAllowed: the actor is neither of the entry's unit (while it waits) nor its reviewer
    :raises Invalid: no reason
    :raises WrongState: nobody else claims its work
    """
    entry = _to_change(entry_id, actor)
    words = _reason(reason)
    locks.hold("work", entry.work_id)
    before = entry.work_id
    if len(claims_of(before)) < 2:
        raise WrongState("WORK_NOT_SHARED", _("Việc này không có đơn vị nào khác ghi chung. Hãy tải lại trang để xem."))
    _claim(entry, work_id=_own_work(entry).id, leads=False, now=now)
    detail = {"work": str(entry.work_id), "from": str(before), "reason": words}
    record(act="entry.part", actor=actor, now=now, object_kind="entry", object_id=entry.id, detail=detail)
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def name_lead(*, entry_id: UUID, actor: Actor, now: datetime) -> Entry:
    """Say that the entry's unit led the work that it shares: its statement stands for it above.

    :raises NotAllowed: the actor is neither of the entry's unit (while it waits) nor its reviewer
    :raises WrongState: it leads already
    """
    entry = _to_change(entry_id, actor)
    locks.hold("work", entry.work_id)
    if entry.leads:
        raise WrongState("LEADS_ALREADY", _("Đơn vị này đang là đơn vị chủ trì. Hãy tải lại trang để xem."))
    _leave_lead(entry.work_id, now=now)
    _claim(entry, work_id=entry.work_id, leads=True, now=now)
    record(act="entry.lead", actor=actor, now=now, object_kind="entry", object_id=entry.id, detail={"work": str(entry.work_id)})
    return get_entry(entry.id, actor=actor)


def _to_change(entry_id: UUID, actor: Actor) -> Entry:
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_join(actor, entry):
        raise NotAllowed(
            "MAY_NOT_JOIN", _("Chỉ đơn vị đã ghi (khi chưa duyệt) hoặc người duyệt được ghi chung hay tách việc. Hãy nhờ người duyệt.")
        )
    if entry.state == EntryState.WITHDRAWN:
        raise WrongState("ENTRY_WITHDRAWN", _("Lượt ghi này đã rút nên không ghi chung hay tách được nữa."))
    return entry


def _reason(reason: str) -> str:
    words = clean(reason).strip()
    if not words:
        sentence = _("Hãy ghi lý do, để người xem lại hiểu vì sao là một việc hay hai việc.")
        raise Invalid("REASON_MISSING", sentence, fields={"reason": sentence})
    return words


def _own_work(entry: Entry) -> Work:
    """The work that the entry made when it was logged; another one when others have joined that."""
    own = Work.objects.filter(pk=uuid5(entry.id, "work")).exclude(pk=entry.work_id).first()
    return own or Work.objects.create(channel=entry.channel, title=entry.title, day=entry.day)


def _leave_lead(work_id: UUID, *, now: datetime) -> None:
    Entry.objects.filter(work_id=work_id, leads=True, state=EntryState.WITHDRAWN).update(leads=False)
    for claim in claims_of(work_id):
        if claim.leads:
            _claim(claim, work_id=work_id, leads=False, now=now)


def _claim(entry: Entry, *, work_id: UUID, leads: bool, now: datetime) -> None:
    Entry.objects.filter(pk=entry.id).update(work_id=work_id, leads=leads, version=F("version") + 1)
    entry.refresh_from_db()
    count_anew(entry, now=now)


def _carry(entry: Entry, *, now: datetime) -> None:
    """Lines written before works were known to the ledger get to name theirs."""
    lines = figures.standing(figures.of_source(ENTRY, entry.id))
    if lines.filter(work_id__isnull=True).exists():
        count_anew(entry, now=now)
