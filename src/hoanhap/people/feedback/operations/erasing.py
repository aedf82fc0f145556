"""Erasing what may lead to a person, on its day or when the asker wants it, with a receipt that says nothing of what it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from hoanhap.ground.audit.operations import record
from hoanhap.ground.files import operations as files
from hoanhap.ground.files import queries as stored
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.people.feedback.models import Attachment, Contact, Erased, Message, Question, Receipt
from hoanhap.people.feedback.operations.asking import PICTURE
from hoanhap.people.feedback.queries import rules


def erase_due(*, actor: Actor, now: datetime) -> int:
    """Erase everything whose day has come, each in a transaction of its own, and say how many things went. Stopped half-way, the next
    run does the rest."""
    today = clock.day_of(now)
    contacts = list(Contact.objects.filter(erase_on__lte=today).exclude(detail=b"").values_list("pk", flat=True))
    questions = list(Question.objects.filter(erase_words_on__lte=today).exclude(words=b"").values_list("pk", flat=True))
    done = sum(_contact(contact_id, actor=actor, now=now) for contact_id in contacts)
    done += sum(_words(question_id, actor=actor, now=now) for question_id in questions)
    strays = stored.sent_by_nobody(name=PICTURE, before=now - timedelta(days=rules.keeping("stray_files")))
    return done + sum(_stray(file_id, actor=actor, now=now) for file_id in strays)


def erase_contact(contact: Contact, *, asked: bool, actor: Actor, now: datetime) -> bool:
    """Erase one contact that is locked, and say whether there was one. The row with the consent stays: it is the proof of it."""
    if not bytes(contact.detail):
        return False
    Contact.objects.filter(pk=contact.pk).update(detail=b"")
    _receipt(contact.question_id, Erased.CONTACT, asked=asked, due_on=contact.erase_on, now=now)
    record(act="contact.erase", actor=actor, now=now, object_kind="question", object_id=contact.question_id, detail={"asked": asked})
    return True


@transaction.atomic
def _contact(contact_id: UUID, *, actor: Actor, now: datetime) -> bool:
    contact = Contact.objects.select_for_update().get(pk=contact_id)
    return contact.erase_on <= clock.day_of(now) and erase_contact(contact, asked=False, actor=actor, now=now)


@transaction.atomic
def _words(question_id: UUID, *, actor: Actor, now: datetime) -> bool:
    """The words of one question with everything added to it; day, kind, topic and answer stay, to be counted."""
    question = Question.objects.select_for_update().get(pk=question_id)
    if not bytes(question.words) or question.erase_words_on is None or question.erase_words_on > clock.day_of(now):
        return False  # opened again meanwhile
    Question.objects.filter(pk=question.pk).update(words=b"")
    Message.objects.filter(question=question).update(words=b"")
    attachments = list(Attachment.objects.filter(question=question))
    Attachment.objects.filter(question=question).delete()
    for attachment in attachments:
        files.forget(file_id=attachment.file_id, actor=actor, now=now)
    _receipt(question.pk, Erased.WORDS, asked=False, due_on=question.erase_words_on, now=now)
    record(act="question.erase", actor=actor, now=now, object_kind="question", object_id=question.pk)
    return True


def _receipt(question_id: UUID, what: str, *, asked: bool, due_on: date | None, now: datetime) -> None:
    Receipt.objects.create(id=uuid4(), question_id=question_id, what=what, asked=asked, due_on=due_on, erased_on=clock.day_of(now))


def _stray(file_id: UUID, *, actor: Actor, now: datetime) -> bool:
    """A picture whose question was never sent."""
    if Attachment.objects.filter(file_id=file_id).exists():
        return False
    files.forget(file_id=file_id, actor=actor, now=now)
    return True
