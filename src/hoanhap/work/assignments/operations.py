"""Making duties out of a paper, giving them to units, and what units answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.work.assignments import policies
from hoanhap.work.assignments.models import AssignedUnit, Assignment
from hoanhap.work.assignments.queries import get_assignment, get_part
from hoanhap.work.assignments.states import MOVES, DutyState, Part
from hoanhap.work.programmes import operations as programmes
from hoanhap.work.programmes import policies as plan_policies
from hoanhap.work.programmes.queries import Plan, get_plan
from hoanhap.work.programmes.states import PlanState

_PARTS = {"lead": Part.LEAD, "coordinate": Part.COORDINATE, "advise": Part.ADVISE}
_PARTNERS = re.compile(r"phối hợp với ((?:(?!\btổ chức\b|\blập\b|\bxây dựng\b|[.;]).)+)", re.IGNORECASE)


@transaction.atomic
def plan_from_paper(*, paper_id: UUID, title: str, actor: Actor, now: datetime) -> Plan:
    """Make a plan from a paper, its duties as drafts of assignments. Again it gives the same plan and adds nothing."""
    plan = programmes.draft_plan(paper_id=paper_id, title=title, actor=actor, now=now)
    if not Assignment.objects.filter(plan=plan).exists():
        for position, item in enumerate((plan.paper.reading or {}).get("assignments") or [], start=1):
            _draft(plan, position, item, on=clock.day_of(now))
    return plan


@transaction.atomic
def change_duty(
    *, assignment_id: UUID, version: int, duty: str, due: date | None, lead_unit_id: UUID | None, actor: Actor, now: datetime
) -> Assignment:
    """Change a duty of a draft plan: its words, its date, and who leads it.

    :raises Conflict: somebody else has changed it since ``version``
    """
    row = get_assignment(assignment_id, actor=actor)
    _require_draft(get_plan(row.plan_id, actor=actor), actor)
    if not duty.strip():
        raise Invalid(
            "DUTY_EMPTY", _("Việc phải có nội dung. Hãy ghi việc cần làm rồi lưu lại."), fields={"duty": _("Chưa ghi việc cần làm.")}
        )
    if not Assignment.objects.filter(pk=row.id, version=version).update(duty=duty.strip(), due=due, version=version + 1):
        raise Conflict("DUTY_CHANGED", _("Người khác vừa sửa việc này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))
    if lead_unit_id is not None:
        _set_lead(row, lead_unit_id, on=clock.day_of(now))
    record(act="duty.change", actor=actor, now=now, object_kind="assignment", object_id=row.id, detail={"due": str(due)})
    return Assignment.objects.get(pk=row.id)


@transaction.atomic
def assign(*, plan_id: UUID, actor: Actor, now: datetime) -> int:
    """Give the plan's duties to their units, and say to how many parts. Printed names that nobody has tied to a unit stay behind
    and stay in the gap list.

    :raises Invalid: no duty has a known unit
    """
    programmes.mark_assigned(plan_id=plan_id, actor=actor, now=now)
    given = AssignedUnit.objects.filter(assignment__plan_id=plan_id, unit__isnull=False, state=DutyState.PLANNED).update(
        state=DutyState.ASSIGNED
    )
    if not given:
        raise Invalid("NOTHING_TO_ASSIGN", _("Chưa việc nào có đơn vị trong hệ thống nên chưa giao được. Hãy chọn đơn vị cho từng việc."))
    return given


@transaction.atomic
def answer_duty(*, part_id: UUID, target: str, reason: str, actor: Actor, now: datetime) -> AssignedUnit:
    """A unit takes a duty on, returns it with a reason, or says that it is done.

    :raises NotAllowed: it is not the actor's unit's duty
    :raises WrongState: the duty is not in a state for that
    :raises Invalid: a return without a reason
    """
    part = get_part(part_id, actor=actor)
    if not policies.may_answer(actor, part):
        raise NotAllowed("NOT_YOUR_DUTY", _("Chỉ đơn vị được giao mới trả lời được việc này."))
    require(MOVES, source=part.state, target=target, message=_("Việc này không còn ở trạng thái đó. Hãy tải lại trang để xem."))
    if target == DutyState.RETURNED and not reason.strip():
        raise Invalid("REASON_MISSING", _("Trả lại việc phải nêu lý do."), fields={"reason": _("Hãy ghi lý do trả lại.")})
    if not AssignedUnit.objects.filter(pk=part.id, state=part.state).update(state=target, reason=reason.strip()):
        raise WrongState("DUTY_MOVED", _("Người khác vừa cập nhật việc này. Hãy tải lại trang để xem."))
    record(act=f"duty.{target.lower()}", actor=actor, now=now, object_kind="assignment", object_id=part.assignment_id,
           detail={"reason": reason})  # fmt: skip
    return AssignedUnit.objects.get(pk=part.id)


def _require_draft(plan: Plan, actor: Actor) -> None:
    if not plan_policies.may_change(actor, plan):
        raise NotAllowed("NOT_PLAN_STAFF", _("Chỉ chuyên viên của đơn vị lập kế hoạch được sửa việc."))
    if plan.state != PlanState.DRAFT:
        raise WrongState("PLAN_ASSIGNED", _("Kế hoạch đã giao việc nên không sửa được việc ở đây nữa."))


def _draft(plan: Plan, position: int, item: dict[str, Any], *, on: date) -> None:
    start, end = item["span"]
    row = Assignment.objects.create(
        id=uuid5(plan.id, f"duty {position}"), plan=plan, position=position, clause=item.get("clause") or "", duty=item["duty"],
        due=_as_date(item.get("due")), due_printed=item.get("due") or "", span_start=start, span_end=end,
    )  # fmt: skip
    part = _PARTS[item["role"]]
    units = organisations.printed_as(item["unit"], on=on)
    for unit in units:
        AssignedUnit.objects.create(assignment=row, unit=unit, printed=item["unit"], part=part, each=len(units) > 1)
    if not units:
        AssignedUnit.objects.create(assignment=row, unit=None, printed=item["unit"], part=part)
    _add_partners(row, item["duty"], {unit.id for unit in units}, on=on)


def _add_partners(row: Assignment, duty: str, known: set[UUID], *, on: date) -> None:
    """Units named after ``phối hợp với`` in the duty take part too, where the system knows them by that name."""
    for phrase in _PARTNERS.findall(duty):
        for printed in _names_in(phrase):
            units = organisations.printed_as(printed, on=on)
            for unit in units:
                if unit.id not in known:
                    AssignedUnit.objects.create(assignment=row, unit=unit, printed=printed, part=Part.COORDINATE, each=len(units) > 1)
                    known.add(unit.id)


def _names_in(phrase: str) -> Iterable[str]:
    """The names a list of partners may hold: each piece between commas, cut back word by word (``Phòng PH10 trình …``)."""
    for piece in re.split(r",| và ", phrase):
        words = piece.split()
        for length in range(min(len(words), 8), 0, -1):
            yield " ".join(words[:length])


def _as_date(printed: str | None) -> date | None:
    try:
        return date.fromisoformat(printed or "")
    except ValueError:
        return None


def _set_lead(row: Assignment, unit_id: UUID, *, on: date) -> None:
    name = organisations.name_of(unit_id, on=on).name
    AssignedUnit.objects.filter(assignment=row, unit_id=unit_id).delete()
    lead = AssignedUnit.objects.filter(assignment=row, part__in=(Part.LEAD, Part.ADVISE)).order_by("id")
    part = lead[0].part if lead else Part.LEAD
    lead.delete()
    AssignedUnit.objects.create(assignment=row, unit_id=unit_id, printed=name, part=part)
