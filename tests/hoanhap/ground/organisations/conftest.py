"""The whole country, loaded once a module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hoanhap.ground.organisations import operations
from hoanhap.kernel.actor import SYSTEM

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[operations.Loaded]:
    """Every locality on record; each test's own transaction lies within."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield operations.load_localities(actor=SYSTEM, now=NOW)
        transaction.set_rollback(True)
