"""A unit's part in a duty: what it is, where it comes from, and the unit's answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.web import notices
from hoanhap.web.desk.activities.views import rows_of
from hoanhap.web.desk.assignments.forms import AnswerForm
from hoanhap.web.desk.documents.sheet import anchor_of
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import posted
from hoanhap.web.parts import Link, Mark
from hoanhap.work.activities import queries as activities
from hoanhap.work.assignments import operations, policies, queries
from hoanhap.work.assignments.states import MOVES, DutyState

KINDS = {DutyState.PLANNED: "off", DutyState.ASSIGNED: "go", DutyState.ACCEPTED: "go", DutyState.RETURNED: "warn", DutyState.DONE: "ok"}


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
    today = clock.day_of(clock.now())
    row, state = part.assignment, DutyState(part.state)
    context = {
        "form": form,
        "part": part,
        "duty": row,
        "mark": Mark(KINDS[state], str(state.label)),
        "crumbs": [Link(_("Hôm nay"), reverse("today"))],
        "unit": organisations.names_of([part.unit_id], on=today).get(part.unit_id, part.printed) if part.unit_id else part.printed,
        "moves": MOVES[part.state] if policies.may_answer(request.actor, part) else frozenset(),
        "late": bool(row.due and row.due < today),
        "sees_plan": row.plan.unit_id in request.actor.within,
        "anchor": anchor_of(row.span_start or 0),
        "entries": rows_of(activities.of_unit(request.actor).filter(part=part)[:20]),
    }
    return render(request, "desk/assignments/duty.html", context, status=422 if form.is_bound else 200)
