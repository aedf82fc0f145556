"""A slip is a need and a code. Nothing in the database leads from one to a person who did not agree to be reached."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.codes import new_code, normalise
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, TooMany, WrongState
from hoanhap.people.support import operations, queries
from hoanhap.people.support.models import Consent, Slip
from hoanhap.people.support.operations import slips
from hoanhap.people.support.states import MOVES, Purpose, SlipState
from hoanhap.work.figures.models import Line
from tests.factories import people
from tests.hoanhap.people.support.conftest import REFORM, Province, committee, follow

REACH = "0912 345 678"
BOTH = frozenset({Purpose.REACH, Purpose.PASS_ON})


def everything_stored() -> str:
    """All rows of all tables, as text: bytes in hexadecimal."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        texts = []
        for name in names:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{name}" t')  # noqa: S608  the database's own names
            texts += [row[0] for row in cursor.fetchall()]
    return "\n".join(texts)


def test_the_code_finds_the_slip_and_is_kept_nowhere(province: Province) -> None:
    code = new_code()
    slip = province.slip(code, reach=REACH, agreed=frozenset({Purpose.REACH}))
    assert queries.by_code(code.lower().replace("-", " "), on=province.today) == slip
    stored = everything_stored()
    plain = normalise(code) or ""
    assert str(slip.id) in stored
    for secret in (code, plain, plain.encode().hex(), REACH, REACH.replace(" ", ""), REACH.encode().hex()):
        assert secret not in stored


def test_another_code_finds_nothing(province: Province) -> None:
    code = new_code()
    province.slip(code)
    for wrong in (new_code(), "", "0000", code[:-1] + ("0" if code[-1] != "0" else "1")):
        with pytest.raises(NotFound):
            queries.by_code(wrong, on=province.today)


