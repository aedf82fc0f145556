"""The clock: working days, holidays left out, pauses given back to the day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.kernel import clock
from hoanhap.kernel.errors import Refused
from hoanhap.people.feedback import operations, queries
from hoanhap.people.feedback.models import Question
from hoanhap.people.feedback.queries.timing import due_of, pause_length
from tests.factories import feedback
from vanban.rules import working_days

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 10) -> datetime:
    """That hour in Vietnam."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.VIETNAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (date(2026, 10, 5), 10, date(2026, 10, 19)),
        (date(2026, 10, 3), 10, date(2026, 10, 16)),  # a Saturday
        (date(2026, 10, 5), 3, date(2026, 10, 8)),
        (date(2026, 4, 28), 3, date(2026, 5, 5)),  # 30 April and 1 May lie between
        (date(2026, 12, 25), 10, None),  # reaches into a year whose holidays nobody has announced
    ],
)
def test_by_when(received: date, days: int, due: date | None) -> None:
    assert due_of(clock_from=received, days=days, paused_days=0) == due


@given(
    start=st.dates(date(2026, 1, 5), date(2026, 6, 1)),
    gap=st.integers(0, 20),
    length=st.integers(0, 30),
)
def test_a_pause_gives_back_exactly_the_working_days_that_it_took(start: date, gap: int, length: int) -> None:
    """Whoever works the same days before and after it is due on the same working day as without the pause."""
    first, last = start + timedelta(days=gap), start + timedelta(days=gap + length)
    due = due_of(clock_from=start, days=30, paused_days=pause_length(first, last))
    assert due is not None
    worked = working_days.between(start, first) + working_days.between(last, due)
    assert worked == 30 or due <= last


def test_the_asker_is_shown_the_sum(office: feedback.Office) -> None:
    monday = date(2026, 10, 5)
    _code, row = feedback.at_state("ROUTED", office, now=at(monday))
    by = {"question_id": row.id, "actor": office.officer}
    operations.pause(version=row.version, reason="WAIT_ASKER", words="Bạn ở xã nào?", now=at(date(2026, 10, 7)), **by)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.due_on is None
    assert queries.clock_of(row, on=date(2026, 10, 30)).left == 8
    operations.resume(version=row.version, now=at(date(2026, 10, 14)), **by)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert (row.paused_days, row.due_on) == (5, date(2026, 10, 26))
    operations.extend(version=row.version, days=2, reason="COMPLEX", words="Cần xác minh", now=at(date(2026, 10, 14)), **by)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.due_on == date(2026, 10, 28)
    now = queries.clock_of(row, on=date(2026, 10, 14))
    assert (now.days, now.paused_days, now.used, now.left) == (12, 5, 2, 10)
    assert "05/10/2026 + 17 ngày làm việc = 28/10/2026" in now.words


def test_a_word_from_the_asker_ends_the_waiting(office: feedback.Office) -> None:
    code, row = feedback.at_state("ROUTED", office)
    operations.pause(question_id=row.id, version=row.version, reason="WAIT_ASKER", words="Ở đâu?", actor=office.officer, now=feedback.NOW)
    operations.add_words(code=code, words="Ở xã Bản Lầu", now=feedback.NOW + timedelta(days=2))
    row.refresh_from_db()
    assert (row.paused_on, row.paused_days) == (None, 2)
    assert row.due_on == date(2026, 10, 21)


@pytest.mark.parametrize("days", [0, 11, -1])
def test_nobody_extends_for_ever(office: feedback.Office, days: int) -> None:
    _code, row = feedback.at_state("ROUTED", office)
    with pytest.raises(Refused) as refusal:
        operations.extend(
            question_id=row.id, version=row.version, days=days, reason="COMPLEX", words="x", actor=office.officer, now=feedback.NOW
        )
    assert "days" in refusal.value.fields


def test_overdue_stands_first_and_what_waits_for_the_asker_last(office: feedback.Office) -> None:
    paused = feedback.at_unit(office.unit, state="ROUTED", due_on=None, paused_on=date(2026, 10, 5))
    late = feedback.at_unit(office.unit, due_on=date(2026, 10, 1))
    soon = feedback.at_unit(office.unit, due_on=date(2026, 10, 20))
    assert list(queries.listed(office.officer, on=date(2026, 10, 5))) == [late, soon, paused]
    assert Question.objects.count() == 3
