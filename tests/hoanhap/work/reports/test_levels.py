"""Reports between levels: submitted, given back down to the entry, accepted, consolidated with every difference explained, corrected."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.ground.organisations import operations as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, WrongState
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.states import EntryState
from hoanhap.work.reports import operations, queries
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.states import MOVES, ReportState
from tests.factories import people, work
from tests.factories.threads import at_once

pytestmark = pytest.mark.django_db
AIRINGS = "cs.radio_airings"


class Tree:
    """A department over two communes, each with an officer; entries are accepted by the department's reviewer."""

    def __init__(self) -> None:
        work.catalogue()
        self.top = people.unit("Tỉnh Thử", kind="PROVINCE")
        self.own = people.unit("Sở Thử", parent=self.top, kind="DEPARTMENT")
        self.one, self.other = people.unit("Xã Một", parent=self.own), people.unit("Xã Hai", parent=self.own)
        self.staff = people.acting(people.official(Role.STAFF, at=self.own))
        self.officers = {unit.id: people.acting(people.official(Role.OFFICER, at=unit)) for unit in (self.one, self.other)}

    def counted(self, unit: Any, airings: int) -> Any:
        entry = work.entry(self.officers[unit.id], airings=airings, url=f"https://a.example/{unit.id}/{airings}")
        return activities.accept(entry_id=entry.id, actor=self.staff, now=clock.now())

    def submitted(self, unit: Any) -> Report:
        report = work.report(self.officers[unit.id])
        return operations.submit(report_id=report.id, version=report.version, actor=self.officers[unit.id], now=clock.now())

    def airings(self, report: Report) -> queries.Difference:
        return next(row for row in queries.differences(report) if row.indicator == AIRINGS)


@pytest.fixture
def tree(db: None) -> Tree:
    return Tree()


def decide(act: Any, report: Report, actor: Actor, **more: Any) -> Report:
    fresh = Report.objects.get(pk=report.id)
    result: Report = act(report_id=fresh.id, version=fresh.version, actor=actor, now=clock.now(), **more)
    return result


def test_a_submitted_report_keeps_its_figures_whatever_happens_afterwards(tree: Tree) -> None:
    tree.counted(tree.one, 6)
    report = tree.submitted(tree.one)
    assert (report.state, report.addressee_id) == (ReportState.SUBMITTED, tree.own.id)
    before = json.dumps(queries.bundle(report), sort_keys=True)
    tree.counted(tree.one, 5)
    assert queries.figures_of(report)[AIRINGS].value == 6
    assert json.dumps(queries.bundle(report), sort_keys=True) == before
    with pytest.raises(WrongState):
        decide(operations.change_paragraph, report, tree.officers[tree.one.id], position=0, text="x")


def test_a_figure_given_back_takes_its_entry_back_to_the_unit_and_comes_again_right(tree: Tree) -> None:
    right, wrong = tree.counted(tree.one, 6), tree.counted(tree.one, 90)
    report = tree.submitted(tree.one)
    returned = decide(operations.give_back_figure, report, tree.staff, indicator=AIRINGS, reason="Sổ phát ghi 9 lượt", entry_ids=[wrong.id])
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.state, right.state) == (EntryState.RETURNED, EntryState.ACCEPTED)
    assert wrong.reason.startswith("Sổ phát ghi 9 lượt (số liệu “")
    assert returned.state == ReportState.RETURNED
    (remark,) = queries.remarks_on(returned)
    assert (remark.indicator_id, remark.entries) == (AIRINGS, [str(wrong.id)])
    assert queries.figures_of(returned)[AIRINGS].value == 6
    assert "CHANGED_SINCE" in {check.code for check in queries.checks(returned)}
    again = tree.submitted(tree.one)
    assert again.submitted_at == report.submitted_at
    assert again.filings.count() == 2
    frozen = queries.frozen_in(again).get(indicator_id=AIRINGS).figure
    assert frozen.supersedes is not None
    assert (frozen.value, frozen.supersedes.value) == (6, 96)


