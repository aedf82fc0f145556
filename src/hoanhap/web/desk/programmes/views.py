"""Pages that show plans."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.kernel import clock
from hoanhap.web.desk.assignments.views import mark_of as duty_mark
from hoanhap.web.desk.documents import path
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.programmes import targets, tree
from hoanhap.web.desk.programmes.workbook import duties_workbook
from hoanhap.web.exporting import wants_workbook, workbook_address
from hoanhap.web.paging import page_of
from hoanhap.web.parts import FindingRow, Link, Mark
from hoanhap.work.assignments import queries as assignments
from hoanhap.work.assignments.states import DutyState
from hoanhap.work.programmes import policies, queries
from hoanhap.work.programmes.states import PlanState

MARKS = {PlanState.DRAFT: "go", PlanState.ASSIGNED: "ok", PlanState.CLOSED: "off"}


def mark_of(plan: queries.Plan) -> Mark:
    """A plan's state as a word with an icon."""
    return Mark(MARKS[PlanState(plan.state)], str(PlanState(plan.state).label))


@desk()
def plans(request: DeskRequest) -> HttpResponse:
    """The plans of the unit and of those below it."""
    rows, pager = page_of(request, queries.visible(request.actor))
    return render(request, "desk/programmes/plans.html", {"rows": [(plan, mark_of(plan)) for plan in rows], "pager": pager})


@desk()
def plan(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """One plan: its tree, its duties by unit, and what it still lacks; ``?tep=xlsx`` its duties as a workbook."""
    row = queries.get_plan(plan_id, actor=request.actor)
    duties = assignments.of_plan(row)
    names = tree.names_in(duties, on=clock.day_of(clock.now()))
    if wants_workbook(request):
        return duties_workbook(duties, names)
    may_change = policies.may_change(request.actor, row)
    editable = may_change and row.state == PlanState.DRAFT
    loads = assignments.by_unit(duties)
    context = {
        "plan": row,
        "export": workbook_address(request) if duties else "",
        "may_change": may_change,
        "editable": editable,
        "steps": path.of(row.paper, actor=request.actor),
        "crumbs": _crumbs(row),
        "facts": _facts(row, len(duties), len(loads)),
        "rows": tree.rows_of(row, duties, names=names, editable=editable),
        "loads": [(names.get(load.unit_id, load.printed) if load.unit_id else load.printed, load) for load in loads],
        "findings": _findings(row, duties, may_change=may_change),
        "answers": answers_of(duties, names),
        **targets.of_plan(request, row),
    }
    return render(request, "desk/programmes/plan.html", context)


def _findings(row: queries.Plan, duties: list[assignments.Assignment], *, may_change: bool) -> list[FindingRow]:
    change, tree_here = reverse("change_plan", args=[row.id]), row.state == PlanState.DRAFT
    pages = (change, "#tree" if tree_here else "") if may_change else ("", "")
    return tree.finding_rows(assignments.gaps(row, duties), plan_page=pages[0], duties_page=pages[1])


def _crumbs(row: queries.Plan) -> list[Link]:
    origin = Link(row.paper.number or _("văn bản gốc"), reverse("paper", args=[row.paper_id]))
    return [Link(_("Kế hoạch"), reverse("plans")), origin]


def answers_of(duties: list[assignments.Assignment], names: Mapping[UUID, str]) -> list[tuple[str, str, Mark, str]]:
    """Where every part stands that has gone out: clause, unit, state, and the page of the part."""
    return [
        (duty.clause or str(duty.position), names.get(part.unit_id, part.printed), duty_mark(part), reverse("duty", args=[part.id]))
        for duty in duties
        for part in duty.units.all()
        if part.unit_id and part.state != DutyState.PLANNED
    ]


def _facts(plan: queries.Plan, duties: int, units: int) -> list[str]:
    return [
        str(PlanState(plan.state).label),
        ngettext("%(n)d việc", "%(n)d việc", duties) % {"n": duties},
        ngettext("%(n)d đơn vị", "%(n)d đơn vị", units) % {"n": units},
        _("báo cáo trước %(day)s") % {"day": f"{plan.report_due:%d/%m/%Y}"} if plan.report_due else _("chưa có hạn báo cáo"),
    ]
