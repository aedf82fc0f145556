"""Letting the ledger know of what was received and nobody has taken up yet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hoanhap.kernel import clock
from hoanhap.people.feedback.models import Question
from hoanhap.people.feedback.operations.moving import count_received


def count_waiting(*, now: datetime) -> int:
    """Count every question of the days before today that is not in the ledger yet, and say how many. What came today is counted tomorrow
    or when somebody takes it up, so that the ledger's own times tell nobody the moment at which somebody asked."""
    waiting = Question.objects.filter(counted=False, received_on__lt=clock.day_of(now)).order_by("id")
    return sum(_count(question, now=now) for question in waiting.iterator(chunk_size=500))


@transaction.atomic
def _count(question: Question, *, now: datetime) -> bool:
    return count_received(question, now=now)
