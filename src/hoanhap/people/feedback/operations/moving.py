"""What the acts on a question share: find it, move it once, tell the asker, keep the ledger in step."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db.models import Max
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.people.feedback.models import Question, Step
from hoanhap.people.feedback.queries.timing import due_of, pause_length
from hoanhap.people.feedback.states import MOVES
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures import queries as figures
from vanban.text import clean

SOURCE = "question"
"""What lines in the ledger that come from questions name as their source."""
RECEIVED, ANSWERED, COMPLAINTS = "fb.received", "fb.answered", "fb.complaints"
ASKER = Actor(user_id=None, name="Người hỏi", unit_id=None)
"""Whom the trail names for what an asker does: nobody in particular."""
LONGEST = 4000


def day_start(now: datetime) -> datetime:
    """The day of ``now`` without its hour: what an asker does is written down by the day only, here and in the trail."""
    return datetime.combine(clock.day_of(now), time(0), clock.VIETNAM)


def said(words: str, *, field: str, longest: int = LONGEST, missing: str = "") -> str:
    """Words in one form, trimmed.

    :raises Invalid: there are none, or too many, said at ``field``
    """
    plain = clean(words).strip()
    if not plain:
        sentence = missing or _("Hãy viết nội dung vào ô này.")
        raise Invalid("WORDS_MISSING", sentence, fields={field: sentence})
    if len(plain) > longest:
        sentence = _("Ô này nhận tối đa %(longest)d ký tự; bạn đã viết %(length)d. Hãy viết ngắn lại.") % {
            "longest": longest,
            "length": len(plain),
        }
        raise Invalid("WORDS_TOO_LONG", sentence, fields={field: sentence})
    return plain


def allow(allowed: bool) -> None:  # noqa: FBT001  the answer of a policy
    """Go on only when a policy said yes.

    :raises NotAllowed: it said no
    """
    if not allowed:
        raise NotAllowed("NOT_YOUR_QUESTION", _("Việc này do người khác trong quy trình làm. Hãy xem ai đang giữ câu hỏi."))


def move(question: Question, target: str, *, version: int, **changes: Any) -> None:
    """Put a question into a state, once: whoever comes second is told.

    :raises WrongState: the state does not lead there, or somebody was quicker
    """
    message = _("Câu hỏi không còn ở trạng thái đó. Hãy tải lại trang để xem.")
    require(MOVES, source=question.state, target=target, message=message)
    change(question, version=version, state=target, **changes)


def change(question: Question, *, version: int, **changes: Any) -> None:
    """Write what changes of a question, if nobody else has changed it since ``version``.

    :raises WrongState: somebody has
    """
    if version != question.version or not Question.objects.filter(pk=question.pk, state=question.state, version=version).update(
        version=version + 1, **changes
    ):
        raise WrongState("QUESTION_MOVED", _("Người khác vừa làm việc trên câu hỏi này. Hãy tải lại trang để xem."))
    question.version = version + 1
    for name, value in changes.items():
        setattr(question, name, value)


def tell(question: Question, kind: str, *, on: date, **content: Any) -> Step:
    """Write down what happened, in words for the asker."""
    last = Step.objects.filter(question=question).aggregate(last=Max("number"))["last"] or 0
    return Step.objects.create(id=uuid4(), question=question, number=last + 1, kind=kind, on=on, **content)


def timing(question: Question, **changes: Any) -> dict[str, Any]:
    """Changes to the clock together with the due day that follows from them."""
    now = {name: changes.get(name, getattr(question, name)) for name in ("clock_from", "days", "paused_days", "paused_on")}
    due = due_of(clock_from=now["clock_from"], days=now["days"], paused_days=now["paused_days"], paused=now["paused_on"] is not None)
    return {**changes, "due_on": due}


def running(question: Question, *, on: date) -> dict[str, Any]:
    """The changes that let a clock that stands run on; none when it runs."""
    if question.paused_on is None:
        return {}
    paused = question.paused_days + pause_length(question.paused_on, on)
    return timing(question, paused_on=None, paused_days=paused)


def count_received(question: Question, *, now: datetime) -> bool:
    """Let the ledger know, once, that a question was received: the proof is a hash, the day is the day it came.

    Not in the act of asking: that must be quick, and nobody should read from the ledger at what moment somebody asked.
    """
    if not figures.is_known(RECEIVED) or not Question.objects.filter(pk=question.pk, counted=False).update(counted=True):
        return False
    question.counted = True
    _write(question, RECEIVED, day=question.received_on, proof={"question": question.proof}, now=now)
    record(act="question.receive", actor=SYSTEM, now=day_start(now), object_kind="question", object_id=question.id,
           detail={"day": question.received_on.isoformat(), "kind": question.kind, "proof": question.proof})  # fmt: skip
    return True


def count(question: Question, indicator: str, *, day: date, proof: dict[str, str], now: datetime) -> None:
    """Let the ledger know that a question was answered or a complaint forwarded."""
    count_received(question, now=now)
    if figures.is_known(indicator):
        _write(question, indicator, day=day, proof={"question": question.proof, **proof}, now=now)


def uncount(question: Question, *indicators: str, now: datetime) -> None:
    """Take lines back: nothing had been asked, or the answer was not one."""
    for indicator in indicators:
        ledger.take_back(source_kind=SOURCE, source_id=source_of(question.id, indicator), now=now)


def source_of(question_id: UUID, indicator: str) -> UUID:
    """The id that a line of a question names: another for each indicator, so that each can be taken back alone."""
    return uuid5(question_id, indicator)


def _write(question: Question, indicator: str, *, day: date, proof: dict[str, str], now: datetime) -> None:
    ledger.write_lines(
        quantities=[ledger.Quantity(indicator, Decimal(1))], unit_id=question.received_by_id, day=day, source_kind=SOURCE,
        source_id=source_of(question.id, indicator), proof=proof, now=now,
    )  # fmt: skip