def test_only_entries_behind_the_figure_go_back_and_only_with_a_reason(tree: Tree) -> None:
    tree.counted(tree.one, 6)
    strange = tree.counted(tree.other, 4)
    report = tree.submitted(tree.one)
    with pytest.raises(Invalid, match="NOT_BEHIND_FIGURE"):
        decide(operations.give_back_figure, report, tree.staff, indicator=AIRINGS, reason="Sai", entry_ids=[strange.id])
    with pytest.raises(Invalid, match="REASON_MISSING"):
        decide(operations.give_back_report, report, tree.staff, reason=" \u200b ")
    with pytest.raises(NotFound):
        decide(operations.give_back_figure, report, tree.staff, indicator="khong.co", reason="Sai")
    assert Report.objects.get(pk=report.id).state == ReportState.SUBMITTED


def test_a_difference_from_what_was_submitted_always_has_reasons_that_add_up(tree: Tree) -> None:
    tree.counted(tree.one, 6)
    gone = tree.counted(tree.one, 8)
    tree.counted(tree.other, 4)
    tree.submitted(tree.one)
    consolidated = work.report(tree.staff)
    row = tree.airings(consolidated)
    assert (row.own, row.below, row.filed) == (18, 14, 1)
    assert {reason.code: reason.amount for reason in row.reasons} == {"NOT_FILED": 4}
    tree.submitted(tree.other)
    assert tree.airings(consolidated).reasons == ()
    tree.counted(tree.one, 30)
    activities.give_back(entry_id=gone.id, reason="Sai", actor=tree.staff, now=clock.now())
    own = work.entry(tree.staff, airings=2, url="https://a.example/so")
    reviewer = people.acting(people.official(Role.REVIEWER, at=tree.own))
    activities.accept(entry_id=own.id, actor=reviewer, now=clock.now())
    row = tree.airings(consolidated)
    found = {reason.code: (reason.amount, reason.units) for reason in row.reasons}
    assert found == {"LATE": (30, ("Xã Một",)), "RETURNED": (-8, ("Xã Một",)), "OWN": (2, ("Sở Thử",))}
    assert sum((reason.amount for reason in row.reasons), Decimal(0)) == row.own - row.below


def test_issuing_above_locks_what_was_accepted_below_and_a_correction_opens_it(tree: Tree) -> None:
    tree.counted(tree.one, 6)
    below = decide(operations.accept_report, tree.submitted(tree.one), tree.staff)
    waiting = tree.submitted(tree.other)
    top = operations.issue(report_id=work.report(tree.staff).id, version=1, actor=tree.staff, now=clock.now())
    below.refresh_from_db()
    waiting.refresh_from_db()
    assert (below.state, below.consolidated_in_id) == (ReportState.CONSOLIDATED, top.id)
    assert waiting.state == ReportState.SUBMITTED
    with pytest.raises(WrongState):
        decide(operations.give_back_report, below, tree.staff, reason="Muộn")
    edition = operations.correct(report_id=below.id, reason="Sót", actor=tree.officers[tree.one.id], now=clock.now())
    assert (edition.edition, edition.supersedes_id) == (2, below.id)
    (kept,) = top.filings.all()
    assert next(row for row in kept.tables["differences"] if row["indicator"] == AIRINGS)["below"] == "6.00"


