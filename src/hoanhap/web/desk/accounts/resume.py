"""Nothing typed is lost when a session has ended: what a form sent comes along through the sign-in and is sent again.

A POST of somebody whose session has ended is answered by the sign-in page with the form's fields in it (never a password, never a
file: those are named and must be chosen again). After the sign-in a page shows where they were going and sends them on by one press.
"""

from __future__ import annotations

import json

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hoanhap.web.addresses import within_site

_FIELD = "mang-theo"
_SALT = "hoanhap.web.resume"
_LIMIT = 200_000  # characters; a longer form is not carried


def sign_in_and_resume(request: HttpRequest) -> HttpResponse:
    """The sign-in page that carries what was sent. 403: nothing was done."""
    from hoanhap.web.desk.accounts.forms import SignInForm

    context = {"form": SignInForm(), "onward": reverse("today"), "carried": pack(request), "interrupted": True}
    return render(request, "desk/accounts/sign_in.html", context, status=403)


def pack(request: HttpRequest) -> str:
    """What was sent, signed so that nobody can make another site's fields ours."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    body = json.dumps({"to": request.get_full_path(), "fields": fields, "files": sorted(request.FILES)})
    return signing.dumps(body, salt=_SALT, compress=True) if len(body) <= _LIMIT else ""


def carried(request: HttpRequest) -> str:
    """What the sign-in page is carrying."""
    return request.POST.get(_FIELD, "") if request.method == "POST" else ""


def go_on(request: HttpRequest, onward: str) -> HttpResponse:
    """After the sign-in: to where they were going, or to the page that sends again what was carried."""
    try:
        body = json.loads(signing.loads(carried(request), salt=_SALT, max_age=12 * 3600))
    except (signing.BadSignature, ValueError):
        return redirect(onward)
    context = {"to": within_site(request, body["to"], otherwise=onward), "fields": body["fields"], "files": body["files"]}
    return render(request, "desk/accounts/resume.html", context)
