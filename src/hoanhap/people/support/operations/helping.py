"""What the office does with a slip: answers it, reads how to reach the person, passes it on, closes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, proofs, sealing
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, WrongState
from hoanhap.kernel.states import require
from hoanhap.people.support.models import Slip
from hoanhap.people.support.queries import get_slip, has_consent, passable_to
from hoanhap.people.support.states import MOVES, OPEN, Purpose, SlipState
from hoanhap.work.figures import operations as ledger
from vanban.text import clean

INDICATOR = "cns.people"
"""Somebody was advised in person: one visit, no name."""
SOURCE = "slip"
KEPT_CLOSED = timedelta(days=30)
LONGEST_ANSWER = 600


@transaction.atomic
def answer_slip(*, slip_id: UUID, words: str, actor: Actor, now: datetime) -> Slip:
    """Tell the person where and when to come. They read it with their code; a later answer takes the place of an earlier one.

    :raises NotFound: it is no slip of the actor's office
    :raises Invalid: nothing is said, or too much
    :raises WrongState: it is closed
    """
    slip = get_slip(slip_id, actor=actor, on=clock.day_of(now))
    told = clean(words).strip()
    if not told or len(told) > LONGEST_ANSWER:
        told_why = _("Hãy ghi nơi đến, ngày giờ và người cần gặp, dưới 600 ký tự.")
        raise Invalid("SLIP_ANSWER_INVALID", told_why, fields={"words": told_why})
    _move(slip, SlipState.INVITED, answer=told)
    record(act="slip.answer", actor=actor, now=now, object_kind="slip", object_id=slip.id)
    return get_slip(slip_id, actor=actor, on=clock.day_of(now))


@transaction.atomic
def close_slip(*, slip_id: UUID, helped: bool, actor: Actor, now: datetime) -> Slip:
    """Close a slip. Somebody who was helped counts once in the ledger; the line names no slip that outlives its date, only a hash.

    :raises NotFound: it is no slip of the actor's office
    :raises WrongState: it is closed already
    """
    today = clock.day_of(now)
    slip = get_slip(slip_id, actor=actor, on=today)
    target = SlipState.HELPED if helped else SlipState.CLOSED
    _move(slip, target, erase_on=min(slip.erase_on, today + KEPT_CLOSED))
    if helped:
        proof = {"slip": proofs.digest({"slip": str(slip.id), "need": slip.need, "day": today.isoformat()})}
        ledger.write_lines(quantities=[ledger.Quantity(INDICATOR, Decimal(1))], unit_id=slip.unit_id, day=today, source_kind=SOURCE,
                           source_id=slip.id, proof=proof, now=now)  # fmt: skip
    record(act="slip.close", actor=actor, now=now, object_kind="slip", object_id=slip.id, detail={"state": target})
    return get_slip(slip_id, actor=actor, on=today)


@transaction.atomic
def pass_slip_on(*, slip_id: UUID, service_id: UUID, actor: Actor, now: datetime) -> None:
    """Give a slip to another office of the directory. The actor's office does not see it any more.

    :raises NotFound: it is no slip of the actor's office, or the other office does not help with this there
    :raises NotAllowed: the person has not agreed, or does not any more
    :raises WrongState: it is closed, or somebody was quicker
    """
    today = clock.day_of(now)
    slip = get_slip(slip_id, actor=actor, on=today)
    if not has_consent(slip, Purpose.PASS_ON, on=today):
        raise NotAllowed("NO_CONSENT", _("Người lấy phiếu chưa đồng ý cho chuyển đi. Hãy mời họ đến, hoặc chỉ cho họ nơi cần đến."))
    service = next((found for found in passable_to(slip, on=today) if found.id == service_id), None)
    if service is None:
        raise NotFound("SERVICE_NOT_FOUND", _("Nơi này không nhận việc ấy ở xã của phiếu. Hãy chọn một nơi trong danh sách."))
    moved = Slip.objects.filter(pk=slip.pk, unit_id=slip.unit_id, state__in=OPEN)
    if moved.update(unit_id=service.unit_id, state=SlipState.WAITING, answer="") != 1:
        raise _moved()
    record(act="slip.pass_on", actor=actor, now=now, object_kind="slip", object_id=slip.id, detail={"unit": str(service.unit_id)})


@transaction.atomic
def read_reach(*, slip_id: UUID, actor: Actor, now: datetime) -> str:
    """How to reach the person. Every reading stands in the trail.

    :raises NotFound: it is no slip of the actor's office, or nothing was left
    :raises NotAllowed: the consent ran out or was taken back
    """
    today = clock.day_of(now)
    slip = get_slip(slip_id, actor=actor, on=today)
    if not slip.reach:
        raise NotFound("NO_REACH", _("Phiếu này không để lại cách liên hệ. Hãy trả lời để người lấy phiếu tự xem bằng mã."))
    if not has_consent(slip, Purpose.REACH, on=today):
        raise NotAllowed("NO_CONSENT", _("Người lấy phiếu không còn đồng ý cho liên hệ lại. Hãy trả lời để họ tự xem bằng mã."))
    reach = sealing.open_of(slip, "reach")
    record(act="slip.read_reach", actor=actor, now=now, object_kind="slip", object_id=slip.id)
    return reach


def _move(slip: Slip, target: str, **values: object) -> None:
    """To another state, when nobody else has moved it meanwhile."""
    message = _("Phiếu này đã đóng nên không làm tiếp được. Nếu cần, hãy mời người đó lấy phiếu mới.")
    require(MOVES, source=slip.state, target=target, message=message)
    if Slip.objects.filter(pk=slip.pk, unit_id=slip.unit_id, state=slip.state).update(state=target, **values) != 1:
        raise _moved()


def _moved() -> WrongState:
    return WrongState("SLIP_MOVED", _("Có người vừa xử lý phiếu này. Hãy tải lại trang để xem."))
