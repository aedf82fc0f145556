"""Erasing on its day, with a receipt; reading a contact, with a trace; the keys changed while values stand on them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from hoanhap.config import keys
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import key_ring, resealing, sealing
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound
from hoanhap.people.feedback import operations, queries
from hoanhap.people.feedback.models import Contact, Message, Question, Receipt
from tests.factories import feedback
from tests.factories.feedback import NOW, PHONE, WORDS

pytestmark = pytest.mark.django_db


def on(days: int) -> datetime:
    return NOW + timedelta(days=days)


@pytest.mark.parametrize(("state", "goes"), [("ANSWERED", 90), ("CLOSED", 90), ("RECEIVED", 365), ("ROUTED", 365)])
def test_a_contact_goes_on_its_day_and_not_before(office: feedback.Office, state: str, goes: int) -> None:
    _code, row = feedback.at_state(state, office, contact=PHONE, purposes=("NOTIFY",))
    assert operations.erase_due(actor=SYSTEM, now=on(goes - 1)) == 0
    assert queries.contact_of(row) is not None
    assert operations.erase_due(actor=SYSTEM, now=on(goes)) == 1
    assert queries.contact_of(row) is None
    receipt = Receipt.objects.get()
    assert (receipt.what, receipt.asked, receipt.due_on, receipt.erased_on) == (
        "CONTACT",
        False,
        *[date(2026, 10, 5) + timedelta(days=goes)] * 2,
    )
    assert operations.erase_due(actor=SYSTEM, now=on(goes)) == 0
    kept = Contact.objects.get()
    assert (kept.purposes, kept.consent_version) == (["NOTIFY"], queries.consent_version()), "the proof of consent stays"


@pytest.mark.parametrize(("state", "goes"), [("ANSWERED", 730), ("CLOSED", 730), ("FORWARDED", 5)])
def test_words_go_on_their_day_and_counts_stay(office: feedback.Office, state: str, goes: int) -> None:
    code, row = feedback.at_state(state, office)
    if state == "ANSWERED":
        row.refresh_from_db()
    assert operations.erase_due(actor=SYSTEM, now=on(goes - 1)) == 0
    operations.erase_due(actor=SYSTEM, now=on(goes))
    row.refresh_from_db()
    assert queries.words_of(row) == ""
    assert (row.state, row.received_on) == (state, date(2026, 10, 5))
    assert queries.by_code(code) == row
    assert Receipt.objects.get().what == "WORDS"


def test_what_was_added_goes_with_the_words(office: feedback.Office) -> None:
    code, row = feedback.asked()
    operations.add_words(code=code, words="Số nhà tôi là 12", now=NOW)
    operations.close(question_id=row.id, version=1, reason="OUTSIDE", words="Ngoài phạm vi", actor=office.clerk, now=NOW)
    operations.erase_due(actor=SYSTEM, now=on(800))
    assert {bytes(message.words) for message in Message.objects.all()} == {b""}


def test_a_question_that_was_opened_again_keeps_its_words(office: feedback.Office) -> None:
    code, row = feedback.at_state("ANSWERED", office)
    operations.reopen(code=code, words="Thiếu", now=on(600))
    assert operations.erase_due(actor=SYSTEM, now=on(740)) == 0
    assert queries.words_of(row) == WORDS


def test_a_receipt_is_never_changed(office: feedback.Office) -> None:
    code, _row = feedback.asked(contact=PHONE, purposes=("NOTIFY",))
    operations.take_contact_back(code=code, now=NOW)
    for act in (lambda: Receipt.objects.update(what="WORDS"), lambda: Receipt.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_every_reading_of_a_contact_is_in_the_trail(office: feedback.Office) -> None:
    _code, row = feedback.at_state("ROUTED", office, contact=PHONE, purposes=("CLARIFY",))
    reading: dict[str, Any] = {"question_id": row.id, "now": NOW}
    assert operations.read_contact(purpose="CLARIFY", actor=office.officer, **reading) == PHONE
    assert operations.read_contact(purpose="CLARIFY", actor=office.staff, **reading) == PHONE
    read = AuditEntry.objects.filter(act="contact.read", object_id=row.id)
    assert [entry.actor_id for entry in read.order_by("sequence")] == [office.officer.user_id, office.staff.user_id]
    assert PHONE not in str(list(read.values()))
    with pytest.raises(Invalid) as refusal:
        operations.read_contact(purpose="NOTIFY", actor=office.officer, **reading)
    assert refusal.value.code == "NO_CONSENT"
    for actor, error in (
        (office.clerk, NotAllowed),
        (office.leader, NotAllowed),
        (office.administrator, NotFound),
        (office.inspector, NotFound),
    ):
        with pytest.raises(error):
            operations.read_contact(purpose="CLARIFY", actor=actor, **reading)
    assert read.count() == 2


def test_a_contact_that_cannot_be_traced_is_not_read(office: feedback.Office, monkeypatch: pytest.MonkeyPatch) -> None:
    _code, row = feedback.at_state("ROUTED", office, contact=PHONE, purposes=("CLARIFY",))

    def broken(**_content: object) -> None:
        raise OSError("the trail cannot be written")

    monkeypatch.setattr("hoanhap.people.feedback.operations.reaching.record", broken)
    with pytest.raises(OSError, match="trail"):
        operations.read_contact(question_id=row.id, purpose="CLARIFY", actor=office.officer, now=NOW)


def test_sealed_values_of_two_rows_cannot_change_places(office: feedback.Office) -> None:
    _code, one = feedback.asked(words="Một")
    _code, other = feedback.asked(words="Hai")
    Question.objects.filter(pk=one.pk).update(words=bytes(other.words))
    one.refresh_from_db()
    with pytest.raises(sealing.Damaged):
        queries.words_of(one)


@pytest.fixture
def ring(tmp_path: Path, settings: Any) -> Path:
    """A ring of this test's own."""
    settings.SEALING_KEYS = tmp_path / "sealing-keys"
    settings.SEALING_KEYS.write_text(key_ring.fresh(date(2026, 1, 1)).line(), encoding="ascii")
    return tmp_path


