"""A unit's part in a duty: what it is, where it comes from, and the unit's answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.web import notices
from hoanhap.web.desk import units
from hoanhap.web.desk.activities.views import rows_of
from hoanhap.web.desk.assignments.forms import AnswerForm, GiveAgainForm
from hoanhap.web.desk.documents.sheet import anchor_of
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import posted
from hoanhap.web.parts import Link, Mark
from hoanhap.work.activities import queries as activities
from hoanhap.work.assignments import operations, policies, queries
from hoanhap.work.assignments.states import MOVES, DutyState
from hoanhap.work.programmes import policies as plan_policies

KINDS = {DutyState.PLANNED: "off", DutyState.ASSIGNED: "go", DutyState.ACCEPTED: "go", DutyState.RETURNED: "warn", DutyState.DONE: "ok"}


def mark_of(part: queries.AssignedUnit) -> Mark:
    """The state of a unit's part as a word with an icon."""
    state = DutyState(part.state)
    return Mark(KINDS[state], str(state.label), "turn" if state == DutyState.RETURNED else "")


@desk("GET", "POST")
def duty(request: DeskRequest, part_id: UUID) -> HttpResponse:
    """One part of a duty, with what the unit may answer."""
    part = queries.get_part(part_id, actor=request.actor)
    form = AnswerForm(posted(request))
    if form.is_valid():
        with form.refusals():
            operations.answer_duty(part_id=part_id, **form.cleaned_data, actor=request.actor, now=clock.now())
            notices.say(request, _("Đã ghi trả lời của đơn vị."))
            return redirect("duty", part_id)
    context = {"form": form, **_about(request, part)}
    return render(request, "desk/assignments/duty.html", context, status=422 if form.is_bound else 200)


def _about(request: DeskRequest, part: queries.AssignedUnit) -> dict[str, Any]:
    """Everything the page says about a part."""
    today = clock.day_of(clock.now())
    row = part.assignment
    context: dict[str, Any] = {
        "part": part,
        "duty": row,
        "mark": mark_of(part),
        "crumbs": [Link(_("Hôm nay"), reverse("today"))],
        "unit": organisations.names_of([part.unit_id], on=today).get(part.unit_id, part.printed) if part.unit_id else part.printed,
        "moves": MOVES[part.state] if policies.may_answer(request.actor, part) else frozenset(),
        "late": bool(row.due and row.due < today),
        "sees_plan": row.plan.unit_id in request.actor.within,
        "anchor": anchor_of(row.span_start or 0),
        "entries": rows_of(activities.of_unit(request.actor).filter(part=part)[:20]),
    }
    if may_give_again(request, part):
        context["again"] = GiveAgainForm(units=units.choices(on=today))
    return context


def may_give_again(request: DeskRequest, part: queries.AssignedUnit) -> bool:
    """Whether this duty came back to the actor, who planned it."""
    return part.state == DutyState.RETURNED and plan_policies.may_change(request.actor, part.assignment.plan)


@desk("POST")
def give_again(request: DeskRequest, part_id: UUID) -> HttpResponse:
    """Give a returned duty again, to the same unit or to another."""
    form = GiveAgainForm(request.POST, units=units.choices(on=clock.day_of(clock.now())))
    chosen = form.cleaned_data["unit_id"] if form.is_valid() else ""
    operations.give_again(part_id=part_id, unit_id=UUID(chosen) if chosen else None, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã giao lại việc."))
    return redirect("duty", part_id)
