"""What a staff officer does with a plan: makes it, changes it, gives its duties out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.kernel import clock
from hoanhap.kernel.errors import Conflict, NotAllowed
from hoanhap.web import notices
from hoanhap.web.conflicts import conflict_page
from hoanhap.web.desk import units
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.programmes.forms import DutyForm, PlanForm
from hoanhap.web.forms import posted
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.assignments import queries as duties
from hoanhap.work.programmes import operations, policies, queries


@desk("POST")
def make_plan(request: DeskRequest, paper_id: UUID) -> HttpResponse:
    """Make a plan of a paper in the register, its duties as drafts."""
    plan = assignments.plan_from_paper(paper_id=paper_id, title="", actor=request.actor, now=clock.now())
    return redirect("plan", plan.id)


@desk("GET", "POST")
def change_plan(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Change the plan's name and the day of its report."""
    plan = _to_change(request, plan_id)
    form = PlanForm(posted(request), initial=_stands(plan, "title", "report_due"))
    try:
        if form.is_valid():
            with form.refusals():
                operations.change_plan(plan_id=plan_id, **form.cleaned_data, actor=request.actor, now=clock.now())
                return redirect("plan", plan_id)
    except Conflict as refusal:
        return _conflict(request, form, refusal, plan, "title", "report_due", back=reverse("plan", args=[plan_id]))
    context = {"form": form, "plan": plan}
    return render(request, "desk/programmes/change_plan.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def change_duty(request: DeskRequest, plan_id: UUID, duty_id: UUID) -> HttpResponse:
    """Change one duty of a draft plan."""
    plan = _to_change(request, plan_id)
    duty = duties.get_assignment(duty_id, actor=request.actor)
    form = DutyForm(posted(request), units=units.choices(on=clock.day_of(clock.now())), initial=_stands(duty, "duty", "due"))
    try:
        if form.is_valid():
            values = form.cleaned_data | {
                "lead_unit_id": UUID(form.cleaned_data["lead_unit_id"]) if form.cleaned_data["lead_unit_id"] else None
            }
            with form.refusals():
                assignments.change_duty(assignment_id=duty_id, **values, actor=request.actor, now=clock.now())
                return redirect(f"{reverse('plan', args=[plan_id])}#viec-{duty.position}")
    except Conflict as refusal:
        fresh = duties.get_assignment(duty_id, actor=request.actor)
        return _conflict(request, form, refusal, fresh, "duty", "due", back=reverse("plan", args=[plan_id]))
    context = {"form": form, "plan": plan, "duty": duty, "printed": [part.printed for part in duty.units.all()]}
    return render(request, "desk/programmes/change_duty.html", context, status=422 if form.is_bound else 200)


@desk("POST")
def assign(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Give the plan's duties to their units."""
    given = assignments.assign(plan_id=plan_id, actor=request.actor, now=clock.now())
    sentence = ngettext("Đã giao %(n)d phần việc cho các đơn vị.", "Đã giao %(n)d phần việc cho các đơn vị.", given)
    notices.say(request, sentence % {"n": given} + " " + _("Mỗi đơn vị thấy việc của mình ở trang Hôm nay."))
    return redirect("plan", plan_id)


def _to_change(request: DeskRequest, plan_id: UUID) -> queries.Plan:
    """The plan, for who may change it: whoever may not is told so before typing, not after."""
    plan = queries.get_plan(plan_id, actor=request.actor)
    if not policies.may_change(request.actor, plan):
        raise NotAllowed("NOT_PLAN_STAFF", _("Chỉ chuyên viên của đơn vị lập kế hoạch được sửa kế hoạch này."))
    return plan


def _stands(thing: Any, *names: str) -> dict[str, Any]:
    return {"version": thing.version, **{name: getattr(thing, name) for name in names}}


def _conflict(request: DeskRequest, form: Any, refusal: Conflict, thing: Any, *names: str, back: str) -> HttpResponse:
    thing.refresh_from_db()
    return conflict_page(request, form, refusal=refusal, theirs=_stands(thing, *names), version=thing.version, back=back)
