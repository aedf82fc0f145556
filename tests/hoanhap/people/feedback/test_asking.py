"""Taking in a question: one form is one question with one code, and what cannot be taken is said at its field."""

from __future__ import annotations

import secrets
from uuid import uuid4

import pytest
from django.db import connection

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import codes, sealing
from hoanhap.kernel.errors import Conflict, Invalid, NotFound, WrongState
from hoanhap.people.feedback import operations, queries
from hoanhap.people.feedback.models import Contact, Question
from hoanhap.people.feedback.states import QuestionState
from tests.factories import feedback, people
from tests.factories.feedback import NOW, PHONE, WORDS
from tests.factories.threads import at_once

pytestmark = pytest.mark.django_db


def test_a_question_is_found_by_its_code_and_by_nothing_else(office: feedback.Office) -> None:
    code, row = feedback.asked()
    assert queries.by_code(code) == row
    assert queries.by_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == row
    assert queries.words_of(row) == WORDS
    assert (row.state, row.unit, row.received_by) == (QuestionState.RECEIVED, office.unit, office.unit)
    for other in (codes.new_code(), "", "abc", str(row.id)):
        with pytest.raises(NotFound):
            queries.by_code(other)


def test_the_same_form_sent_again_is_one_question_and_shows_the_same_code(office: feedback.Office) -> None:
    secret = secrets.token_hex(16)
    body = operations.Asked("QUESTION", WORDS, contact=PHONE, purposes=("NOTIFY",))
    first = operations.receive(secret=secret, asked=body, now=NOW)
    again = operations.receive(secret=secret, asked=body, now=NOW)
    assert (first.again, again.again) == (False, True)
    assert first.code == again.code
    assert Question.objects.count() == Contact.objects.count() == 1


def test_another_body_under_the_same_form_is_refused_and_the_first_stays(office: feedback.Office) -> None:
    secret = secrets.token_hex(16)
    _code, row = feedback.asked(secret=secret)
    with pytest.raises(Conflict):
        feedback.asked(secret=secret, words="Một câu khác")
    assert queries.words_of(Question.objects.get()) == queries.words_of(row) == WORDS


@pytest.mark.django_db(transaction=True)
def test_a_form_pressed_ten_times_at_once_is_one_question_with_one_code() -> None:
    feedback.office(people.family().own)
    secret = secrets.token_hex(16)
    got = at_once([lambda: feedback.asked(secret=secret)[0]] * 10)
    assert len(set(got)) == 1
    assert codes.normalise(got[0])
    assert Question.objects.count() == 1


def test_the_code_does_not_follow_from_anything_that_is_kept(office: feedback.Office) -> None:
    code, row = feedback.asked()
    assert codes.normalise(code).encode() not in bytes(row.code_digest)  # type: ignore[union-attr]
    assert bytes(row.code_digest) != codes.digest(code, purpose=queries.PURPOSE, key=b"another key")
    assert str(row.id) != str(Question.objects.get(pk=feedback.asked()[1].id).id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "LETTER"}, "kind"),
        ({"words": " \n "}, "words"),
        ({"words": "a" * 4001}, "words"),
        ({"contact": "chị Hoa"}, "contact"),
        ({"contact": "12345"}, "contact"),
        ({"contact": PHONE}, "purposes"),
        ({"contact": PHONE, "purposes": ("ADVERTISE",)}, "purposes"),
        ({"place": uuid4()}, "place"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(office: feedback.Office, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        feedback.asked(**changes)  # type: ignore[arg-type]
    assert field in refusal.value.fields
    assert not Question.objects.exists()


@pytest.mark.parametrize("secret", ["", "0" * 31, "0" * 33, "g" * 32, "A" * 32, "../etc"])
def test_a_form_without_its_secret_is_refused(office: feedback.Office, secret: str) -> None:
    with pytest.raises(Invalid):
        operations.receive(secret=secret, asked=operations.Asked("QUESTION", WORDS), now=NOW)


def test_four_thousand_characters_are_taken_whole(office: feedback.Office) -> None:
    words = ("Ư" * 39 + "\n") * 99 + "Ơ" * 40
    _code, row = feedback.asked(words=words)
    assert len(queries.words_of(row)) == 4000


@pytest.mark.parametrize(
    ("contact", "kind"), [("0912345678", "PHONE"), ("+84 912 345 678", "PHONE"), ("024.3825.1234", "PHONE"), ("a.b@c.vn", "EMAIL")]
)
def test_a_contact_is_sealed_with_the_consent_that_was_given(office: feedback.Office, contact: str, kind: str) -> None:
    _code, _row = feedback.asked(contact=contact, purposes=("CLARIFY", "NOTIFY", "ELSE"))
    kept = Contact.objects.get()
    assert (kept.kind, kept.purposes, kept.consent_version) == (kind, ["NOTIFY", "CLARIFY"], queries.consent_version())
    assert sealing.open_of(kept, "detail") == contact
    assert contact.encode() not in bytes(kept.detail)


def test_no_consent_is_kept_for_nothing(office: feedback.Office) -> None:
    feedback.asked(purposes=("NOTIFY",))
    assert not Contact.objects.exists()


def test_asking_leaves_no_hour_and_no_trail_of_its_own(office: feedback.Office) -> None:
    before = AuditEntry.objects.count()
    _code, row = feedback.asked()
    assert AuditEntry.objects.count() == before
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_name LIKE 'feedback_%' AND data_type LIKE 'timestamp%'"
        )
        assert cursor.fetchall() == []
    assert row.received_on.isoformat() == "2026-10-05"


def test_where_nobody_receives_questions_that_is_said(db: None) -> None:
    with pytest.raises(WrongState) as refusal:
        feedback.asked()
    assert refusal.value.code == "NO_RECEPTION"


def test_without_a_word_from_an_administrator_the_first_unit_with_staff_receives(family: people.Family) -> None:
    people.official("STAFF", at=family.sibling)
    assert feedback.asked()[1].unit == family.sibling
