"""Finding duties, and what is missing from a plan before it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.assignments.models import AssignedUnit, Assignment
from hoanhap.work.assignments.states import DutyState, Part
from hoanhap.work.programmes import queries as programmes

__all__ = [
    "AssignedUnit",
    "Assignment",
    "Gap",
    "UnitLoad",
    "by_unit",
    "gaps",
    "get_assignment",
    "get_part",
    "given_back_to",
    "is_given",
    "is_open",
    "of_plan",
    "open_for",
]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing, said before anybody signs. ``clauses`` say where; ``settled`` once a person has mended it here."""

    code: str
    message: str
    clauses: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """What one unit, or one printed name nobody knows, has to do in a plan."""

    printed: str
    unit_id: UUID | None
    lead: int
    coordinate: int
    without_due: int


def of_plan(plan: programmes.Plan) -> list[Assignment]:
    """The plan's duties in the order of the paper, each with its units."""
    units = AssignedUnit.objects.order_by("printed", "unit__code", "id")
    return list(plan.assignments.prefetch_related(Prefetch("units", queryset=units)).order_by("position"))


def get_assignment(assignment_id: UUID, *, actor: Actor) -> Assignment:
    """A duty of a plan that the actor may see.

    :raises NotFound: there is none such for this actor
    """
    row = Assignment.objects.filter(pk=assignment_id, plan__unit_id__in=actor.within).prefetch_related("units").first()
    if row is None:
        raise NotFound("DUTY_NOT_FOUND", _("Không tìm thấy việc này, hoặc việc không thuộc đơn vị của bạn."))
    return row


def get_part(part_id: UUID, *, actor: Actor) -> AssignedUnit:
    """A unit's part in a duty: for that unit and those above it once it was given, for the unit that planned it at any time.

    :raises NotFound: there is none such for this actor
    """
    given = Q(unit_id__in=actor.within) & ~Q(state=DutyState.PLANNED)
    planned_here = Q(assignment__plan__unit_id__in=actor.within)
    part = AssignedUnit.objects.filter(given | planned_here, pk=part_id).select_related("assignment__plan").first()
    if part is None:
        raise NotFound("DUTY_NOT_FOUND", _("Không tìm thấy việc này, hoặc việc không thuộc đơn vị của bạn."))
    return part


def is_given(part_id: UUID, *, actor: Actor) -> bool:
    """Whether the actor's own unit was given this part of a duty and has not returned it."""
    states = (DutyState.ASSIGNED, DutyState.ACCEPTED, DutyState.DONE)
    return AssignedUnit.objects.filter(pk=part_id, unit_id=actor.own_unit, state__in=states).exists()


def is_open(duty: Assignment) -> bool:
    """Whether some unit has still to do its part of the duty."""
    return any(part.state != DutyState.DONE for part in duty.units.all())


def open_for(actor: Actor) -> QuerySet[AssignedUnit]:
    """What the actor's own unit has been given and has not done, what is due first standing first."""
    states = (DutyState.ASSIGNED, DutyState.ACCEPTED)
    parts = AssignedUnit.objects.filter(unit_id=actor.own_unit, state__in=states).select_related("assignment__plan")
    return parts.order_by("assignment__due", "assignment__position", "id")


def given_back_to(actor: Actor) -> QuerySet[AssignedUnit]:
    """Parts that units have returned in plans of the actor's own unit, the earliest due first."""
    parts = AssignedUnit.objects.filter(assignment__plan__unit_id__in=[actor.unit_id], state=DutyState.RETURNED)
    return parts.select_related("assignment__plan").order_by("assignment__due", "assignment__position", "id")


def by_unit(duties: list[Assignment]) -> list[UnitLoad]:
    """The plan turned round: for each unit how many duties it leads, joins, and has without a date."""
    rows: dict[tuple[str, UUID | None], list[int]] = {}
    for duty in duties:
        for part in duty.units.all():
            key = (part.printed, None if part.each else part.unit_id)
            row = rows.setdefault(key, [0, 0, 0])
            if part.each and part.unit_id != _first_of_group(duty, part):
                continue
            row[0 if part.part != Part.COORDINATE else 1] += 1
            row[2] += duty.due is None
    return [UnitLoad(printed, unit_id, *counts) for (printed, unit_id), counts in rows.items()]


def gaps(plan: programmes.Plan, duties: list[Assignment]) -> list[Gap]:
    """What the plan still lacks: what the reading of its paper remarked (codes of ``vanban.checking``), less what a person has mended
    since, and what the duties as they stand now lack."""
    undated = [duty for duty in duties if duty.due is None]
    unknown = sorted({part.printed for duty in duties for part in duty.units.all() if part.unit_id is None})
    found = [gap for gap in _from_reading(plan) if not _settled(gap, plan)]
    if undated:
        message = ngettext("%(n)d việc chưa có hạn.", "%(n)d việc chưa có hạn.", len(undated)) % {"n": len(undated)}
        clauses = tuple(dict.fromkeys(duty.clause for duty in undated if duty.clause))
        spans = tuple((duty.span_start, duty.span_end) for duty in undated if duty.span_start is not None and duty.span_end is not None)
        found.insert(0, Gap("NO_DEADLINE", message, clauses, spans))
    if unknown:
        message = _("Chưa rõ đơn vị nào trong hệ thống: %(names)s. Hãy chọn đơn vị trước khi giao.") % {"names": "; ".join(unknown)}
        found.append(Gap("UNIT_UNKNOWN", message))
    return found


def _from_reading(plan: programmes.Plan) -> list[Gap]:
    findings = (plan.paper.reading or {}).get("findings") or []
    return [Gap(item["code"], item["message"], spans=tuple((start, end) for start, end in item.get("spans") or ())) for item in findings]


def _settled(gap: Gap, plan: programmes.Plan) -> bool:
    """Deadlines are asked of the duties as they stand; the report's date, of the plan."""
    return gap.code == "NO_DEADLINE" or (gap.code == "NO_REPORT_DUE" and plan.report_due is not None)


def _first_of_group(duty: Assignment, part: AssignedUnit) -> UUID | None:
    members = sorted((row.unit_id for row in duty.units.all() if row.each and row.printed == part.printed and row.unit_id), key=str)
    return members[0] if members else None
