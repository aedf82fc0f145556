"""Making a slip: no name, no cookie, no address kept. The code is shown once, on the page that answers the form."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hoanhap.kernel import clock, codes
from hoanhap.kernel.errors import NotFound
from hoanhap.people.support import operations, queries
from hoanhap.people.support.states import Need
from hoanhap.web.forms import posted
from hoanhap.web.public.feedback import throttle
from hoanhap.web.public.feedback.door import nobody_in_particular
from hoanhap.web.public.support.forms import SlipForm


@nobody_in_particular("GET", "POST")
def slip_new(request: HttpRequest) -> HttpResponse:
    """The form of a slip for one commune; sent, the code on a page that nobody keeps."""
    today = clock.day_of(clock.now())
    place = _place(request, today)
    if place is None and request.method != "POST":
        return redirect("help_finder")
    initial = {"code": codes.new_code(), "place": place.unit_id if place else None, "need": request.GET.get("viec", "")}
    form = SlipForm(posted(request), initial=initial, wordings=queries.wordings(on=today))
    if form.is_valid():
        throttle.ask(request)
        with form.refusals():
            return _made(request, form.cleaned_data, today)
    return render(request, "public/support/slip.html", {"form": form, "place": place}, status=422 if form.is_bound else 200)


def _made(request: HttpRequest, data: dict[str, Any], today: date) -> HttpResponse:
    """Make the slip and show its code."""
    asked = operations.Asked(data["place"], data["need"], data["soon"], data["reach"], frozenset(data["agreed"]))
    slip = operations.open_slip(code=data["code"], asked=asked, now=clock.now())
    code = codes.grouped(codes.normalise(data["code"]) or "")
    context = {
        "code": code,
        "groups": code.split("-"),
        "slip": slip,
        "place": queries.commune(data["place"], on=today),
        "label": Need(slip.need).label,
    }
    return render(request, "public/support/slip_made.html", context)


def _place(request: HttpRequest, today: date) -> queries.Commune | None:
    """The commune that the address or the form names."""
    named = request.POST.get("place", "") if request.method == "POST" else request.GET.get("noi", "")
    try:
        return queries.commune(UUID(named), on=today)
    except (ValueError, NotFound):
        return None
