"""Slips at the desk: the need, the commune and how soon; nothing about why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.people.support import operations, policies, queries
from hoanhap.people.support.states import OPEN, Need, Purpose, SlipState, Soon
from hoanhap.web import notices
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.support.forms import AnswerForm, CloseForm, PassForm
from hoanhap.web.forms import posted
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link, Mark, WorkRow

KINDS = {SlipState.WAITING: "now", SlipState.INVITED: "go", SlipState.HELPED: "ok", SlipState.CLOSED: "off"}


def mark_of(slip: queries.Slip) -> Mark:
    """The state of a slip as a word with an icon; urgent ones that wait say so."""
    state = SlipState(slip.state)
    urgent = state == SlipState.WAITING and slip.soon == Soon.TODAY
    return Mark(KINDS[state], _("Gấp") if urgent else str(state.label))


@desk()
def slips(request: DeskRequest) -> HttpResponse:
    """The slips of the actor's office; for those above, how many there are."""
    today = clock.day_of(clock.now())
    context: dict[str, Any] = {}
    if policies.may_help_some(request.actor) or not policies.may_count(request.actor):
        rows, context["pager"] = page_of(request, queries.of_office(request.actor, on=today))
        names = queries.place_names({slip.place_id for slip in rows}, on=today)
        context["open"] = [_row(slip, names) for slip in rows if slip.state in OPEN]
        context["done"] = [_row(slip, names) for slip in rows if slip.state not in OPEN]
    if policies.may_count(request.actor):
        context["counts"], context["total"] = queries.counts(request.actor, on=today)
    return render(request, "desk/support/slips.html", context)


@desk("GET", "POST")
def slip(request: DeskRequest, slip_id: UUID) -> HttpResponse:
    """One slip, and the answer to it."""
    found = queries.get_slip(slip_id, actor=request.actor, on=clock.day_of(clock.now()))
    form = AnswerForm(posted(request), initial={"words": found.answer})
    if form.is_valid():
        with form.refusals():
            operations.answer_slip(slip_id=slip_id, words=form.cleaned_data["words"], actor=request.actor, now=clock.now())
            notices.say(request, _("Đã trả lời. Người lấy phiếu xem được bằng mã."))
            return redirect("slips")
    return render(request, "desk/support/slip.html", {**_about(found), "form": form}, status=422 if form.is_bound else 200)


@desk("POST")
def slip_reach(request: DeskRequest, slip_id: UUID) -> HttpResponse:
    """How to reach the person, on this page only; that it was read stands in the trail."""
    reach = operations.read_reach(slip_id=slip_id, actor=request.actor, now=clock.now())
    found = queries.get_slip(slip_id, actor=request.actor, on=clock.day_of(clock.now()))
    return render(request, "desk/support/slip.html", {**_about(found), "form": AnswerForm(initial={"words": found.answer}), "reach": reach})


@desk("POST")
def pass_slip(request: DeskRequest, slip_id: UUID) -> HttpResponse:
    """Give a slip to another office, with the person's consent."""
    found = queries.get_slip(slip_id, actor=request.actor, on=clock.day_of(clock.now()))
    form = PassForm(request.POST, services=_passable(found))
    chosen = UUID(form.cleaned_data["service_id"]) if form.is_valid() else UUID(int=0)
    operations.pass_slip_on(slip_id=slip_id, service_id=chosen, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã chuyển phiếu. Đơn vị bạn không còn thấy phiếu này."))
    return redirect("slips")


@desk("POST")
def close_slip(request: DeskRequest, slip_id: UUID) -> HttpResponse:
    """Close a slip: helped, which counts, or not."""
    form = CloseForm(request.POST)
    helped = form.is_valid() and form.cleaned_data["outcome"] == SlipState.HELPED
    operations.close_slip(slip_id=slip_id, helped=helped, actor=request.actor, now=clock.now())
    notices.say(request, _("Đã ghi một lượt giúp vào sổ số liệu.") if helped else _("Đã đóng phiếu, không tính lượt giúp."))
    return redirect("slips")


def _row(found: queries.Slip, names: dict[UUID, str]) -> WorkRow:
    what = f"{Need(found.need).label}: {Soon(found.soon).label}"
    day = _("lấy ngày %(day)s") % {"day": f"{found.made_on:%d/%m/%Y}"}
    return WorkRow(what, reverse("slip", args=[found.id]), f"{names.get(found.place_id, '')} · {day}", mark_of(found), _("Mở"))


def _about(found: queries.Slip) -> dict[str, Any]:
    """Everything the page says about a slip, and what may be done with it."""
    today = clock.day_of(clock.now())
    passable = _passable(found)
    return {
        "slip": found,
        "mark": mark_of(found),
        "label": Need(found.need).label,
        "place": queries.place_names([found.place_id], on=today)[found.place_id],
        "open": found.state in OPEN,
        "may_reach": bool(found.reach) and queries.has_consent(found, Purpose.REACH, on=today),
        "pass_form": PassForm(services=passable) if passable and queries.has_consent(found, Purpose.PASS_ON, on=today) else None,
        "agreed_to_pass": queries.has_consent(found, Purpose.PASS_ON, on=today),
        "crumbs": [Link(_("Phiếu hẹn"), reverse("slips"))],
    }


def _passable(found: queries.Slip) -> list[tuple[str, str]]:
    return [(str(service.id), service.name) for service in queries.passable_to(found, on=clock.day_of(clock.now()))]