def test_a_correction_says_what_was_sent_what_is_right_and_what_came_since_and_leaves_the_old_as_it_was(tree: Tree) -> None:
    gone = tree.counted(tree.one, 6)
    issued = work.issued_report(tree.staff)
    before = json.dumps(queries.bundle(issued), sort_keys=True)
    tree.counted(tree.other, 5)
    activities.give_back(entry_id=gone.id, reason="Sai", actor=tree.staff, now=clock.now())
    edition = operations.correct(report_id=issued.id, reason="Sót xã Hai", actor=tree.staff, now=clock.now())
    assert operations.correct(report_id=issued.id, reason="Lại", actor=tree.staff, now=clock.now()) == edition
    assert work.report(tree.staff) == edition
    row = next(row for row in queries.adjustments(edition) if row.indicator == AIRINGS)
    assert (row.old, row.new, len(row.came), len(row.went)) == ("6", "5", 1, 1)
    assert row.came[0].startswith("5: Bản tin thử")
    corrected = decide(operations.issue, edition, tree.staff)
    issued.refresh_from_db()
    assert (issued.state, corrected.state) == (ReportState.CORRECTED, ReportState.ISSUED)
    assert corrected.paper is not None
    assert issued.paper is not None
    assert corrected.paper.number != issued.paper.number
    assert json.dumps(queries.bundle(queries.issued_report(issued.id)), sort_keys=True) == before
    tree.counted(tree.other, 70)
    assert next(row for row in queries.adjustments(corrected) if row.indicator == AIRINGS).new == "5"
    paper = queries.paper_of(corrected, on=clock.day_of(clock.now()))
    assert paper.annexes[0].title == "Điều chỉnh số liệu"
    assert issued.paper.number in str(paper.blocks[0])
    with pytest.raises(WrongState):
        operations.correct(report_id=issued.id, reason="Nữa", actor=tree.staff, now=clock.now())
    with pytest.raises(Invalid):
        operations.correct(report_id=corrected.id, reason=" ", actor=tree.staff, now=clock.now())


ACTS = {
    operations.submit: (frozenset({ReportState.DRAFT, ReportState.RETURNED}), {}),
    operations.accept_report: (frozenset({ReportState.SUBMITTED}), {}),
    operations.give_back_report: (frozenset({ReportState.SUBMITTED, ReportState.ACCEPTED}), {"reason": "Sai"}),
    operations.issue: (frozenset({ReportState.DRAFT, ReportState.ACCEPTED, ReportState.CONSOLIDATED}), {}),
}
MAKERS: dict[Any, tuple[str, str]] = {
    operations.submit: ("one", Role.OFFICER),
    operations.accept_report: ("own", Role.STAFF),
    operations.give_back_report: ("own", Role.STAFF),
    operations.issue: ("one", Role.STAFF),
}


@pytest.mark.parametrize(("act", "state"), list(product(ACTS, ReportState.values)), ids=lambda thing: getattr(thing, "__name__", thing))
def test_each_act_goes_from_its_states_only(tree: Tree, act: Any, state: str) -> None:
    report = work.report(tree.officers[tree.one.id])
    if state in (ReportState.ISSUED, ReportState.CORRECTED):
        report = work.issued_report(people.acting(people.official(Role.STAFF, at=tree.one)))
    elif state != ReportState.DRAFT:
        report = tree.submitted(tree.one)
    reason = "Sai" if state == ReportState.RETURNED else ""
    Report.objects.filter(pk=report.id).update(state=state, reason=reason, addressee=tree.own)
    place, role = MAKERS[act]
    actor = people.acting(people.official(role, at=getattr(tree, place)))
    states, more = ACTS[act]
    if state in states:
        decide(act, report, actor, **more)
        assert Report.objects.get(pk=report.id).state in MOVES[state]
    else:
        with pytest.raises(WrongState):
            decide(act, report, actor, **more)
        assert Report.objects.get(pk=report.id).state == state


def test_who_stands_at_the_top_has_nobody_to_submit_to(tree: Tree) -> None:
    staff = people.acting(people.official(Role.STAFF, at=tree.top))
    with pytest.raises(Invalid, match="NOBODY_ABOVE"):
        operations.submit(report_id=work.report(staff).id, version=1, actor=staff, now=clock.now())


@pytest.mark.django_db(transaction=True)
def test_accepted_and_given_back_at_once_one_wins() -> None:
    tree = Tree()
    report = tree.submitted(tree.one)
    values = {"report_id": report.id, "version": report.version, "actor": tree.staff, "now": clock.now()}
    answers = at_once([
        lambda: operations.accept_report(**values).state, lambda: operations.give_back_report(reason="Sai", **values).state,
        lambda: operations.accept_report(**values).state,
    ])  # fmt: skip
    assert len([answer for answer in answers if answer in ReportState.values]) == 1


