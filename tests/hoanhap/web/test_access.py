"""Every route × method × role × own, parent, child and sibling unit answers as ``access.toml`` says, and every route stands there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hoanhap.channels.portal import operations as portal_operations
from hoanhap.ground.accounts.queries import roles_from
from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.operations import importing
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.assignments.models import AssignedUnit, Assignment
from hoanhap.work.documents.states import PaperState
from hoanhap.work.programmes import operations as programmes
from hoanhap.work.reports import operations as reports
from tests.factories import feedback, people, portal, support, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db

PLACES = ("own", "parent", "child", "sibling")
METHODS = ("GET", "POST", "PUT", "DELETE")
ADD = "xếp nó vào tests/hoanhap/web/access.toml"


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("access.toml").read_text("utf-8"))


def routes(patterns: Any = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern


def test_every_route_stands_in_the_table_and_the_table_names_no_other() -> None:
    names = [route.name for route in routes()]
    assert len(names) > 20
    assert not [route for route in routes() if not route.name], "every route has a name"
    assert not sorted(set(names) - set(table())), f"routes that nobody has classified: {ADD}"
    assert not sorted(set(table()) - set(names)), "the table names routes that do not exist"


@dataclass
class Things:
    """What addresses name: made for one unit when asked for, by the unit's own people."""

    staff: Actor
    officer: Actor
    reviewer: Actor
    unit: Unit

    def none(self) -> list[Any]:
        return []

    def the_unit(self) -> list[Any]:
        return [self.unit.id]

    def unit_to_close(self) -> list[Any]:
        return [self.unit.id, "ket-thuc"]

    def renaming(self) -> list[Any]:
        by = {"day": date(2026, 3, 1), "reference": "Quyết định thử", "actor": people.SYSTEM, "now": clock.now()}
        return [organisations.rename_unit(unit_id=self.unit.id, naming=organisations.Naming("Sở Mới"), **by).number]

    def official(self) -> list[Any]:
        return [self.staff.user_id]

    def official_of_unit(self) -> list[Any]:
        return [self.staff.user_id, self.unit.id]

    def role(self) -> list[Any]:
        assert self.staff.user_id
        return [roles_from(self.staff.user_id, people.SINCE)[0].id]

    def round_of_amnesty(self) -> list[Any]:
        return ["2024"]

    def channel(self) -> list[Any]:
        return ["DTT"]

    def kept_entry(self) -> list[Any]:
        return ["DTT", uuid4()]

    def table(self) -> list[Any]:
        row = (
            "Ngày thực hiện\tTên tin, bài\tSố tin, bài\tSố lượt phát\tTổng số phút",
            f"{clock.day_of(clock.now()):%d/%m/%Y}\tBài\t1\t4\t20",
        )
        chunks = ["\n".join(row).encode()]
        file = importing.take_table(file_id=uuid4(), name="bang.tsv", chunks=chunks, actor=self.officer, now=clock.now())
        return ["DTT", file.id]

    def piece(self, state: str = "DRAFT", kind: str = "ARTICLE", **given: Any) -> list[Any]:
        return [portal.piece(portal.Desk(self.officer, self.reviewer), state, kind=kind, **given).id]

    def submitted_piece(self) -> list[Any]:
        return self.piece("SUBMITTED")

    def checked_piece(self) -> list[Any]:
        return self.piece("CHECKED")

    def published_piece(self) -> list[Any]:
        return self.piece("PUBLISHED")

    def piece_with_picture(self) -> list[Any]:
        (piece,) = self.piece()
        picture = portal.picture(piece, self.officer)
        return [piece, picture.id]

    def public_picture(self) -> list[Any]:
        piece, picture = self.piece_with_picture()
        return [portal.publish_drafted(piece, portal.Desk(self.officer, self.reviewer)).pictures.get(pk=picture).large_id]

    def article(self, kind: str = "ARTICLE") -> list[Any]:
        return [portal.piece(portal.Desk(self.officer, self.reviewer), "PUBLISHED", kind=kind).slug]

    def answer(self) -> list[Any]:
        return self.article("ANSWER")

    def fact(self) -> list[Any]:
        return self.article("FACT")

    def column(self) -> list[Any]:
        portal_operations.load_columns(actor=people.SYSTEM, now=clock.now())
        return ["hoat-dong"]

    def kind(self) -> list[Any]:
        return ["article"]

    def audience(self) -> list[Any]:
        return ["family"]

    def checklist(self) -> list[Any]:
        return ["tuan-dau"]

    def service(self) -> list[Any]:
        return [support.service(self.unit)]

    def slip(self) -> list[Any]:
        return [support.slip(self.unit, reach="0912 345 678", agreed=("REACH",))]

    def file(self) -> list[Any]:
        return [work.stored_file(self.staff)]

    def paper(self, state: str = PaperState.READ) -> list[Any]:
        return [work.paper(self.unit, state=state).id]

    def confirmed_paper(self) -> list[Any]:
        return self.paper(PaperState.CONFIRMED)

    def unreadable_paper(self) -> list[Any]:
        return self.paper(PaperState.UNREADABLE)

    def registered_paper(self) -> list[Any]:
        return self.paper(PaperState.REGISTERED)

    def plan(self) -> list[Any]:
        plan = work.plan(self.unit, self.staff)
        AssignedUnit.objects.filter(assignment__plan=plan, printed="Phòng PH99").update(unit=self.unit)
        return [plan.id]

    def target_of_plan(self) -> list[Any]:
        (plan,) = self.plan()
        wanted = programmes.Wanted("cs.radio_airings", self.unit.id, date(2026, 1, 1), date(2026, 12, 31), Decimal(9), "Mục II.1")
        return [plan, programmes.set_target(plan_id=plan, wanted=wanted, actor=self.staff, now=clock.now()).id]

    def duty_of_plan(self) -> list[Any]:
        (plan,) = self.plan()
        return [plan, Assignment.objects.filter(plan_id=plan)[0].id]

    def given_duty(self) -> list[Any]:
        (plan,) = self.plan()
        assignments.assign(plan_id=plan, actor=self.staff, now=clock.now())
        return [AssignedUnit.objects.get(assignment__plan_id=plan, unit=self.unit, printed="Phòng PH99").id]

    def returned_duty(self) -> list[Any]:
        (part,) = self.given_duty()
        assignments.answer_duty(part_id=part, target="RETURNED", reason="Trùng", actor=self.staff, now=clock.now())
        return [part]

    def entry(self) -> list[Any]:
        return [work.entry(self.officer).id]

    def returned_entry(self) -> list[Any]:
        (entry,) = self.entry()
        activities.give_back(entry_id=entry, reason="Thiếu", actor=self.reviewer, now=clock.now())
        return [entry]

    def countable(self) -> list[Any]:
        return ["re.managed"]

    def count(self) -> list[Any]:
        return [work.count(self.officer).id]

    def returned_count(self) -> list[Any]:
        (count,) = self.count()
        activities.give_back_count(aggregate_id=count, version=1, reason="Thiếu", actor=self.reviewer, now=clock.now())
        return [count]

    def coverage_channel(self) -> list[Any]:
        return [self.unit.id, "DTT"]

    def coverage_content(self) -> list[Any]:
        plan = work.plan(self.unit, self.staff)
        assignments.assign(plan_id=plan.id, actor=self.staff, now=clock.now())
        return [self.unit.id, plan.contents.get().id]

    def report(self) -> list[Any]:
        return [work.report(self.staff).id]

    def paragraph(self) -> list[Any]:
        return [*self.report(), 0]

    def issued_report(self) -> list[Any]:
        report = work.report(self.staff)
        reports.issue(report_id=report.id, version=report.version, actor=self.staff, now=clock.now())
        return [report.id]

    def publishable_report(self) -> list[Any]:
        activities.accept(entry_id=work.entry(self.officer, airings=97).id, actor=self.reviewer, now=clock.now())
        return self.issued_report()

    def publication(self) -> list[Any]:
        [row] = work.published_figures(self.officer, self.reviewer, self.staff)
        return [row.id]

    def published_figure(self) -> list[Any]:
        [row] = work.published_figures(self.officer, self.reviewer, self.staff)
        return [row.figure.code]

    def submitted_report(self) -> list[Any]:
        report = work.report(self.staff)
        reports.submit(report_id=report.id, version=report.version, actor=self.staff, now=clock.now())
        return [report.id]

    def submitted_figure(self) -> list[Any]:
        return [*self.submitted_report(), "cs.radio_airings"]

    def report_form(self) -> list[Any]:
        return ["police-half-year"]

    def period(self) -> list[Any]:
        """The half-year before: whoever has to report about it is late."""
        return list(work.last_period())

    def letter(self) -> list[Any]:
        code, first, last = work.last_period()
        days = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
        return [reports.chase(scheme_code=code, **days, actor=self.staff, now=clock.now()).id]

    def letter_file(self) -> list[Any]:
        return [*self.letter(), "word"]

    def figure(self) -> list[Any]:
        return [*self.report(), "cs.radio_airings"]

    def question(self) -> list[Any]:
        return [feedback.at_unit(self.unit).id]

    def question_picture(self) -> list[Any]:
        picture = work.stored_file(self.staff)
        return [feedback.at_unit(self.unit, picture=picture).id, picture]


