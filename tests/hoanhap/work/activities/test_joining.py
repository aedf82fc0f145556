"""Several units, one work: what looks alike is offered, joined with a reason, parted again; every level counts it once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from hoanhap.ground.audit.queries import AuditEntry
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, WrongState
from hoanhap.work.activities import operations, queries
from hoanhap.work.activities.models import Entry
from hoanhap.work.activities.operations import Body, Sent
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries import Question
from tests.factories import people, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
LINK = "https://baothu.example/tin/don-nguoi-tro-ve-123.html"


def article(officer: Actor, *, title: str = "Đón người trở về", url: str = LINK, photo: int | None = None, ago: int = 0) -> Entry:
    day = clock.day_of(clock.now()) - timedelta(days=ago)
    body = Body(channel="BAO", day=day, title=title, amounts={"press.items": Decimal(1)}, urls=(url,) if url else ())
    sent = [Sent("PHOTO", "a.png", [work.picture(photo)])] if photo else []
    return operations.log(entry_id=uuid4(), body=body, sent=sent, actor=officer, now=clock.now())


def value(unit: Any, *, own: bool = False) -> int:
    today = clock.day_of(clock.now())
    return int(figures.answer(Question("press.items", unit.id, today - timedelta(days=30), today, own=own)).value)


def accept(overseer: Actor, *entries: Entry) -> None:
    for entry in entries:
        version = Entry.objects.get(pk=entry.id).version
        operations.accept(entry_id=entry.id, version=version, actor=overseer, now=clock.now())


def test_joined_it_counts_once_above_and_once_in_each_sheet_and_parted_twice_again(
    family: people.Family, officers: list[Actor], overseer: Actor
) -> None:
    one, two = (article(officer) for officer in officers)
    accept(overseer, one, two)
    assert value(family.parent) == 2
    by = {"actor": overseer, "now": clock.now()}
    joined = operations.join(entry_id=two.id, with_id=one.id, reason="Cùng một bài", leads=True, **by)
    assert (value(family.parent), value(family.own), value(family.sibling)) == (1, 1, 1)
    assert (value(family.own, own=True), value(family.sibling, own=True)) == (1, 1)
    assert queries.units_sharing([joined.work_id]) == {one.work_id: 2}
    for entry in queries.claims_of(joined.work_id):  # what the lines stand on is what the entries state now
        (line,) = figures.standing(figures.of_source("entry", entry.id))
        assert line.proof == queries.proof_of(entry)
        assert (line.work_id, line.leads) == (one.work_id, entry.id == two.id)
    operations.part(entry_id=two.id, reason="Hai bài khác nhau", **by)
    assert value(family.parent) == 2
    operations.join(entry_id=one.id, with_id=two.id, reason="Vẫn là một", **by)
    assert value(family.parent) == 1
    operations.give_back(entry_id=one.id, reason="Thiếu ảnh", **by)
    assert (value(family.parent), value(family.own), value(family.sibling)) == (1, 0, 1)
    assert ledger.check_totals() == []
    assert list(AuditEntry.objects.filter(act__in=["entry.join", "entry.part"]).order_by("at", "pk").values_list("act", flat=True)) == [
        "entry.join", "entry.part", "entry.join",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "grounds"),
    [
        ({"url": "http://www.baothu.example/tin/don-nguoi-tro-ve-123.html/?utm_source=zalo#dau", "title": "Tin khác", "ago": 3}, ("LINK",)),
        ({"url": "https://khac.example/1", "title": "ĐÓN NGƯỜI  TRỞ VỀ."}, ("TITLE",)),
        ({"url": "", "photo": 7, "title": "Tin khác"}, ("FILE",)),
        ({"url": "https://khac.example/1", "title": "Tin khác"}, None),
        ({"url": "https://khac.example/1", "ago": 1}, None),
    ],
)
def test_what_looks_alike_is_offered_and_nothing_else(
    officers: list[Actor], change: dict[str, Any], grounds: tuple[str, ...] | None
) -> None:
    first = article(officers[0], photo=7)
    second = article(officers[1], **change)
    found = queries.alike([first.id, second.id])
    assert [row.grounds for row in found.get(second.id, [])] == ([grounds] if grounds else [])
    assert [row.entry.id for row in found.get(first.id, [])] == ([second.id] if grounds else [])


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://A.example/Tin?id=1&utm_source=x", "a.example/Tin?id=1"), ("http://m.a.example/Tin/", "a.example/Tin"),
        ("https://www.a.example", "a.example"), ("https://a.example/?fbclid=Q#x", "a.example"),
        ("https://a.example/b?v=aB", "a.example/b?v=aB"),
        ("https://a.example/b?fbclid=q&v=2", "a.example/b?v=2"),
    ],
)  # fmt: skip
def test_an_address_has_one_form(url: str, canonical: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT canonical_link(%s)", [url])
        assert cursor.fetchone() == (canonical,)


def test_who_logged_joins_while_it_waits_and_nobody_joins_without_a_reason_or_a_likeness(officers: list[Actor], overseer: Actor) -> None:
    one, two, other = article(officers[0]), article(officers[1]), article(officers[1], title="Khác hẳn", url="https://b.example/")
    by = {"actor": officers[1], "now": clock.now()}
    with pytest.raises(Invalid, match="REASON_MISSING"):
        operations.join(entry_id=two.id, with_id=one.id, reason=" ", **by)
    with pytest.raises(NotFound, match="ENTRY_NOT_ALIKE"):
        operations.join(entry_id=two.id, with_id=other.id, reason="Cùng bài", **by)
    with pytest.raises(NotFound):
        operations.join(entry_id=one.id, with_id=two.id, reason="Cùng bài", **by)  # another unit's entry
    with pytest.raises(WrongState, match="WORK_NOT_SHARED"):
        operations.part(entry_id=two.id, reason="Khác", **by)
    assert operations.join(entry_id=two.id, with_id=one.id, reason="Cùng bài", **by).work_id == one.work_id
    accept(overseer, two)
    with pytest.raises(NotAllowed, match="MAY_NOT_JOIN"):
        operations.part(entry_id=two.id, reason="Khác", **by)


def test_one_unit_leads(officers: list[Actor], overseer: Actor) -> None:
    one, two = (article(officer) for officer in officers)
    by = {"actor": overseer, "now": clock.now()}
    operations.join(entry_id=two.id, with_id=one.id, reason="Cùng bài", leads=True, **by)
    operations.name_lead(entry_id=one.id, **by)
    assert [(claim.id, claim.leads) for claim in queries.claims_of(one.work_id)] == [(one.id, True), (two.id, False)]
    with pytest.raises(WrongState, match="LEADS_ALREADY"):
        operations.name_lead(entry_id=one.id, **by)


def test_a_correction_of_one_does_not_rename_the_work_of_all(officers: list[Actor], overseer: Actor) -> None:
    one, two = (article(officer) for officer in officers)
    operations.join(entry_id=two.id, with_id=one.id, reason="Cùng bài", actor=overseer, now=clock.now())
    operations.give_back(entry_id=two.id, reason="Sai tên", actor=overseer, now=clock.now())
    fresh = Entry.objects.get(pk=two.id)
    body = Body(channel="BAO", day=fresh.day, title="Tên khác", amounts={"press.items": Decimal(1)}, urls=(LINK,))
    operations.send_again(entry_id=two.id, version=fresh.version, body=body, actor=officers[1], now=clock.now())
    assert Entry.objects.get(pk=one.id).work.title == "Đón người trở về"


def test_nobody_logs_what_was_done_before_the_unit_was_there(officers: list[Actor]) -> None:
    with pytest.raises(Invalid, match="UNIT_NOT_YET"):
        article(officers[0], ago=(clock.day_of(clock.now()) - people.SINCE).days + 1)