def test_sent_twice_it_is_one_slip(province: Province) -> None:
    code = new_code()
    assert province.slip(code) == province.slip(code)
    assert Slip.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"need": "OFFENCE"}, "need"),
        ({"soon": ""}, "soon"),
        ({"reach": REACH}, "agreed"),
        ({"agreed": frozenset({"REACH"})}, "reach"),
        ({"agreed": frozenset({"SELL"})}, "agreed"),
        ({"reach": "9" * 200, "agreed": frozenset({"REACH"})}, "reach"),
    ],
)
def test_what_is_refused_leaves_nothing(province: Province, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        province.slip(new_code(), **changes)
    assert field in refused.value.fields
    assert not Slip.objects.exists()


def test_consent_is_kept_by_purpose_with_its_wording_and_end(province: Province) -> None:
    slip = province.slip(new_code(), reach=REACH, agreed=BOTH)
    rows = {row.purpose: row for row in Consent.objects.filter(slip=slip)}
    assert set(rows) == BOTH
    for purpose, row in rows.items():
        wording = queries.wording_of(purpose, on=province.today)
        assert (row.wording, row.expires_on) == (wording.version, province.today + timedelta(days=wording.days))
    assert not Consent.objects.filter(slip=province.slip(new_code())).exists()


def test_too_many_open_slips_are_refused_with_where_to_go(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slips, "MOST_WAITING", 2)
    codes = [new_code() for _ in range(3)]
    province.slip(codes[0])
    province.slip(codes[1])
    with pytest.raises(TooMany):
        province.slip(codes[2])
    assert province.slip(codes[0])  # a replay is no further slip
    assert province.slip(codes[2], place_id=province.sim.id)


@pytest.mark.parametrize(("state", "target"), list(product(SlipState.values, (SlipState.INVITED, SlipState.HELPED, SlipState.CLOSED))))
def test_every_move(province: Province, state: str, target: str) -> None:
    slip = province.slip(new_code())
    Slip.objects.filter(pk=slip.pk).update(state=state, answer="Mời đến")
    common = {"slip_id": slip.id, "actor": province.officer, "now": province.now}

    def act() -> Slip:
        if target == SlipState.INVITED:
            return operations.answer_slip(words="Mời đến thứ ba", **common)
        return operations.close_slip(helped=target == SlipState.HELPED, **common)

    if target in MOVES.get(state, frozenset()):
        assert act().state == target
    else:
        with pytest.raises(WrongState):
            act()


def actors(province: Province) -> dict[str, Actor]:
    return {
        f"{role} {name}": people.acting(people.official(role, at=getattr(province, name)))
        for role in Role.ALL
        for name in ("top", "lau", "sim")
    }


def test_only_the_office_that_has_the_slip_sees_it(province: Province) -> None:
    slip = province.slip(new_code(), reach=REACH, agreed=BOTH)
    may = set()
    for name, actor in actors(province).items():
        try:
            queries.get_slip(slip.id, actor=actor, on=province.today)
            may.add(name)
        except (NotAllowed, NotFound):
            with pytest.raises((NotAllowed, NotFound)):
                operations.read_reach(slip_id=slip.id, actor=actor, now=province.now)
            with pytest.raises((NotAllowed, NotFound)):
                operations.answer_slip(slip_id=slip.id, words="Mời", actor=actor, now=province.now)
    assert may == {f"{role} lau" for role in (Role.STAFF, Role.OFFICER, Role.REVIEWER, Role.LEADER)}


def test_each_reading_of_the_contact_stands_in_the_trail(province: Province) -> None:
    slip = province.slip(new_code(), reach=REACH, agreed=BOTH)
    for _time in range(2):
        assert operations.read_reach(slip_id=slip.id, actor=province.officer, now=province.now) == REACH
    rows = AuditEntry.objects.filter(act="slip.read_reach", object_id=slip.id)
    assert [row.actor_id for row in rows] == [province.officer.user_id] * 2
    assert all(REACH not in str(row.detail) for row in rows)


def test_without_consent_nothing_is_read_and_nothing_passed_on(province: Province) -> None:
    service = province.service(unit=province.top, area_id=province.top.id)
    slip = province.slip(new_code())
    with pytest.raises(NotFound):
        operations.read_reach(slip_id=slip.id, actor=province.officer, now=province.now)
    with pytest.raises(NotAllowed):
        operations.pass_slip_on(slip_id=slip.id, service_id=service.id, actor=province.officer, now=province.now)
    assert Slip.objects.get().unit_id == province.lau.id


def test_consent_that_ran_out_is_none(province: Province) -> None:
    service = province.service(unit=province.top, area_id=province.top.id)
    slip = province.slip(new_code(), reach=REACH, agreed=BOTH)
    days = queries.wording_of(Purpose.PASS_ON, on=province.today).days
    with pytest.raises(NotAllowed):
        operations.pass_slip_on(slip_id=slip.id, service_id=service.id, actor=province.officer, now=province.now + timedelta(days=days))


def test_consent_taken_back_holds_at_once_and_takes_the_contact_along(province: Province) -> None:
    code = new_code()
    slip = province.slip(code, reach=REACH, agreed=BOTH)
    operations.take_consent_back(code=code, purpose=Purpose.REACH, now=province.now)
    assert bytes(Slip.objects.get().reach) == b""
    with pytest.raises(NotFound):
        operations.read_reach(slip_id=slip.id, actor=province.officer, now=province.now)
    assert queries.has_consent(queries.by_code(code, on=province.today), Purpose.PASS_ON, on=province.today)


def test_with_consent_a_slip_goes_to_an_office_that_helps_there(province: Province) -> None:
    here, there = province.service(), province.service(unit=province.top, area_id=province.top.id, name="Trung tâm việc làm tỉnh")
    loans = province.service(unit=province.top, area_id=province.top.id, name="Ngân hàng", needs=("LOAN",))
    slip = province.slip(new_code(), agreed=frozenset({Purpose.PASS_ON}))
    assert queries.passable_to(slip, on=province.today) == [there]
    for elsewhere in (here, loans):
        with pytest.raises(NotFound):
            operations.pass_slip_on(slip_id=slip.id, service_id=elsewhere.id, actor=province.officer, now=province.now)
    operations.pass_slip_on(slip_id=slip.id, service_id=there.id, actor=province.officer, now=province.now)
    with pytest.raises(NotFound):
        queries.get_slip(slip.id, actor=province.officer, on=province.today)
    staff = people.acting(people.official(Role.STAFF, at=province.top))
    assert queries.get_slip(slip.id, actor=staff, on=province.today).place_id == province.lau.id


def test_the_day_comes_and_nothing_is_left(province: Province) -> None:
    code = new_code()
    slip = province.slip(code, reach=REACH, agreed=BOTH)
    assert operations.erase_due(now=province.now + slips.KEPT - timedelta(days=1)) == 0
    with pytest.raises(NotFound):  # gone for readers on its day, before the job has come by
        queries.by_code(code, on=slip.erase_on)
    assert operations.erase_due(now=province.now + slips.KEPT) == 1
    assert not Slip.objects.exists()
    assert not Consent.objects.exists()
    assert AuditEntry.objects.filter(act="slip.erase").get().detail["erased"] == 1
    assert operations.erase_due(now=province.now + slips.KEPT) == 0


def test_a_closed_slip_goes_sooner(province: Province) -> None:
    slip = province.slip(new_code())
    closed = operations.close_slip(slip_id=slip.id, helped=False, actor=province.officer, now=province.now)
    assert closed.erase_on == province.today + timedelta(days=30)
    assert not Line.objects.filter(source_kind="slip").exists()


def test_the_person_takes_the_slip_back(province: Province) -> None:
    code = new_code()
    province.slip(code, reach=REACH, agreed=BOTH)
    operations.withdraw_slip(code=code, now=province.now)
    assert not Slip.objects.exists()
    with pytest.raises(NotFound):
        operations.withdraw_slip(code=code, now=province.now)


def test_help_counts_once_and_the_line_says_nothing_about_the_person(province: Province) -> None:
    slip = province.slip(new_code(), reach=REACH, agreed=BOTH)
    operations.close_slip(slip_id=slip.id, helped=True, actor=province.officer, now=province.now)
    line = Line.objects.get(source_kind="slip")
    assert (line.quantity, line.unit_id, line.version.indicator_id) == (Decimal(1), province.lau.id, "cns.people")
    assert set(line.proof) == {"slip"}
    assert len(line.proof["slip"]) == 64
    with pytest.raises(WrongState):
        operations.close_slip(slip_id=slip.id, helped=True, actor=province.officer, now=province.now)


def test_an_office_that_ends_hands_its_slips_over(province: Province) -> None:
    code = new_code()
    slip = province.slip(code)
    old = committee("xã Bến Cũ", province.top, since=REFORM - timedelta(days=900), until=REFORM)
    follow(old, {province.lau.id: "0.2", province.sim.id: "0.8"})
    Slip.objects.filter(pk=slip.pk).update(unit=old, place=old)
    assert operations.follow_heirs(now=province.now) == 1
    assert queries.get_slip(slip.id, actor=province.neighbour, on=province.today).place_id == province.sim.id
    assert operations.follow_heirs(now=province.now) == 0


def test_those_above_see_numbers_and_no_small_one(province: Province) -> None:
    for place, number in ((province.lau, 7), (province.sim, 2)):
        for _time in range(number):
            province.slip(new_code(), place_id=place.id)
    leader = people.acting(people.official(Role.LEADER, at=province.top))
    rows, total = queries.counts(leader, on=province.today)
    assert ({row.name: row.number for row in rows}, total) == (
        {"Ủy ban nhân dân xã Bến Lau": None, "Ủy ban nhân dân xã Đồi Sim": None},
        9,
    )
    with pytest.raises(NotAllowed):
        queries.counts(province.officer, on=province.today)


def test_a_slip_that_does_not_exist(province: Province) -> None:
    with pytest.raises(NotFound):
        operations.answer_slip(slip_id=uuid4(), words="Mời", actor=province.officer, now=province.now)
