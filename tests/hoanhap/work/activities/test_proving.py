"""Evidence by number: the kinds that the definition of the entry's day lets count, said by name where they are missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoanhap.channels.portal.states import INDICATORS
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor
from hoanhap.kernel.errors import Invalid
from hoanhap.work.activities import operations, queries
from hoanhap.work.activities.operations import Body, Sent
from hoanhap.work.activities.queries import Entry
from hoanhap.work.activities.states import ELSEWHERE, PICTURES, EntryState, EvidenceKind
from hoanhap.work.figures.operations.catalogue import codes, definitions
from hoanhap.work.figures.operations.ledger import define
from hoanhap.work.figures.queries import version_of
from tests.factories import work

LINK = "https://songthuong.example/tin"
DEFINED = {row.code: row for row in definitions()}


def test_every_kind_of_the_catalogue_is_one_that_people_attach_or_one_that_is_kept_elsewhere() -> None:
    assert set(codes()["evidence"]) == {*EvidenceKind.values, *ELSEWHERE}
    assert not set(EvidenceKind.values) & set(ELSEWHERE)
    assert {kind for row in DEFINED.values() for kind in row.content["evidence_kinds"]} <= set(codes()["evidence"])
    assert all(queries.kind_label(kind) for kind in codes()["evidence"])
    with pytest.raises(ValueError, match="HEARSAY"):
        queries.kind_label("HEARSAY")


@pytest.mark.parametrize("form", queries.channels(), ids=lambda form: form.code)
def test_every_number_that_is_asked_for_can_be_proved_on_its_form(form: queries.Channel) -> None:
    for asked in form.quantities:
        assert set(DEFINED[asked.indicator].content["evidence_kinds"]) & {*PICTURES, EvidenceKind.LINK, EvidenceKind.RECORDING}


def test_what_the_portal_publishes_is_proved_by_the_page_that_it_keeps() -> None:
    assert {code for code in INDICATORS.values() if "LINK" not in DEFINED[code].content["evidence_kinds"]} == set()


@pytest.fixture
def officer(catalogue: None, officer: Actor) -> Actor:
    """Some of these tests need no database; who logs needs the catalogue, too."""
    return officer


def talk(day: date | None = None, **changes: Any) -> Body:
    body = Body("HN", day or clock.day_of(clock.now()), "Nói chuyện", amounts={"mtg.attend": Decimal(30)})
    return replace(body, **changes)


def log(officer: Actor, body: Body, kinds: Iterable[str] = ()) -> Entry:
    sent = [Sent(kind, f"{kind}.png", [work.picture(number)]) for number, kind in enumerate(kinds)]
    return operations.log(entry_id=uuid4(), body=body, sent=sent, actor=officer, now=clock.now())


def accept(entry: Entry, reviewer: Actor, waiver: str = "") -> Entry:
    return operations.accept(entry_id=entry.id, actor=reviewer, now=clock.now(), waiver=waiver)


def ask(code: str, *kinds: str, since: date) -> None:
    """Let another version of a definition count these kinds from a day on."""
    row = DEFINED[code]
    version = {**row.content, "evidence_kinds": list(kinds), "valid_from": since, "source": "Bản 2"}
    define(code=code, channel="", kind=row.kind, position=0, version=version, actor=SYSTEM, now=clock.now())


def test_what_does_not_count_is_refused_with_the_numbers_and_what_would_do(officer: Actor, reviewer: Actor) -> None:
    entry = log(officer, talk(urls=(LINK,)))
    with pytest.raises(Invalid) as refusal:
        accept(entry, reviewer)
    assert refusal.value.code == "NO_EVIDENCE"
    assert str(refusal.value.message) == (
        "Minh chứng chưa đủ. “Số cuộc”, “Số lượt người dự” cần ít nhất một trong: ảnh; ảnh biên bản; ảnh bảng ký tên."
    )
    assert queries.get_entry(entry.id, actor=officer).state == EntryState.SUBMITTED
    sent = [Sent("SIGN_SHEET", "a.png", [work.picture()])]
    operations.add_evidence(entry_id=entry.id, urls=(), sent=sent, actor=officer, now=clock.now())
    assert accept(entry, reviewer).state == EntryState.ACCEPTED


def test_each_number_has_its_own_evidence(officer: Actor, reviewer: Actor) -> None:
    ask("mtg.attend", "SIGN_SHEET", since=clock.day_of(clock.now()))
    entry = log(officer, talk(), ["PHOTO"])
    with pytest.raises(Invalid) as refusal:
        accept(entry, reviewer)
    assert str(refusal.value.message) == "Minh chứng chưa đủ. “Số lượt người dự” cần minh chứng: ảnh bảng ký tên."
    entry = log(officer, talk(title="Hai"), ["PHOTO", "SIGN_SHEET"])
    sessions, attend = queries.proved([entry])[entry.id]
    assert (sessions.label, {row.kind for row in sessions.by}) == ("Số cuộc", {"PHOTO", "SIGN_SHEET"})
    assert (attend.label, {row.kind for row in attend.by}) == ("Số lượt người dự", {"SIGN_SHEET"})
    assert accept(entry, reviewer).state == EntryState.ACCEPTED


def test_what_lacks_for_one_number_may_be_waived(officer: Actor, reviewer: Actor) -> None:
    entry = log(officer, talk(urls=(LINK,), waiver="Bảng ký tên bị mất"))
    with pytest.raises(Invalid, match="WAIVER_UNSIGNED"):
        accept(entry, reviewer)
    assert accept(entry, reviewer, "Đã gọi trưởng thôn, có dự").state == EntryState.ACCEPTED


def test_a_definition_without_kinds_asks_for_one_piece_of_any(officer: Actor, reviewer: Actor) -> None:
    for code in ("mtg.sessions", "mtg.attend"):
        ask(code, since=clock.day_of(clock.now()))
    with pytest.raises(Invalid) as refusal:
        accept(log(officer, talk()), reviewer)
    assert str(refusal.value.message) == "Chưa có minh chứng. “Số cuộc”, “Số lượt người dự” cần ít nhất một minh chứng."
    assert accept(log(officer, talk(title="Hai", urls=(LINK,))), reviewer).state == EntryState.ACCEPTED


@pytest.mark.parametrize(("amount", "accepted"), [(0, True), (1, False)])
def test_nought_adds_nothing_and_wants_nothing_of_its_own(officer: Actor, reviewer: Actor, amount: int, accepted: bool) -> None:
    ask("mtg.attend", "SIGN_SHEET", since=clock.day_of(clock.now()))
    entry = log(officer, talk(amounts={"mtg.attend": Decimal(amount)}), ["PHOTO"])
    assert (queries.lacking_evidence(entry) == "") == accepted
    assert queries.lacking_evidence(log(officer, talk(amounts={"mtg.attend": Decimal(amount)})))


def test_another_version_is_of_later_days_and_what_was_accepted_stands(officer: Actor, reviewer: Actor) -> None:
    today = clock.day_of(clock.now())
    before, after = log(officer, talk(today - timedelta(days=9)), ["PHOTO"]), log(officer, talk(today), ["PHOTO"])
    standing = accept(log(officer, talk(today, title="Đã duyệt"), ["PHOTO"]), reviewer)
    ask("mtg.attend", "SIGN_SHEET", since=today - timedelta(days=3))
    assert accept(before, reviewer).state == EntryState.ACCEPTED
    with pytest.raises(Invalid, match="NO_EVIDENCE"):
        accept(after, reviewer)
    assert queries.get_entry(standing.id, actor=officer).state == EntryState.ACCEPTED


def test_many_entries_of_many_days_are_one_question(officer: Actor) -> None:
    today = clock.day_of(clock.now())
    made = [log(officer, talk(today - timedelta(days=ago), title=f"Buổi {ago}"), ["PHOTO"]).id for ago in range(8)]
    version_of("mtg.attend", on=today)  # what definitions say is kept in memory
    for ids in (made[:1], made):
        rows = list(queries.by_ids(ids, actor=officer).values())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = queries.proved(rows)
        assert len(found) == len(ids)
        assert len(asked) <= 2  # which definitions, and once the content of one that nobody has read
