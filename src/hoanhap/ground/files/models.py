"""Stored files: content by its hash, state by what the examination said. Evidence rests on these."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Substr

from hoanhap.kernel.models import Identified


class FileState(models.TextChoices):
    """Where a file stands. Only an accepted file is shown or handed out."""

    QUARANTINED = "QUARANTINED", "Đang kiểm tra"
    ACCEPTED = "ACCEPTED", "An toàn"
    REFUSED = "REFUSED", "Không nhận"


class StoredFile(Identified):
    """A file that somebody sent. The row's id is made by the client; a replay finds it again."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.TextField()
    media_type = models.TextField(blank=True)
    state = models.TextField(choices=FileState.choices, default=FileState.QUARANTINED)
    verdict = models.TextField(blank=True)
    """In Vietnamese, for the person who sent it: why it was refused, or what was found."""
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField()
    mark = models.CharField(max_length=16, blank=True)
    """Of a photograph: what it looks like (``kernel.pictures.mark_of``)."""
    taken_on = models.DateField(null=True)
    """Of a photograph: the day that the camera wrote into it; nothing else of what cameras write is kept here."""
    lost_at = models.DateTimeField(null=True)
    """When somebody found the content gone from the disk, or changed there; None while it is whole as far as anybody has looked."""

    class Meta:
        indexes = [
            models.Index(fields=["sha256"], name="file_by_hash"), models.Index(fields=["unit", "sent_at"], name="file_by_unit"),
            models.Index(fields=["lost_at"], condition=models.Q(lost_at__isnull=False), name="file_lost"),
            *(
                models.Index(Substr("mark", 1 + 4 * part, 4), condition=~models.Q(mark=""), name=f"file_by_mark_{part}")
                for part in range(4)
            ),
        ]  # fmt: skip
