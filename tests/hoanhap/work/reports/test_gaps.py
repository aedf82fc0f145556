"""A rate without a value says why: what nobody counts, what nobody has stated, or where else it stands."""

from __future__ import annotations

import pytest

from hoanhap.kernel.actor import Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.reports import queries
from tests.factories import people, work

pytestmark = pytest.mark.django_db

RATES = {
    "re.reoffend_rate": "chưa có chỉ tiêu cho “Số người bị khởi tố vì phạm tội mới”",
    "re.loan_bad": "chưa có chỉ tiêu cho “Dư nợ quá hạn”",
    "gov.tasks_done": "hệ thống chưa đếm “Số nhiệm vụ đã hoàn thành”; “Số nhiệm vụ đến hạn”",
    "gov.target_met": "bảng so với chỉ tiêu của chính báo cáo",
}


@pytest.fixture
def report(db: None) -> queries.Report:
    work.catalogue()
    work.countable()
    work.indicators("re.loan_balance", *RATES)
    return work.report(people.acting(people.official(Role.STAFF, at=people.unit("Sở Thử", kind="DEPARTMENT"))))


@pytest.mark.parametrize(("code", "words"), RATES.items())
def test_a_rate_that_cannot_be_worked_out_says_what_is_missing(report: queries.Report, code: str, words: str) -> None:
    row = queries.live([code], report)[code]
    assert not row.proved
    assert words in queries.why_gap(report, row)


def test_a_rate_of_known_numbers_names_the_one_that_nobody_has_stated(report: queries.Report) -> None:
    work.indicators("amn.released")
    rate = next(row for row in work.definitions() if row.content["operands"] == ["re.received", "amn.released"])
    work.indicators(rate.code)
    row = queries.live([rate.code], report)[rate.code]
    told = queries.why_gap(report, row)
    assert told.startswith("Chưa tính được: trong kỳ chưa có số được chứng minh cho “")
    assert told.count("“") == 2


def test_what_is_no_rate_or_has_a_value_needs_no_reason(report: queries.Report) -> None:
    assert queries.why_gap(report, queries.live(["re.managed"], report)["re.managed"]) == ""
    officer = people.acting(people.official(Role.OFFICER, at=report.unit))
    entry = work.entry(officer)
    activities.accept(entry_id=entry.id, actor=people.acting(people.official(Role.REVIEWER, at=report.unit)), now=people.clock.now())
    row = queries.live(["cs.radio_airings"], report)["cs.radio_airings"]
    assert row.proved
    assert queries.why_gap(report, row) == ""
