"""From a session to an actor: rights are derived anew on every request, so a role taken away is gone at once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hoanhap.ground.accounts import queries as accounts
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor

USER, UNIT, SINCE = "user", "unit", "since"
IDLE_SECONDS = 30 * 60


class SignedIn:
    """Sets ``request.actor``: an ``Actor``, or None for somebody who is not signed in or holds no role today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request)  # type: ignore[attr-defined]  # Django's request takes what middleware gives it
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor of the request's session, if it is alive."""
    if request.path.startswith(("/static/", "/livez")):
        return None
    user_id = request.session.get(USER)
    if user_id is None:
        return None
    moment = clock.now()
    if moment.timestamp() - request.session.get(SINCE, 0) > IDLE_SECONDS:
        request.session.flush()
        return None
    if moment.timestamp() - request.session[SINCE] > 60:  # once a minute is enough to know who has gone away
        request.session[SINCE] = int(moment.timestamp())
    user = accounts.person(UUID(user_id))
    chosen = request.session.get(UNIT)
    return accounts.actor_for(user, unit_id=UUID(chosen) if chosen else None, on=clock.day_of(moment)) if user else None
