"""Questions for tests, in the state a test needs, and the people who deal with them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock, sealing
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.people.feedback import operations
from hoanhap.people.feedback.models import Attachment, Question
from hoanhap.people.feedback.states import QuestionState
from hoanhap.work.figures.operations.catalogue import codes, definitions
from hoanhap.work.figures.operations.ledger import define
from tests.factories import people

NOW = datetime(2026, 10, 5, 2, 14, 9, tzinfo=UTC)
"""A Monday, a quarter past nine in Vietnam, with no holiday near."""
WORDS = "Em tôi sắp được về. Gia đình cần chuẩn bị giấy tờ gì để làm lại căn cước?"
PHONE = "0987 654 321"


@dataclass(frozen=True)
class Office:
    """A unit that answers, and one person for each part in it."""

    unit: Unit
    clerk: Actor
    staff: Actor
    officer: Actor
    reviewer: Actor
    leader: Actor
    inspector: Actor
    administrator: Actor

    def everybody(self) -> dict[str, Actor]:
        return {
            Role.CLERK: self.clerk,
            Role.STAFF: self.staff,
            Role.OFFICER: self.officer,
            Role.REVIEWER: self.reviewer,
            Role.LEADER: self.leader,
            Role.INSPECTOR: self.inspector,
            Role.ADMINISTRATOR: self.administrator,
        }


def office(at: Unit, *, receives: bool = True) -> Office:
    """A unit with its people; questions come to it."""
    made = Office(at, *(people.acting(people.official(role, at=at)) for role in (
        Role.CLERK, Role.STAFF, Role.OFFICER, Role.REVIEWER, Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR
    )))  # fmt: skip
    if receives:
        operations.name_reception(unit_id=at.id, actor=SYSTEM, now=NOW)
    return made


def indicators() -> None:
    """What questions count as, defined as the catalogue defines it."""
    edition = {name: codes()[name] for name in ("valid_from", "source")}
    for position, row in enumerate(definitions()):
        if row.code.startswith("fb."):
            define(code=row.code, channel="", kind=row.kind, position=position, version=row.content | edition, actor=SYSTEM, now=NOW)


def asked(
    *,
    kind: str = "QUESTION",
    words: str = WORDS,
    contact: str = "",
    purposes: tuple[str, ...] = (),
    place: UUID | None = None,
    concerns: UUID | None = None,
    secret: str = "",
    now: datetime = NOW,
) -> tuple[str, Question]:
    """The code and the row of a question that somebody sent."""
    body = operations.Asked(kind, words, place, contact, purposes, concerns_id=concerns)
    got = operations.receive(secret=secret or secrets.token_hex(16), asked=body, now=now)
    return got.code, Question.objects.get(pk=got.question_id)


def at_unit(unit: Unit, *, picture: UUID | None = None, **columns: Any) -> Question:
    """A question of a unit, as a row: with whom it is and in which state, however it came there."""
    row = Question(
        code_digest=secrets.token_bytes(32), body_digest="", proof="0" * 64, kind="QUESTION", received_on=clock.day_of(NOW),
        received_by=unit, unit=unit, clock_from=clock.day_of(NOW), days=10, due_on=date(2026, 10, 19),
    )  # fmt: skip
    row.words = sealing.seal_for(Question, "words", row.id, WORDS)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    if picture is not None:
        Attachment.objects.create(question=row, file_id=picture)
    return row


def at_state(state: str, office_: Office, *, now: datetime = NOW, **sent: object) -> tuple[str, Question]:
    """A question of an office in a state, brought there by the office's own people."""
    kind = "COMPLAINT" if state == QuestionState.FORWARDED else "QUESTION"
    code, row = asked(**{"kind": kind, "now": now, **sent})  # type: ignore[arg-type]
    by = {"question_id": row.id, "now": now}
    if state in (QuestionState.ROUTED, QuestionState.CHECKING, QuestionState.ANSWERED):
        operations.route(version=1, unit_id=office_.unit.id, topic="IDENTITY", actor=office_.clerk, **by)  # type: ignore[arg-type]
    if state in (QuestionState.CHECKING, QuestionState.ANSWERED):
        operations.draft(version=2, words="Gia đình mang sổ hộ khẩu.", actor=office_.officer, submit=True, **by)  # type: ignore[arg-type]
    if state == QuestionState.ANSWERED:
        operations.send(version=3, actor=office_.reviewer, **by)  # type: ignore[arg-type]
    if state == QuestionState.FORWARDED:
        operations.forward(version=1, body="PROCURACY", words="Phiếu chuyển 12.", actor=office_.clerk, **by)  # type: ignore[arg-type]
    if state == QuestionState.CLOSED:
        operations.close(version=1, reason="OUTSIDE", words="Ngoài phạm vi.", actor=office_.clerk, **by)  # type: ignore[arg-type]
    row.refresh_from_db()
    return code, row
