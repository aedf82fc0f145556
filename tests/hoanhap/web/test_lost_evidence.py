"""Evidence that goes from the disk: the next draft names the figure that stands on it, and nobody meets an error page."""

from __future__ import annotations

import pytest

from hoanhap.ground.files import operations as files
from hoanhap.ground.files.queries import StoredFile
from hoanhap.kernel import clock, storage
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.models import Evidence
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(family: people.Family) -> people.User:
    work.catalogue()
    return people.official("STAFF", "REVIEWER", at=family.own)


@pytest.fixture
def proof(staff: people.User, family: people.Family) -> StoredFile:
    """A file behind an accepted entry, which counts in a figure of the draft."""
    officer = people.acting(people.official("OFFICER", at=family.child))
    entry = work.entry(officer, airings=6)
    file = StoredFile.objects.get(pk=work.stored_file(officer, b"so lich phat"))
    Evidence.objects.create(entry=entry, kind="SCHEDULE", file=file, sha256=file.sha256, added_at=clock.now())
    activities.accept(entry_id=entry.id, actor=people.acting(staff), now=clock.now())
    return file


def test_a_draft_names_the_figures_whose_evidence_is_lost_until_it_is_back(staff: people.User, proof: StoredFile) -> None:
    client = client_of(staff)
    address = str(client.send("/bao-cao/lap/").response.headers["Location"])
    storage.discard(proof.sha256)
    assert "đã mất hoặc hỏng" not in client.page(address).main
    files.look_over(night=0, now=clock.now())
    said = client.page(address).main
    assert "3 số liệu thiếu minh chứng vì tệp đứng sau đã mất hoặc hỏng trên máy chủ" in said
    assert "“Lượt phát trên đài truyền thanh xã”" in said
    with storage.incoming([b"so lich phat"], cap=100) as back:
        storage.place(back)
    files.look_over(night=0, now=clock.now())
    assert "đã mất hoặc hỏng" not in client.page(address).main


def test_opening_a_lost_file_says_what_happened_and_what_to_do(staff: people.User, proof: StoredFile) -> None:
    client = client_of(staff)
    assert client.get(f"/tep/{proof.id}/").status_code == 200
    storage.discard(proof.sha256)
    assert "không còn trên máy chủ" in client.page(f"/tep/{proof.id}/", expect=404).main
