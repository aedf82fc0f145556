"""What people ask, without who they are: a day and no hour, a hash instead of the code, every word of theirs sealed.

No name, address, session or device is kept. What may lead to a person (``contact``, ``words``) is sealed under keys outside the database
and erased on a date, with a receipt.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.kernel.sealing import SealedField
from hoanhap.people.feedback.states import AnswerState, ContactKind, Kind, QuestionState, StepKind


class Reception(models.Model):
    """One row: the unit that questions come to."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")


class Question(Versioned):
    """One thing that somebody sent. The id comes from the form's secret; a replay finds the first row."""

    code_digest = models.BinaryField(max_length=32, unique=True)
    """Keyed hash of the code (``kernel.codes``); the code itself is nowhere."""
    body_digest = models.CharField(max_length=64)
    """Keyed with the form's secret: tells a replay from another body under the same id, and nothing to anybody else."""
    proof = models.CharField(max_length=64)
    """SHA-256 of the sealed words as received: what the ledger's line stands on."""
    kind = models.TextField(choices=Kind.choices)
    topic = models.TextField(blank=True)
    words = SealedField(default=b"")
    place = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    """The commune that it is about, when the asker named one."""
    received_on = models.DateField()
    received_by = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=QuestionState.choices, default=QuestionState.RECEIVED)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    """Who has to answer now."""
    concerns = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    """The unit complained of: never gets to see this, nor does any unit below it."""
    clock_from = models.DateField()
    days = models.PositiveSmallIntegerField()
    """Working days in which the body wants to answer, extensions included."""
    paused_on = models.DateField(null=True)
    paused_days = models.PositiveSmallIntegerField(default=0)
    """Working days of pauses that are over."""
    due_on = models.DateField(null=True)
    """Null while the clock stands still, and when the holidays of that year are not known yet."""
    ended_on = models.DateField(null=True)
    reopened = models.BooleanField(default=False)
    rating = models.PositiveSmallIntegerField(null=True)
    counted = models.BooleanField(default=False)
    """Whether the ledger knows that it was received."""
    erase_words_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="question_by_unit"),
            models.Index(fields=["received_by", "received_on"], name="question_by_reception"),
            models.Index(fields=["erase_words_on"], name="question_to_erase", condition=models.Q(erase_words_on__isnull=False)),
            models.Index(fields=["received_on"], name="question_to_count", condition=models.Q(counted=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("ANSWERED", "FORWARDED", "CLOSED"), ended_on__isnull=False)
                | models.Q(state__in=("RECEIVED", "ROUTED", "CHECKING"), ended_on__isnull=True),
                name="question_ended_on_a_day",
            ),
            models.CheckConstraint(condition=models.Q(rating__isnull=True) | models.Q(rating__range=(1, 5)), name="question_rating"),
        ]


class Contact(Identified):
    """How to reach the asker, and for what they agreed that it is used. The row stays as the record of consent; the contact goes."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="contact")
    kind = models.TextField(choices=ContactKind.choices)
    detail = SealedField(default=b"")
    purposes = ArrayField(models.TextField())
    consent_version = models.TextField()
    given_on = models.DateField()
    erase_on = models.DateField()
    """At the latest; 90 days after the answer once there is one."""

    class Meta:
        indexes = [models.Index(fields=["erase_on"], name="contact_to_erase")]


class Message(Identified):
    """What the asker added later."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="messages")
    words = SealedField(default=b"")
    number = models.PositiveSmallIntegerField()
    sent_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="message_once")]


class Attachment(Identified):
    """A picture sent along: stripped of everything but what can be seen in it."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")


class Answer(Identified):
    """What a unit answers. A question that was opened again gets another."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    state = models.TextField(choices=AnswerState.choices, default=AnswerState.DRAFT)
    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.TextField(blank=True)
    """Why the reviewer gave it back."""
    sent_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="answer_once"),
            models.CheckConstraint(
                condition=~models.Q(state="SENT") | models.Q(reviewed_by__isnull=False, sent_on__isnull=False),
                name="answer_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("drafted_by")), name="answer_two_persons"
            ),
        ]


class Step(Identified):
    """What happened to a question, in words for the asker, with the reason and the rule it stands on."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=StepKind.choices)
    on = models.DateField()
    reason = models.TextField(blank=True)
    words = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    days = models.PositiveSmallIntegerField(default=0)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="step_once")]


class Erased(models.TextChoices):
    """What was erased."""

    CONTACT = "CONTACT", "Liên hệ"
    WORDS = "WORDS", "Nội dung"


class Receipt(Identified):
    """That something personal was erased: what, when, and why. It says nothing of what it was. Never changed (a trigger holds it)."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="receipts")
    what = models.TextField(choices=Erased.choices)
    asked = models.BooleanField()
    """Whether the asker wanted it; otherwise its date had come."""
    due_on = models.DateField(null=True)
    erased_on = models.DateField()
