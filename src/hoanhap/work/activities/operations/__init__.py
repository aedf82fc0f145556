"""Logging what was done, with evidence, and reviewing it; what is accepted goes into the ledger."""

from hoanhap.work.activities.operations.bodies import Body, digest_of
from hoanhap.work.activities.operations.entering import keep_rival, log, send_again, withdraw
from hoanhap.work.activities.operations.evidence import Kept, Sent, add_evidence
from hoanhap.work.activities.operations.reviewing import SOURCE, accept, give_back

__all__ = [
    "SOURCE",
    "Body",
    "Kept",
    "Sent",
    "accept",
    "add_evidence",
    "digest_of",
    "give_back",
    "keep_rival",
    "log",
    "send_again",
    "withdraw",
]
