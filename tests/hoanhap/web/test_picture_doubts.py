"""What photographs give reason to ask is said to whoever looks at the entry next, and stops nobody."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.work.activities import operations
from hoanhap.work.activities.models import Entry
from tests.factories import people, work
from tests.hoanhap.kernel.test_marks import CAMERA, TAKEN, scene
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db

LIKE, DATED = "Ảnh giống ảnh của", "Máy ảnh ghi ngày chụp"


def shot(seed: int, *, width: int = 800, days_ago: int | None = None) -> bytes:
    out, label = BytesIO(), Image.Exif()
    if days_ago is not None:
        label.get_ifd(CAMERA)[TAKEN] = f"{clock.day_of(clock.now()) - timedelta(days=days_ago):%Y:%m:%d} 09:00:00"
    scene(seed).resize((width, width * 3 // 4)).save(out, "JPEG", quality=80, exif=label)
    return out.getvalue()


def talk(officer: Actor, title: str, picture: bytes, *, kind: str = "PHOTO") -> Entry:
    body = operations.Body(channel="HN", day=clock.day_of(clock.now()), title=title, place="Thôn 1", amounts={"mtg.attend": Decimal(30)})
    sent = [operations.Sent(kind, "anh.jpg", [picture])]
    return operations.log(entry_id=uuid4(), body=body, sent=sent, actor=officer, now=clock.now())


@pytest.fixture
def officers(family: people.Family) -> list[Actor]:
    work.catalogue()
    return [people.acting(people.official("OFFICER", at=unit)) for unit in (family.own, family.child)]


@pytest.fixture
def reviewer(family: people.Family) -> PageClient:
    return client_of(people.official("REVIEWER", at=family.parent))


def test_the_photograph_of_another_work_is_asked_about_wherever_the_entry_is_looked_at(officers: list[Actor], reviewer: PageClient) -> None:
    first, second = talk(officers[0], "Nói chuyện ở bến", shot(4)), talk(officers[1], "Gặp mặt ở chợ", shot(4, width=500))
    for address in ("/duyet/", f"/duyet/{second.id}/", f"/ghi-hoat-dong/{second.id}/"):
        said = reviewer.page(address).main
        assert f"{LIKE} “Nói chuyện ở bến” (" in said, address
    assert f"{LIKE} “Gặp mặt ở chợ”" in reviewer.page(f"/duyet/{first.id}/").main
    reviewer.send(f"/duyet/{second.id}/", {"version": second.version, "quyet": "duyet"})
    assert Entry.objects.get(pk=second.id).state == "ACCEPTED"


def test_joined_works_withdrawn_entries_and_other_pictures_are_not_asked_about(officers: list[Actor], reviewer: PageClient) -> None:
    entry = talk(officers[0], "Một", shot(4))
    talk(officers[1], "Hai", shot(5))
    withdrawn = talk(officers[1], "Ba", shot(4, width=500))
    operations.withdraw(entry_id=withdrawn.id, actor=officers[1], now=clock.now())
    assert LIKE not in reviewer.page("/duyet/").main
    assert LIKE not in reviewer.page(f"/duyet/{entry.id}/").main


def test_pages_of_a_log_book_look_alike_and_say_nothing(officers: list[Actor], reviewer: PageClient) -> None:
    talk(officers[0], "Một", shot(4), kind="SIGN_SHEET")
    talk(officers[1], "Hai", shot(4, width=500), kind="SIGN_SHEET")
    assert LIKE not in reviewer.page("/duyet/").main


@pytest.mark.parametrize(("days_ago", "asked"), [(None, False), (0, False), (2, False), (3, True), (400, True)])
def test_a_photograph_that_the_camera_dates_otherwise_is_asked_about(
    officers: list[Actor], reviewer: PageClient, days_ago: int | None, asked: bool
) -> None:
    entry = talk(officers[0], "Một", shot(4, days_ago=days_ago))
    assert (DATED in reviewer.page(f"/duyet/{entry.id}/").main) is asked
