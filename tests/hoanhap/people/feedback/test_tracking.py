"""What an asker does with the code: adds, opens again once, rates, and takes the contact back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import codes
from hoanhap.kernel.errors import Invalid, NotFound, WrongState
from hoanhap.people.feedback import operations, queries
from hoanhap.people.feedback.models import Contact, Message, Receipt
from hoanhap.people.feedback.states import QuestionState
from tests.factories import feedback
from tests.factories.feedback import NOW, PHONE

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)
S = QuestionState


@pytest.mark.parametrize("state", list(QuestionState))
def test_what_is_open_to_an_asker_in_each_state(office: feedback.Office, state: str) -> None:
    code, _row = feedback.at_state(state, office)
    acts = {
        "add": (lambda: operations.add_words(code=code, words="Thêm", now=LATER), {S.RECEIVED, S.ROUTED, S.CHECKING}),
        "rate": (lambda: operations.rate(code=code, rating=5, now=LATER), {S.ANSWERED}),
        "reopen": (lambda: operations.reopen(code=code, words="Còn thiếu", now=LATER), {S.ANSWERED, S.CLOSED}),
    }
    for name, (do, where) in acts.items():
        assert _refused(do) == (state not in where), name


def _refused(do: Callable[[], object]) -> bool:
    try:
        do()
    except WrongState:
        return True
    return False


def test_a_question_is_opened_again_once_with_a_clock_of_its_own(office: feedback.Office) -> None:
    code, row = feedback.at_state(S.ANSWERED, office)
    operations.reopen(code=code, words="Còn thiếu chỗ nộp", now=LATER)
    row.refresh_from_db()
    assert (row.state, row.reopened, row.clock_from.isoformat(), row.ended_on, row.erase_words_on) == (
        "ROUTED",
        True,
        "2026-10-25",
        None,
        None,
    )
    assert [said.words for said in queries.messages_of(row)] == ["Còn thiếu chỗ nộp"]
    by = {"question_id": row.id, "now": LATER}
    operations.draft(version=row.version, words="Nộp ở xã.", submit=True, actor=office.officer, **by)  # type: ignore[arg-type]
    operations.send(version=row.version + 1, actor=office.reviewer, **by)  # type: ignore[arg-type]
    assert [answer.words for answer in queries.sent_answers(row)] == ["Gia đình mang sổ hộ khẩu.", "Nộp ở xã."]
    with pytest.raises(WrongState):
        operations.reopen(code=code, words="Nữa", now=LATER)


def test_the_same_words_pressed_twice_are_added_once(office: feedback.Office) -> None:
    code, row = feedback.asked()
    for words in ("Một", "Một", "Hai", "Một"):
        operations.add_words(code=code, words=words, now=NOW)
    assert [said.words for said in queries.messages_of(row)] == ["Một", "Hai", "Một"]


def test_nobody_adds_without_end(office: feedback.Office) -> None:
    code, _row = feedback.asked()
    for number in range(10):
        operations.add_words(code=code, words=f"Lần {number}", now=NOW)
    with pytest.raises(WrongState):
        operations.add_words(code=code, words="Nữa", now=NOW)
    assert Message.objects.count() == 10


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_is_one_of_five(office: feedback.Office, rating: int) -> None:
    code, _row = feedback.at_state(S.ANSWERED, office)
    with pytest.raises(Invalid):
        operations.rate(code=code, rating=rating, now=NOW)


def test_the_contact_goes_at_once_and_leaves_a_receipt(office: feedback.Office) -> None:
    code, row = feedback.asked(contact=PHONE, purposes=("NOTIFY",))
    assert queries.contact_of(row) is not None
    operations.take_contact_back(code=code, now=NOW)
    operations.take_contact_back(code=code, now=NOW)
    assert queries.contact_of(row) is None
    assert bytes(Contact.objects.get().detail) == b""
    assert [(receipt.what, receipt.asked) for receipt in Receipt.objects.all()] == [("CONTACT", True)]
    with pytest.raises(NotFound):
        operations.read_contact(question_id=row.id, purpose="NOTIFY", actor=office.officer, now=NOW)


def test_what_an_asker_does_is_in_the_trail_by_the_day(office: feedback.Office) -> None:
    code, row = feedback.at_state(S.ANSWERED, office, contact=PHONE, purposes=("NOTIFY",))
    operations.rate(code=code, rating=4, now=NOW)
    operations.take_contact_back(code=code, now=NOW)
    operations.reopen(code=code, words="Thiếu", now=NOW)
    operations.add_words(code=code, words="Thêm", now=NOW)
    entries = AuditEntry.objects.filter(object_id=row.id, actor_name="Người hỏi")
    assert [entry.act for entry in entries.order_by("sequence")] == [
        "question.rate",
        "contact.erase",
        "question.reopen",
        "question.add_words",
    ]
    assert {entry.at.isoformat() for entry in entries} == {"2026-10-04T17:00:00+00:00"}


@pytest.mark.parametrize("act", [operations.add_words, operations.reopen])
def test_a_code_that_nobody_has_opens_nothing(office: feedback.Office, act: object) -> None:
    with pytest.raises(NotFound):
        act(code=codes.new_code(), words="x", now=NOW)  # type: ignore[operator]
