"""Logging what was done, with evidence, and reviewing it; what is accepted goes into the ledger."""

from hoanhap.work.activities.operations.bodies import Body, digest_of
from hoanhap.work.activities.operations.counts import Count
from hoanhap.work.activities.operations.entering import keep_rival, log, send_again, withdraw
from hoanhap.work.activities.operations.evidence import Kept, KeptId, Sent, add_evidence, keep_evidence
from hoanhap.work.activities.operations.joining import join, name_lead, part
from hoanhap.work.activities.operations.reviewing import accept, give_back
from hoanhap.work.activities.operations.stating import accept_count, give_back_count, state_count, weigh_count, withdraw_count
from hoanhap.work.activities.operations.waiving import ask_waiver

__all__ = [
    "Body",
    "Count",
    "Kept",
    "KeptId",
    "Sent",
    "accept",
    "accept_count",
    "add_evidence",
    "ask_waiver",
    "digest_of",
    "give_back",
    "give_back_count",
    "join",
    "keep_evidence",
    "keep_rival",
    "log",
    "name_lead",
    "part",
    "send_again",
    "state_count",
    "weigh_count",
    "withdraw",
    "withdraw_count",
]
