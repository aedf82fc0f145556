"""Giving one figure back when more stands behind it than a page holds: what was chosen and typed stays, words find."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.queries import Entry
from hoanhap.work.activities.states import EntryState
from hoanhap.work.reports import operations as reports
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import Page

pytestmark = pytest.mark.django_db

ENTRIES = 52


@pytest.fixture(autouse=True)
def catalogue() -> None:
    work.catalogue()


class Sent:
    """A report of a commune with more entries than a page holds, submitted to the department above."""

    def __init__(self, entries: int = ENTRIES) -> None:
        self.family = people.family()
        user = people.official(Role.STAFF, at=self.family.own)
        self.staff, self.client = people.acting(user), client_of(user)
        officer = people.acting(people.official(Role.OFFICER, at=self.family.child))
        for number in range(entries):
            self._accepted(officer, number)
        below = people.acting(people.official(Role.STAFF, at=self.family.child))
        report = work.report(below)
        reports.submit(report_id=report.id, version=1, actor=below, now=clock.now())
        self.address = f"/so-lieu/{report.id}/cs.radio_airings/tra-lai/"

    def _accepted(self, officer: Actor, number: int) -> None:
        body = activities.Body(
            "DTT", clock.day_of(clock.now()) - timedelta(days=number), f"Bản tin số {number}", urls=(f"https://a.example/{number}",),
            amounts=dict.fromkeys(("cs.radio_items", "cs.radio_airings", "cs.radio_minutes"), Decimal(1)),
        )  # fmt: skip
        entry = activities.log(entry_id=uuid4(), body=body, actor=officer, now=clock.now())
        activities.accept(entry_id=entry.id, actor=self.staff, now=clock.now())


def ticks(page: Page, *, chosen: bool = False) -> list[str]:
    return [str(one) for one in page.tree.xpath(f"//input[@name='entry_ids']{'[@checked]' if chosen else ''}/@value")]


def sent_with(page: Page, **changes: Any) -> dict[str, Any]:
    """What the form of a page would send: every tick that is set, and what is typed."""
    return {"version": "2", "reason": str(page.tree.xpath("string(//textarea)")).strip(), "entry_ids": ticks(page, chosen=True)} | changes


def test_what_was_chosen_stays_over_pages_and_goes_back_together() -> None:
    sent = Sent()
    first = sent.client.page(sent.address)
    assert len(ticks(first)) == 50
    assert "tất cả 52 mục" in first.main
    one = ticks(first)[3]
    second = sent.client.send(sent.address, sent_with(first, entry_ids=[one], reason="Sổ phát khác", trang="2"), expect=200)
    assert ticks(second)[0] == one
    assert ticks(second, chosen=True) == [one]
    assert len(ticks(second)) == 3
    other = ticks(second)[2]
    back = sent.client.send(sent.address, sent_with(second, entry_ids=[one, other], trang="1"), expect=200)
    assert set(ticks(back, chosen=True)) == {one, other}
    assert "Sổ phát khác" in back.tree.xpath("string(//textarea)")
    assert not Entry.objects.filter(state=EntryState.RETURNED).exists(), "turning pages decides nothing"
    sent.client.send(sent.address, sent_with(back))
    returned = Entry.objects.filter(state=EntryState.RETURNED)
    assert {str(entry.id) for entry in returned} == {one, other}
    assert all("Sổ phát khác" in entry.reason for entry in returned)


def test_words_find_without_accents_and_enter_looks_for_them() -> None:
    sent = Sent()
    first = sent.client.page(sent.address)
    chosen = ticks(first)[0]
    found = sent.client.send(sent.address, sent_with(first, entry_ids=[chosen], tim="ban tin SO 31", trang="1"), expect=200)
    assert [words for words in found.tree.xpath("//label[@class='choice']/span/text()") if "Bản tin số 31" in words]
    assert len(ticks(found)) == 2
    assert ticks(found, chosen=True) == [chosen]
    assert first.tree.xpath("string((//main//form//button)[1]/@name)") == "trang", "Enter presses the first button"
    by_unit = sent.client.send(sent.address, {"version": "2", "tim": "xa thu", "trang": "2"}, expect=200)
    assert len(ticks(by_unit)) == 2
    nothing = sent.client.send(sent.address, {"version": "2", "tim": "không có đâu", "trang": "1"}, expect=200)
    assert "Không lượt ghi nào có các từ này" in nothing.main


def test_faults_keep_what_was_chosen() -> None:
    sent = Sent()
    one = ticks(sent.client.page(sent.address))[3]
    refused = sent.client.send(sent.address, {"version": "2", "reason": "", "entry_ids": [one], "o": "2"}, expect=422)
    assert ticks(refused, chosen=True) == [one]
    assert len(ticks(refused)) == 3, "the page that was open is shown again"
    strange = sent.client.send(sent.address, {"version": "2", "reason": "Sai", "entry_ids": [str(UUID(int=7))]}, expect=422)
    assert "không đứng sau số liệu này" in strange.main
    sent.client.send(sent.address, {"version": "2", "reason": "Sai", "entry_ids": ["khong-phai-ma"]}, expect=422)
    many = sent.client.send(sent.address, {"version": "2", "reason": "Sai", "entry_ids": [str(uuid4()) for _ in range(201)]}, expect=422)
    assert "nhiều nhất 200 lượt ghi" in many.main


def test_more_entries_are_no_more_questions() -> None:
    few, many = Sent(entries=2), Sent(entries=20)
    for sent in (few, many):
        sent.client.page(sent.address)  # what is remembered for the life of the process is in place
    assert asked_by(many) == asked_by(few)


def asked_by(sent: Sent) -> int:
    with CaptureQueriesContext(connection) as asked:
        sent.client.page(sent.address)
    return len(asked)
