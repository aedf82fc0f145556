"""Counts that units state from papers in the proof of a report: kept as they were, checked by the program that needs nothing of ours."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from hoanhap.config import verifying
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.queries import Aggregate
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures import operations as ledger
from hoanhap.work.reports import operations, queries
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.states import ReportState
from tests.factories import people, work

pytestmark = pytest.mark.django_db
SCHEME, MANAGED, EMPLOYED = "reintegration-half", "re.managed", "re.employed"


class Office:
    """A province's police over one of a commune, which states from its books whom it helps."""

    def __init__(self) -> None:
        ledger.load_catalogue(actor=SYSTEM, now=clock.now())
        self.top = people.unit("Công an tỉnh Thử", kind="POLICE")
        self.low = people.unit("Công an xã Thử", parent=self.top, kind="COMMUNE_POLICE")
        self.staff = people.acting(people.official(Role.STAFF, at=self.top))
        self.officer = people.acting(people.official(Role.OFFICER, at=self.low))

    def stated(self, amount: int, code: str) -> Aggregate:
        """Accepted, of a day before the period."""
        first, _last = queries.period_of(SCHEME, clock.day_of(clock.now()))
        row = work.count(self.officer, amount, code, day=first - timedelta(days=3))
        return activities.accept_count(aggregate_id=row.id, version=row.version, actor=self.staff, now=clock.now())

    def draft(self, actor: Actor) -> Report:
        return operations.draft(scheme_code=SCHEME, day=clock.day_of(clock.now()), basis_id=None, actor=actor, now=clock.now())

    def submitted(self) -> Report:
        report = self.draft(self.officer)
        return operations.submit(report_id=report.id, version=report.version, actor=self.officer, now=clock.now())


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def test_a_count_is_in_the_bundle_with_its_paper_and_every_change_of_it_is_named(office: Office) -> None:
    row = office.stated(40, MANAGED)
    report = office.submitted()
    told = queries.bundle(report)
    assert verifying.faults(told) == []
    assert told["counts"][str(row.id)]["source"] == "Sổ thử số 3"
    assert queries.figures_of(report)[MANAGED].value == 40, "stated before the period, and standing on its last day"
    for name, value in (("amount", "41.00"), ("source", "Sổ khác"), ("estimated", True), ("indicator", "x")):
        forged = copy.deepcopy(told)
        forged["counts"][str(row.id)][name] = value
        assert any("không khớp với dòng" in fault for fault in verifying.faults(forged)), name
    gone = copy.deepcopy(told) | {"counts": {}}
    assert any("mà đơn vị nêu từ văn bản" in fault for fault in verifying.faults(gone))


def test_the_bundle_is_the_same_whatever_becomes_of_the_count(office: Office) -> None:
    row = office.stated(40, MANAGED)
    report = office.submitted()
    before = json.dumps(queries.bundle(report), sort_keys=True)
    activities.give_back_count(aggregate_id=row.id, version=row.version, reason="Đếm lại", actor=office.staff, now=clock.now())
    again = work.said(39, day=row.period_until)
    activities.state_count(aggregate_id=row.id, count=again, actor=office.officer, now=clock.now(), version=row.version)
    assert json.dumps(queries.bundle(report), sort_keys=True) == before


def test_a_figure_given_back_takes_the_count_back_to_the_unit(office: Office) -> None:
    row = office.stated(40, MANAGED)
    report = office.submitted()
    operations.give_back_figure(
        report_id=report.id, version=report.version, indicator=MANAGED, reason="Sổ ghi 39", entry_ids=[row.id], actor=office.staff,
        now=clock.now(),
    )  # fmt: skip
    row.refresh_from_db()
    assert row.state == EntryState.RETURNED
    assert row.reason.startswith("Sổ ghi 39 (số liệu “")
    report = Report.objects.get(pk=report.id)
    assert report.state == ReportState.RETURNED
    assert not queries.figures_of(report)[MANAGED].proved


def test_the_report_on_coming_home_has_every_block_and_says_where_nothing_is_proved(office: Office) -> None:
    office.stated(40, MANAGED)
    office.stated(31, EMPLOYED)
    report = office.draft(office.officer)
    headings = [block["text"] for block in report.blocks if block["kind"] == "heading"]
    assert headings[:2] == ["Công tác chỉ đạo", "Kết quả giúp đỡ người chấp hành xong án phạt tù tái hòa nhập cộng đồng"]
    assert len([block for block in report.blocks if block["kind"] == "part"]) == 6
    shown = queries.figures_of(report)
    assert (shown[MANAGED].value, shown[EMPLOYED].value, shown["re.received"].proved) == (40, 31, False)
    assert queries.report_name(report.scheme, report.period_from, report.period_until).startswith("Báo cáo tái hòa nhập cộng đồng 6 tháng")
    text = str(queries.paper_of(report, on=clock.day_of(clock.now())))
    assert "CHƯA CÓ MINH CHỨNG" in text


def test_above_the_stock_is_summed_over_units_and_compared_with_what_came_from_below(office: Office) -> None:
    office.stated(40, MANAGED)
    below = office.submitted()
    operations.accept_report(report_id=below.id, version=below.version, actor=office.staff, now=clock.now())
    row = next(row for row in queries.differences(office.draft(office.staff)) if row.indicator == MANAGED)
    assert (row.own, row.below, row.reasons) == (Decimal(40), Decimal(40), ())


def test_a_filing_of_before_has_no_counts_and_holds(office: Office) -> None:
    told: dict[str, Any] = queries.bundle(office.submitted())
    told.pop("counts")
    assert verifying.faults(told) == []
