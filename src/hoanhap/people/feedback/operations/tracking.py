"""What the asker does with the code: adds to the question, opens it again once, rates the answer, takes the contact back."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, locks, sealing
from hoanhap.kernel.errors import Invalid, WrongState
from hoanhap.people.feedback.models import Contact, Message, Question
from hoanhap.people.feedback.operations import erasing, moving
from hoanhap.people.feedback.operations.moving import ASKER, change, day_start, move, said, tell
from hoanhap.people.feedback.queries import finding, rules
from hoanhap.people.feedback.states import OPEN, Kind, QuestionState, StepKind

MOST_MESSAGES = 10


@transaction.atomic
def add_words(*, code: str, words: str, now: datetime) -> Question:
    """Add to a question that is not answered yet. A clock that waited for the asker runs on.

    :raises NotFound: no question has this code
    :raises WrongState: it has ended, or too much was added already
    :raises Invalid: no words, or too many
    """
    question = _of(code)
    if question.state not in OPEN:
        raise WrongState(
            "QUESTION_ENDED", _("Câu hỏi này đã kết thúc nên không thêm được nữa. Bạn có thể mở lại một lần, hoặc gửi câu mới.")
        )
    plain = said(words, field="words", missing=_("Hãy viết điều bạn muốn thêm."))
    kept = finding.messages_of(question)
    if kept and kept[-1].words == plain:
        return question  # the same words sent twice in a row: a double press
    if len(kept) >= MOST_MESSAGES:
        raise WrongState("TOO_MUCH_ADDED", _("Bạn đã thêm nhiều lần. Hãy chờ câu trả lời, rồi mở lại nếu cần."))
    message_id, today = uuid4(), clock.day_of(now)
    sealed = sealing.seal_for(Message, "words", message_id, plain)
    Message.objects.create(id=message_id, question=question, words=sealed, number=len(kept) + 1, sent_on=today)
    before = question.paused_days
    if question.paused_on is not None:
        change(question, version=question.version, **moving.running(question, on=today))
        tell(question, StepKind.RESUMED, on=today, days=question.paused_days - before)
    record(act="question.add_words", actor=ASKER, now=day_start(now), object_kind="question", object_id=question.id)
    return question


@transaction.atomic
def reopen(*, code: str, words: str, now: datetime) -> Question:
    """Open an ended question again, once, saying what is still missing. The clock begins anew.

    :raises NotFound: no question has this code
    :raises WrongState: it has not ended, was opened again before, or was forwarded
    :raises Invalid: no words
    """
    question = _of(code)
    if question.reopened or question.state not in (QuestionState.ANSWERED, QuestionState.CLOSED):
        raise WrongState("NOT_TO_REOPEN", _("Câu hỏi này không mở lại được: mỗi câu chỉ mở lại một lần. Bạn có thể gửi một câu mới."))
    plain = said(words, field="words", missing=_("Hãy viết câu trả lời còn thiếu điều gì."))
    today, message_id = clock.day_of(now), uuid4()
    days = rules.kinds()[Kind(question.kind)].days
    clock_anew = moving.timing(question, clock_from=today, days=days, paused_days=0, paused_on=None)
    move(
        question,
        QuestionState.ROUTED,
        version=question.version,
        reopened=True,
        ended_on=None,
        erase_words_on=None,
        rating=None,
        **clock_anew,
    )
    sealed = sealing.seal_for(Message, "words", message_id, plain)
    number = Message.objects.filter(question=question).count() + 1
    Message.objects.create(id=message_id, question=question, words=sealed, number=number, sent_on=today)
    tell(question, StepKind.REOPENED, on=today, days=days)
    moving.uncount(question, moving.ANSWERED, now=now)
    record(act="question.reopen", actor=ASKER, now=day_start(now), object_kind="question", object_id=question.id)
    return question


@transaction.atomic
def rate(*, code: str, rating: int, now: datetime) -> Question:
    """Say how much the answer helped, from 1 (not at all) to 5.

    :raises NotFound: no question has this code
    :raises WrongState: it is not answered
    :raises Invalid: another number
    """
    question = _of(code)
    if question.state != QuestionState.ANSWERED:
        raise WrongState("NOT_ANSWERED", _("Câu hỏi chưa có câu trả lời nên chưa chấm được."))
    if rating not in range(1, 6):
        sentence = _("Hãy chọn một trong năm mức.")
        raise Invalid("RATING_UNKNOWN", sentence, fields={"rating": sentence})
    change(question, version=question.version, rating=rating)
    record(act="question.rate", actor=ASKER, now=day_start(now), object_kind="question", object_id=question.id)
    return question


@transaction.atomic
def take_contact_back(*, code: str, now: datetime) -> Question:
    """Erase the asker's contact at once, with a receipt. Again changes nothing.

    :raises NotFound: no question has this code
    """
    question = _of(code)
    for contact in Contact.objects.select_for_update().filter(question=question):
        erasing.erase_contact(contact, asked=True, actor=ASKER, now=day_start(now))
    return question


def _of(code: str) -> Question:
    """The question, for this asker alone until the transaction ends."""
    question = finding.by_code(code)
    locks.hold("question", question.pk)
    question.refresh_from_db()
    return question
