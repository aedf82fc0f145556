"""Taking files in: content on the disk, then the row, then the verdict; and letting them go."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.files.models import FileState, StoredFile
from hoanhap.ground.files.queries import State, state_of_storage
from hoanhap.kernel import clock, locks, storage
from hoanhap.kernel.actor import SYSTEM, Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed
from hoanhap.kernel.sandbox import Caps, examine

CAP = 50 << 20
EVIDENCE_TASKS = ("image", "recording")
BARE_CAP = 12 << 20
BARE_CAPS = Caps(memory=1 << 30, processor=20, wall=30)
"""For whom nobody knows: a picture of a telephone, and little time for it."""


def take_in(*, file_id: UUID, name: str, chunks: Iterable[bytes], actor: Actor, now: datetime) -> StoredFile:
    """Store what was sent, in quarantine. A replay of the same id and content returns the first row and keeps nothing twice.

    :raises NotAllowed: the actor acts for no unit
    :raises Conflict: the id is known with other content (the new content is not kept: the sender has it)
    :raises Invalid: empty, or over the cap
    :raises NoRoom: the disk is full
    """
    _require_unit(actor)
    with storage.incoming(chunks, cap=CAP) as sent:
        return _keep(file_id, sent, name=name, actor=actor, now=now)


def take_evidence(*, owner_id: UUID, task: str, name: str, chunks: Iterable[bytes], actor: Actor, now: datetime) -> StoredFile:
    """Store a photograph or recording that belongs to ``owner_id`` and examine it in the child at once. The same content for the
    same owner is one row, however often it is sent.

    Not to be called inside a transaction: the examination is slow, and a refused file has to leave its verdict behind.

    :param task: one of ``EVIDENCE_TASKS``
    :raises Invalid: it is none that can be kept; its content is gone, the row says why
    """
    _require_unit(actor)
    with storage.incoming(chunks, cap=CAP) as sent:
        row = _keep(uuid5(owner_id, f"{task} {sent.sha256}"), sent, name=name, actor=actor, now=now)
    if row.state == FileState.QUARANTINED:
        answer = examine(storage.path_of(row.sha256), task=task, name=row.name)
        if "ok" in answer:
            kind = str(answer["ok"]["kind"]).lower()
            accept(file_id=row.id, media_type=kind if "/" in kind else f"image/{kind}", actor=actor, now=now)
            seen = {"mark": answer["ok"].get("mark", ""), "taken_on": answer["ok"].get("taken") or None}
            StoredFile.objects.filter(pk=row.id).update(**seen)
        else:
            refuse(file_id=row.id, verdict=str(answer["refused"]), actor=actor, now=now)
        row.refresh_from_db()
    if row.state == FileState.REFUSED:
        raise Invalid("EVIDENCE_REFUSED", row.verdict, fields={"evidence": row.verdict})
    return row


def take_bare_picture(*, owner_id: UUID, unit_id: UUID, name: str, chunks: Iterable[bytes], now: datetime) -> StoredFile:
    """Keep what can be seen in a picture that nobody in particular sent: made anew in the child, without its name, place, device or hour.

    What was sent stays outside the storage while it is examined and is gone afterwards, whatever is found. There is no actor and, so
    that no hour is written down, no row in the trail: whoever makes use of the file records it. Not to be called inside a transaction.

    :param name: what the kept picture is called; never the sender's own name for it
    :raises Invalid: it is no picture, or over the cap
    :raises NoRoom: the disk is full
    """
    with storage.incoming(chunks, cap=BARE_CAP) as sent:
        answer = examine(sent.path, task="picture", name=_("Tệp này"), caps=BARE_CAPS)
    if "ok" not in answer:
        raise Invalid("PICTURE_REFUSED", str(answer["refused"]), fields={"picture": str(answer["refused"])})
    with storage.incoming([b64decode(answer["ok"]["large"])], cap=BARE_CAP) as bare, transaction.atomic():
        locks.hold("content", bare.sha256)
        row, created = StoredFile.objects.get_or_create(
            id=bare_picture_id(owner_id, bare.sha256),
            defaults={"sha256": bare.sha256, "size": bare.size, "name": plain_name(name), "unit_id": unit_id, "media_type": "image/webp",
                      "state": FileState.ACCEPTED, "sent_at": datetime.combine(clock.day_of(now), time(0), clock.VIETNAM)},
        )  # fmt: skip
        if created:
            storage.place(bare)
    return row


def bare_picture_id(owner_id: UUID, sha256: str) -> UUID:
    """The id under which ``take_bare_picture`` keeps a picture."""
    return uuid5(owner_id, f"bare {sha256}")


@transaction.atomic
def accept(*, file_id: UUID, media_type: str, actor: Actor, now: datetime) -> None:
    """Let a file out of quarantine. Its hash enters the trail only now: of what was not kept the trail knows nothing."""
    if StoredFile.objects.filter(pk=file_id, state=FileState.QUARANTINED).update(state=FileState.ACCEPTED, media_type=media_type):
        row = StoredFile.objects.get(pk=file_id)
        record(act="file.accept", actor=actor, now=now, object_kind="file", object_id=file_id,
               detail={"sha256": row.sha256, "size": row.size})  # fmt: skip


def refuse(*, file_id: UUID, verdict: str, actor: Actor, now: datetime) -> None:
    """Refuse a file: the row says why, the content goes unless another file has the same."""
    with transaction.atomic():
        row = StoredFile.objects.select_for_update().get(pk=file_id)
        row.state, row.verdict = FileState.REFUSED, verdict
        row.save(update_fields=["state", "verdict"])
        record(act="file.refuse", actor=actor, now=now, object_kind="file", object_id=file_id, detail={"verdict": verdict})
        transaction.on_commit(lambda: _let_go(row.sha256))


@transaction.atomic
def forget(*, file_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a file away as if it had not come (a secret paper): content, name and hash go; the trail says only that it happened.

    The content goes before the commit: a crash in between leaves a row whose file is missing, never a file that should be gone.
    """
    row = StoredFile.objects.select_for_update().get(pk=file_id)
    sha256 = row.sha256
    row.name, row.size, row.sha256, row.state = "", 0, "", FileState.REFUSED
    row.save(update_fields=["name", "size", "sha256", "state"])
    _let_go(sha256)
    record(act="file.forget", actor=actor, now=now, object_kind="file", object_id=file_id)


