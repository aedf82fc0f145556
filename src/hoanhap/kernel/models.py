"""What every table shares."""

from __future__ import annotations

import uuid

from django.db import models


class Identified(models.Model):
    """A row known by a UUID, which the client may have made (a replay then finds the first row)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Versioned(Identified):
    """A row that people edit: ``version`` goes up by one a change, and a save names the version it read."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
