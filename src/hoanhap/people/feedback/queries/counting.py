"""Counts of topics for leaders: no names, no words, and no number so small that it points at somebody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from hoanhap.kernel.actor import Actor
from hoanhap.kernel.suppression import is_small, told
from hoanhap.people.feedback.models import Question
from hoanhap.people.feedback.queries.rules import topics
from hoanhap.people.feedback.states import QuestionState


@dataclass(frozen=True, slots=True)
class TopicRow:
    """How often one topic was asked about; None is a number too small to be told."""

    label: str
    received: int | None
    before: int | None
    """In the week before."""


@dataclass(frozen=True, slots=True)
class Digest:
    """One week of questions, Monday to Sunday, of a unit and all below it."""

    monday: date
    rows: tuple[TopicRow, ...]
    received: int | None
    answered: int | None
    overdue: int | None

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def digest(actor: Actor, *, monday: date, on: date) -> Digest:
    """What was asked in one week, by topic, as far as it may be told."""
    this, before = _by_topic(actor, monday), _by_topic(actor, monday - timedelta(days=7))
    (shown, received), (shown_before, _received) = told(this), told(before)
    labels = {code: topic.label for code, topic in topics().items()} | {"": _("Chưa xếp chủ đề")}
    rows = [TopicRow(label, shown.get(code, 0), shown_before.get(code, 0)) for code, label in labels.items() if this[code] or before[code]]
    answered = _of(actor).filter(state=QuestionState.ANSWERED, **_week("ended_on", monday)).count()
    overdue = _of(actor).filter(due_on__lt=on, ended_on__isnull=True).count()
    return Digest(monday, tuple(rows), received, _alone(answered), _alone(overdue))


def _alone(count: int) -> int | None:
    return None if is_small(count) else count


def _by_topic(actor: Actor, monday: date) -> Counter[str]:
    rows = _of(actor).filter(**_week("received_on", monday)).values("topic").annotate(number=Count("id")).order_by("topic")
    return Counter({row["topic"]: row["number"] for row in rows})


def _of(actor: Actor) -> QuerySet[Question]:
    return Question.objects.filter(Q(unit_id__in=actor.within) | Q(received_by_id__in=actor.within))


def _week(field: str, monday: date) -> dict[str, date]:
    return {f"{field}__gte": monday, f"{field}__lte": monday + timedelta(days=6)}
