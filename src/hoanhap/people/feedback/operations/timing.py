"""Stopping the clock, letting it run on, and giving it more time: each with a reason that the asker reads."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, WrongState
from hoanhap.people.feedback import policies
from hoanhap.people.feedback.models import Question
from hoanhap.people.feedback.operations import moving
from hoanhap.people.feedback.operations.moving import change, said, tell
from hoanhap.people.feedback.queries import finding, rules
from hoanhap.people.feedback.states import QuestionState, StepKind

LONGEST_EXTENSION = 10
"""Working days at a time, so that nobody extends a question for good."""


@transaction.atomic
def pause(*, question_id: UUID, version: int, reason: str, words: str, actor: Actor, now: datetime) -> Question:
    """Let the clock stand still.

    :raises NotAllowed: the actor does not answer for the unit that holds it
    :raises WrongState: nobody is answering it, or the clock stands already
    :raises Invalid: no reason
    """
    question = _answered_by(question_id, actor, now)
    if question.paused_on is not None:
        raise WrongState("ALREADY_PAUSED", _("Hạn của câu hỏi đang tạm dừng rồi."))
    why = rules.reasons("PAUSE")[rules.known(reason, rules.reasons("PAUSE"), field="reason")]
    plain = said(words, field="words", longest=500, missing=_("Hãy ghi lý do tạm dừng để người hỏi biết."))
    today = clock.day_of(now)
    change(question, version=version, **moving.timing(question, paused_on=today))
    tell(question, StepKind.PAUSED, on=today, reason=why.label, words=plain, basis=why.basis)
    record(act="question.pause", actor=actor, now=now, object_kind="question", object_id=question.id, detail={"reason": reason})
    return question


@transaction.atomic
def resume(*, question_id: UUID, version: int, actor: Actor, now: datetime) -> Question:
    """Let the clock run on; the days that it stood still are given back.

    :raises WrongState: it runs
    """
    question = _answered_by(question_id, actor, now)
    if question.paused_on is None:
        raise WrongState("NOT_PAUSED", _("Hạn của câu hỏi đang chạy, không có gì để tính tiếp."))
    today = clock.day_of(now)
    before = question.paused_days
    change(question, version=version, **moving.running(question, on=today))
    tell(question, StepKind.RESUMED, on=today, days=question.paused_days - before)
    record(act="question.resume", actor=actor, now=now, object_kind="question", object_id=question.id,
           detail={"days": question.paused_days - before})  # fmt: skip
    return question


@transaction.atomic
def extend(*, question_id: UUID, version: int, days: int, reason: str, words: str, actor: Actor, now: datetime) -> Question:
    """Give a question more working days.

    :raises NotAllowed: the actor does not answer for the unit that holds it
    :raises WrongState: nobody is answering it
    :raises Invalid: no reason, or not between 1 and 10 days
    """
    question = _answered_by(question_id, actor, now)
    if not 1 <= days <= LONGEST_EXTENSION:
        sentence = _("Mỗi lần gia hạn từ 1 đến %(most)d ngày làm việc.") % {"most": LONGEST_EXTENSION}
        raise Invalid("EXTENSION_TOO_LONG", sentence, fields={"days": sentence})
    why = rules.reasons("EXTEND")[rules.known(reason, rules.reasons("EXTEND"), field="reason")]
    plain = said(words, field="words", longest=500, missing=_("Hãy ghi lý do gia hạn để người hỏi biết."))
    today = clock.day_of(now)
    change(question, version=version, **moving.timing(question, days=question.days + days))
    tell(question, StepKind.EXTENDED, on=today, days=days, reason=why.label, words=plain, basis=why.basis)
    record(act="question.extend", actor=actor, now=now, object_kind="question", object_id=question.id,
           detail={"reason": reason, "days": days})  # fmt: skip
    return question


def _answered_by(question_id: UUID, actor: Actor, now: datetime) -> Question:
    question = finding.get_question(question_id, actor=actor, on=clock.day_of(now))
    moving.allow(policies.may_answer(actor, question))
    if question.state != QuestionState.ROUTED:
        raise WrongState("NOT_BEING_ANSWERED", _("Chỉ đổi được hạn của câu hỏi đang trả lời. Hãy tải lại trang để xem."))
    return question
