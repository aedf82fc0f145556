"""Taking files in: storage first, then the row, then the verdict."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.files.models import FileState, StoredFile
from hoanhap.kernel import storage
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed
from hoanhap.kernel.sandbox import examine

CAP = 50 << 20


def take_in(*, file_id: UUID, name: str, chunks: Iterable[bytes], actor: Actor, now: datetime) -> StoredFile:
    """Store what was sent, in quarantine. A replay of the same id and content returns the first row.

    :raises Conflict: the id is known with other content (the new content is not kept: the sender has it)
    :raises Invalid: empty, or over the cap
    """
    if actor.unit_id is None:
        raise NotAllowed("NO_UNIT", _("Tài khoản chưa thuộc đơn vị nào nên chưa gửi được tệp. Hãy nhờ quản trị giao vai trò."))
    sha256, size = storage.keep(chunks, cap=CAP)
    with transaction.atomic():
        row, created = StoredFile.objects.get_or_create(
            id=file_id,
            defaults={"sha256": sha256, "size": size, "name": plain_name(name), "unit_id": actor.unit_id,
                      "sent_by_id": actor.user_id, "sent_at": now},
        )  # fmt: skip
        if created:
            record(act="file.take_in", actor=actor, now=now, object_kind="file", object_id=row.id, detail={"sha256": sha256, "size": size})
    if row.sha256 != sha256 or row.unit_id != actor.unit_id:
        raise Conflict(
            "SAME_ID_OTHER_FILE", _("Mã gửi này đã dùng cho một tệp khác. Bản đã nhận được giữ nguyên; hãy gửi lại tệp mới từ đầu.")
        )
    return row


def check_image(*, file_id: UUID, actor: Actor, now: datetime) -> StoredFile:
    """Examine a photograph in the child and write the verdict. A refused one loses its content.

    :raises Invalid: it is no photograph that can be kept
    """
    row = StoredFile.objects.get(pk=file_id)
    if row.state == FileState.ACCEPTED:
        return row
    answer = examine(storage.path_of(row.sha256), task="image", name=row.name)
    if "ok" not in answer:
        refuse(file_id=file_id, verdict=str(answer["refused"]), actor=actor, now=now)
        raise Invalid(str(answer["code"]), str(answer["refused"]))
    accept(file_id=file_id, media_type=f"image/{str(answer['ok']['kind']).lower()}", actor=actor, now=now)
    return StoredFile.objects.get(pk=file_id)


@transaction.atomic
def accept(*, file_id: UUID, media_type: str, actor: Actor, now: datetime) -> None:
    """Let a file out of quarantine."""
    if StoredFile.objects.filter(pk=file_id, state=FileState.QUARANTINED).update(state=FileState.ACCEPTED, media_type=media_type):
        record(act="file.accept", actor=actor, now=now, object_kind="file", object_id=file_id)


@transaction.atomic
def refuse(*, file_id: UUID, verdict: str, actor: Actor, now: datetime) -> None:
    """Refuse a file: the row says why, the content goes unless another file has the same."""
    row = StoredFile.objects.select_for_update().get(pk=file_id)
    row.state, row.verdict = FileState.REFUSED, verdict
    row.save(update_fields=["state", "verdict"])
    record(act="file.refuse", actor=actor, now=now, object_kind="file", object_id=file_id, detail={"verdict": verdict})
    _let_go(row)


@transaction.atomic
def forget(*, file_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a file away as if it had not come (a secret paper): content, name and hash go; the trail says only that it happened."""
    row = StoredFile.objects.select_for_update().get(pk=file_id)
    record(act="file.forget", actor=actor, now=now, object_kind="file", object_id=file_id)
    _let_go(row)
    row.name, row.size, row.sha256, row.state = "", 0, "", FileState.REFUSED
    row.save(update_fields=["name", "size", "sha256", "state"])


def plain_name(name: str) -> str:
    """The last part of a file name in NFC, without control, direction and path characters, at most 120 characters."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .-")
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[:110]}{dot}{suffix[:9]}" if dot else kept[:120] or _("tệp")


def _let_go(row: StoredFile) -> None:
    """Remove the content after commit, unless another row stands on the same content."""
    sha256 = row.sha256
    if sha256 and not StoredFile.objects.filter(sha256=sha256).exclude(pk=row.pk).exclude(state=FileState.REFUSED).exists():
        transaction.on_commit(lambda: storage.discard(sha256))