def test_expected_reporters_are_those_of_the_cut_off_and_readiness_says_what_is_missing(tree: Tree) -> None:
    period = queries.period_of("half-year", clock.day_of(clock.now()))
    collection = queries.Collection(tree.own.id, "half-year", *period)
    assert [row.name for row in queries.reporters(collection)] == ["Xã Hai", "Xã Một"]
    organisations.close_unit(unit_id=tree.other.id, day=period[1] - timedelta(days=3), reference="QĐ thử", actor=SYSTEM, now=clock.now())
    tree.counted(tree.one, 6)
    work.entry(tree.officers[tree.one.id], airings=9, url="")
    tree.submitted(tree.one)
    (row,) = queries.readiness(collection, today=clock.day_of(clock.now()))
    assert (row.accepted, row.waiting, row.lacking, row.lines, row.reporter.sent) == (1, 1, 1, 3, True)
    assert row.conditions == (True, False, True, False, True, True)
    tree.counted(tree.one, 50)
    (row,) = queries.readiness(collection, today=clock.day_of(clock.now()))
    changed = {found.label: (found.before, found.now) for found in row.contradictions if found.kind == "CHANGED"}
    assert (6, 56) in changed.values()
    (kind,) = queries.completeness(collection)
    assert (kind.expected, kind.sent) == (1, 1)


def test_late_ones_are_chased_by_one_letter_once_a_day(tree: Tree) -> None:
    today = clock.day_of(clock.now())
    first, last = queries.period_of("half-year", queries.period_of("half-year", today)[0] - timedelta(days=1))
    letter = operations.chase(scheme_code="half-year", first=first, last=last, actor=tree.staff, now=clock.now())
    assert [row["name"] for row in letter.late] == ["Xã Hai", "Xã Một"]
    assert "ngày làm việc" in letter.late[0]["due"]
    paper = queries.letter_paper(letter)
    assert (paper.type, paper.addressees) == ("CV", ("Xã Hai", "Xã Một"))
    with pytest.raises(Invalid, match="NOBODY_LATE"):
        operations.chase(scheme_code="half-year", first=first, last=last, actor=tree.staff, now=clock.now())
    for actor in (tree.officers[tree.one.id], people.acting(people.official(Role.CLERK, at=tree.own))):
        with pytest.raises(NotAllowed):
            operations.chase(scheme_code="half-year", first=first, last=last, actor=actor, now=clock.now())
    assert queries.get_letter(letter.id, actor=tree.officers[tree.one.id]) == letter
    stranger = people.acting(people.official(Role.STAFF, at=people.unit("Sở Khác")))
    with pytest.raises(NotFound):
        queries.get_letter(letter.id, actor=stranger)


def test_a_report_asked_for_ad_hoc_is_drafted_over_its_own_days(tree: Tree) -> None:
    now, today = clock.now(), clock.day_of(clock.now())
    wrong = {"scheme_code": "half-year", "name": " ", "first": today, "last": today - timedelta(days=1), "due": today - timedelta(days=1)}
    with pytest.raises(Invalid) as refusal:
        operations.ask(**wrong, actor=tree.staff, now=now)
    assert set(refusal.value.fields) == {"name", "scheme", "last", "due"}
    call = operations.ask(scheme_code="ad-hoc", name="Báo cáo nhanh dịp 02/9", first=today - timedelta(days=9), last=today,
                          due=today + timedelta(days=2), actor=tree.staff, now=now)  # fmt: skip
    officer = tree.officers[tree.one.id]
    assert list(queries.calls_to(officer, on=today)) == [call]
    report = operations.draft(scheme_code="", day=today, basis_id=None, call_id=call.id, actor=officer, now=now)
    assert (report.title, report.period_from, report.call) == ("Báo cáo nhanh dịp 02/9", today - timedelta(days=9), call)
    (row, _other) = queries.reporters(queries.Collection(tree.own.id, "ad-hoc", call.period_from, call.period_until, call.due))
    assert row.deadline.day == today + timedelta(days=2)
    stranger = people.acting(people.official(Role.STAFF, at=people.unit("Sở Khác")))
    with pytest.raises(NotFound):
        operations.draft(scheme_code="", day=today, basis_id=None, call_id=call.id, actor=stranger, now=now)


