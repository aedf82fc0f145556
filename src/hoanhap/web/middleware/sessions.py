"""From a session to an actor: rights are derived anew on every request, so a role taken away is gone at once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hoanhap.ground.accounts import queries as accounts
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor

USER, UNIT, SINCE, ROUND = "user", "unit", "since", "round"
IDLE_SECONDS = 30 * 60


class SignedIn:
    """Sets ``request.actor``: an ``Actor``, or None for somebody who is not signed in or holds no role today; and
    ``request.newcomer``: somebody signed in whose password another person made. They choose their own before they are an actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = user_of(request)
        request.newcomer = user if user and user.password_given else None  # type: ignore[attr-defined]  # Django's request takes it
        request.actor = _actor(request, user) if user and not user.password_given else None  # type: ignore[attr-defined]
        return self.get_response(request)


def user_of(request: HttpRequest) -> accounts.User | None:
    """Whose session it is, if it is alive: not at rest for too long, the account open, its password the same as when they came in."""
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
    if user is None or request.session.get(ROUND, 0) != user.session_round:
        request.session.flush()
        return None
    return user


def _actor(request: HttpRequest, user: accounts.User) -> Actor | None:
    chosen = request.session.get(UNIT)
    return accounts.actor_for(user, unit_id=UUID(chosen) if chosen else None, on=clock.day_of(clock.now()))
