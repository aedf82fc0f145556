"""Counts that a unit states from papers it holds: stated, corrected by stating again, withdrawn, reviewed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, locks
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Aggregate
from hoanhap.work.activities.operations.counts import Count, checked, drafted
from hoanhap.work.activities.queries import as_returned, get_aggregate, overlapping, parts_of, proof_of_aggregate, remarks_on_count
from hoanhap.work.activities.states import AGGREGATE, MOVES, EntryState
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures.queries import Remark, second_of
from vanban.text import clean


def weigh_count(*, aggregate_id: UUID, count: Count, actor: Actor, now: datetime) -> list[Remark]:
    """What is to be asked about a count before it is stated. Nothing is written.

    :raises NotFound: no such indicator, or a paper that the actor cannot see
    :raises Invalid: something does not make sense, or a part exceeds its total; ``fields`` says what
    """
    columns = checked(aggregate_id, count, actor=actor, today=clock.day_of(now))
    return remarks_on_count(drafted(aggregate_id, columns, actor=actor), alone=actor.within <= {actor.own_unit})


@transaction.atomic
def state_count(*, aggregate_id: UUID, count: Count, actor: Actor, now: datetime, version: int | None = None) -> Aggregate:
    """State a count of the actor's unit, or correct one that was returned (``version`` is then the one that was read). A replay of the
    same id finds the first.

    :raises NotAllowed: the actor logs for no unit
    :raises NotFound: no such indicator, or a paper that the actor cannot see
    :raises Invalid: something does not make sense; ``fields`` says what
    :raises Conflict: the id is known, and it has been changed since ``version``
    """
    if not policies.may_log(actor) or actor.user_id is None:
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được nêu số của đơn vị mình."))
    locks.hold("aggregate", aggregate_id)
    first = Aggregate.objects.filter(pk=aggregate_id).first()
    if first is not None and version is None and first.unit_id == actor.unit_id:
        return get_aggregate(aggregate_id, actor=actor)
    columns = checked(aggregate_id, count, actor=actor, today=clock.day_of(now))
    if first is None:
        Aggregate.objects.create(id=aggregate_id, unit_id=actor.own_unit, entered_by_id=actor.user_id, entered_at=now, **columns)
    elif not Aggregate.objects.filter(pk=aggregate_id, unit_id=actor.own_unit, version=version or 0, state=EntryState.RETURNED).update(
        version=F("version") + 1, state=EntryState.SUBMITTED, reason="", **columns
    ):
        raise Conflict("AGGREGATE_CHANGED", _("Số này vừa được người khác sửa hoặc không còn ở trạng thái sửa được. Hãy tải lại trang."))
    record(
        act="aggregate.state", actor=actor, now=now, object_kind="aggregate", object_id=aggregate_id, detail={"indicator": count.indicator}
    )
    return get_aggregate(aggregate_id, actor=actor)


@transaction.atomic
def withdraw_count(*, aggregate_id: UUID, actor: Actor, now: datetime) -> Aggregate:
    """Take back a count that was stated by mistake, before it is accepted. It stays on record and counts nowhere.

    :raises NotAllowed: it is not a count of the actor's unit
    :raises WrongState: it has been accepted or withdrawn already
    """
    row = get_aggregate(aggregate_id, actor=actor)
    if not policies.may_change_aggregate(actor, row):
        raise NotAllowed("NOT_YOUR_COUNT", _("Chỉ đơn vị đã nêu số mới sửa hoặc rút được số này."))
    message = _("Số đã duyệt hoặc đã rút nên không rút được nữa. Nếu đã duyệt nhầm, hãy đề nghị người duyệt trả lại.")
    require(MOVES, source=row.state, target=EntryState.WITHDRAWN, message=message)
    same = Aggregate.objects.filter(pk=row.id, state=row.state, version=row.version)
    if not same.update(state=EntryState.WITHDRAWN, version=F("version") + 1):
        raise WrongState("AGGREGATE_MOVED", message)
    record(act="aggregate.withdraw", actor=actor, now=now, object_kind="aggregate", object_id=row.id)
    return get_aggregate(aggregate_id, actor=actor)


@transaction.atomic
def accept_count(*, aggregate_id: UUID, version: int, actor: Actor, now: datetime) -> Aggregate:
    """Accept a stated count: it stands in the ledger from now on.

    :raises NotAllowed: the actor does not review for this unit, or stated it
    :raises WrongState: it is not waiting, has been changed, or another one about the same days is accepted already
    """
    row = _move(aggregate_id, EntryState.ACCEPTED, "", version=version, actor=actor, now=now)
    if overlapping(row).exists():
        raise WrongState("AGGREGATE_TWICE", _("Đã có số khác được duyệt cho cùng chỉ tiêu và cùng ngày. Hãy trả lại số kia trước."))
    ledger.write_lines(
        quantities=_quantities(row), unit_id=row.unit_id, day=row.period_until, source_kind=AGGREGATE, source_id=row.id,
        proof=proof_of_aggregate(row), now=now,
    )  # fmt: skip
    record(act="aggregate.accept", actor=actor, now=now, object_kind="aggregate", object_id=row.id)
    return get_aggregate(aggregate_id, actor=actor)


@transaction.atomic
def give_back_count(*, aggregate_id: UUID, version: int, reason: str, actor: Actor, now: datetime) -> Aggregate:
    """Return a stated count with a reason. One that had been accepted leaves the figures.

    :raises NotAllowed: the actor does not review for this unit, or stated it
    :raises Invalid: no reason
    :raises WrongState: it is not waiting or accepted, or has been changed
    """
    words = clean(reason).strip()
    if not words:
        sentence = _("Trả lại phải nêu lý do để đơn vị biết cần sửa gì.")
        raise Invalid("REASON_MISSING", sentence, fields={"reason": sentence})
    row = _move(aggregate_id, EntryState.RETURNED, words, version=version, actor=actor, now=now)
    Aggregate.objects.filter(pk=row.id).update(returned=as_returned(row, reason=words, by=actor.name, at=now))
    ledger.take_back(source_kind=AGGREGATE, source_id=row.id, now=now)
    record(act="aggregate.give_back", actor=actor, now=now, object_kind="aggregate", object_id=row.id, detail={"reason": words})
    return get_aggregate(aggregate_id, actor=actor)


def _quantities(row: Aggregate) -> list[ledger.Quantity]:
    """What the ledger gets of a count: its parts, or the whole; and the number that goes with it."""
    code = row.indicator_version.indicator_id
    found = [ledger.Quantity(code, amount, row.estimated, values or None) for values, amount in parts_of(row)]
    return found if row.second is None else [*found, ledger.Quantity(second_of(code), row.second, row.estimated)]


def _move(aggregate_id: UUID, target: str, reason: str, *, version: int, actor: Actor, now: datetime) -> Aggregate:
    row = get_aggregate(aggregate_id, actor=actor)
    if not policies.may_review_aggregate(actor, row):
        raise NotAllowed("MAY_NOT_REVIEW", _("Chỉ người duyệt của đơn vị hoặc cấp trên được duyệt, và không tự duyệt số của mình."))
    message = _("Số này không còn ở trạng thái đó. Hãy tải lại trang để xem.")
    require(MOVES, source=row.state, target=target, message=message)
    same = Aggregate.objects.filter(pk=row.id, state=row.state, version=version)
    if not same.update(state=target, reason=reason, reviewed_by_id=actor.user_id, reviewed_at=now):
        raise WrongState("AGGREGATE_MOVED", message)
    return row
