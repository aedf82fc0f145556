"""Logging the rows of a table: all of them or none, unless a person asks for the right ones only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, locks, proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Entry, Evidence, Quantity, Waiver, Work
from hoanhap.work.activities.operations.bodies import Body, check_targets, digest_of, quantities_of
from hoanhap.work.activities.operations.importing.table import Table, read_table
from hoanhap.work.activities.queries import channel
from hoanhap.work.activities.states import EvidenceKind
from vanban.text import clean

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries came of a table, and how many rows of it had been logged before."""

    logged: int
    known: int


def import_table(
    *, file_id: UUID, channel_code: str, content_id: UUID | None = None, only_right: bool = False, actor: Actor, now: datetime
) -> Imported:
    """Log every row of a kept table as an entry of the actor's unit. The ids come from the table and the row, so that the same table
    sent again logs nothing twice.

    :param content_id: the point of content of a plan that every row is about
    :param only_right: log the rows without a fault and leave the others; otherwise one faulty row stops all
    :raises NotAllowed: the actor logs for no unit
    :raises Invalid: a row has a fault (and not ``only_right``), or none is right; nothing was logged
    """
    if not policies.may_log(actor) or actor.user_id is None:
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được ghi hoạt động của đơn vị mình."))
    today = clock.day_of(now)
    table = read_table(file_id=file_id, channel=channel(channel_code), actor=actor, today=today)
    if table.wrong and not only_right:
        raise Invalid("TABLE_FAULTY", _("Bảng còn dòng chưa đúng nên chưa ghi dòng nào. Hãy sửa các ô đã đánh dấu rồi gửi lại."))
    if not table.right:
        raise Invalid("NOTHING_RIGHT", _("Không dòng nào ghi được. Hãy sửa các ô đã đánh dấu rồi gửi lại."))
    check_targets(replace(table.right[0][1], content_id=content_id), actor=actor, today=today)
    return _log(table, content_id, user_id=actor.user_id, actor=actor, now=now)


@transaction.atomic
def _log(table: Table, content_id: UUID | None, *, user_id: UUID, actor: Actor, now: datetime) -> Imported:
    locks.hold("table", table.file.sha256)  # the same table twice at once: the second waits and finds the entries
    by_id = {_id_of(table, number): replace(body, content_id=content_id) for number, body in table.right}
    known = set(Entry.objects.filter(pk__in=by_id).values_list("id", flat=True))
    fresh = [(entry_id, body) for entry_id, body in by_id.items() if entry_id not in known]
    _write(fresh, user_id=user_id, actor=actor, now=now)
    if fresh:
        detail = {"channel": table.channel.code, "rows": len(fresh), "sha256": table.file.sha256}
        record(act="entry.import", actor=actor, now=now, object_kind="file", object_id=table.file.id, detail=detail)
    return Imported(len(fresh), len(known))


def _id_of(table: Table, number: int) -> UUID:
    return uuid5(table.file.unit_id, f"{table.channel.code} {table.file.sha256} {number}")


def _write(bodies: Sequence[tuple[UUID, Body]], *, user_id: UUID, actor: Actor, now: datetime) -> None:
    """Works, entries, numbers and links, some statements for thousands of rows."""
    works, entries, quantities, evidence, waivers = [], [], [], [], []
    for entry_id, body in bodies:
        title = clean(body.title).strip()
        work = Work(id=uuid5(entry_id, "work"), channel=body.channel, title=title, day=body.day)
        entry = Entry(
            id=entry_id, unit_id=actor.own_unit, work=work, entered_by_id=user_id, entered_at=now, body_digest=digest_of(body),
            channel=body.channel, content_id=body.content_id, day=body.day, title=title, place=clean(body.place).strip(),
            locality_id=body.locality_id,
        )  # fmt: skip
        works.append(work)
        entries.append(entry)
        quantities += quantities_of(entry, body)
        evidence += [
            Evidence(entry=entry, kind=EvidenceKind.LINK, url=url, sha256=proofs.digest({"url": url}), added_at=now) for url in body.urls
        ]
        if why := clean(body.waiver).strip():
            waivers.append(Waiver(entry=entry, reason=why, asked_by_id=user_id, asked_at=now))
    Work.objects.bulk_create(works, batch_size=_BATCH)
    Entry.objects.bulk_create(entries, batch_size=_BATCH)
    Quantity.objects.bulk_create(quantities, batch_size=_BATCH)
    Evidence.objects.bulk_create(evidence, batch_size=_BATCH)
    Waiver.objects.bulk_create(waivers, batch_size=_BATCH)
