"""Việc của tôi hôm nay: what waits for the person who is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.kernel import clock
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.home import waiting
from hoanhap.work.activities import policies as entry_policies
from hoanhap.work.documents import policies as paper_policies


@desk()
def today(request: DeskRequest) -> HttpResponse:
    """What is overdue, due today, due this week, and later."""
    day = clock.day_of(clock.now())
    groups = waiting.groups_for(request.actor, today=day)
    total = sum(len(group.rows) for group in groups)
    facts = [date_format(day, "l, d/m/Y"), ngettext("%(n)d việc", "%(n)d việc", total) % {"n": total} if total else _("không có việc chờ")]
    context = {
        "groups": groups,
        "facts": facts,
        "may_log": entry_policies.may_log(request.actor),
        "may_receive": paper_policies.may_receive(request.actor),
    }
    return render(request, "desk/home/today.html", context)
