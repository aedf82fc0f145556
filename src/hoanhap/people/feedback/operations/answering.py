"""Writing an answer, having it checked by a second person, sending it."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, WrongState
from hoanhap.people.feedback import policies
from hoanhap.people.feedback.models import Answer, Contact, Question
from hoanhap.people.feedback.operations import moving
from hoanhap.people.feedback.operations.moving import move, said, tell
from hoanhap.people.feedback.queries import finding, rules
from hoanhap.people.feedback.states import AnswerState, Kind, QuestionState, StepKind

LONGEST_ANSWER = 8000
_GAP = re.compile(r"\[[^\]\n]{1,80}\]")
"""What a template leaves for the writer to fill in."""


@transaction.atomic
def draft(*, question_id: UUID, version: int, words: str, actor: Actor, now: datetime, submit: bool = False) -> Answer:
    """Write the answer, or change it; ``submit`` hands it to whoever checks.

    :raises NotAllowed: the actor does not answer for the unit that holds the question
    :raises WrongState: nobody may answer it now, or it is a complaint, which is forwarded
    :raises Invalid: no words, too many, or brackets of a template left to fill in
    """
    question = finding.get_question(question_id, actor=actor, on=clock.day_of(now))
    moving.allow(policies.may_answer(actor, question))
    if question.state != QuestionState.ROUTED:
        raise WrongState("NOT_BEING_ANSWERED", _("Câu hỏi này không ở bước soạn câu trả lời. Hãy tải lại trang để xem."))
    if question.kind == Kind.COMPLAINT:
        raise WrongState("COMPLAINTS_ARE_FORWARDED", _("Khiếu nại, tố cáo không trả lời ở đây. Hãy chuyển cơ quan có thẩm quyền."))
    plain = said(words, field="answer", longest=LONGEST_ANSWER, missing=_("Hãy viết câu trả lời."))
    if submit and (gap := _GAP.search(plain)):
        sentence = _("Còn chỗ chưa điền: %(gap)s. Hãy điền hoặc xóa rồi trình duyệt.") % {"gap": gap.group()}
        raise Invalid("TEMPLATE_LEFT", sentence, fields={"answer": sentence})
    answer = _write(question, plain, actor, AnswerState.SUBMITTED if submit else AnswerState.DRAFT)
    if submit:
        move(question, QuestionState.CHECKING, version=version)
    else:
        moving.change(question, version=version)
    record(act="answer.submit" if submit else "answer.draft", actor=actor, now=now, object_kind="question", object_id=question.id,
           detail={"answer": str(answer.id)})  # fmt: skip
    return answer


@transaction.atomic
def send_back(*, question_id: UUID, version: int, reason: str, actor: Actor, now: datetime) -> Answer:
    """Give an answer back to be improved.

    :raises NotAllowed: the actor does not check for that unit, or wrote it
    :raises WrongState: no answer waits to be checked
    :raises Invalid: no reason
    """
    question, answer = _to_check(question_id, actor, now)
    plain = said(reason, field="reason", longest=500, missing=_("Trả lại phải nêu cần sửa gì."))
    move(question, QuestionState.ROUTED, version=version)
    Answer.objects.filter(pk=answer.pk).update(state=AnswerState.RETURNED, reason=plain)
    record(act="answer.return", actor=actor, now=now, object_kind="question", object_id=question.id,
           detail={"answer": str(answer.id), "reason": plain})  # fmt: skip
    answer.refresh_from_db()
    return answer


@transaction.atomic
def send(*, question_id: UUID, version: int, actor: Actor, now: datetime) -> Answer:
    """Send an answer: from now on the asker reads it by the code, and it counts.

    :raises NotAllowed: the actor does not check for that unit, or wrote it
    :raises WrongState: no answer waits to be checked, or somebody was quicker
    """
    question, answer = _to_check(question_id, actor, now)
    today = clock.day_of(now)
    erase_on = today + timedelta(days=rules.keeping("words_after_end"))
    move(question, QuestionState.ANSWERED, version=version, ended_on=today, erase_words_on=erase_on, **moving.running(question, on=today))
    Answer.objects.filter(pk=answer.pk).update(state=AnswerState.SENT, reviewed_by_id=actor.user_id, sent_on=today)
    tell(question, StepKind.ANSWERED, on=today, unit_id=question.unit_id)
    Contact.objects.filter(question=question).update(erase_on=today + timedelta(days=rules.keeping("contact_after_end")))
    proof = {"answer": hashlib.sha256(answer.words.encode()).hexdigest()}
    moving.count(question, moving.ANSWERED, day=today, proof=proof, now=now)
    record(act="answer.send", actor=actor, now=now, object_kind="question", object_id=question.id,
           detail={"answer": str(answer.id), "words": proof["answer"]})  # fmt: skip
    answer.refresh_from_db()
    return answer


def _to_check(question_id: UUID, actor: Actor, now: datetime) -> tuple[Question, Answer]:
    question = finding.get_question(question_id, actor=actor, on=clock.day_of(now))
    answer = finding.current_answer(question)
    if answer is None or question.state != QuestionState.CHECKING:
        moving.allow(policies.may_check_some(actor) and question.unit_id in actor.within)
        raise WrongState("NOTHING_TO_CHECK", _("Câu hỏi này không có câu trả lời chờ duyệt. Hãy tải lại trang để xem."))
    moving.allow(policies.may_check(actor, question, answer))
    return question, answer


def _write(question: Question, words: str, actor: Actor, state: str) -> Answer:
    answer = finding.current_answer(question)
    content: dict[str, Any] = {"words": words, "state": state, "drafted_by_id": actor.user_id, "unit_id": question.unit_id}
    if answer is not None:
        Answer.objects.filter(pk=answer.pk).update(**content)
        answer.refresh_from_db()
        return answer
    last = Answer.objects.filter(question=question).aggregate(last=Max("number"))["last"] or 0
    return Answer.objects.create(id=uuid4(), question=question, number=last + 1, **content)
