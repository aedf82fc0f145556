"""Making duties out of a paper, giving them to units, and what units answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.organisations import policies as organisation_policies
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.work.assignments import policies
from hoanhap.work.assignments.models import AssignedUnit, Assignment
from hoanhap.work.assignments.queries import get_assignment, get_part
from hoanhap.work.assignments.states import ANSWERS, MOVES, DutyState, Part
from hoanhap.work.programmes import operations as programmes
from hoanhap.work.programmes import policies as plan_policies
from hoanhap.work.programmes.queries import Plan
from hoanhap.work.programmes.states import PlanState
from vanban.text import clean

_PARTS = {"lead": Part.LEAD, "coordinate": Part.COORDINATE, "advise": Part.ADVISE}
_PARTNERS = re.compile(r"phối hợp với ((?:(?!\btổ chức\b|\blập\b|\bxây dựng\b|[.;]).)+)", re.IGNORECASE)


@transaction.atomic
def plan_from_paper(*, paper_id: UUID, title: str, actor: Actor, now: datetime) -> Plan:
    """Make a plan from a paper, its duties as drafts of assignments. Again it gives the same plan and adds nothing."""
    plan = programmes.draft_plan(paper_id=paper_id, title=title, actor=actor, now=now)
    if not Assignment.objects.filter(plan=plan).exists():
        directory = organisations.Directory(clock.day_of(now), seen_from=plan.unit_id)
        for position, item in enumerate((plan.paper.reading or {}).get("assignments") or [], start=1):
            _draft(plan, position, item, directory)
    return plan


@transaction.atomic
def change_duty(
    *, assignment_id: UUID, version: int, duty: str, due: date | None, lead_unit_id: UUID | None, actor: Actor, now: datetime
) -> Assignment:
    """Change a duty of a draft plan: its words, its date, and who leads it.

    :raises WrongState: the plan's duties have gone out
    :raises Invalid: there are no words, or the unit has ended
    :raises Conflict: somebody else has changed it since ``version``
    """
    row = get_assignment(assignment_id, actor=actor)
    _require_draft(row.plan_id, actor)
    words = clean(duty).strip()
    if not words:
        raise Invalid(
            "DUTY_EMPTY", _("Việc phải có nội dung. Hãy ghi việc cần làm rồi lưu lại."), fields={"duty": _("Chưa ghi việc cần làm.")}
        )
    if not Assignment.objects.filter(pk=row.id, version=version).update(duty=words, due=due, version=version + 1):
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
    _require_draft(plan_id, actor)
    given = AssignedUnit.objects.filter(assignment__plan_id=plan_id, unit__isnull=False, state=DutyState.PLANNED).update(
        state=DutyState.ASSIGNED
    )
    if not given:
        raise Invalid("NOTHING_TO_ASSIGN", _("Chưa việc nào có đơn vị trong hệ thống nên chưa giao được. Hãy chọn đơn vị cho từng việc."))
    programmes.mark_assigned(plan_id=plan_id, actor=actor, now=now)
    return given


@transaction.atomic
def give_again(*, part_id: UUID, unit_id: UUID | None, actor: Actor, now: datetime) -> AssignedUnit:
    """Give a duty that a unit returned again: to the same unit (``unit_id`` None) or to another.

    :raises NotAllowed: the actor is no staff officer of the unit that planned it
    :raises WrongState: it has not been returned, or somebody has just given it again
    :raises Invalid: the other unit has ended, or has a part in the duty already
    """
    part = get_part(part_id, actor=actor)
    if not plan_policies.may_change(actor, part.assignment.plan):
        raise NotAllowed("NOT_PLAN_STAFF", _("Chỉ chuyên viên của đơn vị lập kế hoạch được giao lại việc."))
    message = _("Chỉ giao lại được việc đã bị trả lại. Hãy tải lại trang để xem.")
    require(MOVES, source=part.state, target=DutyState.ASSIGNED, message=message)
    to = {"unit_id": unit_id, "printed": _living(unit_id, on=clock.day_of(now))} if unit_id else {}
    if unit_id and AssignedUnit.objects.filter(assignment_id=part.assignment_id, unit_id=unit_id).exclude(pk=part.id).exists():
        raise Invalid("UNIT_HAS_PART", _("Đơn vị này đã có phần trong việc đó. Hãy chọn đơn vị khác."))
    if not AssignedUnit.objects.filter(pk=part.id, state=part.state).update(state=DutyState.ASSIGNED, reason="", **to):
        raise WrongState("DUTY_MOVED", message)
    record(act="duty.give_again", actor=actor, now=now, object_kind="assignment", object_id=part.assignment_id,
           detail={"from": str(part.unit_id), "to": str(unit_id or part.unit_id)})  # fmt: skip
    return AssignedUnit.objects.get(pk=part.id)


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
    message = _("Việc này không còn ở trạng thái đó. Hãy tải lại trang để xem.")
    if target not in ANSWERS:
        raise WrongState("NO_SUCH_ANSWER", message)
    require(MOVES, source=part.state, target=target, message=message)
    words = clean(reason).strip()
    if target == DutyState.RETURNED and not words:
        raise Invalid("REASON_MISSING", _("Trả lại việc phải nêu lý do."), fields={"reason": _("Hãy ghi lý do trả lại.")})
    if not AssignedUnit.objects.filter(pk=part.id, state=part.state).update(state=target, reason=words):
        raise WrongState("DUTY_MOVED", _("Người khác vừa cập nhật việc này. Hãy tải lại trang để xem."))
    record(act=f"duty.{target.lower()}", actor=actor, now=now, object_kind="assignment", object_id=part.assignment_id,
           detail={"reason": words})  # fmt: skip
    return AssignedUnit.objects.get(pk=part.id)


@transaction.atomic
def follow_heirs(*, heirs: Mapping[UUID, UUID], actor: Actor, now: datetime) -> list[dict[str, str]]:
    """Let what units that end had still to do be done by their heirs. Where the heir has a part in the same duty already, the part of
    the unit that ends goes back to who planned it, with the reason.

    :param heirs: by the unit that ends
    :returns: what was done, for ``follow_back``
    :raises NotAllowed: the actor may not reorganise those units
    """
    _require_reorganiser(actor, heirs)
    steps = []
    open_parts = AssignedUnit.objects.select_for_update().filter(unit_id__in=heirs).exclude(state=DutyState.DONE)
    for part in open_parts.order_by("id"):
        steps.append({"part": str(part.id), "unit": str(part.unit_id), "state": part.state, "reason": part.reason})
        heir = heirs[UUID(steps[-1]["unit"])]
        if AssignedUnit.objects.filter(assignment_id=part.assignment_id, unit_id=heir).exists():
            part.state, part.reason = DutyState.RETURNED, _("Đơn vị đã kết thúc; đơn vị tiếp nhận đã có phần trong việc này.")
        else:
            part.unit_id = heir
        part.save(update_fields=["unit", "state", "reason"])
        record(act="duty.follow", actor=actor, now=now, object_kind="assignment", object_id=part.assignment_id,
               detail={"from": steps[-1]["unit"], "to": str(heir)})  # fmt: skip
    return steps


@transaction.atomic
def follow_back(*, steps: Iterable[Mapping[str, str]], actor: Actor, now: datetime) -> None:
    """Undo ``follow_heirs``, except for parts that have moved on since: what the heir has answered stays answered.

    :raises NotAllowed: the actor may not reorganise those units
    :raises WrongState: an heir has answered for a part meanwhile
    """
    kept = list(steps)
    _require_reorganiser(actor, [UUID(step["unit"]) for step in kept])
    for step in kept:
        part = AssignedUnit.objects.select_for_update().get(pk=step["part"])
        if part.state not in (step["state"], DutyState.RETURNED):
            raise WrongState("HEIR_ANSWERED", _("Đơn vị tiếp nhận đã trả lời việc được chuyển sang nên không hoàn tác được nữa."))
        part.unit_id, part.state, part.reason = UUID(step["unit"]), step["state"], step["reason"]
        part.save(update_fields=["unit", "state", "reason"])
        record(act="duty.follow_back", actor=actor, now=now, object_kind="assignment", object_id=part.assignment_id)


def _require_reorganiser(actor: Actor, unit_ids: Iterable[UUID]) -> None:
    if not organisation_policies.may_reorganise(actor, unit_ids):
        raise NotAllowed("MAY_NOT_REORGANISE", _("Chỉ quản trị được chuyển việc theo đơn vị, trong phạm vi đơn vị mình và cấp dưới."))


def _require_draft(plan_id: UUID, actor: Actor) -> None:
    plan = programmes.hold(plan_id, actor)  # against somebody who gives its duties out at this moment
    if plan.state != PlanState.DRAFT:
        raise WrongState("PLAN_ASSIGNED", _("Kế hoạch đã giao việc nên không sửa được việc ở đây nữa."))


def _draft(plan: Plan, position: int, item: dict[str, Any], directory: organisations.Directory) -> None:
    start, end = item["span"]
    row = Assignment.objects.create(
        id=uuid5(plan.id, f"duty {position}"), plan=plan, position=position, clause=item.get("clause") or "", duty=item["duty"],
        due=_as_date(item.get("due")), due_printed=item.get("due") or "", span_start=start, span_end=end,
    )  # fmt: skip
    units = directory.printed_as(item["unit"])
    known: set[UUID] = set()
    if units:
        _take_part(row, item["unit"], units, part=_PARTS[item["role"]], known=known)
    else:
        AssignedUnit.objects.create(assignment=row, unit=None, printed=item["unit"], part=_PARTS[item["role"]])
    # Units named after `phối hợp với` in the duty take part too, where the system knows them by that name.
    for phrase in _PARTNERS.findall(item["duty"]):
        for printed, partners in directory.named_in(phrase):
            _take_part(row, printed, partners, part=Part.COORDINATE, known=known)


def _take_part(row: Assignment, printed: str, units: list[organisations.Unit], *, part: Part, known: set[UUID]) -> None:
    for unit in units:
        if unit.id not in known:
            known.add(unit.id)
            AssignedUnit.objects.create(assignment=row, unit=unit, printed=printed, part=part, each=len(units) > 1)


def _as_date(printed: str | None) -> date | None:
    try:
        return date.fromisoformat(printed or "")
    except ValueError:
        return None


def _set_lead(row: Assignment, unit_id: UUID, *, on: date) -> None:
    name = _living(unit_id, on=on)
    AssignedUnit.objects.filter(assignment=row, unit_id=unit_id).delete()
    lead = AssignedUnit.objects.filter(assignment=row, part__in=(Part.LEAD, Part.ADVISE)).order_by("id")
    part = lead[0].part if lead else Part.LEAD
    lead.delete()
    AssignedUnit.objects.create(assignment=row, unit_id=unit_id, printed=name, part=part)


def _living(unit_id: UUID, *, on: date) -> str:
    """The name of a unit that exists on the day."""
    if not organisations.units_on(on).filter(pk=unit_id).exists():
        sentence = _("Đơn vị này không còn hoạt động. Hãy chọn đơn vị đang hoạt động.")
        raise Invalid("UNIT_ENDED", sentence, fields={"lead_unit_id": sentence})
    return organisations.name_of(unit_id, on=on).name
