"""A list asks the database as often for thirteen rows as for one, and every foreign key can be looked up by an index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoanhap.ground.accounts.queries import User
from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.models import Locality, LocalityName
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.queries import Entry
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.assignments.models import AssignedUnit, Assignment
from hoanhap.work.documents.states import PaperState
from hoanhap.work.figures.operations.folding import fold
from hoanhap.work.programmes.queries import Plan
from hoanhap.work.programmes.states import PlanState
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


def a_unit_below(place: Place, number: int) -> None:
    place.below(number)


def a_renaming(place: Place, number: int) -> None:
    unit, naming = place.below(number), organisations.Naming(f"Xã Đổi {number}")
    by = {"day": date(2026, 3, 1), "reference": "Quyết định thử", "actor": people.SYSTEM, "now": clock.now()}
    organisations.rename_unit(unit_id=unit.id, naming=naming, **by)


def an_heir(place: Place, number: int) -> None:
    heir = place.below(number)
    organisations.succeed(
        source_id=place.unit.id, target_id=heir.id, day=date(2026, 3, 1), function=f"F{number}", reference="Quyết định thử",
        actor=people.SYSTEM, now=clock.now(),
    )  # fmt: skip


def an_official_below(place: Place, number: int) -> None:
    work.quick_official(Role.OFFICER, at=place.below(number))


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


def a_mended_entry_below(place: Place, number: int) -> None:
    """Returned, and sent again under another title and with another number."""
    officer = place.officer_below(number)
    entry = work.entry(officer, title=f"Bản tin {number}", url=f"https://songthuong.example/{number}")
    reviewer = people.acting(place.reviewer)
    back = activities.give_back(entry_id=entry.id, reason="Thiếu số phút", actor=reviewer, now=clock.now())
    body = activities.Body(
        "DTT",
        back.day,
        f"Bản tin {number}, sửa",
        amounts={"cs.radio_items": Decimal(1), "cs.radio_airings": Decimal(7), "cs.radio_minutes": Decimal(30)},
    )
    activities.send_again(entry_id=entry.id, version=back.version, body=body, actor=officer, now=clock.now())


def an_entry_elsewhere(place: Place, number: int) -> None:
    """In a place of the register that is not its unit's own."""
    days = (people.SINCE, None)
    commune = Locality.objects.create(key=f"9{number:04}", level="COMMUNE", valid=days)
    LocalityName.objects.create(locality=commune, name=f"Nơi {number}", kind="COMMUNE", code=f"9{number:04}", valid=days, source="Thử")
    an_entry_below(place, number)
    Entry.objects.filter(title=f"Bản tin {number}").update(locality=commune)


def an_entry_on_content_below(place: Place, number: int) -> None:
    """For the one point of content of a plan that has gone to the units."""
    plan = _the_plan(place)
    if plan.state != PlanState.ASSIGNED:
        assignments.assign(plan_id=plan.id, actor=place.actors[Role.STAFF], now=clock.now())
    an_accepted_entry_below(place, number)
    Entry.objects.filter(title=f"Bản tin {number}").update(content=plan.contents.get())


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


def a_reporting_unit_of_the_draft(place: Place, number: int) -> None:
    """It has proved nothing, and the draft, written anew, says so."""
    a_reporting_unit(place, number)
    staff = place.actors[Role.STAFF]
    reports.refresh(report_id=work.report(staff).id, actor=staff, now=clock.now())


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


def _content_of_the_unit(place: Place) -> list[UUID]:
    return [place.unit.id, _the_plan(place).contents.get().id]


Maker = Callable[[Place, int], None]
UUIDS = "[0-9a-f]{8}-[0-9a-f-]{27}"


@dataclass(frozen=True)
class Listed:
    """A page that shows what ``make`` makes. ``sign`` is found on it, each time otherwise, ``number`` times when thirteen were made: fewer
    or more only where the page shows the first few, or each of them in several rows."""

    route: str
    role: str
    make: Maker
    sign: str
    number: int = MORE + 1
    args: Callable[[Place], list[Any]] = _nothing
    query: str = ""

    def __str__(self) -> str:
        return "-".join(filter(None, (self.route, self.query.strip("?"), self.role or "public", self.make.__name__)))


