"""What the system published itself is a work with evidence by itself: nobody logs it, nobody can forget it.

Whoever published it reviewed it, so the entry is accepted at once and its line stands in the ledger in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import locks, proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed, WrongState
from hoanhap.work.activities.models import Entry, Evidence, Quantity, Work
from hoanhap.work.activities.queries import proof_of
from hoanhap.work.activities.states import ENTRY, EntryState, EvidenceKind
from hoanhap.work.figures import operations as ledger


@dataclass(frozen=True, slots=True)
class Published:
    """Something published: by which unit, on which day, as what it counts, and its proof.

    ``url`` is its lasting address; ``file_id`` and ``sha256`` are the stored text as it was published.
    """

    entry_id: UUID
    unit_id: UUID
    title: str
    day: date
    indicator: str
    url: str
    file_id: UUID
    sha256: str
    written_by_id: UUID
    published_by_id: UUID
    channel: str = "WEB"


@transaction.atomic
def record_published(*, published: Published, actor: Actor, now: datetime) -> Entry:
    """Put something published on record: a work, an accepted entry with address and text as evidence, and its line in the ledger.
    Again with the same id it gives the first entry.

    :param actor: who published it, or the system when the moment it was set for has come
    :raises NotAllowed: the actor acts for a unit that this one is not below
    """
    if not actor.is_system and published.unit_id not in actor.within:
        raise NotAllowed("NOT_YOUR_UNIT", _("Bài này không thuộc đơn vị của bạn hay đơn vị cấp dưới nên không ghi số được."))
    locks.hold("entry", published.entry_id)
    first = Entry.objects.filter(pk=published.entry_id).first()
    if first is not None:
        return first
    entry = _entry(published, now=now)
    Quantity.objects.create(entry=entry, indicator_id=published.indicator, amount=Decimal(1))
    Evidence.objects.create(
        entry=entry, kind=EvidenceKind.LINK, url=published.url, sha256=proofs.digest({"url": published.url}), added_at=now
    )
    Evidence.objects.create(entry=entry, kind=EvidenceKind.LINK, file_id=published.file_id, sha256=published.sha256, added_at=now)
    ledger.write_lines(
        quantities=[ledger.Quantity(published.indicator, Decimal(1))], unit_id=entry.unit_id, day=entry.day, source_kind=ENTRY,
        source_id=entry.id, proof=proof_of(entry), now=now, about=ledger.About(work_id=entry.work_id),
    )  # fmt: skip
    record(act="entry.published", actor=actor, now=now, object_kind="entry", object_id=entry.id,
           detail={"indicator": published.indicator, "sha256": published.sha256})  # fmt: skip
    return entry


@transaction.atomic
def take_back_published(*, entry_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """What was published by mistake and withdrawn at once was never really out: its entry leaves the figures by reversing lines.

    :raises NotAllowed: the actor acts for a unit that this one is not below
    :raises WrongState: the entry does not count any more
    """
    entry = Entry.objects.select_for_update().get(pk=entry_id)
    if not actor.is_system and entry.unit_id not in actor.within:
        raise NotAllowed("NOT_YOUR_UNIT", _("Bài này không thuộc đơn vị của bạn hay đơn vị cấp dưới nên không rút số được."))
    if entry.state != EntryState.ACCEPTED:
        raise WrongState("ENTRY_MOVED", _("Lượt ghi của bài này đã được trả lại hoặc rút trước đó. Hãy tải lại trang để xem."))
    by = actor.user_id or entry.reviewed_by_id
    Entry.objects.filter(pk=entry_id).update(state=EntryState.WITHDRAWN, reason=reason, reviewed_by_id=by, reviewed_at=now)
    ledger.take_back(source_kind=ENTRY, source_id=entry_id, now=now)
    record(act="entry.unpublished", actor=actor, now=now, object_kind="entry", object_id=entry_id, detail={"reason": reason})


def _entry(published: Published, *, now: datetime) -> Entry:
    work = Work.objects.create(id=uuid5(published.entry_id, "work"), channel=published.channel, title=published.title, day=published.day)
    return Entry.objects.create(
        id=published.entry_id, unit_id=published.unit_id, work=work, channel=published.channel, day=published.day, title=published.title,
        state=EntryState.ACCEPTED, entered_by_id=published.written_by_id, entered_at=now, reviewed_by_id=published.published_by_id,
        reviewed_at=now, body_digest=published.sha256,
    )  # fmt: skip
