"""Counts stated from papers, on their pages; and what is asked about numbers before they are sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.activities import operations
from hoanhap.work.activities.models import Aggregate, Entry
from hoanhap.work.activities.states import AGGREGATE, EntryState
from hoanhap.work.documents.states import PaperState
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures import queries as figures
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db
NEW = "/so-tong/moi/re.managed/"


@pytest.fixture
def officer(officer: people.User) -> people.User:
    """The indicators that are stated from papers stand, too."""
    work.countable()
    return officer


@pytest.fixture
def acting(officer: people.User) -> Actor:
    return people.acting(officer)


@pytest.fixture
def reviewing(family: people.Family) -> people.User:
    return people.official(Role.REVIEWER, at=family.own)


def fields(amount: str = "12", day: str = "01/03/2026", **changes: Any) -> dict[str, Any]:
    return {"aggregate_id": str(uuid4()), "amount": amount, "period_until": day, "paper": "", "source": "Sổ theo dõi số 3"} | changes


def accepted(acting: Actor, reviewing: people.User, amount: int, code: str = "re.managed", **changes: Any) -> Aggregate:
    row = work.count(acting, amount, code, **changes)
    return operations.accept_count(aggregate_id=row.id, version=1, actor=people.acting(reviewing), now=clock.now())


def history(acting: Actor, reviewing: people.User) -> None:
    """Five months of twelve people and a little."""
    for month in range(1, 6):
        accepted(acting, reviewing, 11 + month % 3, day=date(2025, 5 + month, 1))


def test_a_count_is_found_by_its_group_stated_reviewed_and_stands_in_the_ledger(client: PageClient, reviewing: people.User) -> None:
    assert "/so-tong/" in client.page("/ghi-hoat-dong/").links()
    assert "chưa nêu số nào" in client.page("/so-tong/").main
    assert "/so-tong/moi/?nhom=re" in client.page("/so-tong/moi/").links()
    page = client.page("/so-tong/moi/?nhom=re")
    assert NEW in page.links()
    assert "/so-tong/moi/re.returned_rate/" not in page.links()  # nobody types a ratio
    assert figures.version_of("re.managed", on=date(2026, 3, 1)).definition in client.page(NEW).main
    sent = fields("1.012")
    for _ in range(2):  # a replay finds the first
        client.send(NEW, sent)
    row = Aggregate.objects.get()
    page = client.page(f"/so-tong/{row.id}/")
    for words in ("1.012 người", "01/03/2026", "Sổ theo dõi số 3", "Chờ duyệt", "Đã nêu số"):
        assert words in page.main
    reviewer = client_of(reviewing)
    assert f"/so-tong/{row.id}/" in reviewer.page("/duyet/").links()
    reviewer.send(f"/so-tong/{row.id}/", {"version": "1", "quyet": "duyet"})
    (line,) = figures.standing(figures.of_source(AGGREGATE, row.id))
    assert line.quantity == 1012
    assert "Đã duyệt" in client.page("/so-tong/").main


def test_returned_with_a_reason_it_is_corrected_and_waits_again(client: PageClient, acting: Actor, reviewing: people.User) -> None:
    row, reviewer = work.count(acting), client_of(reviewing)
    address = f"/so-tong/{row.id}/"
    assert "phải nêu lý do" in reviewer.send(address, {"version": "1", "quyet": "tra", "reason": " "}, expect=422).text
    reviewer.send(address, {"version": "1", "quyet": "tra", "reason": "Thiếu thôn 3"})
    page = client.page(address)
    assert "Thiếu thôn 3" in page.main
    assert f"{address}sua/" in page.links()
    form = client.page(f"{address}sua/")
    assert form.tree.xpath("//input[@name='amount']/@value") == ["7"]
    client.send(f"{address}sua/", fields("9", version="1"))
    client.send(f"{address}sua/", fields("10", version="1"), expect=409)  # it waits again: somebody was quicker
    row.refresh_from_db()
    assert (row.amount, row.state, row.version) == (9, EntryState.SUBMITTED, 2)


def test_stated_by_mistake_it_is_withdrawn(client: PageClient, acting: Actor) -> None:
    row = work.count(acting)
    assert f"/so-tong/{row.id}/rut/" in client.page(f"/so-tong/{row.id}/").links()
    client.page(f"/so-tong/{row.id}/rut/")
    client.send(f"/so-tong/{row.id}/rut/")
    assert "Đã rút" in client.page(f"/so-tong/{row.id}/").main


def test_a_paper_of_the_register_is_its_source(client: PageClient, family: people.Family) -> None:
    paper = work.paper(family.child, state=PaperState.REGISTERED)
    client.send(NEW, fields(source=""), expect=422)
    client.send(NEW, fields(source="", paper=str(paper.id)))
    row = Aggregate.objects.get()
    assert (row.paper_id, row.source) == (paper.id, "12/KH-CAT, 02/03/2026, Công an tỉnh Thử")
    assert f"/van-ban-den/{paper.id}/" in client.page(f"/so-tong/{row.id}/").links()
    foreign = work.paper(family.sibling, state=PaperState.REGISTERED)
    client.send(NEW, fields(paper=str(foreign.id)), expect=422)


def test_a_part_that_exceeds_its_total_is_refused_at_the_number(client: PageClient, acting: Actor) -> None:
    total = work.count(acting, 7)
    page = client.send("/so-tong/moi/re.employed/", fields("8"), expect=422)
    assert "lớn hơn" in page.tree.xpath("string(//p[@id='id_amount_error'])")
    part = client.post("/so-tong/moi/re.employed/nhan-xet/", fields("8")).content.decode()
    assert "lớn hơn" in part
    assert "checkbox" not in part  # nothing to acknowledge
    operations.withdraw_count(aggregate_id=total.id, actor=acting, now=clock.now())
    client.send("/so-tong/moi/re.employed/", fields("8"))


def test_what_is_far_from_the_history_is_asked_once_and_sent_after_a_tick(
    client: PageClient, acting: Actor, reviewing: people.User
) -> None:
    history(acting, reviewing)
    sent = fields("120")
    page = client.send(NEW, sent, expect=422)
    assert "thường khoảng" in page.main
    (mark,) = page.tree.xpath("//input[@name='seen']/@value")
    assert mark in client.post(f"{NEW}nhan-xet/", sent).content.decode()
    other = client.send(NEW, sent | {"amount": "130", "seen": mark}, expect=422)  # a tick is for what was shown
    assert other.tree.xpath("//input[@name='seen']/@value") != [mark]
    client.send(NEW, sent | {"seen": mark})
    row = Aggregate.objects.get(state=EntryState.SUBMITTED)
    assert row.amount == 120
    assert "thường khoảng" in client_of(reviewing).page(f"/so-tong/{row.id}/").main


def test_what_stands_already_for_the_same_days_is_said(client: PageClient, acting: Actor, reviewing: people.User) -> None:
    accepted(acting, reviewing, 12)
    assert "Đã có số được duyệt" in client.send(NEW, fields("12"), expect=422).main
    assert "Đã có số được duyệt" not in client.post(f"{NEW}nhan-xet/", fields("12", "02/03/2026")).content.decode()


def test_what_a_report_said_otherwise_is_said(client: PageClient, acting: Actor, reviewing: people.User) -> None:
    row = accepted(acting, reviewing, 12)
    question = figures.Question("re.managed", acting.own_unit, date(2025, 12, 15), date(2026, 3, 1))
    ledger.freeze(question=question, actor=acting, now=clock.now())
    operations.give_back_count(aggregate_id=row.id, version=1, reason="Sai", actor=people.acting(reviewing), now=clock.now())
    assert "báo cáo trước đã nêu 12" in client.post(f"{NEW}nhan-xet/", fields("14")).content.decode()
    assert "báo cáo trước" not in client.post(f"{NEW}nhan-xet/", fields("12")).content.decode()


def test_an_entry_far_from_what_the_unit_broadcasts_is_asked_about(client: PageClient, acting: Actor, reviewing: people.User) -> None:
    for _ in range(5):
        operations.accept(entry_id=work.entry(acting, airings=6).id, actor=people.acting(reviewing), now=clock.now())
    day = clock.day_of(clock.now()) - timedelta(days=1)
    typed = {
        "entry_id": str(uuid4()), "title": "", "day": f"{day:%d/%m/%Y}", "cs.radio_items": "1", "cs.radio_airings": "600",
        "cs.radio_minutes": "30", "kind": "PHOTO", "url": "https://songthuong.example/xa",
    }  # fmt: skip
    before = Entry.objects.count()
    part = client.post("/ghi-hoat-dong/moi/DTT/nhan-xet/", typed).content.decode()
    assert "600" in part  # also before there is a title
    typed["day"] = f"{clock.day_of(clock.now()):%d/%m/%Y}"
    page = client.send("/ghi-hoat-dong/moi/DTT/", typed | {"title": "Tin"}, expect=422)
    (mark,) = page.tree.xpath("//input[@name='seen']/@value")
    assert Entry.objects.count() == before
    client.send("/ghi-hoat-dong/moi/DTT/", typed | {"title": "Tin", "seen": mark})
    assert Entry.objects.count() == before + 1
    assert "600" not in client.post("/ghi-hoat-dong/moi/DTT/nhan-xet/", typed | {"cs.radio_airings": "7"}).content.decode()


def test_who_reviews_a_count_again_sees_what_has_changed(client: PageClient, reviewing: people.User) -> None:
    parts = {"re.managed:sex:F": "5", "re.managed:sex:M": "7"}
    sent = fields("12", **parts)
    client.send(NEW, sent)
    reviewer, address = client_of(reviewing), f"/so-tong/{sent['aggregate_id']}/"
    assert "Lần trước trả lại vì" not in reviewer.page(address).main
    reviewer.send(address, {"quyet": "tra", "version": "1", "reason": "Đếm lại theo sổ"})
    assert "Từ đó" not in client.page(address).main  # it is there to be corrected
    corrected = fields("13", "02/03/2026", version="1", source="Sổ theo dõi số 4", **(parts | {"re.managed:sex:F": "6"}))
    client.send(f"{address}sua/", corrected)
    words = " ".join(reviewer.page(address).main.split())
    for told in (
        "Lần trước trả lại vì: Đếm lại theo sổ", "Số của các ngày: 01/03/2026 nay là 02/03/2026",
        "Văn bản nguồn: Sổ theo dõi số 3 nay là Sổ theo dõi số 4", ", Nữ: 5 nay là 6",
    ):  # fmt: skip
        assert told in words
    assert ", Nam:" not in words
    reviewer.send(address, {"quyet": "tra", "version": "2", "reason": "Vẫn thiếu"})
    client.send(f"{address}sua/", corrected | {"version": "2"})
    assert "Từ đó chưa đổi gì." in reviewer.page(address).main
