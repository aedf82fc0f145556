"""Giving a question to the unit that answers, passing it on, forwarding complaints, closing without an answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, WrongState
from hoanhap.people.feedback import policies
from hoanhap.people.feedback.models import Contact, Question
from hoanhap.people.feedback.operations import moving
from hoanhap.people.feedback.operations.moving import move, said, tell
from hoanhap.people.feedback.queries import finding, rules
from hoanhap.people.feedback.states import Kind, QuestionState, StepKind


@transaction.atomic
def route(
    *, question_id: UUID, version: int, unit_id: UUID, topic: str, actor: Actor, now: datetime, concerns_id: UUID | None = None
) -> Question:
    """Give a question that has just come to the unit that answers it, under a topic.

    :raises NotAllowed: the actor is no clerk or staff of the unit that holds it
    :raises WrongState: it was given already: it can be transferred, with a reason
    :raises Invalid: the topic is unknown, the unit has ended, or the question is about that unit
    """
    question = _held(question_id, actor, now)
    if question.state != QuestionState.RECEIVED:
        raise WrongState("ALREADY_ROUTED", _("Câu hỏi đã được giao. Muốn đổi đơn vị, hãy chuyển và ghi lý do."))
    rules.known(topic, rules.topics(), field="topic")
    today, concerned = clock.day_of(now), concerns_id or question.concerns_id
    _require_fit(unit_id, concerned, on=today)
    move(question, QuestionState.ROUTED, version=version, unit_id=unit_id, topic=topic, concerns_id=concerned)
    moving.count_received(question, now=now)
    tell(question, StepKind.ROUTED, on=today, unit_id=unit_id)
    record(act="question.route", actor=actor, now=now, object_kind="question", object_id=question.id,
           detail={"unit": str(unit_id), "topic": topic})  # fmt: skip
    return question


@transaction.atomic
def transfer(
    *, question_id: UUID, version: int, unit_id: UUID, reason: str, words: str, actor: Actor, now: datetime, concerns_id: UUID | None = None
) -> Question:
    """Pass a question on to another unit, with a reason that the asker reads. The clock runs on.

    :raises NotAllowed: the actor is no clerk or staff of the unit that holds it
    :raises WrongState: it is not being answered
    :raises Invalid: no reason, the same unit, a unit that has ended or that the question is about
    """
    question = _held(question_id, actor, now)
    if question.state != QuestionState.ROUTED:
        raise WrongState("NOT_WITH_A_UNIT", _("Chỉ chuyển được câu hỏi đang trả lời. Hãy tải lại trang để xem."))
    why = rules.reasons("TRANSFER")[rules.known(reason, rules.reasons("TRANSFER"), field="reason")]
    plain = said(words, field="words", longest=500, missing=_("Hãy ghi lý do chuyển để người hỏi biết."))
    if unit_id == question.unit_id:
        sentence = _("Câu hỏi đang ở đơn vị này rồi. Hãy chọn đơn vị khác.")
        raise Invalid("SAME_UNIT", sentence, fields={"unit_id": sentence})
    today, concerned = clock.day_of(now), concerns_id or question.concerns_id
    _require_fit(unit_id, concerned, on=today)
    move(question, QuestionState.ROUTED, version=version, unit_id=unit_id, concerns_id=concerned)
    tell(question, StepKind.TRANSFERRED, on=today, unit_id=unit_id, reason=why.label, words=plain, basis=why.basis)
    record(act="question.transfer", actor=actor, now=now, object_kind="question", object_id=question.id,
           detail={"unit": str(unit_id), "reason": reason})  # fmt: skip
    return question


@transaction.atomic
def forward(*, question_id: UUID, version: int, body: str, words: str, actor: Actor, now: datetime) -> Question:
    """Say that a complaint was handed to whoever may decide it. Nothing is decided here, and its words go soon after.

    :raises NotAllowed: the actor is no clerk or staff of the unit that holds it
    :raises WrongState: it is no complaint, or has ended
    :raises Invalid: the body is unknown, or it is not said how and when it was handed over
    """
    question = _held(question_id, actor, now)
    if question.kind != Kind.COMPLAINT:
        raise WrongState("NO_COMPLAINT", _("Chỉ khiếu nại, tố cáo mới chuyển cơ quan có thẩm quyền. Câu hỏi thì giao đơn vị trả lời."))
    to = rules.bodies()[rules.known(body, rules.bodies(), field="body")]
    plain = said(words, field="words", longest=500, missing=_("Hãy ghi đã chuyển bằng cách nào, ngày nào, số phiếu chuyển nếu có."))
    today = clock.day_of(now)
    erase_on = today + timedelta(days=rules.keeping("complaint_after_forwarding"))
    move(question, QuestionState.FORWARDED, version=version, ended_on=today, erase_words_on=erase_on, **moving.running(question, on=today))
    tell(question, StepKind.FORWARDED, on=today, reason=to.label, words=plain, basis=to.basis)
    _shorten_contact(question, on=today)
    moving.count(question, moving.COMPLAINTS, day=today, proof={"body": body}, now=now)
    record(act="question.forward", actor=actor, now=now, object_kind="question", object_id=question.id, detail={"body": body})
    return question


@transaction.atomic
def close(*, question_id: UUID, version: int, reason: str, words: str, actor: Actor, now: datetime) -> Question:
    """Close a question without an answer: never without a reason, which the asker reads. What asked nothing leaves the figures.

    :raises NotAllowed: the actor is no clerk or staff of the unit that holds it
    :raises WrongState: it has ended, or an answer waits to be checked
    :raises Invalid: no reason
    """
    question = _held(question_id, actor, now)
    why = rules.closings()[rules.known(reason, rules.closings(), field="reason")]
    plain = said(words, field="words", longest=500, missing=_("Đóng mà không trả lời phải nêu lý do để người hỏi biết."))
    today = clock.day_of(now)
    erase_on = today + timedelta(days=rules.keeping("words_after_end"))
    move(question, QuestionState.CLOSED, version=version, ended_on=today, erase_words_on=erase_on, **moving.running(question, on=today))
    tell(question, StepKind.CLOSED, on=today, reason=why.label, words=plain)
    _shorten_contact(question, on=today)
    moving.count_received(question, now=now)
    if why.uncounted:
        moving.uncount(question, moving.RECEIVED, now=now)
    record(act="question.close", actor=actor, now=now, object_kind="question", object_id=question.id, detail={"reason": reason})
    return question


def _held(question_id: UUID, actor: Actor, now: datetime) -> Question:
    question = finding.get_question(question_id, actor=actor, on=clock.day_of(now))
    moving.allow(policies.may_route(actor, question))
    return question


def _require_fit(unit_id: UUID, concerns_id: UUID | None, *, on: date) -> None:
    """The unit exists, and is neither the one complained of nor below it."""
    if not organisations.units_on(on).filter(pk=unit_id).exists():
        sentence = _("Đơn vị này không còn hoạt động. Hãy chọn đơn vị đang hoạt động.")
        raise Invalid("UNIT_ENDED", sentence, fields={"unit_id": sentence})
    if concerns_id is not None and unit_id in organisations.within(concerns_id, on=on):
        sentence = _("Nội dung phản ánh về chính đơn vị này hoặc cấp trên trực tiếp của đơn vị. Hãy chọn đơn vị khác.")
        raise Invalid("UNIT_CONCERNED", sentence, fields={"unit_id": sentence})


def _shorten_contact(question: Question, *, on: date) -> None:
    """A contact goes 90 days after the end, if not before."""
    until = on + timedelta(days=rules.keeping("contact_after_end"))
    Contact.objects.filter(question=question, erase_on__gt=until).update(erase_on=until)
