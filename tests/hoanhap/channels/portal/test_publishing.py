"""What the public see and when; what it counts; what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal import queries
from hoanhap.channels.portal.models import Edition, Piece
from hoanhap.channels.portal.states import INDICATORS, Kind, PieceState
from hoanhap.jobs import publishing
from hoanhap.kernel import clock, storage
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import Invalid, NotFound
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities import queries as activity_queries
from hoanhap.work.activities.models import Entry
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.models import Line
from tests.factories import people, work
from tests.factories import portal as pieces
from tests.factories.threads import at_once

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=clock.VIETNAM)


@pytest.fixture
def family(db: None) -> people.Family:
    pieces.indicators()
    return people.family()


@pytest.fixture
def desk(family: people.Family) -> pieces.Desk:
    return pieces.desk(family.own)


def figure(code: str, unit_id: UUID, *, now: datetime = NOW) -> Decimal:
    day = clock.day_of(now)
    return figures.answer(figures.Question(code, unit_id, date(day.year, 1, 1), date(day.year, 12, 31))).value


@pytest.mark.parametrize("kind", Kind.values)
def test_a_published_piece_counts_by_itself_and_its_proof_leads_to_the_words(family: people.Family, desk: pieces.Desk, kind: str) -> None:
    code = INDICATORS[kind]
    assert figure(code, family.parent.id) == 0
    row = pieces.piece(desk, PieceState.PUBLISHED, kind=kind, now=NOW)
    assert figure(code, family.parent.id) == 1
    (line,) = Line.objects.filter(source_id=row.entry_id)
    edition = row.edition
    assert edition is not None
    hashes = [sha256 for _kind, sha256 in line.proof["evidence"]]
    assert edition.digest in hashes
    assert storage.is_whole(edition.digest)
    said = storage.path_of(edition.digest).read_text("utf-8")
    assert row.title in said
    assert row.body.splitlines()[0] in said
    entry = Entry.objects.get(pk=row.entry_id)
    assert (entry.state, entry.entered_by_id, entry.reviewed_by_id) == (EntryState.ACCEPTED, desk.writer.user_id, desk.checker.user_id)
    assert entry.work.title == row.title
    (link,) = entry.evidence.exclude(url="")
    assert link.url.endswith(f"/{row.slug}/")


def test_another_edition_replaces_what_is_shown_and_counts_nothing_new(family: people.Family, desk: pieces.Desk) -> None:
    row = pieces.piece(desk, PieceState.PUBLISHED, now=NOW)
    later = NOW + timedelta(days=3)
    row = portal.revise(piece_id=row.id, version=row.version, actor=desk.writer, now=later)
    assert queries.item("ARTICLE", row.slug, now=later).title == "Ngày hội việc làm tại xã Thử"
    row = portal.change(piece_id=row.id, version=row.version, words=pieces.words(title="Tên sửa"), actor=desk.writer, now=later)
    assert row.slug == "ngay-hoi-viec-lam-tai-xa-thu", "the address never changes"
    row = portal.submit(piece_id=row.id, version=row.version, actor=desk.writer, now=later)
    row = portal.check(piece_id=row.id, version=row.version, actor=desk.checker, now=later)
    assert queries.item("ARTICLE", row.slug, now=later).title != "Tên sửa"
    row = portal.publish(piece_id=row.id, version=row.version, actor=desk.checker, now=later)
    assert queries.item("ARTICLE", row.slug, now=later).title == "Tên sửa"
    assert row.shown_from == NOW, "it came out on its first day"
    assert figure("web.items", family.parent.id) == 1
    assert [edition.title for edition in row.editions.order_by("number")] == ["Ngày hội việc làm tại xã Thử", "Tên sửa"]


def test_scheduled_and_expired_are_decided_when_it_is_read(desk: pieces.Desk, family: people.Family) -> None:
    begin, end = NOW + timedelta(hours=2), NOW + timedelta(hours=5)
    row = pieces.piece(desk, PieceState.PUBLISHED, now=NOW, shown_from=begin, shown_until=end)

    def is_public(at: datetime) -> bool:
        try:
            queries.item("ARTICLE", row.slug, now=at)
        except NotFound:
            return bool(queries.latest("ARTICLE", now=at)) or queries.search("việc làm", now=at).total > 0
        return bool(queries.latest("ARTICLE", now=at)) and queries.search("việc làm", now=at).total > 0

    tick = timedelta(microseconds=1)
    assert [is_public(at) for at in (NOW, begin - tick, begin, end - tick, end, end + tick)] == [False, False, True, True, False, False]
    assert queries.shelf(now=NOW).until == begin
    assert queries.shelf(now=begin).until == end
    assert figure("web.items", family.own.id) == 0, "it counts from when it is public"
    assert portal.record_shown(actor=SYSTEM, now=begin - tick) == 0
    assert portal.record_shown(actor=SYSTEM, now=begin) == 1
    assert portal.record_shown(actor=SYSTEM, now=begin) == 0
    assert figure("web.items", family.own.id) == 1
    assert portal.take_down_expired(actor=SYSTEM, now=end - tick) == 0
    assert portal.take_down_expired(actor=SYSTEM, now=end) == 1
    row.refresh_from_db()
    assert (row.state, row.edition) == (PieceState.WITHDRAWN, None)
    assert "Hết thời hạn đăng lúc 08:00 22/11/2026." in row.reason
    assert figure("web.items", family.own.id) == 1


def test_an_expired_piece_counts_although_no_job_ran_while_it_was_public(desk: pieces.Desk, family: people.Family) -> None:
    pieces.piece(desk, PieceState.PUBLISHED, now=NOW, shown_from=NOW + timedelta(hours=1), shown_until=NOW + timedelta(hours=2))
    portal.take_down_expired(actor=SYSTEM, now=NOW + timedelta(hours=9))
    assert figure("web.items", family.own.id) == 1


def test_withdrawn_on_its_day_it_was_a_mistake_later_it_goes_on_counting(desk: pieces.Desk, family: people.Family) -> None:
    row = pieces.piece(desk, PieceState.PUBLISHED, now=NOW)
    row = portal.withdraw(piece_id=row.id, version=row.version, reason="Nhầm tên", actor=desk.checker, now=NOW + timedelta(hours=20))
    assert figure("web.items", family.own.id) == 0
    assert Entry.objects.get().state == EntryState.WITHDRAWN
    with pytest.raises(NotFound):
        queries.item("ARTICLE", row.slug, now=NOW + timedelta(hours=20))
    other = pieces.piece(desk, PieceState.PUBLISHED, now=NOW)
    portal.withdraw(piece_id=other.id, version=other.version, reason="Hết việc", actor=desk.checker, now=NOW + timedelta(hours=22))
    assert figure("web.items", family.own.id) == 1
    again = portal.revise(piece_id=row.id, version=row.version, actor=desk.writer, now=NOW)
    again = portal.submit(piece_id=again.id, version=again.version, actor=desk.writer, now=NOW)
    again = portal.check(piece_id=again.id, version=again.version, actor=desk.checker, now=NOW)
    portal.publish(piece_id=again.id, version=again.version, actor=desk.checker, now=NOW)
    assert figure("web.items", family.own.id) == 2


def test_an_edition_is_never_changed(desk: pieces.Desk) -> None:
    row = pieces.piece(desk, PieceState.PUBLISHED)
    for change in (lambda: Edition.objects.update(title="Khác"), lambda: Edition.objects.filter(piece=row)._raw_delete("default")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("window", "code"),
    [({"shown_until": NOW}, "SHOWN_BACKWARDS"), ({"shown_from": NOW + timedelta(2), "shown_until": NOW + timedelta(1)}, "SHOWN_BACKWARDS")],
)
def test_a_time_that_ends_before_it_begins_is_refused(desk: pieces.Desk, window: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        pieces.piece(desk, PieceState.PUBLISHED, now=NOW, **window)
    assert refused.value.code == code


def test_what_is_shown_already_cannot_be_put_off(desk: pieces.Desk) -> None:
    row = pieces.piece(desk, PieceState.PUBLISHED, now=NOW)
    row = portal.revise(piece_id=row.id, version=row.version, actor=desk.writer, now=NOW)
    row = portal.submit(piece_id=row.id, version=row.version, actor=desk.writer, now=NOW)
    row = portal.check(piece_id=row.id, version=row.version, actor=desk.checker, now=NOW)
    with pytest.raises(Invalid) as refused:
        portal.publish(piece_id=row.id, version=row.version, actor=desk.checker, now=NOW, shown_from=NOW + timedelta(1))
    assert refused.value.code == "ALREADY_SHOWN"


def test_answers_fall_due_by_their_day_and_by_the_law(desk: pieces.Desk) -> None:
    by_day = pieces.piece(desk, PieceState.PUBLISHED, kind="ANSWER", now=NOW, review_due=date(2026, 12, 1))
    old = portal.Citation("49/2020/NĐ-CP", "Điều 5")
    by_law = pieces.piece(desk, PieceState.PUBLISHED, kind="ANSWER", now=NOW, citations=(old,), checked_on=date(2020, 12, 1))
    still = pieces.piece(desk, PieceState.PUBLISHED, kind="ANSWER", now=NOW)
    assert [row.id for row in (by_law,) if queries.why_due(row, on=date(2026, 11, 22))], "a reader sees it before any job has run"
    assert portal.mark_due(actor=SYSTEM, now=NOW) == 1
    assert portal.mark_due(actor=SYSTEM, now=NOW + timedelta(days=9)) == 1
    states = {row.id: row.state for row in Piece.objects.all()}
    assert states == {by_day.id: PieceState.DUE, by_law.id: PieceState.DUE, still.id: PieceState.PUBLISHED}
    assert "49/2020/NĐ-CP" in Piece.objects.get(pk=by_law.id).reason
    assert "01/12/2026" in Piece.objects.get(pk=by_day.id).reason
    assert queries.item("ANSWER", by_law.slug, now=NOW), "it stays public, marked"


@pytest.mark.django_db(transaction=True)
def test_ten_who_publish_at_once_publish_once() -> None:
    pieces.indicators()
    desk = pieces.desk(people.family().own)
    row = pieces.piece(desk, PieceState.CHECKED)
    acts = [lambda: portal.publish(piece_id=row.id, version=row.version, actor=desk.checker, now=clock.now()).state for _ in range(10)]
    answers = at_once(acts)
    assert sorted(set(answers)) in (
        ["PIECE_CHANGED", "PUBLISHED"],
        ["PUBLISHED", "WRONG_STATE"],
        ["PIECE_CHANGED", "PUBLISHED", "WRONG_STATE"],
    )
    assert answers.count("PUBLISHED") == 1
    assert Edition.objects.count() == Entry.objects.count() == 1


def test_the_job_of_each_minute_counts_tidies_and_marks(desk: pieces.Desk, family: people.Family, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = pieces.piece(desk, PieceState.PUBLISHED, now=NOW, shown_until=NOW + timedelta(hours=1))
    coming = pieces.piece(desk, PieceState.PUBLISHED, now=NOW, shown_from=NOW + timedelta(hours=1))
    due = pieces.piece(desk, PieceState.PUBLISHED, now=NOW, kind="ANSWER", review_due=date(2026, 11, 22))
    monkeypatch.setattr("hoanhap.kernel.clock.now", lambda: NOW + timedelta(hours=2))
    publishing.keep_time(0)
    publishing.keep_time(60)
    states = {row.id: row.state for row in Piece.objects.all()}
    assert states == {gone.id: PieceState.WITHDRAWN, coming.id: PieceState.PUBLISHED, due.id: PieceState.DUE}
    assert figure("web.items", family.own.id) == 2


def test_a_pieces_entry_claims_its_work_so_that_others_can_join_it(family: people.Family, desk: pieces.Desk) -> None:
    row = pieces.piece(desk, PieceState.PUBLISHED, kind=Kind.ANSWER, now=NOW)
    (line,) = Line.objects.filter(source_id=row.entry_id)
    entry = Entry.objects.get(pk=row.entry_id)
    assert line.work_id == entry.work_id
    other = people.acting(people.official("OFFICER", at=family.sibling))
    address = entry.evidence.exclude(url="").get().url
    body = activities.Body("WEB", entry.day, entry.title, amounts={"web.items": Decimal(1)}, urls=(address,))
    work.catalogue()
    joined = activities.log(entry_id=uuid4(), body=body, actor=other, now=NOW)
    (alike,) = activity_queries.alike([joined.id])[joined.id]
    assert alike.entry.id == entry.id


@pytest.mark.parametrize("kind", Kind.values)
def test_a_piece_given_back_and_sent_again_counts_what_it_counted(family: people.Family, desk: pieces.Desk, kind: str) -> None:
    code = INDICATORS[kind]
    row = pieces.piece(desk, PieceState.PUBLISHED, kind=kind, now=NOW)
    reviewer = people.acting(people.official("REVIEWER", at=family.parent))
    entry = activities.give_back(entry_id=row.entry_id, reason="Sai tên", actor=reviewer, now=NOW)
    assert figure(code, family.parent.id) == 0
    officer = people.acting(people.official("OFFICER", at=family.own))
    body = activities.Body("WEB", entry.day, "Tên đã sửa")
    sent = activities.send_again(entry_id=entry.id, version=entry.version, body=body, actor=officer, now=NOW)
    assert [(quantity.indicator_id, quantity.amount) for quantity in sent.quantities.all()] == [(code, 1)]
    with pytest.raises(Invalid):  # its number is nobody's to type
        activities.send_again(
            entry_id=activities.give_back(entry_id=entry.id, reason="X", actor=reviewer, now=NOW).id, version=sent.version,
            body=replace(body, amounts={"web.items": Decimal(9)}), actor=officer, now=NOW,
        )  # fmt: skip
