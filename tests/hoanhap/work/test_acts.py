"""Every act of the work wing: who may do it from where, and the trail that it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from hoanhap.ground.audit import queries as trail
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.organisations import operations as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hoanhap.work.activities import operations as activities
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.assignments.models import AssignedUnit
from hoanhap.work.documents import operations as documents
from hoanhap.work.documents.states import PaperState
from hoanhap.work.programmes import operations as programmes
from hoanhap.work.reorganising import operations as reorganising
from hoanhap.work.reports import operations as reports
from tests.factories import people, work

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """The own unit with a thing in the state an act needs."""

    family: people.Family
    staff: Actor
    officer: Actor

    def paper(self, state: str) -> Any:
        return work.paper(self.family.own, state=state).id

    def plan(self) -> Any:
        return work.plan(self.family.own, self.staff)

    def wanted(self) -> programmes.Wanted:
        """A target of the own unit."""
        return programmes.Wanted("cs.radio_airings", self.family.own.id, date(2026, 1, 1), date(2026, 12, 31), Decimal(9), "Mục II.1")

    def target(self) -> Any:
        return programmes.set_target(plan_id=self.plan().id, wanted=self.wanted(), actor=self.staff, now=clock.now()).id

    def part(self, state: str = "ASSIGNED") -> Any:
        assignments.assign(plan_id=self.plan().id, actor=self.staff, now=clock.now())
        AssignedUnit.objects.filter(unit=self.family.own).update(state=state)
        return AssignedUnit.objects.get(unit=self.family.own).id

    def heirs(self) -> dict[Any, Any]:
        """The own unit, which has a duty to do, and the one beside it that takes over."""
        self.part()
        return {self.family.own.id: self.family.sibling.id}

    def followed(self) -> list[dict[str, str]]:
        return assignments.follow_heirs(heirs=self.heirs(), actor=SYSTEM, now=clock.now())

    def renaming(self) -> Callable[..., Any]:
        """The own unit gets another name."""
        return lambda **by: organisations.rename_unit(unit_id=self.family.own.id, naming=organisations.Naming("Sở Mới"), **by)

    def renamed(self) -> int:
        by = {"day": date(2026, 3, 1), "reference": "Quyết định thử", "actor": SYSTEM, "now": clock.now()}
        return reorganising.reorganise(act=self.renaming(), **by).number

    def submitted(self) -> dict[str, Any]:
        """A report of the unit below, submitted to the own unit."""
        staff = people.acting(people.official(Role.STAFF, at=self.family.child))
        report = reports.submit(report_id=work.report(staff).id, version=1, actor=staff, now=clock.now())
        return {"report_id": report.id, "version": report.version}

    def signing(self) -> dict[str, Any]:
        """A draft of the unit, and somebody who leads the unit."""
        leader = people.official(Role.LEADER, at=self.family.own)
        return {"report_id": work.report(self.staff).id, "version": 1, "signer_id": leader.id}

    def alike(self) -> dict[str, Any]:
        """An entry of the own unit and another that looks as if it were about the same work."""
        return {"entry_id": self.entry(), "with_id": self.entry()}

    def shared(self) -> Any:
        pair = self.alike()
        reviewer = people.acting(people.official(Role.REVIEWER, at=self.family.own))
        return activities.join(**pair, reason="Cùng một việc", actor=reviewer, now=clock.now()).id

    def entry(self, state: str = "SUBMITTED") -> Any:
        entry = work.entry(self.officer)
        type(entry).objects.filter(pk=entry.id).update(state=state)
        return entry.id

    def count(self) -> Any:
        return work.count(self.officer).id


@pytest.fixture
def scene(db: None) -> Scene:
    work.catalogue()
    work.countable()
    family = people.family()
    staff, officer = (people.acting(people.official(role, at=family.own)) for role in (Role.STAFF, Role.OFFICER))
    return Scene(family, staff, officer)


Act = Callable[[Actor], Any]


@dataclass(frozen=True)
class Row:
    """An act: what it needs, the roles of the own unit that may, what the trail says, and roles of the unit above that may, too."""

    prepare: Callable[[Scene], Act]
    roles: frozenset[str]
    trail: tuple[str, ...]
    above: frozenset[str] = frozenset()
    seen_below: bool = False
    """Whether the unit below sees the thing, so that it is told that it may not."""
    by_system: bool = False
    """Whether the terminal of the machine does it, too: it is about units, which nobody is kept from seeing."""


def _now(call: Callable[..., Any], **fixed: Any) -> Act:
    return lambda actor: call(**fixed, actor=actor, now=clock.now())


def _roles(*roles: str) -> frozenset[str]:
    return frozenset(roles)


CLERKS, STAFF = _roles(Role.CLERK), _roles(Role.STAFF)
DECIDERS = _roles(Role.STAFF, Role.REVIEWER, Role.LEADER)
LOGGERS, REVIEWERS = _roles(Role.OFFICER, Role.STAFF), _roles(Role.STAFF, Role.REVIEWER)


def _body() -> activities.Body:
    return activities.Body(channel="BTC", day=date(2026, 3, 1), title="Tin", amounts={"cs.boards": Decimal(1)})


# One row an act. Where one act leaves several rows, each is an act of its own room: a file taken in, a figure frozen, a paper numbered.
ACTS: dict[str, Row] = {
    "receive": Row(
        lambda _scene: _now(documents.receive, paper_id=uuid4(), name="a.txt", chunks=[b"x"], arrived_on=date(2026, 3, 1)),
        CLERKS, ("file.take_in", "paper.receive"),
    ),
    "read_again": Row(lambda scene: _now(documents.read_again, paper_id=scene.paper(PaperState.UNREADABLE)), CLERKS, ("paper.read_again",)),
    "confirm": Row(
        lambda scene: _now(documents.confirm, paper_id=scene.paper(PaperState.READ), version=1, values={"subject": "X"}),
        CLERKS, ("paper.confirm",),
    ),
    "register": Row(lambda scene: _now(documents.register, paper_id=scene.paper(PaperState.CONFIRMED)), CLERKS, ("paper.register",)),
    "plan_from_paper": Row(
        lambda scene: _now(assignments.plan_from_paper, paper_id=scene.paper(PaperState.REGISTERED), title=""), STAFF, ("plan.draft",)
    ),
    "change_plan": Row(
        lambda scene: _now(programmes.change_plan, plan_id=scene.plan().id, version=1, title="X", report_due=None), STAFF, ("plan.change",)
    ),
    "set_target": Row(
        lambda scene: _now(programmes.set_target, plan_id=scene.plan().id, wanted=scene.wanted()), STAFF, ("target.set",)
    ),
    "drop_target": Row(lambda scene: _now(programmes.drop_target, target_id=scene.target()), STAFF, ("target.drop",)),
    "change_duty": Row(
        lambda scene: _now(assignments.change_duty, assignment_id=scene.plan().assignments.first().id, version=1, duty="X", due=None,
                           lead_unit_id=None), STAFF, ("duty.change",),
    ),
    "assign": Row(lambda scene: _now(assignments.assign, plan_id=scene.plan().id), STAFF, ("plan.assign",)),
    "answer_duty": Row(
        lambda scene: _now(assignments.answer_duty, part_id=scene.part(), target="DONE", reason=""),
        _roles(Role.OFFICER, Role.STAFF, Role.LEADER), ("duty.done",),
    ),
    "follow_heirs": Row(
        lambda scene: _now(assignments.follow_heirs, heirs=scene.heirs()), _roles(Role.ADMINISTRATOR), ("duty.follow",),
        above=_roles(Role.ADMINISTRATOR), by_system=True,
    ),
    "follow_back": Row(
        lambda scene: _now(assignments.follow_back, steps=scene.followed()), _roles(Role.ADMINISTRATOR), ("duty.follow_back",),
        above=_roles(Role.ADMINISTRATOR), by_system=True,
    ),
    "reorganise": Row(
        lambda scene: _now(reorganising.reorganise, act=scene.renaming(), day=date(2026, 3, 1), reference="Quyết định thử"),
        _roles(Role.ADMINISTRATOR), ("unit.rename",), above=_roles(Role.ADMINISTRATOR), by_system=True,
    ),
    "undo": Row(
        lambda scene: _now(reorganising.undo, number=scene.renamed()), _roles(Role.ADMINISTRATOR), ("unit.undo",),
        above=_roles(Role.ADMINISTRATOR), by_system=True,
    ),
    "give_again": Row(
        lambda scene: _now(assignments.give_again, part_id=scene.part("RETURNED"), unit_id=None), STAFF, ("duty.give_again",)
    ),
    "log": Row(lambda _scene: _now(activities.log, entry_id=uuid4(), body=_body()), LOGGERS, ("entry.log",), above=LOGGERS),
    "keep_rival": Row(lambda scene: _now(activities.keep_rival, entry_id=scene.entry(), body=_body()), LOGGERS, ("entry.rival",)),
    "add_evidence": Row(
        lambda scene: _now(activities.add_evidence, entry_id=scene.entry(), urls=["https://b.example/"], sent=()), LOGGERS,
        ("entry.add_evidence",),
    ),
    "keep_evidence": Row(
        lambda _scene: _now(activities.keep_evidence, entry_id=uuid4(), sent=[activities.Sent("PHOTO", "a.png", [work.picture()])]),
        LOGGERS, ("file.take_in", "file.accept"), above=LOGGERS,
    ),
    "ask_waiver": Row(
        lambda scene: _now(activities.ask_waiver, entry_id=scene.entry(), reason="Máy hỏng"), LOGGERS, ("entry.ask_waiver",)
    ),
    "send_again": Row(
        lambda scene: _now(activities.send_again, entry_id=scene.entry("RETURNED"), version=1, body=_body()), LOGGERS, ("entry.send_again",)
    ),
    "withdraw": Row(lambda scene: _now(activities.withdraw, entry_id=scene.entry()), LOGGERS, ("entry.withdraw",)),
    "accept": Row(lambda scene: _now(activities.accept, entry_id=scene.entry()), REVIEWERS, ("entry.accept",), above=REVIEWERS),
    "give_back": Row(
        lambda scene: _now(activities.give_back, entry_id=scene.entry(), reason="Sai"), REVIEWERS, ("entry.give_back",), above=REVIEWERS
    ),
    "join": Row(
        lambda scene: _now(activities.join, **scene.alike(), reason="Cùng một việc"), LOGGERS | REVIEWERS, ("entry.join",), above=REVIEWERS
    ),
    "part": Row(
        lambda scene: _now(activities.part, entry_id=scene.shared(), reason="Hai việc"), LOGGERS | REVIEWERS, ("entry.part",),
        above=REVIEWERS,
    ),
    "name_lead": Row(
        lambda scene: _now(activities.name_lead, entry_id=scene.shared()), LOGGERS | REVIEWERS, ("entry.lead",), above=REVIEWERS
    ),
    "state_count": Row(
        lambda _scene: _now(activities.state_count, aggregate_id=uuid4(), count=work.said(7)), LOGGERS, ("aggregate.state",), above=LOGGERS
    ),
    "withdraw_count": Row(
        lambda scene: _now(activities.withdraw_count, aggregate_id=scene.count()), LOGGERS, ("aggregate.withdraw",)
    ),
    "accept_count": Row(
        lambda scene: _now(activities.accept_count, aggregate_id=scene.count(), version=1), REVIEWERS, ("aggregate.accept",),
        above=REVIEWERS,
    ),
    "give_back_count": Row(
        lambda scene: _now(activities.give_back_count, aggregate_id=scene.count(), version=1, reason="Sai"), REVIEWERS,
        ("aggregate.give_back",), above=REVIEWERS,
    ),
    "draft": Row(
        lambda _scene: _now(reports.draft, scheme_code="half-year", day=date(2026, 3, 1), basis_id=None), LOGGERS,
        ("report.draft",), above=LOGGERS,
    ),
    "refresh": Row(lambda scene: _now(reports.refresh, report_id=work.report(scene.staff).id), LOGGERS, ("report.refresh",)),
    "change_paragraph": Row(
        lambda scene: _now(reports.change_paragraph, report_id=work.report(scene.staff).id, version=1, position=0, text="X"), LOGGERS,
        ("report.change",),
    ),
    "issue": Row(
        lambda scene: _now(reports.issue, report_id=work.report(scene.staff).id, version=1), _roles(Role.STAFF, Role.CLERK),
        (*["figure.freeze"] * 14, "paper.put_out", "report.issue"),
    ),
    "submit": Row(
        lambda scene: _now(reports.submit, report_id=work.report(scene.staff).id, version=1), _roles(Role.STAFF, Role.OFFICER, Role.LEADER),
        (*["figure.freeze"] * 14, "report.submit"),
    ),
    "accept_report": Row(
        lambda scene: _now(reports.accept_report, **scene.submitted()), DECIDERS, ("report.accept",), seen_below=True
    ),
    "give_back_report": Row(
        lambda scene: _now(reports.give_back_report, **scene.submitted(), reason="Sai kỳ"), DECIDERS, ("report.give_back",), seen_below=True
    ),
    "give_back_figure": Row(
        lambda scene: _now(reports.give_back_figure, **scene.submitted(), indicator="cs.radio_airings", reason="Thiếu"), DECIDERS,
        ("report.give_back_figure",), seen_below=True,
    ),
    "choose_signer": Row(
        lambda scene: _now(reports.choose_signer, **scene.signing()), LOGGERS, ("report.choose_signer",),
    ),
    "correct": Row(
        lambda scene: _now(reports.correct, report_id=work.issued_report(scene.staff).id, reason="Sót lượt ghi"), LOGGERS,
        ("report.correct",),
    ),
    "ask": Row(
        lambda _scene: _now(reports.ask, scheme_code="ad-hoc", name="Báo cáo nhanh", first=date(2026, 3, 1), last=date(2026, 3, 9),
                            due=date(2026, 3, 11)), STAFF, ("report.ask",), above=STAFF,
    ),
}  # fmt: skip
OF_NO_ROLE = {"read", "give_up_reading", "put_out", "next_in_book", "fields_of", "draft_plan", "mark_assigned", "require_changeable",
              "weigh_count", "hold", "digest_of", "chase"}  # fmt: skip
"""Of jobs, and parts of other acts: tested with those."""
OWN_UNIT = frozenset({"receive", "log", "keep_evidence", "state_count", "draft", "ask"})
"""Acts that make a thing of the actor's own unit, wherever that is."""


