"""What an accepted entry states, in the ledger: written, taken back, written again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hoanhap.work.activities.models import Entry
from hoanhap.work.activities.queries import parts_of, proof_of
from hoanhap.work.activities.states import ENTRY, EntryState
from hoanhap.work.figures import operations as ledger


def count_in(entry: Entry, *, now: datetime) -> None:
    """Write what the entry states into the ledger, as its claim on its work: a divided number by its parts only, whose sum is the whole."""
    ledger.write_lines(
        quantities=[
            ledger.Quantity(row.indicator_id, amount, row.estimated, values or None)
            for row in entry.quantities.all() for values, amount in parts_of(row)
        ],
        unit_id=entry.unit_id, day=entry.day, source_kind=ENTRY, source_id=entry.id, proof=proof_of(entry), now=now,
        about=ledger.About(work_id=entry.work_id, leads=entry.leads, locality_id=entry.locality_id),
    )  # fmt: skip


def take_out(entry_id: UUID, *, now: datetime) -> None:
    """Reverse what the entry has in the ledger."""
    ledger.take_back(source_kind=ENTRY, source_id=entry_id, now=now)


def count_anew(entry: Entry, *, now: datetime) -> None:
    """After a change of an accepted entry: what it stated before goes out, what it states now goes in."""
    if entry.state == EntryState.ACCEPTED:
        take_out(entry.id, now=now)
        count_in(entry, now=now)
