"""Rows of the ledger, made with their digest, and those that take others back; and the moment at which they enter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import connection

from hoanhap.kernel import locks, proofs
from hoanhap.work.figures.models import Figure, IndicatorVersion, Line
from hoanhap.work.figures.queries.catalogue import IN_FORCE, read
from hoanhap.work.figures.queries.frozen import content_of

_BEFORE = f"""
SELECT d.*, (SELECT as_of FROM figures_figure ORDER BY as_of DESC LIMIT 1),
       EXISTS (SELECT FROM figures_line WHERE work_id = %(work)s::uuid AND source_id <> %(source)s::uuid) FROM ({IN_FORCE}) AS d
"""  # noqa: S608  made of constants


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


class Before(NamedTuple):
    """What has to be known before a source's lines are written."""

    moment: datetime
    """When they enter the ledger."""
    defined: dict[str, IndicatorVersion]
    shared: bool
    """Whether other sources have claimed the work, too."""


def before_writing(codes: Collection[str], *, on: date, source_id: UUID, work_id: UUID | None, now: datetime) -> Before:
    """Hold the ledger until commit (see ``moment_of``) and read what writing lines needs, in one statement.

    :raises NotFound: an indicator was not defined on that day
    """
    locks.hold("ledger", "order")
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, {"codes": list(codes), "on": on, "source": source_id, "work": work_id})
        rows = cursor.fetchall()
    defined = read(codes, {code: (row_id, state) for code, row_id, state, _figure, _shared in rows})
    figure, shared = (rows[0][3], rows[0][4]) if rows else (None, False)
    return Before(_after(figure, now), defined, shared)


def _after(figure: datetime | None, now: datetime) -> datetime:
    return max(now, figure + timedelta(microseconds=1)) if figure else now


def moment_of(now: datetime, *, freezing: bool = False) -> datetime:
    """When this enters the ledger, with the ledger held until commit: lines stand after every figure frozen before them, figures not
    before any line that they saw, whatever the clocks of the processes say."""
    locks.hold("ledger", "order")
    if freezing:
        line = Line.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
        return max(now, line or now)
    return _after(Figure.objects.order_by("-as_of").values_list("as_of", flat=True).first(), now)
