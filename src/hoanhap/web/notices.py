"""What was done, said once on the next page: kept in the session between a POST and the page that follows it."""

from __future__ import annotations

from django.http import HttpRequest

_KEY = "notices"


def say(request: HttpRequest, sentence: str) -> None:
    """Say ``sentence`` on the next page."""
    request.session[_KEY] = [*request.session.get(_KEY, []), sentence]


def taken(request: HttpRequest) -> list[str]:
    """What is to be said now; it is not said again."""
    if _KEY not in request.session:
        return []
    sentences: list[str] = request.session.pop(_KEY)
    return sentences
