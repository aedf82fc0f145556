"""Entering what a unit did: logged, corrected, withdrawn; replays and rivals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, locks
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Entry, Quantity, RivalEntry, Work
from hoanhap.work.activities.operations.bodies import Body, check, check_targets, digest_of, plain, quantities_of
from hoanhap.work.activities.operations.evidence import Kept, KeptId, Sent, add_to_open, attach, examined, kept_before
from hoanhap.work.activities.operations.waiving import keep_request
from hoanhap.work.activities.queries import get_entry, is_published
from hoanhap.work.activities.states import MOVES, OPEN, EntryState
from vanban.text import clean


def log(*, entry_id: UUID, body: Body, sent: Sequence[Sent] = (), kept: Sequence[KeptId] = (), actor: Actor, now: datetime) -> Entry:
    """Record what the actor's unit did, with its evidence. A replay of the same id and body returns the first entry; evidence that
    came with it and is not there yet is added.

    Files are examined before the transaction begins: that is slow, and the trail and the ledger must not wait for it.

    :param kept: files that came with an earlier try (``keep_evidence``)
    :raises NotAllowed: the actor logs for no unit
    :raises Invalid: something does not make sense, or a file is no evidence; ``fields`` says what
    :raises Conflict: the id is known with another body; that one has been kept as a rival beside the first
    """
    if not policies.may_log(actor) or actor.user_id is None:
        raise _may_not_log()
    today = clock.day_of(now)
    check(body, today=today)
    check_targets(body, actor=actor, today=today)
    files = [*examined(entry_id, sent, actor=actor, now=now), *kept_before(kept, actor=actor)]
    try:
        return _log(entry_id, body, files, user_id=actor.user_id, actor=actor, now=now)
    except Conflict:
        if Entry.objects.filter(pk=entry_id, unit_id=actor.own_unit).exists():
            keep_rival(entry_id=entry_id, body=body, files=files, actor=actor, now=now)
        raise


@transaction.atomic
def _log(entry_id: UUID, body: Body, files: Sequence[Kept], *, user_id: UUID, actor: Actor, now: datetime) -> Entry:
    locks.hold("entry", entry_id)  # the same id twice at once: the second waits and finds the first
    first = Entry.objects.filter(pk=entry_id).first()
    if first is not None:
        return _replay(first, body, files, actor=actor, now=now)
    work = Work.objects.create(id=uuid5(entry_id, "work"), channel=body.channel, title=clean(body.title).strip(), day=body.day)
    entry = Entry.objects.create(
        id=entry_id, unit_id=actor.own_unit, work=work, entered_by_id=user_id, entered_at=now, body_digest=digest_of(body),
        **_columns(body),
    )  # fmt: skip
    _add_quantities(entry, body)
    attach(entry, body.urls, files, now=now)
    keep_request(entry, body.waiver, user_id=user_id, now=now)
    record(act="entry.log", actor=actor, now=now, object_kind="entry", object_id=entry.id, detail={"channel": body.channel})
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def keep_rival(*, entry_id: UUID, body: Body, actor: Actor, now: datetime, files: Sequence[Kept] = ()) -> RivalEntry:
    """Keep another body that came under a known id, beside the first. ``log`` does so by itself; again it gives the same row.

    :raises NotAllowed: it is not an entry of the actor's unit
    """
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_change(actor, entry) or actor.user_id is None:
        raise _may_not_log()
    kept = {**plain(body), "files": [[row.kind, str(row.file.id)] for row in files]}
    row, created = RivalEntry.objects.get_or_create(
        entry=entry, body_digest=digest_of(body), defaults={"body": kept, "sent_by_id": actor.user_id, "sent_at": now}
    )
    if created:
        record(act="entry.rival", actor=actor, now=now, object_kind="entry", object_id=entry.id)
    return row


def send_again(
    *, entry_id: UUID, version: int, body: Body, sent: Sequence[Sent] = (), kept: Sequence[KeptId] = (), actor: Actor, now: datetime
) -> Entry:
    """Correct a returned entry and send it for review again, with more evidence if there is some.

    What a published piece counts stays what it is: only its words are corrected here.

    :raises NotAllowed: it is not an entry of the actor's unit
    :raises WrongState: it has not been returned
    :raises Invalid: something does not make sense; ``fields`` says what
    :raises Conflict: somebody else has changed it since ``version``
    """
    entry = get_entry(entry_id, actor=actor)
    user_id = actor.user_id
    if not policies.may_change(actor, entry) or user_id is None:
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới sửa được lượt ghi này."))
    require(MOVES, source=entry.state, target=EntryState.SUBMITTED, message=_("Chỉ sửa được lượt ghi đã bị trả lại. Hãy tải lại trang."))
    today = clock.day_of(now)
    counts = not is_published(entry)
    check(body, today=today, counts=counts)
    check_targets(body, actor=actor, today=today, before=entry)
    files = [*examined(entry_id, sent, actor=actor, now=now), *kept_before(kept, actor=actor)]
    with transaction.atomic():
        changed = Entry.objects.filter(pk=entry.id, version=version, state=entry.state).update(
            version=F("version") + 1, state=EntryState.SUBMITTED, reason="", **_columns(body)
        )
        if not changed:
            raise Conflict("ENTRY_CHANGED", _("Người khác vừa sửa lượt ghi này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))
        if not _others(entry).exists():
            Work.objects.filter(pk=entry.work_id).update(channel=body.channel, title=clean(body.title).strip(), day=body.day)
        if counts:
            entry.quantities.all().delete()
            _add_quantities(entry, body)
        attach(entry, body.urls, files, now=now)
        keep_request(entry, body.waiver, user_id=user_id, now=now)
        record(act="entry.send_again", actor=actor, now=now, object_kind="entry", object_id=entry.id)
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def withdraw(*, entry_id: UUID, actor: Actor, now: datetime) -> Entry:
    """Take an entry back that was logged by mistake, before it is accepted. It stays on record and counts nowhere.

    :raises NotAllowed: it is not an entry of the actor's unit
    :raises WrongState: it has been accepted or withdrawn already
    """
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_change(actor, entry):
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới rút được lượt ghi này."))
    message = _("Lượt ghi đã duyệt hoặc đã rút nên không rút được nữa. Nếu đã duyệt nhầm, hãy đề nghị người duyệt trả lại.")
    require(MOVES, source=entry.state, target=EntryState.WITHDRAWN, message=message)
    same = Entry.objects.filter(pk=entry.id, state=entry.state, version=entry.version)
    if not same.update(state=EntryState.WITHDRAWN, version=F("version") + 1):
        raise WrongState("ENTRY_MOVED", message)
    record(act="entry.withdraw", actor=actor, now=now, object_kind="entry", object_id=entry.id)
    return get_entry(entry.id, actor=actor)


def _replay(first: Entry, body: Body, sent: Sequence[Kept], *, actor: Actor, now: datetime) -> Entry:
    if first.body_digest != digest_of(body) or first.unit_id != actor.unit_id:
        raise _other_body()
    known = set(first.evidence.values_list("sha256", flat=True))
    more = [row for row in sent if row.file.sha256 not in known]
    if more and first.state not in OPEN:
        raise _other_body()
    if more:
        add_to_open(first, (), more, actor=actor, now=now)
    return get_entry(first.id, actor=actor)


def _columns(body: Body) -> dict[str, object]:
    return {
        "channel": body.channel, "day": body.day, "title": clean(body.title).strip(), "place": clean(body.place).strip(),
        "content_id": body.content_id, "part_id": body.part_id, "locality_id": body.locality_id,
    }  # fmt: skip


def _others(entry: Entry) -> QuerySet[Entry]:
    """Whoever claims the same work, too: its name is not one unit's to change."""
    return Entry.objects.filter(work_id=entry.work_id).exclude(pk=entry.pk)


def _add_quantities(entry: Entry, body: Body) -> None:
    Quantity.objects.bulk_create(quantities_of(entry, body))


def _may_not_log() -> NotAllowed:
    return NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được ghi hoạt động của đơn vị mình."))


def _other_body() -> Conflict:
    return Conflict(
        "SAME_ID_OTHER_BODY", _("Lượt ghi này đã gửi trước đó với nội dung khác. Cả hai bản đều được giữ; hãy xem rồi chọn bản đúng.")
    )
