"""Finding files that the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.files.models import FileState, StoredFile
from hoanhap.kernel import storage
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound

__all__ = ["FileState", "State", "StoredFile", "get", "path_to", "state_of_storage"]


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


def path_to(file_id: UUID) -> Path:
    """Where the content stands, for jobs."""
    return storage.path_of(StoredFile.objects.get(pk=file_id).sha256)


def state_of_storage() -> State:
    """Hold every row against the storage and every content against its hash. Reads all of it."""
    wanted = set(StoredFile.objects.exclude(state=FileState.REFUSED).values_list("sha256", flat=True))
    kept = set(storage.kept())
    damaged = [sha256 for sha256 in sorted(wanted & kept) if not storage.is_whole(sha256)]
    return State(orphans=sorted(kept - wanted), missing=sorted(wanted - kept), damaged=damaged)
