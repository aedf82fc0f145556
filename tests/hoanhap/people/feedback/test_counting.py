"""What counts in the ledger, and what leaders are told of a week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hoanhap.people.feedback import operations, queries
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.models import Line
from tests.factories import feedback
from tests.factories.feedback import NOW, WORDS

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 5)


def counted(office: feedback.Office, indicator: str) -> int:
    """What the ledger says of October for the office."""
    question = figures.Question(indicator, office.unit.id, date(2026, 10, 1), date(2026, 12, 31))
    return int(figures.answer(question).value)


def test_a_question_counts_when_somebody_takes_it_up_and_its_answer_when_it_is_sent(office: feedback.Office) -> None:
    feedback.asked()
    assert counted(office, "fb.received") == 0
    feedback.at_state("ROUTED", office)
    assert (counted(office, "fb.received"), counted(office, "fb.answered")) == (1, 0)
    feedback.at_state("ANSWERED", office)
    assert (counted(office, "fb.received"), counted(office, "fb.answered")) == (2, 1)
    feedback.at_state("FORWARDED", office)
    assert (counted(office, "fb.received"), counted(office, "fb.complaints")) == (3, 1)


def test_the_night_counts_what_nobody_has_taken_up_and_counts_it_once(office: feedback.Office) -> None:
    _code, row = feedback.asked()
    assert operations.count_waiting(now=NOW) == 0, "the hour of the ledger would be the hour of asking"
    assert operations.count_waiting(now=NOW + timedelta(days=1)) == 1
    assert operations.count_waiting(now=NOW + timedelta(days=1)) == 0
    line = Line.objects.get()
    assert (line.day, line.source_kind, line.source_id) == (DAY, operations.SOURCE, operations.source_of(row.id, "fb.received"))
    operations.route(question_id=row.id, version=1, unit_id=office.unit.id, topic="WORK", actor=office.clerk, now=NOW + timedelta(days=1))
    assert counted(office, "fb.received") == 1


def test_the_proof_is_a_hash_and_never_the_words(office: feedback.Office) -> None:
    _code, row = feedback.at_state("ANSWERED", office)
    proofs = list(Line.objects.values_list("proof", flat=True))
    assert len(proofs) == 2
    assert all(proof["question"] == operations.proof_of(row.id, WORDS) for proof in proofs)
    assert not any(word in str(proofs) for word in WORDS.split())
    _code, other = feedback.asked()
    assert other.proof != row.proof, "the same words of another question have another proof"


@pytest.mark.parametrize(("reason", "left"), [("SPAM", 0), ("EMPTY", 0), ("TWICE", 0), ("NAMED", 1), ("OUTSIDE", 1), ("INSULT", 1)])
def test_what_asked_nothing_leaves_the_figures(office: feedback.Office, reason: str, left: int) -> None:
    _code, row = feedback.at_state("ROUTED", office)
    operations.close(question_id=row.id, version=row.version, reason=reason, words="Lý do", actor=office.clerk, now=NOW)
    assert counted(office, "fb.received") == left


def test_an_answer_that_was_not_enough_stops_counting_until_the_next(office: feedback.Office) -> None:
    code, row = feedback.at_state("ANSWERED", office)
    operations.reopen(code=code, words="Thiếu", now=NOW)
    assert (counted(office, "fb.received"), counted(office, "fb.answered")) == (1, 0)
    row.refresh_from_db()
    by = {"question_id": row.id, "now": NOW}
    operations.draft(version=row.version, words="Đủ rồi", submit=True, actor=office.officer, **by)  # type: ignore[arg-type]
    operations.send(version=row.version + 1, actor=office.reviewer, **by)  # type: ignore[arg-type]
    assert (counted(office, "fb.received"), counted(office, "fb.answered")) == (1, 1)
    assert ledger.check_totals() == []


def test_without_a_catalogue_questions_wait_to_be_counted(family: object, db: None) -> None:
    office = feedback.office(family.own)  # type: ignore[attr-defined]
    _code, row = feedback.at_state("ANSWERED", office)
    assert not row.counted
    feedback.indicators()
    assert operations.count_waiting(now=NOW + timedelta(days=1)) == 1


def test_a_week_in_counts_without_names_words_or_small_numbers(office: feedback.Office) -> None:
    for topic, number in (("WORK", 7), ("LOANS", 6), ("RECORD", 3), ("SCAM", 1)):
        for _ in range(number):
            feedback.at_unit(office.unit, topic=topic, state="ROUTED")
    week = queries.digest(office.leader, monday=DAY, on=DAY + timedelta(days=1))
    told = {row.label: row.received for row in week.rows}
    assert told == {
        "Học nghề, việc làm, bảo hiểm": 7,
        "Vay vốn": None,  # three and one are four: beside the total that would say too much
        "Xóa án tích, lý lịch tư pháp": None,
        "Lừa đảo, đòi tiền để được đặc xá": None,
    }
    assert week.received == 17
    assert queries.digest(office.leader, monday=DAY - timedelta(days=7), on=DAY).rows == ()
