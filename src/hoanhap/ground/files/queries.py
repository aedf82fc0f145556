"""Finding files that the actor may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.files.models import FileState, StoredFile
from hoanhap.kernel import storage
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound

__all__ = ["FileState", "State", "StoredFile", "get", "is_accepted", "path_to", "sent_by_nobody", "state_of_storage"]


@dataclass(frozen=True, slots=True)
class State:
    """How the rows and the storage agree, by hash. ``orphans`` are harmless and collected; the other two are not."""

    orphans: list[str]
    missing: list[str]
    damaged: list[str]


def get(file_id: UUID, *, actor: Actor) -> StoredFile:
    """A file of the actor's unit or of one below it.

    :raises NotFound: there is none such for this actor
    """
    row = StoredFile.objects.filter(pk=file_id, unit_id__in=actor.within).first()
    if row is None:
        raise NotFound("FILE_NOT_FOUND", _("Không tìm thấy tệp này, hoặc tệp không thuộc đơn vị của bạn."))
    return row


def is_accepted(file_id: UUID) -> bool:
    """Whether there is such a file and it may be handed out. For rooms that know by themselves who may see it."""
    return StoredFile.objects.filter(pk=file_id, state=FileState.ACCEPTED).exists()


def sent_by_nobody(*, name: str, before: datetime) -> list[UUID]:
    """Files under a name of ours that nobody in particular sent, on days before: who made use of which is known elsewhere."""
    rows = StoredFile.objects.filter(sent_by__isnull=True, name=name, sent_at__lt=before, state=FileState.ACCEPTED)
    return list(rows.order_by("id").values_list("id", flat=True))


def path_to(file_id: UUID) -> Path:
    """Where the content stands.

    :raises NotFound: it is gone from the disk
    """
    path = storage.path_of(StoredFile.objects.get(pk=file_id).sha256)
    if not path.is_file():
        raise NotFound(
            "FILE_LOST",
            _("Tệp này không còn trên máy chủ; mã băm và lịch sử vẫn còn. Hãy báo quản trị tìm trong bản sao lưu, hoặc gửi lại tệp gốc."),
        )
    return path


def state_of_storage(*, read: Callable[[str], bool] = lambda _: True) -> State:
    """Hold every row against the storage, and the content against its hash where ``read`` says so of a hash: reading takes long."""
    wanted = set(StoredFile.objects.exclude(state=FileState.REFUSED).values_list("sha256", flat=True))
    kept = set(storage.kept())
    damaged = [sha256 for sha256 in sorted(wanted & kept) if read(sha256) and not storage.is_whole(sha256)]
    return State(orphans=sorted(kept - wanted), missing=sorted(wanted - kept), damaged=damaged)
