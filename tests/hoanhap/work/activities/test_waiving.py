"""Entries without evidence: asked for by the unit, granted by the reviewer in words of their own, and in the proof ever after."""

from __future__ import annotations

import copy
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from hoanhap.config import verifying
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import clock, proofs
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import Invalid, NotAllowed, WrongState
from hoanhap.work.activities import operations, queries
from hoanhap.work.activities.models import Waiver
from hoanhap.work.activities.queries import Entry
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures.models import Line
from hoanhap.work.reports import queries as reports
from tests.factories import people, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
verify = verifying.program()
ASKED, GRANTED = "Máy ảnh hỏng, sổ phát bị ướt", "Đã gọi trưởng đài, xác nhận có phát"


def bare(officer: Actor, *, asked: str = ASKED) -> Entry:
    entry = work.entry(officer, url="")
    return operations.ask_waiver(entry_id=entry.id, reason=asked, actor=officer, now=clock.now()) if asked else entry


def accept(entry: Entry, reviewer: Actor, words: str = GRANTED) -> Entry:
    return operations.accept(entry_id=entry.id, actor=reviewer, now=clock.now(), waiver=words)


def test_nothing_is_waived_that_nobody_asked_for(officer: Actor, reviewer: Actor) -> None:
    entry = bare(officer, asked="")
    with pytest.raises(Invalid) as refusal:
        accept(entry, reviewer)
    assert refusal.value.code == "NO_EVIDENCE"
    assert not Line.objects.exists()


@pytest.mark.parametrize("words", ["", "  ", ASKED, f"  {ASKED.upper()}. "])
def test_a_reviewer_says_why_in_words_of_their_own(officer: Actor, reviewer: Actor, words: str) -> None:
    entry = bare(officer)
    with pytest.raises(Invalid) as refusal:
        accept(entry, reviewer, words)
    assert (refusal.value.code, set(refusal.value.fields)) == ("WAIVER_UNSIGNED", {"waiver"})
    assert not Line.objects.exists()
    assert queries.get_entry(entry.id, actor=officer).state == EntryState.SUBMITTED


def test_what_is_granted_stands_in_the_trail_and_in_every_line(officer: Actor, reviewer: Actor) -> None:
    entry = accept(bare(officer), reviewer)
    waiver = Waiver.objects.get()
    assert (waiver.reason, waiver.granted, waiver.granted_as, waiver.granted_by_id) == (ASKED, GRANTED, "Trần Thị Duyệt", reviewer.user_id)
    last = AuditEntry.objects.order_by("-sequence")[0]
    assert (last.act, last.detail["waiver"]) == ("entry.accept_waived", GRANTED)
    said: Any = queries.stated_by(entry)["waiver"]
    assert (said["reason"], said["granted"], said["by"]) == (ASKED, GRANTED, "Trần Thị Duyệt")
    for line in Line.objects.all():
        assert line.proof["waiver"] == proofs.digest(said)
        assert line.proof["digest"] == proofs.digest(queries.stated_by(entry))
    people.User.objects.filter(pk=reviewer.user_id).update(full_name="Tên Khác")
    assert queries.stated_by(queries.get_entry(entry.id, actor=officer))["waiver"] == said


def test_evidence_that_came_after_all_makes_a_request_needless(officer: Actor, reviewer: Actor) -> None:
    entry = bare(officer)
    operations.add_evidence(entry_id=entry.id, urls=["https://songthuong.example/a"], sent=(), actor=officer, now=clock.now())
    with pytest.raises(Invalid) as refusal:
        accept(entry, reviewer)
    assert refusal.value.code == "WAIVER_NEEDLESS"
    entry = accept(entry, reviewer, "")
    assert queries.open_waiver(entry) is None
    assert "waiver" not in queries.stated_by(entry)
    assert not any("waiver" in line.proof for line in Line.objects.all())