LISTS = [
    Listed("register", Role.CLERK, a_paper, f"/van-ban-den/{UUIDS}/"),
    Listed("plans", Role.STAFF, a_plan, f"/ke-hoach/{UUIDS}/"),
    Listed("plan", Role.STAFF, a_duty, r"Xã Thử \d+", args=lambda place: [_the_plan(place).id]),
    Listed("today", Role.OFFICER, a_given_duty, f"/viec/{UUIDS}/", number=20),
    Listed("today", Role.REVIEWER, an_entry_below, r"Duyệt 13 lượt ghi", number=1),
    Listed("today", Role.STAFF, a_reporting_unit, f"/bao-cao/{UUIDS}/"),
    Listed("today", Role.LEADER, a_given_duty, f"/viec/{UUIDS}/", number=20),
    Listed("entries", Role.OFFICER, an_entry, r"Bản tin \d+"),
    Listed("review", Role.REVIEWER, an_entry_below, r"Bản tin \d+"),
    Listed("review", Role.REVIEWER, a_mended_entry_below, r"Bản tin \d+, sửa"),
    Listed("review", Role.REVIEWER, an_entry_elsewhere, r"xã Nơi \d+"),
    Listed("counts", Role.OFFICER, a_count, r"\d\d/03/2026"),
    Listed("reports", Role.STAFF, an_older_report, f"/bao-cao/{UUIDS}/"),
    Listed("reports", Role.LEADER, an_issued_report, f"/bao-cao/{UUIDS}/"),
    Listed("publishing", Role.LEADER, an_issued_report, f"/cong-bo-so-lieu/{UUIDS}/"),
    Listed("report", Role.STAFF, an_accepted_entry_below, r"78 lượt", number=1, args=_report),
    Listed("report", Role.STAFF, a_reporting_unit_of_the_draft, r"Xã Thử \d+", number=11, args=_report),
    Listed("figure", Role.STAFF, an_accepted_entry_below, r"Bản tin \d+", args=lambda place: [*_report(place), "cs.radio_airings"]),
    Listed("collection", Role.STAFF, a_reporting_unit, r"Xã Thử \d+", args=lambda place: list(_period(place))),
    Listed("coverage", Role.STAFF, an_accepted_entry_below, r"Xã Thử \d+"),
    Listed("coverage", Role.STAFF, an_entry_on_content_below, r"Xã Thử \d+", query="?theo=noi-dung"),
    Listed("people", Role.ADMINISTRATOR, an_official_below, f"/nguoi-va-vai-tro/{UUIDS}/", number=13 + len(Role.ALL)),
    Listed("units", Role.CLERK, a_unit_below, r"Xã Thử \d+", query="?tim=xa+thu"),
    Listed("unit", Role.CLERK, an_heir, r"Xã Thử \d+", args=lambda place: [place.unit.id]),
    Listed("reorganisations", Role.ADMINISTRATOR, a_renaming, r"Xã Đổi \d+"),
    Listed("coverage_channel", Role.STAFF, an_accepted_entry_below, r"Bản tin \d+", args=lambda place: [place.unit.id, "DTT"]),
    Listed("coverage_content", Role.STAFF, an_entry_on_content_below, r"Bản tin \d+", args=_content_of_the_unit),
    Listed("trail", Role.INSPECTOR, an_entry, f"/[a-z-]+/{UUIDS}/"),
    Listed("portal", Role.OFFICER, a_piece, r"Ngày hội việc làm \d+"),
    Listed("portal_due", Role.OFFICER, a_due_piece, r"Câu hỏi số \d+"),
    Listed("questions", Role.REVIEWER, a_question, f"/cau-hoi/{UUIDS}/"),
    Listed("directory", Role.ADMINISTRATOR, a_service, f"/danh-ba/{UUIDS}/"),
    Listed("slips", Role.OFFICER, a_slip, r"Xã Thử \d+"),
    Listed("front", "", a_published_article, r"Ngày hội việc làm \d+", number=3),
    Listed("news", "", a_published_article, r"Ngày hội việc làm \d+", number=12),
    Listed("news_rss", "", a_published_article, r"Ngày hội việc làm \d+"),
    Listed("answers", "", a_published_answer, r"Câu hỏi số \d+"),
    Listed("facts", "", a_published_fact, r"được đặc xá \d+"),
    Listed("site_map", "", a_published_answer, r"<loc>[^<]+cau-hoi-so-\d+"),
]


@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_more_rows_are_no_more_questions(place: Place, listed: Listed) -> None:
    listed.make(place, 0)
    fold()
    address = reverse(listed.route, args=listed.args(place)) + listed.query
    ask(place, listed.role, address)  # what is remembered for the life of the process is in place
    few, before = ask(place, listed.role, address)
    for number in range(1, MORE + 1):
        listed.make(place, number)
    fold()  # the totals know the units that were made; until then figures are summed from lines, unit by unit
    many, after = ask(place, listed.role, address)
    seen = signs(listed, after)
    assert len(signs(listed, before)) < len(seen) == listed.number, f"the page does not list what was made, only {sorted(seen)}"
    assert len(many) <= len(few), "\n".join(f"{times} more: {words}" for words, times in (shapes(many) - shapes(few)).items())


def signs(listed: Listed, page: str) -> set[str]:
    """What tells on a page, each time otherwise, that something that was made is listed."""
    return {found.group() for found in re.finditer(listed.sign, page)}


def shapes(asked: list[str]) -> Counter[str]:
    """Statements without what they ask about, and how often each was put."""
    return Counter(re.sub(r"\s+", " ", re.sub(r"'[^']*'(::\w+)?(, )?|\d+", "?", words))[:300] for words in asked)


def ask(place: Place, role: str, address: str) -> tuple[list[str], str]:
    """The statements of one page, and its main part (the whole of what is no page)."""
    client = place.clients[role] if role else PageClient()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    page = response.content.decode()
    return [row["sql"] for row in asked.captured_queries], page.partition("<main")[2].partition("</main>")[0] or page


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