def test_every_act_of_the_wing_stands_in_the_table() -> None:
    rooms = (documents, programmes, assignments, activities, reports, reorganising)
    doors = {
        name for room in rooms for name, thing in vars(room).items()
        if not name.startswith("_") and callable(thing) and getattr(thing, "__module__", "").startswith(room.__name__) and name[0].islower()
    }  # fmt: skip
    assert doors - OF_NO_ROLE == set(ACTS)


@pytest.mark.parametrize("name", ACTS)
def test_who_may_from_where(scene: Scene, name: str) -> None:
    row = ACTS[name]
    family = scene.family
    for place, unit in (("own", family.own), ("parent", family.parent), ("sibling", family.sibling), ("child", family.child)):
        for role in Role.ALL:
            actor = people.acting(people.official(role, at=unit))
            may = row.roles if place == "own" or name in OWN_UNIT else row.above if place == "parent" else frozenset()
            sid = transaction.savepoint()
            act = row.prepare(scene)
            if role in may:
                act(actor)
            else:
                sees = place in ("own", "parent") or (place == "child" and row.seen_below) or row.by_system
                refusal = NotAllowed if sees or name in OWN_UNIT else NotFound
                with pytest.raises(refusal):
                    act(actor)
            transaction.savepoint_rollback(sid)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_leaves_its_trail_and_a_refused_one_none(scene: Scene, name: str) -> None:
    row = ACTS[name]
    act = row.prepare(scene)
    before = trail.head().sequence
    stranger = people.acting(people.official(Role.INSPECTOR, at=scene.family.own))
    before = trail.head().sequence
    with pytest.raises((NotAllowed, NotFound, Invalid, Conflict)):
        act(stranger)
    assert trail.head().sequence == before
    actor = people.acting(people.official(min(row.roles), at=scene.family.own))
    before = trail.head().sequence
    act(actor)
    rows = list(AuditEntry.objects.filter(sequence__gt=before).order_by("sequence"))
    assert tuple(entry.act for entry in rows) == row.trail
    for entry in rows:
        assert (entry.actor_id, entry.actor_name, entry.unit_id) == (actor.user_id, actor.name, actor.unit_id)
        assert entry.object_id is not None
        assert entry.object_kind
    assert trail.first_break() is None


