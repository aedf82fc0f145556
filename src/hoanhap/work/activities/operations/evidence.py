"""Evidence of an entry: kept and examined before any transaction, attached within one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.files import operations as stored_files
from hoanhap.ground.files import queries as file_queries
from hoanhap.kernel import proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Entry, Evidence
from hoanhap.work.activities.operations.bodies import check_urls
from hoanhap.work.activities.queries import get_entry
from hoanhap.work.activities.states import OPEN, EvidenceKind


@dataclass(frozen=True, slots=True)
class Sent:
    """A file sent as evidence."""

    kind: str
    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was sent as evidence, examined and kept."""

    kind: str
    file: file_queries.StoredFile


KeptId = tuple[str, UUID]
"""A file that was kept before: what kind of evidence it is, and its id."""


def add_evidence(*, entry_id: UUID, urls: Sequence[str], sent: Sequence[Sent], actor: Actor, now: datetime) -> Entry:
    """Add evidence to an entry that is not yet accepted.

    :raises NotAllowed: it is not an entry of the actor's unit
    :raises WrongState: it has been accepted or withdrawn
    :raises Invalid: a file or an address is no evidence
    """
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_change(actor, entry):
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới thêm được minh chứng cho lượt ghi này."))
    require_open(entry)
    check_urls(urls)
    files = examined(entry_id, sent, actor=actor, now=now)
    with transaction.atomic():
        locked = Entry.objects.select_for_update().get(pk=entry.id)
        require_open(locked)
        add_to_open(locked, urls, files, actor=actor, now=now)
    return get_entry(entry.id, actor=actor)


def examined(entry_id: UUID, sent: Sequence[Sent], *, actor: Actor, now: datetime) -> list[Kept]:
    """Keep and examine what was sent. The same content sent again for the same entry is one file."""
    for item in sent:
        if item.kind not in EvidenceKind.values or item.kind == EvidenceKind.LINK:
            raise Invalid("EVIDENCE_KIND_UNKNOWN", _("Không có loại minh chứng này. Hãy chọn trong danh sách."))
    return [
        Kept(
            item.kind,
            stored_files.take_evidence(
                owner_id=entry_id, task="recording" if item.kind == EvidenceKind.RECORDING else "image", name=item.name,
                chunks=item.chunks, actor=actor, now=now,
            ),
        )
        for item in sent
    ]  # fmt: skip


def keep_evidence(*, entry_id: UUID, sent: Sequence[Sent], actor: Actor, now: datetime) -> list[Kept]:
    """Keep what was sent with an entry that could not be logged yet, so that nobody has to choose it again. It proves nothing until the
    entry is logged with it.

    :raises NotAllowed: the actor logs for no unit
    :raises Invalid: a file is no evidence
    """
    if not policies.may_log(actor):
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được ghi hoạt động của đơn vị mình."))
    return examined(entry_id, sent, actor=actor, now=now)


def kept_before(kept: Iterable[KeptId], *, actor: Actor) -> list[Kept]:
    """The files of ``keep_evidence``: pictures and recordings of the actor's own unit, nothing else.

    :raises Invalid: it is none such
    """
    found = []
    for kind, file_id in kept:
        row = file_queries.get(file_id, actor=actor)
        seen = row.state == file_queries.FileState.ACCEPTED and row.media_type.partition("/")[0] in ("image", "audio", "video")
        if kind not in EvidenceKind.values or kind == EvidenceKind.LINK or not seen or row.unit_id != actor.unit_id:
            raise Invalid("EVIDENCE_KIND_UNKNOWN", _("Ảnh gửi trước đó không dùng được nữa. Hãy chọn lại ảnh."))
        found.append(Kept(kind, row))
    return found


def add_to_open(entry: Entry, urls: Sequence[str], sent: Sequence[Kept], *, actor: Actor, now: datetime) -> None:
    """Attach evidence to an entry that is known to be open, and say so in the trail. The caller holds the entry."""
    attach(entry, urls, sent, now=now)
    Entry.objects.filter(pk=entry.id).update(version=F("version") + 1)
    record(act="entry.add_evidence", actor=actor, now=now, object_kind="entry", object_id=entry.id)


def attach(entry: Entry, urls: Sequence[str], sent: Sequence[Kept], *, now: datetime) -> None:
    """Write the rows of evidence."""
    rows = [Evidence(entry=entry, kind=EvidenceKind.LINK, url=url, sha256=proofs.digest({"url": url}), added_at=now) for url in urls]
    rows += [Evidence(entry=entry, kind=item.kind, file=item.file, sha256=item.file.sha256, added_at=now) for item in sent]
    Evidence.objects.bulk_create(rows, ignore_conflicts=True)  # the same evidence twice is one (``evidence_once``)


def require_open(entry: Entry) -> None:
    """Refuse an entry that has been decided for good."""
    if entry.state not in OPEN:
        raise WrongState("ENTRY_CLOSED", _("Lượt ghi đã duyệt hoặc đã rút nên không thêm minh chứng được nữa."))
