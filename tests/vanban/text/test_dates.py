"""Dates as papers print them."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.text import dates

FORMS = (
    "ngày {d} tháng {m} năm {y}",
    "ngày {d:02} tháng {m:02} năm {y}",
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d}-{m}-{y}",
    "{d}.{m}.{y}",
    "ngày {d}/{m}/{y}",
    "ngày  {d}  tháng  {m}  năm  {y}",
    "Ngày {d} tháng {m}, năm {y}",
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dates(date(1945, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_day_in_every_form(day: date, form: str) -> None:
    printed = form.format(d=day.day, m=day.month, y=day.year)
    found = dates.find_dates(f"trước {printed}, sau đó")
    assert [mention.date for mention in found] == [day.isoformat()]
    begin, end = found[0].span
    assert f"trước {printed}, sau đó"[begin:end] == printed


@pytest.mark.parametrize(
    "text", ["ngày 31 tháng 2 năm 2024", "32/1/2024", "1/13/2024", "0/5/2024", "12/13", "1.234.567", "30/4", "24/7/365", "2024"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert dates.find_dates(text) == []


@pytest.mark.parametrize(
    ("parts", "iso"),
    [
        ((2024, 7, 30), "2024-07-30"),
        ((2024, 7), "2024-07"),
        ((2024,), "2024"),
        (("24", "8", "26"), "2024-08-26"),
        ((2024, 2, 29), "2024-02-29"),
        ((2023, 2, 29), None),
        ((2024, 0), None),
        ((1850, 1, 1), None),
        ((None,), None),
    ],
)
def test_iso(parts: tuple[int | str | None, ...], iso: str | None) -> None:
    assert dates.iso(*parts) == iso


def test_the_last_day_of_every_month_is_known() -> None:
    for year in (2023, 2024):
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            assert dates.iso(year, month, last)
            assert dates.iso(year, month, last + 1) is None


@pytest.mark.parametrize(
    ("text", "date_read"),
    [
        (", ngày 30/7/2024 của", "2024-07-30"),
        (" ngày 30 tháng 7 năm 2024", "2024-07-30"),
        (" tháng 7 năm 2024", "2024-07"),
        (" (ngày 30/7/2024)", "2024-07-30"),
        (" ban hành ngày 30/7/2024", "2024-07-30"),
        (" của Chính phủ ngày 30/7/2024", None),
        ("", None),
    ],
)
def test_date_after(text: str, date_read: str | None) -> None:
    found = dates.date_after(f"số 5/CT-TTg{text}", len("số 5/CT-TTg"))
    assert (found.date if found else None) == date_read


@pytest.mark.parametrize(
    ("line", "date_read"),
    [
        ("ngày 07 tháng 02 năm 2025", "2025-02-07"),
        ("ngày     tháng 5 năm 2024", "2024-05"),
        ("ngày      tháng      năm 2026", "2026"),
        ("ngày ... tháng ... năm 2026", "2026"),
        ("ngày …… tháng …… năm ……", None),
        ("ngày 2 6 tháng 1 1 năm 2025", "2025-11-26"),
        ("ngày tháng năm 20", None),
    ],
)
def test_dateline_with_blanks(line: str, date_read: str | None) -> None:
    found = dates.HEAD_DATE.match(line)
    assert found
    assert dates.of_match(found) == date_read