@pytest.mark.parametrize("name", ["confirm", "register", "assign", "answer_duty", "accept", "give_back", "log", "issue"])
def test_an_act_whose_trail_fails_leaves_no_trace(scene: Scene, name: str) -> None:
    row = ACTS[name]
    act = row.prepare(scene)
    actor = people.acting(people.official(min(row.roles), at=scene.family.own))
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE audit_auditentry ADD CONSTRAINT no_more CHECK (act <> '{row.trail[-1]}') NOT VALID")
        before = _state(cursor)
        with pytest.raises(DatabaseError, match="no_more"), transaction.atomic():
            act(actor)
        assert _state(cursor) == before


def _state(cursor: Any) -> list[str]:
    """A digest of every table of the wing and the ground."""
    tables = [name for name in connection.introspection.table_names(cursor) if name.split("_")[0] not in ("procrastinate", "django")]
    digests = []
    for table in sorted(tables):
        cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM \"{table}\" t")  # noqa: S608  our own tables
        digests.append(f"{table} {cursor.fetchone()[0]}")
    return digests


def test_the_system_does_no_persons_act(scene: Scene) -> None:
    for name, row in ((name, row) for name, row in ACTS.items() if not row.by_system):
        sid = transaction.savepoint()
        act = row.prepare(scene)
        with pytest.raises((NotAllowed, NotFound)):
            act(SYSTEM)
        transaction.savepoint_rollback(sid)
        assert name
