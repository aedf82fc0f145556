"""The trail: append-only, chained, and part of the act itself."""

from __future__ import annotations

import random
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from hoanhap.ground.audit import operations, queries
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.organisations.models import Unit
from hoanhap.kernel.actor import SYSTEM
from tests.factories import people

pytestmark = pytest.mark.django_db


def acts(count: int) -> None:
    for number in range(count):
        operations.record(act="test.act", actor=SYSTEM, now=people.NOW, object_kind="thing", object_id=uuid4(),
                          detail={"số": number, "chữ": "đã làm"})  # fmt: skip


def as_owner(statement: str, *values: Any) -> None:
    """What somebody with the owner's rights can do, triggers switched off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER USER")


def test_the_chain_is_whole_and_without_gaps() -> None:
    acts(5)
    assert list(AuditEntry.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert queries.first_break() is None
    assert queries.head().sequence == 5


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_auditentry SET act = 'x'", "DELETE FROM audit_auditentry", "TRUNCATE audit_auditentry"]
)
def test_the_trail_is_not_changed_by_accident(statement: str) -> None:
    acts(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


TAMPERINGS = (
    "UPDATE audit_auditentry SET act = 'paper.register' WHERE sequence = %s",
    "UPDATE audit_auditentry SET actor_name = 'Ai đó' WHERE sequence = %s",
    "UPDATE audit_auditentry SET at = at + interval '1 microsecond' WHERE sequence = %s",
    "UPDATE audit_auditentry SET unit_id = gen_random_uuid() WHERE sequence = %s",
    "UPDATE audit_auditentry SET object_id = NULL WHERE sequence = %s",
    "UPDATE audit_auditentry SET detail = detail || '{\"thêm\": 1}' WHERE sequence = %s",
    "UPDATE audit_auditentry SET digest = md5(digest) WHERE sequence = %s",
    "UPDATE audit_auditentry SET previous = md5(previous) WHERE sequence = %s",
    "DELETE FROM audit_auditentry WHERE sequence = %s",
    "UPDATE audit_auditentry SET sequence = sequence + 1000 WHERE sequence = %s",
)


def test_a_hundred_tamperings_are_found_and_located() -> None:
    acts(30)
    known = queries.head()
    dice = random.Random(20261122)
    for number in range(100):
        sequence = dice.randint(1, 30)
        savepoint = transaction.savepoint()
        as_owner(TAMPERINGS[number % len(TAMPERINGS)], sequence)
        assert queries.first_break(known=known) == sequence, TAMPERINGS[number % len(TAMPERINGS)]
        transaction.savepoint_rollback(savepoint)
    assert queries.first_break(known=known) is None


def test_an_end_that_was_cut_off_shows_to_who_knows_the_head() -> None:
    acts(5)
    known = queries.head()
    as_owner("DELETE FROM audit_auditentry WHERE sequence > 3")
    assert queries.first_break() is None
    assert queries.first_break(known=known) == 4
    acts(2)  # and written anew
    assert queries.first_break() is None
    assert queries.first_break(known=known) == 5


def test_an_act_whose_trail_cannot_be_written_does_not_happen() -> None:
    before = Unit.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry ADD CONSTRAINT no_more CHECK (act <> 'unit.open') NOT VALID")
    with pytest.raises(DatabaseError, match="no_more"), transaction.atomic():
        people.unit("Xã Không Có Dấu Vết")
    assert Unit.objects.count() == before
