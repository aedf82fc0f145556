"""What tests of entries and counts start from: a unit with who logs and who reviews, or units beside each other with somebody above."""

from __future__ import annotations

import pytest

from hoanhap.kernel.actor import Actor, Role
from tests.factories import people, work


@pytest.fixture
def catalogue(db: None) -> None:
    """The indicators that the forms of channels ask for."""
    work.catalogue()


@pytest.fixture
def unit(db: None) -> people.Unit:
    """A commune alone."""
    return people.unit("Xã Thử")


@pytest.fixture
def officer(unit: people.Unit) -> Actor:
    """Who logs for the commune."""
    return people.acting(people.official(Role.OFFICER, at=unit))


@pytest.fixture
def reviewer(unit: people.Unit) -> Actor:
    """Who reviews in the commune."""
    return people.acting(people.official(Role.REVIEWER, at=unit, name="Trần Thị Duyệt"))


@pytest.fixture
def family(db: None) -> people.Family:
    """Units below one, and one further down."""
    return people.family()


@pytest.fixture
def officers(family: people.Family) -> list[Actor]:
    """Who logs for each of two units beside each other."""
    return [people.acting(people.official(Role.OFFICER, at=unit)) for unit in (family.own, family.sibling)]


@pytest.fixture
def overseer(family: people.Family) -> Actor:
    """Who reviews above both."""
    return people.acting(people.official(Role.REVIEWER, at=family.parent))