def test_the_same_entries_fill_other_forms_and_say_where_they_count(tree: Tree) -> None:
    entry = tree.counted(tree.one, 6)
    today = clock.day_of(clock.now())
    tree.submitted(tree.one)
    work.report(tree.staff)
    for code in ("police-half-year", "culture-grassroots"):
        first, last = queries.form_period(code, today)
        cells = queries.cells(code, unit_id=tree.own.id, first=first, last=last)
        assert next(cell.value for cell in cells if "ượt phát" in cell.name) == 6
        assert next(cell for cell in cells if "Hội nghị" in cell.name or "Cổ động" in cell.name).value is None
    counted = queries.counted_in(entry, actor=tree.staff)
    assert len([row for row in counted if row.report]) == 2
    assert {row.form for row in counted} == {"", "police-half-year", "justice-09", "culture-grassroots"}
    activities.give_back(entry_id=entry.id, reason="Sai", actor=tree.staff, now=clock.now())
    left = queries.counted_in(entry, actor=tree.staff)
    assert [row.frozen for row in left] == [True], "only the report that was sent still holds it"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phương hướng, nhiệm vụ quý II", True),
        ("Kết quả quý IV năm 2024", True),
        ("Nhiệm vụ 9 tháng đầu năm", True),
        ("Kết quả 6 tháng đầu năm 2031", True),
        ("Tiếp tục thực hiện trong năm sau", False),
    ],
)
def test_a_heading_that_names_another_period_is_caught(tree: Tree, text: str, found: bool) -> None:
    report = work.report(tree.staff)
    heading = next(number for number, block in enumerate(report.blocks) if block["kind"] == "heading")
    changed = operations.change_paragraph(report_id=report.id, version=1, position=heading, text=text, actor=tree.staff, now=clock.now())
    assert ("PERIOD_MISMATCH" in {check.code for check in queries.checks(changed)}) is found


def test_the_draft_itself_names_no_wrong_period_and_says_what_nobody_has_written(tree: Tree) -> None:
    codes = [check.code for check in queries.checks(work.report(tree.staff))]
    assert "PERIOD_MISMATCH" not in codes
    assert codes.count("NOT_WRITTEN") == 2
    assert "UNITS_MISSING" in codes
    report = work.report(tree.staff)
    typed = operations.change_paragraph(
        report_id=report.id, version=1, position=0, text="Đã phát 97 lượt.", actor=tree.staff, now=clock.now()
    )
    assert "TYPED_NUMBER" in {check.code for check in queries.checks(typed)}


@given(st.integers(0, 10**6), st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_a_figure_divided_among_heirs_stays_whole_and_sums_to_itself(amount: int, weights: list[int]) -> None:
    shares = {uuid4(): Decimal(weight) / sum(weights) for weight in weights}
    parts = queries.apportioned(Decimal(amount), shares)
    assert sum(parts.values()) == amount
    assert all(part == part.to_integral_value() and abs(part - amount * shares[heir]) < 2 for heir, part in parts.items())


def test_the_borders_of_today_have_the_same_total(tree: Tree) -> None:
    tree.counted(tree.one, 9)
    tree.counted(tree.other, 11)
    report = work.report(tree.staff)
    now, day = clock.now(), clock.day_of(clock.now()) + timedelta(days=1)
    organisations.merge_units(source_ids=[tree.one.id], into=tree.other.id, day=day, reference="QĐ thử", actor=SYSTEM, now=now)
    shown = queries.figures_of(report)[AIRINGS]
    before, today = queries.parts_of(report, shown), queries.parts_of(report, shown, on=day)
    assert {(part.name, part.amount) for part in before} == {("Xã Một", 9), ("Xã Hai", 11)}
    assert [(part.name, part.amount, part.apportioned) for part in today] == [("Xã Hai", 20, False)]