def test_p7_keys_are_rotated_while_values_stand_on_them(office: feedback.Office, ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``hoanhap keys rotate``, rehearsed: every value is sealed anew, all of them open, the old key can then be dropped and not before."""
    monkeypatch.setattr(keys, "var", lambda: ring)
    sent = [feedback.asked(words=f"Câu {number}", contact=PHONE, purposes=("NOTIFY",)) for number in range(20)]
    operations.add_words(code=sent[0][0], words="Thêm", now=NOW)
    old, said = key_ring.load().current.id, []
    assert keys.drop(old.hex(), said.append) == 1
    assert keys.rotate(said.append, today=date(2026, 11, 22)) == 0
    assert "Đã mã hóa lại 41 giá trị" in " ".join(said)
    new = key_ring.load().current.id
    assert resealing.values_by_key() == {new: 41} != {old: 41}
    assert [queries.words_of(queries.by_code(code)) for code, _row in sent] == [f"Câu {number}" for number in range(20)]
    assert {sealing.open_of(contact, "detail") for contact in Contact.objects.all()} == {PHONE}
    assert keys.drop(new.hex(), said.append) == 1
    assert keys.drop(old.hex(), said.append) == 0
    assert [key.id for key in key_ring.load().keys] == [new]
    assert queries.words_of(queries.by_code(sent[3][0])) == "Câu 3"


def test_p7_a_rotation_that_was_cut_short_goes_on_and_everything_opens_meanwhile(office: feedback.Office, ring: Path) -> None:
    sent = [feedback.asked(words=f"Câu {number}") for number in range(6)]
    key_ring.add(date(2026, 11, 22))
    model, field = next((model, field) for model, field in resealing.columns() if model is Question)
    assert resealing._reseal(model, field, sent[0][1].pk)
    assert len(resealing.values_by_key()) == 2
    assert {queries.words_of(queries.by_code(code)) for code, _row in sent} == {f"Câu {number}" for number in range(6)}
    assert resealing.reseal_all() == 5
    assert resealing.reseal_all() == 0


def test_p7_no_plain_word_or_key_stands_in_the_tables(office: feedback.Office) -> None:
    _code, _row = feedback.asked(words="Tên tôi là Chim Én", contact="chimen@vidu.vn", purposes=("NOTIFY",))
    dump = _dump("feedback_%")
    assert len(dump) > 200
    for secret in ("Chim Én", "chimen", "Chim Én".encode().hex(), b"chimen".hex(), key_ring.load().current.secret.hex()):
        assert secret not in dump


def test_everything_sealed_is_known_to_rotation(office: feedback.Office) -> None:
    names = {field.purpose for _model, field in resealing.columns()}
    assert {"feedback_question.words", "feedback_contact.detail", "feedback_message.words"} <= names


def _dump(tables: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE %s", [tables])
        names = [row[0] for row in cursor.fetchall()]
        rows = []
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" t')  # noqa: S608  names out of the catalogue itself
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def test_the_receipt_names_a_question_and_nothing_else(office: feedback.Office) -> None:
    assert {field.name for field in Receipt._meta.fields} == {"id", "question", "what", "asked", "due_on", "erased_on"}
    assert not Receipt.objects.filter(pk=uuid4()).exists()
