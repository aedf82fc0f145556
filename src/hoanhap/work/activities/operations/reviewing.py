"""Reviewing entries: what is accepted goes into the ledger, what is given back leaves it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Entry
from hoanhap.work.activities.operations.counting import count_in, take_out
from hoanhap.work.activities.operations.waiving import end_waiver, grant
from hoanhap.work.activities.queries import as_returned, get_entry
from hoanhap.work.activities.states import MOVES, EntryState
from vanban.text import clean


@transaction.atomic
def accept(*, entry_id: UUID, actor: Actor, now: datetime, version: int | None = None, waiver: str = "") -> Entry:
    """Accept an entry: from now on it counts. Its lines go into the ledger in this transaction.

    :param version: the version that the reviewer looked at, where it is known: another is not accepted unseen
    :param waiver: why the reviewer accepts it without evidence, in their own words, when its unit has asked for that
    :raises NotAllowed: the actor does not review for this unit, or entered it
    :raises Invalid: it has no evidence of a kind that counts and nobody asked for a waiver, or the reviewer grants none; or it has
        evidence and needs no waiver
    :raises WrongState: it is not waiting, or somebody has just decided or changed it
    """
    entry = _to_review(entry_id, actor, EntryState.ACCEPTED, version)
    _move(entry, EntryState.ACCEPTED, "", actor=actor, now=now)
    waived = grant(entry, waiver, actor=actor, now=now)
    count_in(get_entry(entry.id, actor=actor), now=now)
    detail = {"version": entry.version} | ({"waiver": waived} if waived else {})
    act = "entry.accept_waived" if waived else "entry.accept"
    record(act=act, actor=actor, now=now, object_kind="entry", object_id=entry.id, detail=detail)
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def give_back(*, entry_id: UUID, reason: str, actor: Actor, now: datetime, version: int | None = None) -> Entry:
    """Return an entry with a reason. One that had been accepted leaves the figures by reversing lines.

    :raises NotAllowed: the actor does not review for this unit, or entered it
    :raises Invalid: no reason
    :raises WrongState: it is not waiting or accepted, or somebody has just decided or changed it
    """
    entry = _to_review(entry_id, actor, EntryState.RETURNED, version)
    words = clean(reason).strip()
    if not words:
        raise Invalid(
            "REASON_MISSING", _("Trả lại phải nêu lý do để đơn vị biết cần sửa gì."), fields={"reason": _("Hãy ghi lý do trả lại.")}
        )
    returned = as_returned(entry, reason=words, by=actor.name, at=now)
    _move(entry, EntryState.RETURNED, words, actor=actor, now=now, returned=returned)
    end_waiver(entry, now=now)
    take_out(entry.id, now=now)
    record(act="entry.give_back", actor=actor, now=now, object_kind="entry", object_id=entry.id, detail={"reason": words})
    return get_entry(entry.id, actor=actor)


def _to_review(entry_id: UUID, actor: Actor, target: str, version: int | None) -> Entry:
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_review(actor, entry):
        raise NotAllowed("MAY_NOT_REVIEW", _("Chỉ người duyệt của đơn vị hoặc cấp trên được duyệt, và không tự duyệt lượt ghi của mình."))
    require(MOVES, source=entry.state, target=target, message=_("Lượt ghi không còn ở trạng thái đó. Hãy tải lại trang để xem."))
    if version is not None and version != entry.version:
        raise _moved()
    return entry


def _move(entry: Entry, target: str, reason: str, *, actor: Actor, now: datetime, **columns: Any) -> None:
    moved = Entry.objects.filter(pk=entry.id, state=entry.state, version=entry.version).update(
        state=target, reason=reason, reviewed_by_id=actor.user_id, reviewed_at=now, **columns
    )
    if not moved:
        raise _moved()


def _moved() -> WrongState:
    return WrongState("ENTRY_MOVED", _("Người khác vừa duyệt hoặc sửa lượt ghi này. Hãy tải lại trang để xem."))
