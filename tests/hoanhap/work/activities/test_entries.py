"""Entries: sent from phones, twice and at once; corrected, reviewed, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from hoanhap.ground.files.models import StoredFile
from hoanhap.kernel import clock, storage
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Refused, WrongState
from hoanhap.work.activities import operations, queries
from hoanhap.work.activities.models import Entry, Evidence, RivalEntry
from hoanhap.work.activities.operations import Body, Sent
from hoanhap.work.activities.states import MOVES, EntryState
from hoanhap.work.figures.models import Line
from tests.factories import people, work
from tests.factories.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
LINK = "https://songthuong.example/tin"


def talk(**changes: Any) -> Body:
    """A talk in a village, an hour of it estimated by nobody."""
    body = Body(channel="HN", day=clock.day_of(clock.now()), title="Nói chuyện", place="Thôn 1", amounts={"mtg.attend": Decimal(30)})
    return replace(body, **changes)


def log(officer: Actor, body: Body | None = None, *, entry_id: UUID | None = None, photos: tuple[int, ...] = (1,)) -> Entry:
    sent = [Sent("PHOTO", f"anh-{number}.png", [work.picture(number)]) for number in photos]
    return operations.log(entry_id=entry_id or uuid4(), body=body or talk(), sent=sent, actor=officer, now=clock.now())


def test_a_replay_finds_the_first_and_more_evidence_is_added(officer: Actor) -> None:
    entry_id = uuid4()
    first, again = log(officer, entry_id=entry_id), log(officer, entry_id=entry_id)
    assert first == again
    assert (Entry.objects.count(), Evidence.objects.count(), StoredFile.objects.count()) == (1, 1, 1)
    assert log(officer, entry_id=entry_id, photos=(1, 2)).version == first.version + 1
    assert Evidence.objects.count() == 2


def test_a_replay_after_the_correction_is_still_a_replay(officer: Actor, reviewer: Actor) -> None:
    entry = log(officer)
    operations.give_back(entry_id=entry.id, reason="Sai số", actor=reviewer, now=clock.now())
    operations.send_again(entry_id=entry.id, version=entry.version, body=talk(title="Đã sửa"), actor=officer, now=clock.now())
    assert log(officer, entry_id=entry.id).title == "Đã sửa"


def test_another_body_under_a_known_id_is_a_conflict_and_both_are_kept(officer: Actor) -> None:
    entry = log(officer)
    for _ in range(2):
        with pytest.raises(Conflict) as refusal:
            log(officer, talk(title="Bản khác"), entry_id=entry.id, photos=(2,))
        assert refusal.value.code == "SAME_ID_OTHER_BODY"
    rival = RivalEntry.objects.get()
    assert rival.body["title"] == "Bản khác"
    ((kind, file_id),) = rival.body["files"]
    assert (kind, StoredFile.objects.get(pk=file_id).state) == ("PHOTO", "ACCEPTED")
    assert queries.get_entry(entry.id, actor=officer).title == "Nói chuyện"
    assert operations.keep_rival(entry_id=entry.id, body=talk(title="Bản khác"), actor=officer, now=clock.now()) == rival


def test_the_id_of_another_unit_tells_nothing_and_keeps_nothing(officer: Actor) -> None:
    entry = log(officer)
    stranger = people.acting(people.official(Role.OFFICER, at=people.unit("Xã Khác")))
    with pytest.raises(Conflict):
        log(stranger, entry_id=entry.id)
    with pytest.raises(NotFound):
        operations.keep_rival(entry_id=entry.id, body=talk(), actor=stranger, now=clock.now())
    assert not RivalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_times_at_once_is_one_entry() -> None:
    work.catalogue()
    officer = people.acting(people.official(Role.OFFICER, at=people.unit("Xã Thử")))
    entry_id = uuid4()
    acts: list[Callable[[], Any]] = [lambda: work.entry(officer, entry_id=entry_id).id] * 20
    assert set(at_once(acts)) == {entry_id}
    assert (Entry.objects.count(), Evidence.objects.count()) == (1, 1)
    other: list[Callable[[], Any]] = [lambda: work.entry(officer, entry_id=entry_id, title="Bản khác").id] * 6
    assert set(at_once(other)) == {"SAME_ID_OTHER_BODY"}
    assert RivalEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_and_one_of_them_decides() -> None:
    work.catalogue()
    unit = people.unit("Xã Thử")
    officer = people.acting(people.official(Role.OFFICER, at=unit))
    reviewers = [people.acting(people.official(Role.REVIEWER, at=unit)) for _ in range(8)]
    for _ in range(3):
        entry = work.entry(officer)

        def decide(number: int, entry: Entry = entry) -> Callable[[], str]:
            who = {"entry_id": entry.id, "actor": reviewers[number], "now": clock.now()}
            if number % 2:
                return lambda: operations.accept(**who).state
            return lambda: operations.give_back(**who, reason="Thiếu", version=1).state

        answers = at_once([decide(number) for number in range(8)], threads=8)
        won = [answer for answer in answers if answer in EntryState.values]
        standing = Line.objects.filter(source_id=entry.id, reverses__isnull=True, reversed_by__isnull=True).count()
        state = Entry.objects.get(pk=entry.id).state
        # An accepted entry may be given back afterwards by somebody who had not decided yet: then both happened, one after the other.
        assert won in ([EntryState.ACCEPTED], [EntryState.RETURNED]) or sorted(won) == [EntryState.ACCEPTED, EntryState.RETURNED]
        assert set(answers) - set(EntryState.values) <= {"ENTRY_MOVED", "WRONG_STATE"}
        assert standing == (3 if state == EntryState.ACCEPTED else 0)


def test_a_reviewer_does_not_accept_what_was_changed_unseen(officer: Actor, reviewer: Actor) -> None:
    entry = log(officer)
    operations.give_back(entry_id=entry.id, reason="Sai", actor=reviewer, now=clock.now())
    operations.send_again(entry_id=entry.id, version=1, body=talk(title="Khác hẳn"), actor=officer, now=clock.now())
    for act in (operations.accept, lambda **seen: operations.give_back(reason="Sai", **seen)):
        with pytest.raises(WrongState, match="ENTRY_MOVED"):
            act(entry_id=entry.id, version=1, actor=reviewer, now=clock.now())
    assert operations.accept(entry_id=entry.id, version=2, actor=reviewer, now=clock.now()).state == EntryState.ACCEPTED


def test_a_correction_of_an_old_version_is_a_conflict(officer: Actor, reviewer: Actor) -> None:
    entry = log(officer)
    operations.give_back(entry_id=entry.id, reason="Sai", actor=reviewer, now=clock.now())
    operations.add_evidence(entry_id=entry.id, urls=[LINK], sent=(), actor=officer, now=clock.now())
    with pytest.raises(Conflict, match="ENTRY_CHANGED"):
        operations.send_again(entry_id=entry.id, version=1, body=talk(), actor=officer, now=clock.now())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " \u200b "}, "title"), ({"day": date(2200, 1, 1)}, "day"), ({"day": date(1990, 1, 1)}, "day"),
        ({"amounts": {}}, "mtg.attend"), ({"amounts": {"mtg.attend": Decimal(-1)}}, "mtg.attend"),
        ({"amounts": {"mtg.attend": Decimal("1.5")}}, "mtg.attend"), ({"amounts": {"mtg.attend": Decimal("NaN")}}, "mtg.attend"),
        ({"amounts": {"mtg.attend": Decimal("Infinity")}}, "mtg.attend"), ({"amounts": {"mtg.attend": Decimal(10) ** 10}}, "mtg.attend"),
        ({"channel": "TTV", "amounts": {"cns.people": Decimal(2)}, "estimated": frozenset({"cns.people"})}, "cns.people"),
        ({"content_id": uuid4()}, "content"), ({"part_id": uuid4()}, "part"),
        ({"urls": ("javascript:alert(1)",)}, "url"), ({"urls": ("http://[::1",)}, "url"), ({"urls": ("https://",)}, "url"),
        ({"urls": ("https://a.example/\nb",)}, "url"), ({"urls": ("https://bank.example@evil.example/",)}, "url"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_at_its_field(officer: Actor, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        log(officer, talk(**changes))
    assert field in refusal.value.fields
    assert not Entry.objects.exists()


def test_numbers_that_the_channel_does_not_ask_are_refused(officer: Actor) -> None:
    with pytest.raises(Invalid, match="INDICATOR_NOT_ASKED"):
        log(officer, talk(amounts={"mtg.attend": Decimal(1), "mtg.sessions": Decimal(9)}))


def test_a_file_that_is_no_photo_is_refused_and_its_content_goes(officer: Actor) -> None:
    with pytest.raises(Invalid):
        operations.log(
            entry_id=uuid4(), body=talk(), sent=[Sent("PHOTO", "a.png", [b"no photograph 4711"])], actor=officer, now=clock.now()
        )
    row = StoredFile.objects.get()
    assert (row.state, bool(row.verdict)) == ("REFUSED", True)
    assert not Entry.objects.exists()
    assert row.sha256 not in [sha256 for sha256 in storage.kept() if not StoredFile.objects.filter(sha256=sha256, state="REFUSED").exists()]


@pytest.mark.parametrize(
    ("content", "kept"),
    [(b"ID3\x04rest of it", True), (b"OggS\0\x02rest", True), (b"\xff\xfb\x90\x44" * 4, True), (b"\xff\xd8\xff\xe0 a photo", False),
     (b"<html>", False)],
)  # fmt: skip
def test_a_recording_is_taken_by_how_it_begins(officer: Actor, content: bytes, kept: bool) -> None:
    def act() -> Entry:
        sent = [Sent("RECORDING", "ghi-am.mp3", [content])]
        return operations.log(entry_id=uuid4(), body=talk(), sent=sent, actor=officer, now=clock.now())

    if kept:
        assert act().evidence.get().kind == "RECORDING"
    else:
        with pytest.raises(Invalid):
            act()


def test_without_evidence_of_a_kind_that_counts_nothing_is_accepted(officer: Actor, reviewer: Actor) -> None:
    entry = log(officer, photos=())
    with pytest.raises(Invalid, match="NO_EVIDENCE"):
        operations.accept(entry_id=entry.id, actor=reviewer, now=clock.now())
    operations.add_evidence(entry_id=entry.id, urls=[LINK, LINK], sent=(), actor=officer, now=clock.now())
    assert Evidence.objects.count() == 1
    with pytest.raises(Invalid, match="NO_EVIDENCE"):  # an article about a talk does not prove how many came
        operations.accept(entry_id=entry.id, actor=reviewer, now=clock.now())
    minutes = Sent("MINUTES", "bien-ban.png", [work.picture()])
    operations.add_evidence(entry_id=entry.id, urls=(), sent=[minutes], actor=officer, now=clock.now())
    operations.accept(entry_id=entry.id, actor=reviewer, now=clock.now())
    with pytest.raises(WrongState):
        operations.add_evidence(entry_id=entry.id, urls=[LINK + "2"], sent=(), actor=officer, now=clock.now())


@pytest.mark.parametrize("state", list(EntryState))
def test_each_state_allows_what_the_table_says_and_nothing_else(officer: Actor, reviewer: Actor, state: EntryState) -> None:
    entry = log(officer)
    moves: dict[str, Callable[[], Entry]] = {
        EntryState.ACCEPTED: lambda: operations.accept(entry_id=entry.id, actor=reviewer, now=clock.now()),
        EntryState.RETURNED: lambda: operations.give_back(entry_id=entry.id, reason="Sai", actor=reviewer, now=clock.now()),
        EntryState.SUBMITTED: lambda: operations.send_again(
            entry_id=entry.id, version=Entry.objects.get().version, body=talk(), actor=officer, now=clock.now()
        ),
        EntryState.WITHDRAWN: lambda: operations.withdraw(entry_id=entry.id, actor=officer, now=clock.now()),
    }
    for target, move in moves.items():
        Entry.objects.filter(pk=entry.id).update(state=state, reviewed_by_id=reviewer.user_id)
        if target in MOVES[state]:
            assert move().state == target
        else:
            with pytest.raises(WrongState):
                move()


def test_who_logged_does_not_review_and_strangers_see_nothing(unit: Any, officer: Actor) -> None:
    both = people.acting(people.official(Role.OFFICER, Role.REVIEWER, at=unit))
    entry = log(both)
    with pytest.raises(NotAllowed):
        operations.accept(entry_id=entry.id, actor=both, now=clock.now())
    assert list(queries.to_review(both)) == []
    assert list(queries.to_review(officer)) == []  # an officer reviews nothing
    assert [row.id for row in queries.to_review(people.acting(people.official(Role.STAFF, at=unit)))] == [entry.id]


def test_days_of_before_and_after_midnight_are_days_in_vietnam(officer: Actor) -> None:
    now = clock.now().replace(hour=18, minute=30)  # 01:30 of the next day in Vietnam
    tomorrow = now.date() + timedelta(days=1)
    assert clock.day_of(now) == tomorrow
    assert operations.log(entry_id=uuid4(), body=talk(day=tomorrow), actor=officer, now=now).day == tomorrow
    with pytest.raises(Refused):
        operations.log(entry_id=uuid4(), body=talk(day=tomorrow + timedelta(days=1)), actor=officer, now=now)
