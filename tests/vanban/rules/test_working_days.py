"""Working days with holidays: what counts, what does not, and that the count can be checked by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban import rules
from vanban.rules import working_days

DAYS = st.dates(date(2022, 1, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("start", "days", "due", "said"),
    [
        (date(2024, 6, 14), 2, date(2024, 6, 18), "15/06 Thứ Bảy; 16/06 Chủ nhật"),
        (date(2025, 12, 14), 2, date(2025, 12, 16), "2 ngày làm việc = 16/12/2025"),
        (date(2026, 2, 13), 1, date(2026, 2, 23), "16/02–20/02 Tết Nguyên đán"),
        (date(2024, 4, 26), 1, date(2024, 5, 2), "29/04–01/05"),
        (date(2024, 5, 3), 1, date(2024, 5, 4), "= 04/05/2024"),  # a Saturday worked in stead of 29/4
        (date(2026, 8, 21), 1, date(2026, 8, 22), "= 22/08/2026"),
        (date(2026, 4, 24), 1, date(2026, 4, 28), "27/04 nghỉ bù Giỗ Tổ"),
        (date(2026, 5, 5), 0, date(2026, 5, 5), "+ 0 ngày làm việc = 05/05/2026"),
    ],
)
def test_a_deadline_and_how_it_was_counted(start: date, days: int, due: date, said: str) -> None:
    reckoning = working_days.after(start, days)
    assert reckoning.due == due
    assert said in reckoning.in_words()


@given(DAYS, st.integers(0, 30))
def test_the_days_between_are_the_days_counted_and_every_other_day_has_its_reason(start: date, days: int) -> None:
    reckoning = working_days.after(start, days)
    assert working_days.between(start, reckoning.due) == days
    assert (reckoning.due - start).days == days + len(reckoning.skipped)
    assert all(reason for _day, reason in reckoning.skipped)
    assert not days or not working_days.why_closed(reckoning.due)


@given(DAYS, DAYS)
def test_back_is_forth_with_the_other_sign(one: date, other: date) -> None:
    assert working_days.between(one, other) == -working_days.between(other, one)


def test_a_year_whose_holidays_nobody_announced_is_refused() -> None:
    with pytest.raises(working_days.UnknownYear, match="2027"):
        working_days.after(date(2026, 12, 31), 1)
    with pytest.raises(ValueError, match="không được âm"):
        working_days.after(date(2026, 5, 5), -1)


def test_every_day_of_the_table_lies_in_a_known_year_and_changes_something() -> None:
    data = rules.load("holidays")
    for kind in ("closed", "worked"):
        for row in data[kind]:
            for number in range((row["until"] - row["from"]).days + 1):
                day = row["from"] + timedelta(days=number)
                assert day.year in data["known"]
                assert kind == "closed" or day.weekday() >= 5, "only a weekend is worked in stead"
    for year in data["known"]:
        for name in ("Tết Dương lịch", "Tết Nguyên đán", "Giỗ Tổ", "Quốc khánh"):
            assert any(name in row["name"] and row["from"].year == year for row in data["closed"]), (year, name)
