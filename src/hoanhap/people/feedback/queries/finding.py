"""Finding questions: by the asker's code, or as somebody at the desk may see them."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.accounts import queries as accounts
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import codes, sealing
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import NotAllowed, NotFound, WrongState
from hoanhap.people.feedback import policies
from hoanhap.people.feedback.models import Answer, Attachment, Contact, Message, Question, Reception, Step
from hoanhap.people.feedback.states import OPEN, AnswerState, QuestionState

PURPOSE = "feedback"
"""What codes of questions are hashed for: the codes of other rooms open nothing here."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the asker wrote, and on which day."""

    words: str
    on: date


def by_code(code: str) -> Question:
    """The question of a code. One look-up by a keyed hash, the same work whether there is one or not.

    :raises NotFound: no question has it, or it is no code
    """
    if codes.normalise(code) is None:
        raise _no_such_code()
    digest = codes.digest(code, purpose=PURPOSE, key=settings.CODE_KEY)
    question = Question.objects.filter(code_digest=digest).first()
    if question is None or not hmac.compare_digest(bytes(question.code_digest), digest):
        raise _no_such_code()
    return question


def get_question(question_id: UUID, *, actor: Actor, on: date) -> Question:
    """A question that the actor may see.

    :raises NotFound: there is none such for this actor
    """
    question = visible(actor, on=on).filter(pk=question_id).select_related("unit", "place", "received_by", "concerns").first()
    if question is None:
        raise NotFound("QUESTION_NOT_FOUND", _("Không tìm thấy câu hỏi này, hoặc câu hỏi không thuộc đơn vị của bạn."))
    return question


def visible(actor: Actor, *, on: date) -> QuerySet[Question]:
    """Questions of the actor's unit and of those below it, and those that came in through it; never one about the unit itself."""
    if not policies.may_see_some(actor):
        return Question.objects.none()
    above = organisations.above(actor.own_unit, on=on)
    passed_on = Q(received_by_id=actor.own_unit) & (Q(concerns__isnull=True) | ~Q(concerns_id__in=above))
    return Question.objects.filter(Q(unit_id__in=actor.within) | passed_on)


def listed(actor: Actor, *, on: date, states: tuple[str, ...] = OPEN) -> QuerySet[Question]:
    """What the actor may see in some states: overdue first, then by how soon it is due.

    :raises NotAllowed: the actor has no part in answering
    """
    if not policies.may_see_some(actor):
        raise NotAllowed(
            "NO_PART_IN_ANSWERING", _("Vai trò của bạn không xem câu hỏi của người dân. Hãy hỏi quản trị nếu cần vai trò khác.")
        )
    rows = visible(actor, on=on).filter(state__in=states).select_related("unit", "place")
    return rows.order_by(F("due_on").asc(nulls_last=True), "received_on", "id")


def waiting(actor: Actor, *, on: date) -> int:
    """How many questions wait for somebody of the actor's own unit."""
    return to_do(actor, on=on).count()


def to_do(actor: Actor, *, on: date) -> QuerySet[Question]:
    """The questions that wait for somebody of the actor's own unit to act, by how soon they are due; none for whoever has no part in it."""
    own = visible(actor, on=on).filter(unit_id=actor.own_unit)
    checks = Q(state=QuestionState.CHECKING) if policies.may_check_some(actor) else Q(pk__in=[])
    works = Q(state__in=(QuestionState.RECEIVED, QuestionState.ROUTED)) if actor.has(Role.CLERK, Role.STAFF, Role.OFFICER) else Q(pk__in=[])
    return own.filter(checks | works).order_by(F("due_on").asc(nulls_last=True), "received_on", "id")


def words_of(question: Question) -> str:
    """What was asked; "" once it was erased."""
    return sealing.open_of(question, "words")


def messages_of(question: Question) -> list[Said]:
    """What the asker added, oldest first."""
    rows = Message.objects.filter(question=question).order_by("number")
    return [Said(sealing.open_of(row, "words"), row.sent_on) for row in rows]


def contact_of(question: Question) -> Contact | None:
    """The record of the contact (not what it is): None when none was left, or it is gone."""
    row = Contact.objects.filter(question=question).first()
    return row if row is not None and bytes(row.detail) else None


def steps_of(question: Question) -> list[Step]:
    """What happened, oldest first."""
    return list(Step.objects.filter(question=question).order_by("number"))


def answers_of(question: Question, *, states: tuple[str, ...] = ()) -> QuerySet[Answer]:
    """Answers to a question, oldest first."""
    rows = Answer.objects.filter(question=question).select_related("unit").order_by("number")
    return rows.filter(state__in=states) if states else rows


def sent_answers(question: Question) -> QuerySet[Answer]:
    """What the asker was answered."""
    return answers_of(question, states=(AnswerState.SENT,))


def current_answer(question: Question) -> Answer | None:
    """The answer that is being worked on."""
    states = (AnswerState.DRAFT, AnswerState.SUBMITTED, AnswerState.RETURNED)
    return answers_of(question, states=states).last()


def attachments_of(question: Question) -> list[Attachment]:
    """The pictures that came with it."""
    return list(Attachment.objects.filter(question=question).select_related("file").order_by("file__name", "id"))


def attachment(question: Question, file_id: UUID) -> Attachment:
    """One picture of a question.

    :raises NotFound: it has none such
    """
    row = Attachment.objects.filter(question=question, file_id=file_id).select_related("file").first()
    if row is None:
        raise NotFound("ATTACHMENT_NOT_FOUND", _("Câu hỏi này không có tệp đó, hoặc tệp đã được xóa."))
    return row


def reception(*, on: date, not_below: UUID | None = None) -> UUID:
    """The unit that questions come to: the one an administrator named, else the first department, police or committee of the province in
    which somebody works as staff. One about ``not_below`` comes to none of the units below that, itself included.

    :raises WrongState: there is none
    """
    barred = organisations.within(not_below, on=on) if not_below else frozenset()
    named = Reception.objects.values_list("unit_id", flat=True).first()
    if named is not None and named not in barred:
        return named
    staffed = accounts.Membership.objects.filter(role=Role.STAFF, valid__contains=on).values("unit_id")
    kinds = (organisations.UnitKind.DEPARTMENT, organisations.UnitKind.POLICE, organisations.UnitKind.PROVINCE)
    unit = organisations.units_on(on, kinds=kinds).filter(pk__in=staffed).exclude(pk__in=barred).first()
    if unit is None and barred:
        raise WrongState(
            "NO_OTHER_RECEPTION",
            _("Mọi nơi nhận ở đây đều thuộc đơn vị bạn phản ánh nên chúng tôi không nhận. Bạn hãy gửi cơ quan cấp trên của đơn vị đó."),
        )
    if unit is None:
        raise WrongState(
            "NO_RECEPTION", _("Trang này chưa có đơn vị nhận câu hỏi. Bạn hãy hỏi trực tiếp Công an hoặc Ủy ban nhân dân xã, phường.")
        )
    return unit.id


def _no_such_code() -> NotFound:
    return NotFound("CODE_NOT_FOUND", _("Không có câu hỏi nào mang mã này. Hãy xem lại từng ký tự trong mã."))
