"""Reading a contact: only who answers, only with a purpose, and never without a trace."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, sealing
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotFound
from hoanhap.people.feedback import policies
from hoanhap.people.feedback.models import Contact, Reception
from hoanhap.people.feedback.operations import moving
from hoanhap.people.feedback.queries import finding, rules


@transaction.atomic
def read_contact(*, question_id: UUID, purpose: str, actor: Actor, now: datetime) -> str:
    """The contact of an asker, for a purpose that they agreed to. Every reading is in the trail.

    :raises NotAllowed: the actor does not answer for the unit that holds the question
    :raises NotFound: no contact was left, or it was erased
    :raises Invalid: the asker did not agree to this purpose
    """
    question = finding.get_question(question_id, actor=actor, on=clock.day_of(now))
    moving.allow(policies.may_reach(actor, question))
    contact = Contact.objects.filter(question=question).first()
    if contact is None or not bytes(contact.detail):
        raise NotFound("NO_CONTACT", _("Người hỏi không để lại liên hệ, hoặc liên hệ đã được xóa."))
    if rules.known(purpose, rules.purposes(), field="purpose") not in contact.purposes:
        sentence = _("Người hỏi không đồng ý dùng liên hệ vào việc này. Hãy trả lời qua trang Tra cứu.")
        raise Invalid("NO_CONSENT", sentence, fields={"purpose": sentence})
    record(act="contact.read", actor=actor, now=now, object_kind="question", object_id=question.id, detail={"purpose": purpose})
    return sealing.open_of(contact, "detail")


@transaction.atomic
def name_reception(*, unit_id: UUID, actor: Actor, now: datetime) -> None:
    """Say to which unit questions come from now on. Those that have come stay where they are.

    :raises NotAllowed: the actor administers nothing, or not that unit
    """
    moving.allow((policies.may_name_reception(actor) and unit_id in actor.within) or actor.is_system)
    Reception.objects.update_or_create(id=1, defaults={"unit_id": unit_id})
    record(act="reception.name", actor=actor, now=now, object_kind="unit", object_id=unit_id)
