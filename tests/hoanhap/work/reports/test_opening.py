"""A report that comes back from above opens those that it was made of; a wrong figure goes back through every level to its entry."""

from __future__ import annotations

from typing import Any

import pytest

from hoanhap.ground.audit import queries as trail
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import WrongState
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.states import EntryState
from hoanhap.work.reports import operations, queries
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.states import MOVES, OPENED, ReportState
from tests.factories import people, work

pytestmark = pytest.mark.django_db
AIRINGS = "cs.radio_airings"


class Levels:
    """A ministry over a province over a department over two communes; each level but the first has submitted and been accepted."""

    def __init__(self) -> None:
        work.catalogue()
        self.ministry = people.unit("Bộ Thử", kind="CENTRAL")
        self.province = people.unit("Tỉnh Thử", parent=self.ministry, kind="PROVINCE")
        self.department = people.unit("Sở Thử", parent=self.province, kind="DEPARTMENT")
        self.communes = [people.unit(name, parent=self.department) for name in ("Xã Một", "Xã Hai")]
        self.above = people.acting(people.official(Role.STAFF, at=self.ministry))
        self.top = people.acting(people.official(Role.STAFF, at=self.province))
        self.staff = people.acting(people.official(Role.STAFF, at=self.department))
        self.officers = [people.acting(people.official(Role.OFFICER, at=unit)) for unit in self.communes]
        self.entries = [self.counted(officer, airings) for officer, airings in zip(self.officers, (6, 40), strict=True)]
        self.below = [self.sent(officer, self.staff) for officer in self.officers]
        self.middle = self.sent(self.staff, self.top)
        self.whole = self.sent(self.top, None)

    def counted(self, officer: Actor, airings: int) -> Any:
        entry = work.entry(officer, airings=airings, url=f"https://a.example/{officer.unit_id}/{airings}")
        return activities.accept(entry_id=entry.id, actor=self.staff, now=clock.now())

    def sent(self, actor: Actor, receiver: Actor | None) -> Report:
        """A submitted report; taken by whom it went to, where somebody is named."""
        report = Report.objects.get(pk=work.report(actor).id)
        report = operations.submit(report_id=report.id, version=report.version, actor=actor, now=clock.now())
        return report if receiver is None else self.decided(operations.accept_report, report, receiver)

    def decided(self, act: Any, report: Report, actor: Actor, **more: Any) -> Report:
        fresh = Report.objects.get(pk=report.id)
        result: Report = act(report_id=fresh.id, version=fresh.version, actor=actor, now=clock.now(), **more)
        return result

    def states(self) -> list[str]:
        """From the communes upward."""
        rows = [*self.below, self.middle, self.whole]
        return [Report.objects.get(pk=row.id).state for row in rows]


@pytest.fixture
def levels(db: None) -> Levels:
    return Levels()


S, R, A, C = ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED, ReportState.CONSOLIDATED


def test_a_locked_report_is_open_again_once_the_one_that_locked_it_comes_back(levels: Levels) -> None:
    assert levels.states() == [C, C, C, S]
    with pytest.raises(WrongState):
        levels.decided(operations.give_back_report, levels.below[0], levels.staff, reason="Sai")
    levels.decided(operations.give_back_report, levels.whole, levels.above, reason="Thiếu phần nguyên nhân")
    assert levels.states() == [C, C, A, R], "only what the returned report itself was made of"
    middle = Report.objects.get(pk=levels.middle.id)
    assert middle.consolidated_in is None
    assert trail.of_object(kind="report", object_id=middle.id)[0].act == "report.unlock"
    levels.decided(operations.give_back_report, middle, levels.top, reason="Viết lại phần nguyên nhân")
    assert levels.states() == [A, A, R, R]
    levels.decided(operations.give_back_report, levels.below[1], levels.staff, reason="Nêu rõ nguyên nhân")
    assert levels.states() == [A, R, R, R]


def test_a_wrong_figure_comes_back_along_the_reports_that_state_it_down_to_its_entry_and_goes_up_again_right(levels: Levels) -> None:
    right, wrong = levels.entries
    told = {"indicator": AIRINGS, "reason": "Sổ phát ghi 4 lượt", "entry_ids": [wrong.id]}
    levels.decided(operations.give_back_figure, levels.whole, levels.above, **told)
    assert levels.states() == [A, R, R, R], "the commune whose entries are right is open, not returned"
    for entry in (right, wrong):
        entry.refresh_from_db()
    assert (right.state, wrong.state) == (EntryState.ACCEPTED, EntryState.RETURNED)
    (remark,) = queries.remarks_on(Report.objects.get(pk=levels.below[1].id))
    assert (remark.indicator_id, remark.entries) == (AIRINGS, [str(wrong.id)])
    assert remark.reason.startswith("Sổ phát ghi 4 lượt (số liệu “")
    assert "Sổ phát ghi 4 lượt" in Report.objects.get(pk=levels.below[1].id).reason
    again = levels.counted(levels.officers[1], 4)
    levels.sent(levels.officers[1], levels.staff)
    middle = levels.sent(levels.staff, levels.top)
    whole = levels.sent(levels.top, levels.above)
    assert levels.states() == [C, C, C, A]
    assert queries.figures_of(whole)[AIRINGS].value == 10
    assert Report.objects.get(pk=levels.below[0].id).consolidated_in_id == middle.id
    assert again.state == EntryState.ACCEPTED


def test_what_has_been_issued_stays_and_is_told_that_it_needs_a_correction(levels: Levels) -> None:
    issuer = people.acting(people.official(Role.STAFF, at=levels.communes[1]))
    issued = levels.decided(operations.issue, levels.below[1], issuer)
    before = queries.bundle(issued)
    levels.decided(operations.give_back_figure, levels.whole, levels.above, indicator=AIRINGS, reason="Sai",
                   entry_ids=[levels.entries[1].id])  # fmt: skip
    assert levels.states() == [A, ReportState.ISSUED, R, R]
    assert len(queries.remarks_on(issued)) == 1
    assert queries.bundle(issued) == before
    edition = operations.correct(report_id=issued.id, reason="Đếm nhầm", actor=issuer, now=clock.now())
    assert edition.edition == 2


def test_what_an_edition_before_keeps_locked_stays_locked_and_is_told(levels: Levels) -> None:
    levels.decided(operations.accept_report, levels.whole, levels.above)
    edition = operations.correct(report_id=levels.middle.id, reason="Bổ sung", actor=levels.staff, now=clock.now())
    sent = levels.decided(operations.submit, edition, levels.staff)
    levels.decided(operations.give_back_figure, sent, levels.top, indicator=AIRINGS, reason="Sai", entry_ids=[levels.entries[1].id])
    assert [Report.objects.get(pk=row.id).state for row in levels.below] == [C, C]
    assert [len(queries.remarks_on(row)) for row in levels.below] == [0, 1]


def test_nobody_opens_a_locked_report_by_itself() -> None:
    """What follows from above is in a table of its own, so that no act of a person goes that way."""
    for source, target in OPENED.items():
        assert target not in MOVES[source]
        assert ReportState.RETURNED not in MOVES[source]