def collect(*, actor: Actor, now: datetime, grace: timedelta = timedelta(days=1)) -> int:
    """Remove content that no row stands on and that is older than ``grace`` (an upload may still be writing its row), and temporary
    files of killed processes. Says how many files went."""
    removed = storage.sweep(now=now, older_than=grace)
    for sha256 in storage.kept():
        if len(sha256) == 64 and 0 < storage.changed_at(sha256) < (now - grace).timestamp():
            removed += _let_go(sha256)
    if removed:
        record(act="file.collect", actor=actor, now=now, object_kind="file", object_id=None, detail={"files": removed})
    return removed


def look_over(*, night: int | None, now: datetime) -> State:
    """Note which content has gone from the disk or changed there, and which has come back. Whether it is there is asked of every file;
    read again is a sixteenth a night, so that each has been read within sixteen.

    :param night: number of the night; None reads everything
    """
    found = state_of_storage(read=lambda sha256: night is None or int(sha256[0], 16) == night % 16)
    lost = {*found.missing, *found.damaged}
    known = set(StoredFile.objects.filter(lost_at__isnull=False).values_list("sha256", flat=True))
    back = {sha256 for sha256 in known - lost if storage.is_whole(sha256)}
    with transaction.atomic():
        StoredFile.objects.filter(sha256__in=back).update(lost_at=None)
        StoredFile.objects.filter(sha256__in=lost - known).exclude(state=FileState.REFUSED).update(lost_at=now)
        for act, hashes in (("file.lost", lost - known), ("file.back", back)):
            if hashes:
                record(act=act, actor=SYSTEM, now=now, object_kind="file", object_id=None, detail={"sha256": sorted(hashes)})
    return found


def _require_unit(actor: Actor) -> None:
    if actor.unit_id is None:
        raise NotAllowed("NO_UNIT", _("Tài khoản chưa thuộc đơn vị nào nên chưa gửi được tệp. Hãy nhờ quản trị giao vai trò."))


@transaction.atomic
def _keep(file_id: UUID, sent: storage.Incoming, *, name: str, actor: Actor, now: datetime) -> StoredFile:
    locks.hold("content", sent.sha256)  # against somebody who lets the same content go at this moment
    row, created = StoredFile.objects.get_or_create(
        id=file_id,
        defaults={"sha256": sent.sha256, "size": sent.size, "name": plain_name(name), "unit_id": actor.unit_id,
                  "sent_by_id": actor.user_id, "sent_at": now},
    )  # fmt: skip
    if row.sha256 != sent.sha256 or row.unit_id != actor.unit_id:
        raise Conflict(
            "SAME_ID_OTHER_FILE", _("Mã gửi này đã dùng cho một tệp khác. Bản đã nhận được giữ nguyên; hãy gửi lại tệp mới từ đầu.")
        )
    if created or row.lost_at is not None:
        storage.place(sent)
        StoredFile.objects.filter(sha256=sent.sha256, lost_at__isnull=False).update(lost_at=None)
    if created:
        record(act="file.take_in", actor=actor, now=now, object_kind="file", object_id=row.id, detail={})
    return row


def plain_name(name: str) -> str:
    """The last part of a file name in NFC, without control, direction and path characters, at most 120 characters."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .-")
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[:110]}{dot}{suffix[:9]}" if dot else kept[:120] or _("tệp")


@transaction.atomic
def _let_go(sha256: str) -> bool:
    """Remove content unless a row stands on it, and say whether it went. Under the lock nobody takes the same in meanwhile."""
    if not sha256:
        return False
    locks.hold("content", sha256)
    if StoredFile.objects.filter(sha256=sha256).exclude(state=FileState.REFUSED).exists():
        return False
    storage.discard(sha256)
    return True
