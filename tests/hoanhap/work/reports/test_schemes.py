"""Schemes, periods and deadlines are data: every day of a calendar lies in one period, and every file is whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.kernel.errors import Invalid
from hoanhap.work.reports import queries
from hoanhap.work.reports.queries.schemes import year_before

PARTITIONS = ("half-year", "year", "quarter", "month", "radio-half", "calendar-half", "calendar-quarter", "calendar-year")


@pytest.mark.parametrize(
    ("code", "day", "first", "last", "words"),
    [
        ("half-year", date(2024, 5, 8), date(2023, 12, 15), date(2024, 6, 14), "6 tháng đầu năm 2024"),
        ("half-year", date(2024, 6, 15), date(2024, 6, 15), date(2024, 12, 14), "6 tháng cuối năm 2024"),
        ("half-year", date(2024, 12, 15), date(2024, 12, 15), date(2025, 6, 14), "6 tháng đầu năm 2025"),
        ("quarter", date(2026, 3, 15), date(2026, 3, 15), date(2026, 6, 14), "quý II năm 2026"),
        ("month", date(2026, 1, 14), date(2025, 12, 15), date(2026, 1, 14), "tháng 1 năm 2026"),
        ("year", date(2025, 12, 15), date(2025, 12, 15), date(2026, 12, 14), "năm 2026"),
        ("nine-months", date(2026, 9, 14), date(2025, 12, 15), date(2026, 9, 14), "9 tháng đầu năm 2026"),
        ("radio-half", date(2024, 1, 1), date(2023, 10, 16), date(2024, 4, 15), "6 tháng đầu năm 2024 của truyền thanh cơ sở"),
        ("calendar-half", date(2026, 7, 1), date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
    ],
)
def test_the_period_of_a_day(code: str, day: date, first: date, last: date, words: str) -> None:
    assert queries.period_of(code, day) == (first, last)
    assert queries.period_words(code, first, last) == words


@given(st.sampled_from(PARTITIONS), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_periods_hold_their_days_and_follow_each_other_without_gap(code: str, day: date) -> None:
    first, last = queries.period_of(code, day)
    assert first <= day <= last
    assert queries.period_of(code, first) == queries.period_of(code, last) == (first, last)
    assert queries.period_of(code, last + timedelta(days=1))[0] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "day"),
    [("ad-hoc", date(2026, 1, 1)), ("nine-months", date(2026, 10, 1)), ("half-year", date(2018, 1, 1)), ("no", date(2026, 1, 1))],
)
def test_days_without_a_period_and_schemes_that_there_are_not_are_refused(code: str, day: date) -> None:
    with pytest.raises(Invalid):
        queries.period_of(code, day)


def test_each_level_has_its_own_deadline_and_the_count_is_shown() -> None:
    commune = queries.deadline("half-year", "COMMUNE", date(2024, 6, 14))
    province = queries.deadline("half-year", "PROVINCE", date(2024, 6, 14))
    assert (commune.day, province.day) == (date(2024, 6, 18), date(2024, 6, 24))
    assert "15/06 Thứ Bảy; 16/06 Chủ nhật" in commune.words
    unknown = queries.deadline("year", "COMMUNE", date(2027, 12, 14))
    assert unknown.day is None
    assert "2027" in unknown.words
    assert queries.deadline("half-year", "NOBODY", date(2024, 6, 14)).day is None


def test_the_same_days_a_year_before() -> None:
    assert year_before(date(2024, 2, 29), date(2024, 6, 14)) == (date(2023, 2, 28), date(2023, 6, 14))


def test_every_scheme_has_its_calendar_outline_source_and_status() -> None:
    for code, row in queries.schemes().items():
        found = queries.calendar(code)
        assert found["source"], code
        assert found["status"] in ("verified", "press", "memory"), code
        assert queries.sections(code), code
        assert set(row["reports_to"]) <= {"GOVERNMENT", "POLICE", "PARTY", "PROFESSIONAL"}


def test_every_form_names_its_source_and_what_nobody_knows_of_it() -> None:
    for row in queries.forms():
        assert row["source"]
        assert row["unknown"]
        assert row["status"] in ("verified", "press", "memory")
        assert queries.form_period(row["code"], date(2026, 3, 1))
        assert all(line["indicators"] for line in row["lines"])
