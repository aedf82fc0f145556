"""Headers that depend on who reads: pages of people who are signed in are kept by nobody."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivatePages:
    """``no-store`` on every page that had an actor; a strict permissions policy on all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), browsing-topics=()")
        if getattr(request, "actor", None) is not None:
            response.headers["Cache-Control"] = "no-store"
        return response
