"""Việc của tôi hôm nay: what waits for the person who is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from hoanhap.kernel import clock
from hoanhap.web.desk.door import DeskRequest, desk


@desk()
def today(request: DeskRequest) -> HttpResponse:
    """What is overdue, due today and due this week."""
    return render(request, "desk/home/today.html", {"day": clock.day_of(clock.now()), "groups": []})
