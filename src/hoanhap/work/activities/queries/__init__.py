"""Finding entries that the actor may see, what they state and whom they share a work with, and what may be logged."""

from hoanhap.work.activities.models import Entry, Evidence, Quantity, RivalEntry, Work
from hoanhap.work.activities.queries.channels import Asked, Channel, channel, channels
from hoanhap.work.activities.queries.finding import (
    by_ids,
    for_proof,
    get_entry,
    lacking_evidence,
    of_unit,
    proof_of,
    stated_by,
    to_review,
    waiting_in,
)
from hoanhap.work.activities.queries.joint import GROUNDS, Alike, alike, claims_of, entry_alike, units_sharing

__all__ = [
    "GROUNDS",
    "Alike",
    "Asked",
    "Channel",
    "Entry",
    "Evidence",
    "Quantity",
    "RivalEntry",
    "Work",
    "alike",
    "by_ids",
    "channel",
    "channels",
    "claims_of",
    "entry_alike",
    "for_proof",
    "get_entry",
    "lacking_evidence",
    "of_unit",
    "proof_of",
    "stated_by",
    "to_review",
    "units_sharing",
    "waiting_in",
]
