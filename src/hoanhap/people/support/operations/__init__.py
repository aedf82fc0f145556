"""Keeping the directory, and what becomes of a slip."""

from hoanhap.people.support.operations.directory import Office, add_service, change_service, end_service
from hoanhap.people.support.operations.erasing import erase_due, follow_heirs
from hoanhap.people.support.operations.helping import answer_slip, close_slip, pass_slip_on, read_reach
from hoanhap.people.support.operations.slips import Asked, open_slip, take_consent_back, withdraw_slip

__all__ = [
    "Asked", "Office", "add_service", "answer_slip", "change_service", "close_slip", "end_service", "erase_due",
    "follow_heirs", "open_slip",
    "pass_slip_on", "read_reach", "take_consent_back", "withdraw_slip",
]  # fmt: skip
