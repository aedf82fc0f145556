"""Writing the trail and checking that it is whole."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import locks
from hoanhap.kernel.actor import Actor

FIRST = "0" * 64


@transaction.atomic
def record(
    *, act: str, actor: Actor, now: datetime, object_kind: str, object_id: UUID | None, detail: dict[str, Any] | None = None
) -> None:
    """Append one act to the trail, in the transaction of the act itself: if the trail cannot be written the act fails.

    Whoever appends holds the chain until commit, so that it has no forks. An operation therefore records at its end, and never
    before something slow.
    """
    locks.hold("audit", "chain")
    last = AuditEntry.objects.order_by("-sequence").values_list("sequence", "digest").first()
    sequence, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
    entry = AuditEntry(
        sequence=sequence, at=now, actor_id=actor.user_id, actor_name=actor.name, unit_id=actor.unit_id, act=act,
        object_kind=object_kind, object_id=object_id, detail=detail or {}, previous=previous,
    )  # fmt: skip
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)


def digest_of(entry: AuditEntry) -> str:
    """The SHA-256 that an entry must carry: over its content in one canonical form and the digest before it."""
    content = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [str(entry.actor_id), entry.actor_name, str(entry.unit_id)],
        "act": entry.act,
        "object": [entry.object_kind, str(entry.object_id)],
        "detail": entry.detail,
        "previous": entry.previous,
    }
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
