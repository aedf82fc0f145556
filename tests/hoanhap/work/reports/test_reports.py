"""Reports: live while drafted, frozen when issued, and the proof that goes with them."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from hoanhap.config import verifying
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from hoanhap.work.activities import operations as activities
from hoanhap.work.reports import operations, queries
from hoanhap.work.reports.models import Report
from tests.factories import people, work
from tests.factories.threads import at_once

pytestmark = pytest.mark.django_db


class Office:
    """A unit with those who make its report, and one accepted entry."""

    def __init__(self) -> None:
        work.catalogue()
        self.unit = people.unit("Sở Thử")
        self.staff, self.reviewer, self.officer = (
            people.acting(people.official(role, at=self.unit)) for role in (Role.STAFF, Role.REVIEWER, Role.OFFICER)
        )
        self.entry = work.entry(self.officer, airings=7)
        activities.accept(entry_id=self.entry.id, actor=self.reviewer, now=clock.now())
        self.report = work.report(self.staff)

    def issue(self, **changes: Any) -> Report:
        report = Report.objects.get(pk=self.report.id)
        values = {"report_id": report.id, "version": report.version, "actor": self.staff, "now": clock.now()} | changes
        return operations.issue(**values)


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def test_an_issued_report_and_its_proof_never_change(office: Office) -> None:
    issued = office.issue()
    bundle = json.dumps(queries.bundle(issued), sort_keys=True)
    shown = {code: row.value for code, row in queries.figures_of(issued).items()}
    assert shown["cs.radio_airings"] == 7
    activities.give_back(entry_id=office.entry.id, reason="Sai số", actor=office.reviewer, now=clock.now())
    body = activities.Body(channel="DTT", day=office.entry.day, title="Tên khác hẳn", amounts=dict.fromkeys(
        ("cs.radio_items", "cs.radio_airings", "cs.radio_minutes"), __import__("decimal").Decimal(99)))  # fmt: skip
    activities.send_again(entry_id=office.entry.id, version=1, body=body, actor=office.officer, now=clock.now())
    again = queries.get_report(issued.id, actor=office.staff)
    assert json.dumps(queries.bundle(again), sort_keys=True) == bundle
    assert {code: row.value for code, row in queries.figures_of(again).items()} == shown
    assert "Tên khác" not in bundle


def test_the_proof_is_checked_without_a_database_and_forgeries_show(office: Office) -> None:
    bundle = queries.bundle(office.issue())
    assert verifying.faults(bundle) == []
    airings = next(number for number, sheet in enumerate(bundle["figures"]) if sheet["indicator"] == "cs.radio_airings")
    entry_id = str(office.entry.id)

    def forged(change: Any) -> list[str]:
        copy = json.loads(json.dumps(bundle))
        change(copy)
        return verifying.faults(copy)

    for change in (
        lambda copy: copy["figures"][airings].update(value=8),
        lambda copy: copy["figures"][airings].update(root="0" * 64),
        lambda copy: copy["figures"][airings]["lines"].clear(),
        lambda copy: copy["figures"][airings]["lines"][0]["content"].update(quantity="8.00"),
        lambda copy: copy["figures"][airings]["lines"][0].update(digest="0" * 64),
        lambda copy: copy["entries"][entry_id]["stated"].update(title="Khác"),
        lambda copy: copy["entries"][entry_id]["stated"]["evidence"].clear(),
        lambda copy: copy["entries"].clear(),
        lambda copy: copy["entries"][entry_id].update(links=dict.fromkeys(copy["entries"][entry_id]["links"], "https://khac.example")),
    ):
        assert forged(change), change


def test_figures_that_there_are_not_are_refused_and_headings_stay_headings(office: Office) -> None:
    report = office.report
    change = {"report_id": report.id, "actor": office.staff, "now": clock.now()}
    with pytest.raises(Invalid, match="INDICATOR_UNKNOWN"):
        operations.change_paragraph(version=1, position=0, text="Có {khong.co} tin.", **change)
    for position, text in ((-1, "x"), (999, "x"), (0, " \u200b ")):
        with pytest.raises(Invalid, match="BLOCK_INVALID"):
            operations.change_paragraph(version=1, position=position, text=text, **change)
    heading = next(number for number, block in enumerate(report.blocks) if block["kind"] == "heading")
    changed = operations.change_paragraph(version=1, position=heading, text="Kết quả", **change)
    assert (changed.blocks[heading]["text"], "runs" in changed.blocks[heading]) == ("Kết quả", False)
    changed = operations.change_paragraph(version=2, position=0, text="Phát {cs.radio_airings}.", **change)
    assert changed.blocks[0]["runs"][1] == {"figure": "cs.radio_airings"}
    with pytest.raises(Conflict):
        operations.change_paragraph(version=2, position=0, text="Khác", **change)
    with pytest.raises(Conflict):
        operations.refresh(version=2, **change)
    assert operations.refresh(version=3, **change).version == 4


def test_what_is_issued_is_not_changed_and_not_issued_twice(office: Office) -> None:
    with pytest.raises(WrongState):
        office.issue(version=99)
    issued = office.issue()
    for act in (
        office.issue,
        lambda: operations.refresh(report_id=issued.id, actor=office.staff, now=clock.now()),
        lambda: operations.change_paragraph(
            report_id=issued.id, version=issued.version, position=0, text="x", actor=office.staff, now=clock.now()
        ),
    ):
        with pytest.raises(WrongState):
            act()


def test_who_drafts_and_who_issues(office: Office) -> None:
    assert work.report(office.staff) == office.report
    with pytest.raises(NotFound):
        operations.draft(scheme_code="half-year", day=office.entry.day, basis_id=uuid4(), actor=office.staff, now=clock.now())
    stranger = people.acting(people.official(Role.STAFF, at=people.unit("Sở Khác")))
    with pytest.raises(NotFound):
        office.issue(actor=stranger)
    for role in set(Role.ALL) - {Role.STAFF, Role.CLERK}:
        with pytest.raises(NotAllowed):
            office.issue(actor=people.acting(people.official(role, at=office.unit)))
    assert office.issue(actor=people.acting(people.official(Role.CLERK, at=office.unit))).paper is not None


@pytest.mark.django_db(transaction=True)
def test_issued_by_five_at_once_it_is_issued_once_with_one_number() -> None:
    office = Office()

    def issue(who: Actor) -> Any:
        report = office.issue(actor=who, version=1)
        return report.paper.number if report.paper else None

    answers = at_once([lambda: issue(office.staff)] * 5)
    assert sorted(answers, key=str).count("REPORT_MOVED") == 4
    assert queries.Report.objects.get().figures.count() == len(queries.indicators_in(office.report))


def test_entries_that_wait_anywhere_below_are_counted_before_issuing(office: Office) -> None:
    work.entry(office.staff)  # the staff officer's own entry waits for somebody else
    found = {check.code: check for check in queries.checks(office.report)}
    assert "1 " in found["ENTRIES_WAITING"].message
