"""The directory: who keeps it, what the public sees, and where the law says to go when it knows nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel.actor import Role
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, WrongState
from hoanhap.people.support import operations, queries
from hoanhap.people.support.models import Service
from tests.factories import people
from tests.hoanhap.people.support.conftest import REFORM, Province, committee, follow


def test_the_own_office_comes_before_that_of_the_whole_province(province: Province) -> None:
    far = province.service(unit=province.top, area_id=province.top.id, name="An Trung tâm việc làm tỉnh")
    near = province.service()
    assert queries.offices(need="WORK", commune_id=province.lau.id, on=province.today) == [near, far]
    assert queries.offices(need="WORK", commune_id=province.sim.id, on=province.today) == [far]
    assert queries.offices(need="LOAN", commune_id=province.lau.id, on=province.today) == []


def test_an_office_of_an_old_commune_serves_its_heirs(province: Province) -> None:
    service = province.service()
    old = committee("xã Bến Cũ", province.top, since=REFORM - timedelta(days=900), until=REFORM)
    follow(old, {province.sim.id: "1"})
    Service.objects.filter(pk=service.pk).update(area=old)
    assert queries.offices(need="WORK", commune_id=province.sim.id, on=province.today) == [service]


def test_what_ended_or_was_not_looked_at_is_not_shown(province: Province) -> None:
    ended, stale = province.service(), province.service(valid_until=province.today)
    operations.end_service(service_id=ended.id, version=1, actor=province.officer, now=province.now)
    tomorrow = province.today + timedelta(days=1)
    assert queries.offices(need="WORK", commune_id=province.lau.id, on=province.today) == [stale]
    assert queries.offices(need="WORK", commune_id=province.lau.id, on=tomorrow) == []
    with pytest.raises(NotFound):
        queries.public_service(ended.id, on=province.today)
    with pytest.raises(NotFound):
        queries.public_service(stale.id, on=tomorrow)


@pytest.mark.parametrize(
    ("role", "place", "may"),
    [
        (Role.OFFICER, "lau", True),
        (Role.ADMINISTRATOR, "lau", True),
        (Role.ADMINISTRATOR, "top", True),
        (Role.OFFICER, "top", False),
        (Role.OFFICER, "sim", False),
        (Role.ADMINISTRATOR, "sim", False),
        *[(role, "lau", False) for role in Role.ALL if role not in (Role.OFFICER, Role.ADMINISTRATOR)],
    ],
)
def test_who_keeps_an_office(province: Province, role: str, place: str, may: bool) -> None:
    service = province.service()
    actor = people.acting(people.official(role, at=getattr(province, place)))
    office = province.office(name="Tên mới")
    acts: list[Any] = [
        lambda: operations.change_service(service_id=service.id, version=1, office=office, actor=actor, now=province.now),
        lambda: operations.end_service(service_id=service.id, version=2, actor=actor, now=province.now),
        lambda: operations.add_service(service_id=uuid4(), unit_id=province.lau.id, office=office, actor=actor, now=province.now),
    ]
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises((NotAllowed, NotFound)):
                act()
    assert Service.objects.count() == (2 if may else 1)


def test_every_act_stands_in_the_trail(province: Province) -> None:
    service = province.service()
    office = province.office(hours="Sáng thứ ba")
    changed = operations.change_service(service_id=service.id, version=1, office=office, actor=province.officer, now=province.now)
    operations.end_service(service_id=service.id, version=changed.version, actor=province.officer, now=province.now)
    rows = AuditEntry.objects.filter(object_id=service.id).order_by("sequence")
    assert [row.act for row in rows] == ["service.add", "service.change", "service.end"]
    assert rows[1].detail == {"fields": ["hours"]}


def test_two_changes_at_once_do_not_lose_one(province: Province) -> None:
    service = province.service()
    operations.change_service(service_id=service.id, version=1, office=province.office(), actor=province.officer, now=province.now)
    with pytest.raises(WrongState):
        operations.change_service(service_id=service.id, version=1, office=province.office(), actor=province.officer, now=province.now)


def test_sent_twice_it_is_added_once(province: Province) -> None:
    service_id = uuid4()
    for _time in range(2):
        operations.add_service(
            service_id=service_id, unit_id=province.lau.id, office=province.office(), actor=province.officer, now=province.now
        )
    assert Service.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"address": ""}, "address"),
        ({"hours": ""}, "hours"),
        ({"dial": "gọi anh Ba"}, "dial"),
        ({"dial": "12"}, "dial"),
        ({"needs": ()}, "needs"),
        ({"needs": ("OFFENCE",)}, "needs"),
    ],
)
def test_what_is_refused(province: Province, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        province.service(**changes)
    assert set(refused.value.fields) == {field}


def test_days_are_refused_that_promise_too_much(province: Province) -> None:
    for name, day in (("checked_on", 1), ("valid_until", -1), ("valid_until", 400)):
        with pytest.raises(Invalid) as refused:
            province.service(**{name: province.today + timedelta(days=day)})
        assert set(refused.value.fields) == {name}


def test_an_area_elsewhere_is_refused(province: Province) -> None:
    other = people.unit("Ủy ban nhân dân xã Nơi Khác")
    with pytest.raises(Invalid) as refused:
        province.service(area_id=other.id)
    assert set(refused.value.fields) == {"area_id"}


def test_the_law_that_stands_in_is_in_force(province: Province) -> None:
    from hoanhap.ground.legislation import queries as legislation

    law = queries.the_law_says()
    assert legislation.in_force(law.number, on=province.today)
    assert "Điều 43" in law.words
