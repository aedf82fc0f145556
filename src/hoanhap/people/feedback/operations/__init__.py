"""What is done with questions, one module a matter."""

from hoanhap.people.feedback.operations.answering import LONGEST_ANSWER, draft, send, send_back
from hoanhap.people.feedback.operations.asking import MOST_PICTURES, Asked, Received, examined, proof_of, receive, take_picture
from hoanhap.people.feedback.operations.counting import count_waiting
from hoanhap.people.feedback.operations.erasing import erase_due
from hoanhap.people.feedback.operations.moving import LONGEST, SOURCE, source_of
from hoanhap.people.feedback.operations.reaching import name_reception, read_contact
from hoanhap.people.feedback.operations.routing import close, forward, route, transfer
from hoanhap.people.feedback.operations.timing import extend, pause, resume
from hoanhap.people.feedback.operations.tracking import add_words, rate, reopen, take_contact_back

__all__ = [
    "LONGEST",
    "LONGEST_ANSWER",
    "MOST_PICTURES",
    "SOURCE",
    "Asked",
    "Received",
    "add_words",
    "close",
    "count_waiting",
    "draft",
    "erase_due",
    "examined",
    "extend",
    "forward",
    "name_reception",
    "pause",
    "proof_of",
    "rate",
    "read_contact",
    "receive",
    "reopen",
    "resume",
    "route",
    "send",
    "send_back",
    "source_of",
    "take_contact_back",
    "take_picture",
    "transfer",
]
