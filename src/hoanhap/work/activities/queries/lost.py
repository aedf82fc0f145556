"""Evidence that stood on the disk when it was sent, and stands there no more."""

from __future__ import annotations

from uuid import UUID

from hoanhap.work.activities.models import Evidence


def entries_with_lost_evidence() -> list[UUID]:
    """Ids of entries of which a file is known to be gone or changed; empty on almost every day."""
    return list(Evidence.objects.filter(file__lost_at__isnull=False).order_by("entry_id").values_list("entry_id", flat=True).distinct())
