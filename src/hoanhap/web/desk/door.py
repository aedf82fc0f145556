"""The door of the desk: who is not signed in goes to the sign-in page and comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from hoanhap.kernel.actor import Actor

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in and holds a role today."""

    actor: Actor
    htmx: HtmxDetails


def desk(*methods: str) -> Callable[[Callable[Concatenate[DeskRequest, P], HttpResponse]], Page[P]]:
    """Make a view a page of the desk that answers ``methods`` (GET alone when none is named; HEAD goes with GET)."""
    allowed = [*(methods or ("GET",))]
    allowed = [*allowed, "HEAD"] if "GET" in allowed else allowed

    def wrap(view: Callable[Concatenate[DeskRequest, P], HttpResponse]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if getattr(request, "newcomer", None) is not None:
                return redirect("own_password")
            if getattr(request, "actor", None) is None:
                return to_sign_in(request)
            return view(cast("DeskRequest", request), *args, **kwargs)

        return page

    return wrap


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back here afterwards. What was typed into a form comes along (``resume``)."""
    if request.method == "POST":
        from hoanhap.web.desk.accounts.resume import sign_in_and_resume

        return sign_in_and_resume(request)
    return redirect(f"{reverse('sign_in')}?{urlencode({'tiep': request.get_full_path()})}")
