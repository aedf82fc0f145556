"""``hoanhap trail``: what an administrator hears of the trail."""

from __future__ import annotations

from argparse import Namespace
from uuid import uuid4

import pytest
from django.db import connection

from hoanhap.config import trail
from hoanhap.ground.audit import operations
from hoanhap.kernel.actor import SYSTEM
from tests.factories import people

pytestmark = pytest.mark.django_db


def told(act: str, head: str | None = None) -> tuple[int, str]:
    said: list[str] = []
    return trail.run(Namespace(act=act, head=head), said.append), " ".join(said)


@pytest.fixture(autouse=True)
def _acts() -> None:
    for _ in range(3):
        operations.record(act="test.act", actor=SYSTEM, now=people.NOW, object_kind="thing", object_id=uuid4())


def _as_owner(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER USER")


def test_a_whole_trail_is_said_to_be_whole() -> None:
    status, head = told("head")
    assert (status, head.partition(":")[0]) == (0, "3")
    assert told("check", head) == (0, "Nhật ký còn nguyên: 3 mục, mỗi mục nối đúng mục trước.")


def test_a_changed_entry_is_named() -> None:
    _as_owner("UPDATE audit_auditentry SET actor_name = 'Ai đó' WHERE sequence = 2")
    status, sentence = told("check")
    assert status == 1
    assert "đứt ở mục 2" in sentence


def test_an_end_that_was_cut_off_is_missed_by_who_kept_the_head() -> None:
    head = told("head")[1]
    _as_owner("DELETE FROM audit_auditentry WHERE sequence = 3")
    assert told("check")[0] == 0
    status, sentence = told("check", head)
    assert status == 1
    assert "đứt ở mục 3" in sentence


@pytest.mark.parametrize("typed", ["3", "ba:abc", ":abc"])
def test_what_is_no_head_is_said_to_be_none(typed: str) -> None:
    status, sentence = told("check", typed)
    assert status == 2
    assert "không phải điểm cuối" in sentence
