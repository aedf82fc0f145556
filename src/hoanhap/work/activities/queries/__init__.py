"""Finding entries that the actor may see, what they state and whom they share a work with, and what may be logged."""

from hoanhap.work.activities.models import Aggregate, Entry, Evidence, Quantity, RivalEntry, Work
from hoanhap.work.activities.queries.aggregates import (
    aggregates_of,
    aggregates_to_review,
    counts_by_ids,
    counts_for_proof,
    get_aggregate,
    overlapping,
    proof_of_aggregate,
    stated_by_aggregate,
)
from hoanhap.work.activities.queries.channels import Asked, Channel, channel, channels
from hoanhap.work.activities.queries.countable import Chapter, chapters_entered
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
from hoanhap.work.activities.queries.sensing import exceeding, exceeding_count, remarks_on_count, remarks_on_entry

__all__ = [
    "GROUNDS",
    "Aggregate",
    "Alike",
    "Asked",
    "Channel",
    "Chapter",
    "Entry",
    "Evidence",
    "Quantity",
    "RivalEntry",
    "Work",
    "aggregates_of",
    "aggregates_to_review",
    "alike",
    "by_ids",
    "channel",
    "channels",
    "chapters_entered",
    "claims_of",
    "counts_by_ids",
    "counts_for_proof",
    "entry_alike",
    "exceeding",
    "exceeding_count",
    "for_proof",
    "get_aggregate",
    "get_entry",
    "lacking_evidence",
    "of_unit",
    "overlapping",
    "proof_of",
    "proof_of_aggregate",
    "remarks_on_count",
    "remarks_on_entry",
    "stated_by",
    "stated_by_aggregate",
    "to_review",
    "units_sharing",
    "waiting_in",
]
