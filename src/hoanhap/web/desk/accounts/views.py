"""Coming in, going out, and acting for another of one's units."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hoanhap.ground.accounts import operations, queries
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.errors import Refused, TooMany
from hoanhap.web import notices
from hoanhap.web.addresses import within_site
from hoanhap.web.desk.accounts import resume
from hoanhap.web.desk.accounts.forms import ActingUnitForm, SignInForm
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import posted
from hoanhap.web.middleware.sessions import ROUND, SINCE, UNIT, USER


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A throttled try is a 429 that keeps the name; a wrong one a 422 that does not say which was wrong."""
    onward = within_site(request, request.POST.get("tiep", request.GET.get("tiep", "")), otherwise=reverse("today"))
    if request.method != "POST":
        return _sign_in_page(request, SignInForm(), onward=onward)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, onward=onward, status=422)
    try:
        user = operations.sign_in(
            sign_in_name=form.cleaned_data["sign_in_name"],
            password=form.cleaned_data["password"],
            address=request.META.get("REMOTE_ADDR", ""),
            now=clock.now(),
        )
    except Refused as refusal:
        form.refuse(refusal)
        response = _sign_in_page(request, form, onward=onward, status=refusal.status)
        if isinstance(refusal, TooMany):
            response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    open_session(request, user)
    return resume.go_on(request, onward)


def open_session(request: HttpRequest, user: queries.User) -> None:
    """A new session under a new key for somebody who has just proved who they are."""
    request.session.cycle_key()
    request.session.pop(UNIT, None)
    request.session[USER] = str(user.pk)
    request.session[ROUND] = user.session_round
    request.session[SINCE] = int(clock.now().timestamp())


def _sign_in_page(request: HttpRequest, form: SignInForm, *, onward: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "onward": onward, "carried": resume.carried(request)}
    return render(request, "desk/accounts/sign_in.html", context, status=status)


@require_http_methods(["POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session, whether or not it was still alive.

    The browser drops what it may have kept of pages. Not its storage: unsent entries stay on the phone for who wrote them (ADR 15).
    """
    request.session.flush()
    response = redirect("front")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@desk("GET", "POST")
def acting_unit(request: DeskRequest) -> HttpResponse:
    """Which of one's units one acts for from now on."""
    today = clock.day_of(clock.now())
    held = queries.units_of(request.actor.user_id, today) if request.actor.user_id else []
    names = organisations.names_of(held, on=today)
    units = [(str(unit), names[unit]) for unit in held]
    form = ActingUnitForm(posted(request), units=units, initial={"unit": str(request.actor.unit_id)})
    if form.is_valid():
        request.session[UNIT] = form.cleaned_data["unit"]
        notices.say(request, _("Từ bây giờ bạn làm việc với tư cách của đơn vị đã chọn."))
        return redirect("today")
    return render(request, "desk/accounts/acting_unit.html", {"form": form, "units": len(held)}, status=422 if form.is_bound else 200)


@desk()
def still_here(request: DeskRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """Somebody is still at the desk: coming here is enough to keep the session."""
    return HttpResponse(status=204)