@dataclass
class World:
    """Everybody: one person a role in the own unit, and the people who make the things of every unit."""

    clients: dict[str, PageClient]
    keys: dict[str, str]
    """The session of each person, for clients forget theirs when they sign out."""
    things: dict[str, Things]

    def client(self, role: str) -> PageClient:
        """The browser of one person, signed in."""
        self.clients[role].cookies["phien"] = self.keys[role]
        return self.clients[role]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once; each case works in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        work.catalogue()
        work.countable()
        portal.indicators()
        family = people.family()
        clients = {role: client_of(work.quick_official(role, at=family.own)) for role in Role.ALL}
        keys = {role: client.cookies["phien"].value for role, client in clients.items()}
        yield World(clients, keys, {place: _things(getattr(family, place)) for place in PLACES})
        transaction.set_rollback(True)


def _things(unit: Unit) -> Things:
    makers = [people.acting(people.official(role, at=unit)) for role in (Role.STAFF, Role.OFFICER, Role.REVIEWER)]
    return Things(*makers, unit=unit)


def cases() -> list[tuple[str, str, str]]:
    return [(route, method, place) for route, row in table().items() for method in ("GET", "POST") if method in row
            for place in ("anonymous", *PLACES) if place in row[method]]  # fmt: skip


@pytest.mark.parametrize(("route", "method", "place"), cases(), ids=str)
def test_access(world: World, route: str, method: str, place: str) -> None:
    row = table()[route]
    wanted = row[method][place]
    with rolled_back():
        address = reverse(route, args=getattr(world.things["own" if place == "anonymous" else place], row["object"])())
        if place == "anonymous":
            assert ask(PageClient(), method, address, row) == wanted
            return
        for role in Role.ALL:
            with rolled_back():
                status = ask(world.client(role), method, address, row)
            expected = wanted if isinstance(wanted, int) else wanted.get(role, wanted["*"])
            assert status == expected, f"{role} on {place}: {status}, the table says {expected}"


@pytest.mark.parametrize("route", table())
def test_no_other_method_is_answered(world: World, route: str) -> None:
    row = table()[route]
    if route in ("alive", "ready"):
        pytest.skip("machines ask with what they like")
    client = world.client(Role.CLERK)
    with rolled_back():
        address = reverse(route, args=getattr(world.things["own"], row["object"])())
        for method in METHODS:
            if method not in row:
                assert client.generic(method, address).status_code == 405, method


def ask(client: PageClient, method: str, address: str, row: dict[str, Any]) -> int:
    """One request of somebody; their session is as good as new each time."""
    response = client.get(address) if method == "GET" else client.post(address, row.get("send", {}))
    for _piece in response.streaming_content if response.streaming else ():
        pass  # a file is read to its end and so let go; closing the response would close the database connection of the test too
    return int(response.status_code)


class rolled_back:  # noqa: N801  reads as what it does
    """A savepoint that is taken back, whatever happens inside."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *problem: object) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
