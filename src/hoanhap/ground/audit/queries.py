"""Reading the trail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.audit.operations import FIRST, digest_of
from hoanhap.kernel import clock

__all__ = ["AuditEntry", "Head", "first_break", "head", "of_object", "of_units"]


def of_object(*, kind: str, object_id: UUID) -> QuerySet[AuditEntry]:
    """Everything that happened to one thing, newest first. The caller has already found the thing for its actor."""
    return AuditEntry.objects.filter(object_kind=kind, object_id=object_id).order_by("-sequence")


def of_units(
    unit_ids: Collection[UUID], *, first: date | None = None, last: date | None = None, about: str = "", who: str = ""
) -> QuerySet[AuditEntry]:
    """What people did for these units, newest first. The caller knows which units its actor may see.

    :param first: the first day (in Vietnam); ``last`` the last
    :param about: what the act is about: the first part of its code
    :param who: part of the name of who did it
    """
    rows = AuditEntry.objects.filter(unit_id__in=unit_ids)
    if first is not None:
        rows = rows.filter(at__gte=datetime.combine(first, time.min, tzinfo=clock.VIETNAM))
    if last is not None:
        rows = rows.filter(at__lt=datetime.combine(last + timedelta(days=1), time.min, tzinfo=clock.VIETNAM))
    if about:
        rows = rows.filter(act__startswith=f"{about}.")
    if who.strip():
        rows = rows.filter(actor_name__icontains=who.strip())
    return rows.order_by("-sequence")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ended at some moment. Written down elsewhere, it shows later whether the end was cut off or written anew."""

    sequence: int
    digest: str


def head() -> Head:
    """Where the chain ends now; of an empty trail, before its first entry."""
    last = AuditEntry.objects.order_by("-sequence").values_list("sequence", "digest").first()
    return Head(*last) if last else Head(0, FIRST)


def first_break(*, known: Head | None = None) -> int | None:
    """The sequence of the first entry that is missing, or that does not follow from the one before it; None when the chain is whole.

    :param known: a head taken earlier and kept elsewhere: without one, entries cut off the end cannot be missed by anybody
    """
    sequence, previous = 0, FIRST
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        sequence += 1
        if entry.sequence != sequence or entry.previous != previous or entry.digest != digest_of(entry):
            return sequence
        previous = entry.digest
        if known is not None and known.sequence == sequence and known.digest != previous:
            return sequence
    return sequence + 1 if known is not None and known.sequence > sequence else None
