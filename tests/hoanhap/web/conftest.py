"""What tests of pages start from: a checked client, and somebody signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hoanhap.ground.accounts.queries import User
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from hoanhap.web.middleware.sessions import SINCE, USER
from tests.factories import people, work
from tests.hoanhap.web.page import PageClient


@pytest.fixture
def pages() -> PageClient:
    """A client of somebody who is not signed in."""
    return PageClient()


@pytest.fixture
def signed_in(db: None) -> Callable[[User], PageClient]:
    """A client of this person, with a session as the sign-in page would have made it."""
    return client_of


def client_of(user: User) -> PageClient:
    """A client with a session of ``user``."""
    client = PageClient()
    session = client.session
    session[USER], session[SINCE] = str(user.pk), int(clock.now().timestamp())
    session.save()
    client.cookies["phien"] = session.session_key
    return client


@pytest.fixture
def family(db: None) -> people.Family:
    """A unit with those around it."""
    return people.family()


@pytest.fixture
def officer(family: people.Family) -> User:
    """Who logs for the unit below; the indicators of the forms stand."""
    work.catalogue()
    return people.official(Role.OFFICER, at=family.child)


@pytest.fixture
def client(officer: User) -> PageClient:
    """The officer at a browser."""
    return client_of(officer)


@pytest.fixture
def reviewer(family: people.Family) -> PageClient:
    """Who reviews above the officer, at a browser."""
    return client_of(people.official(Role.REVIEWER, at=family.own, name="Trần Thị Duyệt"))
