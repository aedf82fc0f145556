"""Finding entries that the actor may see, and what they state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.kernel import proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Entry, Waiver
from hoanhap.work.activities.queries.parts import as_stated, in_order
from hoanhap.work.activities.states import EntryState, EvidenceKind

WAIVED = "waiver"
"""The mark in a line's proof that says that its entry counts without evidence."""


def get_entry(entry_id: UUID, *, actor: Actor) -> Entry:
    """An entry of the actor's unit or of one below it, with its quantities and evidence.

    :raises NotFound: there is none such for this actor
    """
    entry = whole(Entry.objects.filter(pk=entry_id, unit_id__in=actor.within)).first()
    if entry is None:
        raise NotFound("ENTRY_NOT_FOUND", _("Không tìm thấy lượt ghi này, hoặc lượt ghi không thuộc đơn vị của bạn."))
    return entry


def of_unit(actor: Actor, *, states: Iterable[str] = ()) -> QuerySet[Entry]:
    """Entries of the actor's own unit, newest first."""
    entries = whole(Entry.objects.filter(unit_id=actor.own_unit)).order_by("-day", "-entered_at", "id")
    return entries.filter(state__in=list(states)) if states else entries


def to_review(actor: Actor) -> QuerySet[Entry]:
    """Entries that wait for review and that the actor may review, oldest first."""
    if not policies.may_review_some(actor):
        return Entry.objects.none()
    waiting = Entry.objects.filter(unit_id__in=actor.within, state=EntryState.SUBMITTED).exclude(entered_by_id=actor.user_id)
    return whole(waiting).order_by("entered_at", "id")


def waiting_in(unit_ids: Iterable[UUID], *, first: date, last: date) -> int:
    """How many entries of these units over these days wait for somebody's review."""
    return Entry.objects.filter(unit_id__in=list(unit_ids), day__gte=first, day__lte=last, state=EntryState.SUBMITTED).count()


def by_ids(ids: Iterable[UUID], *, actor: Actor) -> dict[UUID, Entry]:
    """Of these entries, those that the actor may see, by id."""
    return {entry.id: entry for entry in whole(Entry.objects.filter(pk__in=list(ids), unit_id__in=actor.within))}


def stated_by(entry: Entry) -> dict[str, object]:
    """All that an entry states, as plain JSON; its digest is what a ledger line carries."""
    led = {"leads": True} if entry.leads else {}  # left out where it is not so: digests of before stay what they were
    waiver = granted_waiver(entry)
    more: dict[str, object] = {"waiver": _signed(waiver)} if waiver else {}
    more |= {"locality": str(entry.locality_id)} if entry.locality_id else {}
    return led | more | {
        "entry": str(entry.id), "version": entry.version, "unit": str(entry.unit_id), "work": str(entry.work_id), "channel": entry.channel,
        "day": entry.day.isoformat(), "title": entry.title, "place": entry.place, "evidence": _hashes(entry),
        "quantities": in_order(stated for row in entry.quantities.all() for stated in as_stated(row.indicator_id, row)),
    }  # fmt: skip


def proof_of(entry: Entry) -> dict[str, object]:
    """What a ledger line keeps of an entry: a digest of all it states, the hashes of its evidence, and of the waiver where it has none.
    No words: lines are for ever."""
    waiver = granted_waiver(entry)
    waived = {WAIVED: proofs.digest(_signed(waiver))} if waiver else {}
    stated = {"entry": str(entry.id), "version": entry.version, "digest": proofs.digest(stated_by(entry)), "evidence": _hashes(entry)}
    return stated | waived


def _signed(waiver: Waiver) -> dict[str, str]:
    """A granted waiver as plain JSON: what was asked, what was granted, by whom, when."""
    at = waiver.granted_at.astimezone(UTC).isoformat() if waiver.granted_at else ""
    return {"reason": waiver.reason, "granted": waiver.granted, "by": waiver.granted_as, "at": at}


def open_waiver(entry: Entry) -> Waiver | None:
    """What the entry's unit asks, or was granted, for evidence that is not there."""
    return next((row for row in entry.waivers.all() if row.ended_at is None), None)


def granted_waiver(entry: Entry) -> Waiver | None:
    """The waiver by which the entry counts without evidence."""
    row = open_waiver(entry)
    return row if row is not None and row.granted else None


def _hashes(entry: Entry) -> list[list[str]]:
    return sorted([row.kind, row.sha256] for row in entry.evidence.all())


def is_published(entry: Entry) -> bool:
    """Whether the system logged it when it published the piece: then the kept page is its proof, and what it counts is no form's to say."""
    return any(row.kind == EvidenceKind.LINK and row.file_id for row in entry.evidence.all())


def whole(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """With everything that pages and proofs show of them."""
    return entries.select_related("work", "content", "entered_by").prefetch_related("quantities", "evidence__file", "waivers")


def for_proof(ids: Iterable[UUID]) -> QuerySet[Entry]:
    """Entries that frozen figures stand on, for the bundle of a report whose reader has been let in already."""
    return whole(Entry.objects.filter(pk__in=list(ids))).order_by("day", "id")
