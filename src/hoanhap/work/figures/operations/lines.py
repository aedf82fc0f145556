"""Rows of the ledger, made with their digest, and those that take others back; and the moment at which they enter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from hoanhap.kernel import locks, proofs
from hoanhap.work.figures.models import Figure, Line
from hoanhap.work.figures.queries.frozen import content_of


def drafted(*, reverses: Line | None = None, moment: datetime, **content: Any) -> Line:
    """A new line, with the digest of all it says; not yet written (``queueing.enter``)."""
    line = Line(id=uuid4(), recorded_at=moment, reverses=reverses, **content)
    line.digest = proofs.digest(content_of(line))
    return line


def reverse(line: Line, *, moment: datetime) -> Line:
    """The line that takes another back: the same in everything but the sign; not yet written."""
    return drafted(
        version_id=line.version_id, unit_id=line.unit_id, day=line.day, quantity=-line.quantity, estimated=line.estimated,
        source_kind=line.source_kind, source_id=line.source_id, work_id=line.work_id, leads=line.leads, cut_id=line.cut_id,
        locality_id=line.locality_id, proof=line.proof, moment=moment, reverses=line,
    )  # fmt: skip


def moment_of(now: datetime, *, freezing: bool = False) -> datetime:
    """When this enters the ledger, with the ledger held until commit: lines stand after every figure frozen before them, figures not
    before any line that they saw, whatever the clocks of the processes say."""
    locks.hold("ledger", "order")
    if freezing:
        line = Line.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
        return max(now, line or now)
    figure = Figure.objects.order_by("-as_of").values_list("as_of", flat=True).first()
    return max(now, figure + timedelta(microseconds=1)) if figure else now