def test_a_return_ends_what_was_granted(officer: Actor, reviewer: Actor) -> None:
    entry = accept(bare(officer), reviewer)
    operations.give_back(entry_id=entry.id, reason="Phải có ảnh", actor=reviewer, now=clock.now())
    entry = queries.get_entry(entry.id, actor=officer)
    assert queries.open_waiver(entry) is None
    body = operations.Body(
        channel="DTT", day=entry.day, title="Vẫn thế", amounts={row.indicator_id: row.amount for row in entry.quantities.all()}
    )
    entry = operations.send_again(entry_id=entry.id, version=entry.version, body=body, actor=officer, now=clock.now())
    with pytest.raises(Invalid, match="NO_EVIDENCE"):
        accept(entry, reviewer)


def test_asked_with_the_entry_and_asked_again(officer: Actor) -> None:
    body = operations.Body(channel="BTC", day=clock.day_of(clock.now()), title="Tin", amounts={"cs.boards": Decimal(1)}, waiver=ASKED)
    entry = operations.log(entry_id=uuid4(), body=body, actor=officer, now=clock.now())
    assert queries.open_waiver(entry) == Waiver.objects.get()
    for _ in range(2):
        again = operations.ask_waiver(entry_id=entry.id, reason="Ảnh bị xóa", actor=officer, now=clock.now())
    assert again.version == entry.version + 1
    assert [row.reason for row in Waiver.objects.filter(ended_at__isnull=True)] == ["Ảnh bị xóa"]
    assert operations.digest_of(body) != operations.digest_of(replace(body, waiver=""))


def test_only_the_unit_asks_and_only_while_the_entry_is_open(officer: Actor, reviewer: Actor) -> None:
    entry = bare(officer)
    with pytest.raises(NotAllowed):
        operations.ask_waiver(entry_id=entry.id, reason="X", actor=reviewer, now=clock.now())
    accept(entry, reviewer)
    with pytest.raises(WrongState):
        operations.ask_waiver(entry_id=entry.id, reason="X", actor=officer, now=clock.now())


def test_a_bundle_says_what_was_waived_and_notices_what_was_changed(unit: Any, officer: Actor, reviewer: Actor) -> None:
    accept(bare(officer), reviewer)
    staff = people.acting(people.official(Role.STAFF, at=unit))
    ledger = reports.with_paper(work.issued_report(staff), on=clock.day_of(clock.now()))
    assert verify.faults(ledger) == []
    told = verify.waivers(ledger)
    assert len(told) == len(Line.objects.all())
    assert all(GRANTED in line and "Trần Thị Duyệt" in line for line in told)
    assert any("Không có minh chứng, được miễn: 1 lượt" in row["evidence"] for row in ledger["paper"]["figures"])
    for change in (_other_words, _no_waiver, _silent):
        faulty = copy.deepcopy(ledger)
        change(faulty)
        assert verify.faults(faulty), change


def _stated(ledger: Any) -> Any:
    return next(iter(ledger["entries"].values()))["stated"]


def _other_words(ledger: Any) -> None:
    _stated(ledger)["waiver"]["granted"] = "Ai cũng được miễn"


def _no_waiver(ledger: Any) -> None:
    del _stated(ledger)["waiver"]


def _silent(ledger: Any) -> None:
    """Whoever takes the waiver away with every digest that covers it has an entry without evidence."""
    for sheet in ledger["figures"]:
        for line in sheet["lines"]:
            line["content"]["proof"].pop("waiver")
            stated = _stated(ledger)
            stated.pop("waiver", None)
            line["content"]["proof"]["digest"] = verify.digest(stated)
            line["digest"] = verify.digest(line["content"])
        sheet["root"] = verify.root_of(line["digest"] for line in sheet["lines"])
    ledger["report"]["digest"] = verify.digest(
        {
            "blocks": ledger["blocks"],
            "tables": ledger["tables"],
            "roots": {sheet["indicator"]: sheet["root"] for sheet in ledger["figures"]},
        }
    )
