"""The week in counts of topics, and which unit receives."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed
from hoanhap.people.feedback import operations, policies, queries
from hoanhap.web import notices
from hoanhap.web.desk import units
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.feedback.forms import ReceptionForm
from hoanhap.web.forms import posted
from hoanhap.web.parts import Link


@desk()
def questions_digest(request: DeskRequest) -> HttpResponse:
    """How often each topic was asked about in a week. No names, no words, no small numbers."""
    if not policies.may_see_digest(request.actor):
        raise NotAllowed("NOT_FOR_YOU", _("Bảng tổng hợp dành cho lãnh đạo, người duyệt và kiểm tra của đơn vị."))
    today = clock.day_of(clock.now())
    monday = queries.monday_of(_day(request.GET.get("tuan", ""), today))
    context = {
        "digest": queries.digest(request.actor, monday=monday, on=today),
        "crumbs": [Link(_("Câu hỏi"), reverse("questions"))] if policies.may_see_some(request.actor) else [],
        "before": f"?tuan={monday - timedelta(days=7)}",
        "after": f"?tuan={monday + timedelta(days=7)}" if monday + timedelta(days=7) <= today else "",
    }
    return render(request, "desk/feedback/digest.html", context)


@desk("GET", "POST")
def name_reception(request: DeskRequest) -> HttpResponse:
    """To which unit questions come: an administrator says."""
    if not policies.may_name_reception(request.actor):
        raise NotAllowed("NOT_FOR_YOU", _("Chỉ quản trị chọn được đơn vị nhận câu hỏi."))
    today = clock.day_of(clock.now())
    own = [(key, label) for key, label in units.choices(on=today) if UUID(key) in request.actor.within]
    form = ReceptionForm(posted(request), units=own)
    if form.is_valid():
        operations.name_reception(unit_id=UUID(form.cleaned_data["unit_id"]), actor=request.actor, now=clock.now())
        notices.say(request, _("Từ nay câu hỏi mới tới đơn vị này."))
        return redirect("name_reception")
    return render(request, "desk/feedback/reception.html", {"form": form}, status=422 if form.is_bound else 200)


def _day(text: str, today: date) -> date:
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today
