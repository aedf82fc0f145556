"""Content that goes from the disk or changes there: seen within a night, told where it matters, whole again when it comes back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.files import operations, queries
from hoanhap.kernel import clock, storage
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import NotFound
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Actor:
    return people.acting(people.official(Role.CLERK, at=people.unit("Sở Thử")))


def sent(clerk: Actor, content: bytes, file_id: UUID | None = None) -> queries.StoredFile:
    return operations.take_in(file_id=file_id or uuid4(), name="a.jpg", chunks=[content], actor=clerk, now=clock.now())


def lost() -> set[UUID]:
    return set(queries.StoredFile.objects.filter(lost_at__isnull=False).values_list("id", flat=True))


def look(night: int | None = 0) -> None:
    operations.look_over(night=night, now=clock.now())


def test_what_has_gone_is_noted_once_and_opening_it_says_so(clerk: Actor) -> None:
    gone, whole = sent(clerk, b"one"), sent(clerk, b"two")
    storage.discard(gone.sha256)
    look()
    look()
    assert lost() == {gone.id}
    assert queries.path_to(whole.id).is_file()
    with pytest.raises(NotFound, match="FILE_LOST"):
        queries.path_to(gone.id)
    assert AuditEntry.objects.filter(act="file.lost").count() == 1


def test_what_was_changed_is_found_within_sixteen_nights_and_not_taken_for_whole_on_the_others(clerk: Actor) -> None:
    row = sent(clerk, b"as it was")
    storage.path_of(row.sha256).write_bytes(b"as it is")
    nights = []
    for night in range(32):
        look(night)
        nights.append(bool(lost()))
    assert nights.index(True) < 16
    assert all(nights[nights.index(True) :]), "on a night when it is not read it does not come back"


def test_everything_is_read_when_no_night_is_named(clerk: Actor) -> None:
    rows = [sent(clerk, bytes([number])) for number in range(20)]
    for row in rows:
        storage.path_of(row.sha256).write_bytes(b"other")
    look(None)
    assert lost() == {row.id for row in rows}


def test_content_from_a_backup_and_content_sent_again_are_whole(clerk: Actor) -> None:
    backed, again = sent(clerk, b"from a backup"), sent(clerk, b"sent again")
    for row in (backed, again):
        storage.discard(row.sha256)
    look()
    with storage.incoming([b"from a backup"], cap=100) as content:
        storage.place(content)
    assert lost() == {backed.id, again.id}
    look()
    assert lost() == {again.id}
    sent(clerk, b"sent again", again.id)
    assert not lost()
    assert queries.path_to(again.id).read_bytes() == b"sent again"


def test_a_refused_file_is_not_missed(clerk: Actor) -> None:
    row = sent(clerk, b"refused")
    operations.refuse(file_id=row.id, verdict="Thử.", actor=clerk, now=clock.now())
    storage.discard(row.sha256)
    look()
    assert not lost()
