"""A list asks the database as often for thirteen rows as for one, and every foreign key can be looked up by an index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoanhap.ground.accounts.queries import User
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.assignments.models import AssignedUnit, Assignment
from hoanhap.work.documents.states import PaperState
from hoanhap.work.figures.operations.folding import fold
from hoanhap.work.programmes.queries import Plan
from hoanhap.work.reports import operations as reports
from hoanhap.work.reports.models import Report
from tests.factories import feedback, people, portal, support, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db

MORE = 12


@dataclass
class Place:
    """A unit with somebody of every role, and units below it, each with people of its own."""

    family: people.Family
    actors: dict[str, Actor]
    clients: dict[str, PageClient]
    reviewer: User

    @property
    def unit(self) -> Unit:
        return self.family.own

    def below(self, number: int) -> Unit:
        """Another unit below, so that no two rows lead to the same one."""
        return people.unit(f"Xã Thử {number}", parent=self.unit)

    def officer_below(self, number: int) -> Actor:
        return people.acting(work.quick_official(Role.OFFICER, at=self.below(number)))

    def desk(self) -> portal.Desk:
        return portal.Desk(self.actors[Role.OFFICER], self.actors[Role.REVIEWER])


@pytest.fixture
def place(db: None) -> Place:
    work.catalogue()
    work.countable()
    portal.indicators()
    feedback.indicators()
    family = people.family()
    users = {role: work.quick_official(role, at=family.own) for role in Role.ALL}
    actors = {role: people.acting(user) for role, user in users.items()}
    return Place(family, actors, {role: client_of(user) for role, user in users.items()}, users[Role.REVIEWER])


def a_paper(place: Place, number: int) -> None:
    work.paper(place.unit, state=PaperState.REGISTERED)


def a_plan(place: Place, number: int) -> None:
    work.plan(place.unit, place.actors[Role.STAFF])


def _the_plan(place: Place) -> Plan:
    return Plan.objects.first() or work.plan(place.unit, place.actors[Role.STAFF])


def a_duty(place: Place, number: int) -> None:
    plan = _the_plan(place)
    duty = Assignment.objects.filter(plan=plan).order_by("position")[0]
    for part in AssignedUnit.objects.filter(assignment=duty):
        other = Assignment.objects.get(pk=duty.pk)
        other.pk, other.position, other._state.adding = None, 100 + number, True
        other.save(force_insert=True)
        part.pk, part.assignment, part.unit, part._state.adding = None, other, place.below(number), True
        part.save(force_insert=True)


def a_given_duty(place: Place, number: int) -> None:
    plan = work.plan(place.unit, place.actors[Role.STAFF])
    AssignedUnit.objects.filter(assignment__plan=plan, printed="Phòng PH99").update(unit=place.unit)
    assignments.assign(plan_id=plan.id, actor=place.actors[Role.STAFF], now=clock.now())


def an_entry(place: Place, number: int) -> None:
    work.entry(place.actors[Role.OFFICER], title=f"Bản tin {number}", url=f"https://songthuong.example/{number}")


def an_entry_below(place: Place, number: int) -> None:
    work.entry(place.officer_below(number), title=f"Bản tin {number}", url=f"https://songthuong.example/{number}")


def an_accepted_entry_below(place: Place, number: int) -> None:
    entry = work.entry(place.officer_below(number), title=f"Bản tin {number}", url=f"https://songthuong.example/{number}")
    reviewer = people.acting(place.reviewer)  # as they are now, with the new unit below
    activities.accept(entry_id=entry.id, actor=reviewer, now=clock.now())


def a_count(place: Place, number: int) -> None:
    work.count(place.actors[Role.OFFICER], day=date(2026, 3, 1) + timedelta(days=number))


def a_report(place: Place, number: int) -> Report:
    """Of a half-year as many months back: drafted for one, moved to the other."""
    report = work.report(place.actors[Role.STAFF])
    back = timedelta(days=30 * number)
    Report.objects.filter(pk=report.id).update(period_from=report.period_from - back, period_until=report.period_until - back)
    report.refresh_from_db()
    return report


def an_older_report(place: Place, number: int) -> None:
    a_report(place, number + 1)


def an_issued_report(place: Place, number: int) -> None:
    report = a_report(place, number + 1)
    reports.issue(report_id=report.id, version=report.version, actor=place.actors[Role.STAFF], now=clock.now())


def a_reporting_unit(place: Place, number: int) -> None:
    staff = people.acting(work.quick_official(Role.STAFF, at=place.below(number)))
    report = work.report(staff)
    reports.submit(report_id=report.id, version=report.version, actor=staff, now=clock.now())


def a_piece(place: Place, number: int) -> None:
    portal.piece(place.desk(), title=f"Ngày hội việc làm {number}")


def a_due_piece(place: Place, number: int) -> None:
    portal.piece(place.desk(), "DUE", kind="ANSWER", title=f"Câu hỏi số {number} thế nào?")


def a_published_article(place: Place, number: int) -> None:
    portal.piece(place.desk(), "PUBLISHED", title=f"Ngày hội việc làm {number}")


def a_published_answer(place: Place, number: int) -> None:
    portal.piece(place.desk(), "PUBLISHED", kind="ANSWER", title=f"Câu hỏi số {number} thế nào?")


def a_published_fact(place: Place, number: int) -> None:
    portal.piece(place.desk(), "PUBLISHED", kind="FACT", title=f"Nộp tiền thì được đặc xá {number}")


def a_question(place: Place, number: int) -> None:
    feedback.at_unit(place.unit)


def a_service(place: Place, number: int) -> None:
    support.service(place.unit, area=place.below(number))


def a_slip(place: Place, number: int) -> None:
    support.slip(place.unit, place=place.below(number))


def _nothing(place: Place) -> list[Any]:
    return []


def _report(place: Place) -> list[UUID]:
    return [work.report(place.actors[Role.STAFF]).id]


def _period(place: Place) -> tuple[str, str, str]:
    report = work.report(place.actors[Role.STAFF])
    return report.scheme, report.period_from.isoformat(), report.period_until.isoformat()


Maker = Callable[[Place, int], None]
LISTS: list[tuple[str, Callable[[Place], list[Any]], str, Maker]] = [
    ("register", _nothing, Role.CLERK, a_paper),
    ("plans", _nothing, Role.STAFF, a_plan),
    ("plan", lambda place: [_the_plan(place).id], Role.STAFF, a_duty),
    ("today", _nothing, Role.OFFICER, a_given_duty),
    ("today", _nothing, Role.REVIEWER, an_entry_below),
    ("today", _nothing, Role.STAFF, a_reporting_unit),
    ("today", _nothing, Role.LEADER, a_given_duty),
    ("entries", _nothing, Role.OFFICER, an_entry),
    ("entries", _nothing, Role.REVIEWER, an_entry_below),
    ("review", _nothing, Role.REVIEWER, an_entry_below),
    ("counts", _nothing, Role.OFFICER, a_count),
    ("reports", _nothing, Role.STAFF, an_older_report),
    ("reports", _nothing, Role.LEADER, an_issued_report),
    ("publishing", _nothing, Role.LEADER, an_issued_report),
    ("report", _report, Role.STAFF, an_accepted_entry_below),
    ("report", _report, Role.STAFF, a_reporting_unit),
    ("figure", lambda place: [*_report(place), "cs.radio_airings"], Role.STAFF, an_accepted_entry_below),
    ("collection", lambda place: list(_period(place)), Role.STAFF, a_reporting_unit),
    ("coverage", _nothing, Role.STAFF, an_accepted_entry_below),
    ("trail", _nothing, Role.INSPECTOR, an_entry),
    ("portal", _nothing, Role.OFFICER, a_piece),
    ("portal_due", _nothing, Role.OFFICER, a_due_piece),
    ("questions", _nothing, Role.REVIEWER, a_question),
    ("directory", _nothing, Role.ADMINISTRATOR, a_service),
    ("slips", _nothing, Role.OFFICER, a_slip),
    ("front", _nothing, "", a_published_article),
    ("news", _nothing, "", a_published_article),
    ("news_rss", _nothing, "", a_published_article),
    ("answers", _nothing, "", a_published_answer),
    ("facts", _nothing, "", a_published_fact),
    ("site_map", _nothing, "", a_published_answer),
]


@pytest.mark.parametrize(("route", "args", "role", "make"), LISTS, ids=lambda value: getattr(value, "__name__", value) or "public")
def test_more_rows_are_no_more_questions(place: Place, route: str, args: Callable[[Place], list[Any]], role: str, make: Maker) -> None:
    make(place, 0)
    fold()
    address = reverse(route, args=args(place))
    ask(place, role, address)  # what is remembered for the life of the process is in place
    few = ask(place, role, address)
    for number in range(1, MORE + 1):
        make(place, number)
    fold()  # the totals know the units that were made; until then figures are summed from lines, unit by unit
    many = ask(place, role, address)
    assert len(many) <= len(few), "\n".join(f"{times} more: {words}" for words, times in (shapes(many) - shapes(few)).items())


def shapes(asked: list[str]) -> Counter[str]:
    """Statements without what they ask about, and how often each was put."""
    return Counter(re.sub(r"\s+", " ", re.sub(r"'[^']*'(::\w+)?(, )?|\d+", "?", words))[:300] for words in asked)


def ask(place: Place, role: str, address: str) -> list[str]:
    """The statements of one page."""
    client = place.clients[role] if role else PageClient()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    return [row["sql"] for row in asked.captured_queries]


_UNINDEXED = """
SELECT c.conrelid::regclass || '.' || a.attname
  FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
 WHERE c.contype = 'f' AND cardinality(c.conkey) = 1
   AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = a.attnum)
 ORDER BY 1
"""


def test_every_foreign_key_has_an_index(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_UNINDEXED)
        assert [row[0] for row in cursor.fetchall()] == []
