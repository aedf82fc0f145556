"""Reading the trail."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.audit.operations import FIRST, digest_of


def of_object(*, kind: str, object_id: UUID) -> QuerySet[AuditEntry]:
    """Everything that happened to one thing, newest first. The caller has already found the thing for its actor."""
    return AuditEntry.objects.filter(object_kind=kind, object_id=object_id).order_by("-sequence")


def first_break() -> int | None:
    """The sequence of the first entry that does not follow from the one before it, or None when the chain is whole."""
    previous = FIRST
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.previous != previous or entry.digest != digest_of(entry):
            return entry.sequence
        previous = entry.digest
    return None
