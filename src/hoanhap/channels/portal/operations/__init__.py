"""Writing for the public: written, submitted, checked by another person, published for a time, held against the law again, withdrawn."""

from hoanhap.channels.portal.operations.asking import count_unanswered, forget_unanswered
from hoanhap.channels.portal.operations.gate import Remark, remarks_on, remarks_on_draft
from hoanhap.channels.portal.operations.loading import load_columns, load_content
from hoanhap.channels.portal.operations.picturing import Sent, add_picture, remove_picture
from hoanhap.channels.portal.operations.publishing import publish, withdraw
from hoanhap.channels.portal.operations.reviewing import check, give_back, submit
from hoanhap.channels.portal.operations.timing import mark_due, record_shown, take_down_expired
from hoanhap.channels.portal.operations.words import Citation, Draft
from hoanhap.channels.portal.operations.writing import change, draft, revise

__all__ = [
    "Citation",
    "Draft",
    "Remark",
    "Sent",
    "add_picture",
    "change",
    "check",
    "count_unanswered",
    "draft",
    "forget_unanswered",
    "give_back",
    "load_columns",
    "load_content",
    "mark_due",
    "publish",
    "record_shown",
    "remarks_on",
    "remarks_on_draft",
    "remove_picture",
    "revise",
    "submit",
    "take_down_expired",
    "withdraw",
]
