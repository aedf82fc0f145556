"""What tests of questions start from."""

from __future__ import annotations

import pytest

from tests.factories import feedback, people


@pytest.fixture
def family(db: None) -> people.Family:
    """A unit with those around it."""
    return people.family()


@pytest.fixture
def office(family: people.Family) -> feedback.Office:
    """A unit that receives and answers questions, with its people and what questions count as."""
    feedback.indicators()
    return feedback.office(family.own)
