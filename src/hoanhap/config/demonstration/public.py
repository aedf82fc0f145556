"""What the demonstration province has to do with the public: figures of its issued report let out, and three questions that came in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from hoanhap.config.demonstration import province
from hoanhap.ground.organisations import queries as units
from hoanhap.kernel import clock
from hoanhap.people.feedback import operations as feedback
from hoanhap.people.feedback import queries as questions
from hoanhap.work.reports.operations.publishing import publish_report_figures
from hoanhap.work.reports.queries import publishing

STAFF, LEADER = "chuyen.vien", "lanh.dao"


def load_public(now: datetime) -> None:
    """Everything that the public figures and the desk of questions need to show something."""
    _publish(clock.day_of(now))
    for row in province.data("public")["question"]:
        _question(row, now=now)


def _publish(today: date) -> None:
    """The leader lets out, on the day of issue, what the latest issued report states with something behind it."""
    leader = province.actor(LEADER, today)
    for report in publishing.publishable_reports(leader)[:1]:
        chosen = [row.indicator for row in publishing.candidates(report) if row.free]
        if chosen and report.issued_at is not None:
            at = report.issued_at + timedelta(hours=2)
            publish_report_figures(report_id=report.id, indicators=chosen, actor=leader, now=at)


def _question(row: dict[str, Any], *, now: datetime) -> None:
    """One question: received, given to its unit the day after, answered and checked where the story says so."""
    came = clock.day_of(now) - timedelta(days=row["ago"])
    secret = uuid5(NAMESPACE_URL, f"https://songthuong.example/cau-hoi/{row['key']}").hex
    asked = feedback.Asked(row["kind"], row["words"], place_id=_unit(row["place"]))
    question_id = feedback.receive(secret=secret, asked=asked, now=_at(came)).question_id
    if "route" not in row:
        return
    day = came + timedelta(days=1)
    actor, unit_id = province.actor(STAFF, day), _unit(row["route"])
    version = questions.get_question(question_id, actor=actor, on=day).version
    feedback.route(question_id=question_id, version=version, unit_id=unit_id, topic=row["topic"], actor=actor, now=_at(day))
    if "answer" in row:
        _answer(question_id, row["answer"], came + timedelta(days=row["answer"]["after"]))


def _answer(question_id: UUID, row: dict[str, Any], day: date) -> None:
    """Written by one, checked and sent by another the day after."""
    writer, checker = province.actor(row["by"], day), province.actor(row["checked_by"], day)
    question = questions.get_question(question_id, actor=writer, on=day)
    words = row["words"].strip()
    feedback.draft(question_id=question_id, version=question.version, words=words, submit=True, actor=writer, now=_at(day))
    after = day + timedelta(days=1)
    question = questions.get_question(question_id, actor=checker, on=after)
    feedback.send(question_id=question_id, version=question.version, actor=checker, now=_at(after))


def _at(day: date) -> datetime:
    """Nine in the morning of a day in Vietnam."""
    return datetime.combine(day, time(9), tzinfo=clock.VIETNAM)


def _unit(code: str) -> UUID:
    found = units.with_code(code)
    if found is None:
        raise LookupError(code)
    return found.id
