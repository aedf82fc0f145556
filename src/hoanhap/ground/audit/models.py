"""The trail: who did what, when. Append-only by trigger, hash-chained, knows nobody above it."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """One act. ``digest`` covers the row and the digest before it, so a changed or missing row shows."""

    sequence = models.BigIntegerField(primary_key=True)
    """1, 2, 3 … without gaps: given under the lock of the chain, so a missing row shows in the numbers too."""
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.TextField()
    unit_id = models.UUIDField(null=True)
    act = models.TextField()
    object_kind = models.TextField()
    object_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    previous = models.TextField()
    digest = models.TextField(unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "sequence"], name="audit_by_object"),
            models.Index(fields=["unit_id", "sequence"], name="audit_by_unit"),
        ]
