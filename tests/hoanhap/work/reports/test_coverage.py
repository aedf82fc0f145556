"""Who did what: a cell is what the unit and all below it proved; nothing is no number."""

from __future__ import annotations

from typing import Any

import pytest

from hoanhap.ground.organisations import operations as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.reports import queries
from tests.factories import people, work

pytestmark = pytest.mark.django_db


class Place:
    """A department over a commune that works, with a station below it, and one that does not."""

    def __init__(self) -> None:
        work.catalogue()
        self.own = people.unit("Sở Thử", kind="DEPARTMENT")
        self.busy, self.idle = people.unit("Xã Bận", parent=self.own), people.unit("Xã Vắng", parent=self.own)
        self.station = people.unit("Đài Thử", parent=self.busy, kind="STATION")
        self.staff = people.acting(people.official(Role.STAFF, at=self.own))
        self.period = queries.period_of("half-year", clock.day_of(clock.now()))

    def counted(self, unit: Any, airings: int) -> Any:
        officer = people.acting(people.official(Role.OFFICER, at=unit))
        entry = work.entry(officer, airings=airings, url=f"https://a.example/{unit.id}/{airings}")
        return activities.accept(entry_id=entry.id, actor=self.staff, now=clock.now())

    def channels(self) -> queries.Coverage:
        return queries.by_channel(self.own.id, first=self.period[0], last=self.period[1])


def test_a_cell_is_what_a_unit_and_all_below_it_proved_and_gaps_come_first() -> None:
    place = Place()
    place.counted(place.busy, 6)
    place.counted(place.station, 9)
    work.entry(people.acting(people.official(Role.OFFICER, at=place.idle)))  # waits for review: proves nothing yet
    found = place.channels()
    assert [row.name for row in found.rows] == ["Xã Vắng", "Xã Bận"]
    radio = [column.label for column in found.columns].index("Đài truyền thanh xã")
    assert [row.cells[radio] for row in (*found.rows, found.whole)] == [None, 2, 2]
    assert found.rows[0].gaps == len(found.columns)


def test_a_joint_work_counts_in_both_cells_and_once_in_the_whole() -> None:
    place = Place()
    one, other = place.counted(place.busy, 6), place.counted(place.idle, 6)
    activities.join(entry_id=one.id, with_id=other.id, reason="Cùng một bản tin", actor=place.staff, now=clock.now())
    found = place.channels()
    radio = [column.label for column in found.columns].index("Đài truyền thanh xã")
    assert [row.cells[radio] for row in (*found.rows, found.whole)] == [1, 1, 1]


def test_points_of_content_count_accepted_entries_of_the_plans_that_reached_the_unit() -> None:
    place = Place()
    assert queries.by_content(place.staff, first=place.period[0], last=place.period[1]).columns == ()
    plan = work.plan(place.own, place.staff)
    assignments.assign(plan_id=plan.id, actor=place.staff, now=clock.now())
    entry = place.counted(place.busy, 6)
    type(entry).objects.filter(pk=entry.id).update(content=plan.contents.get())
    found = queries.by_content(place.staff, first=place.period[0], last=place.period[1])
    assert [(row.name, row.cells) for row in (*found.rows, found.whole)] == [
        ("Xã Vắng", (None,)), ("Xã Bận", (1,)), ("Sở Thử", (1,)),
    ]  # fmt: skip


def test_a_unit_that_ended_stands_there_no_more_and_its_work_stays_in_the_whole() -> None:
    place = Place()
    place.counted(place.busy, 6)
    organisations.merge_units(source_ids=[place.busy.id], into=place.idle.id, day=place.period[1], reference="QĐ thử", actor=SYSTEM,
                              now=clock.now())  # fmt: skip
    found = place.channels()
    radio = [column.label for column in found.columns].index("Đài truyền thanh xã")
    assert "Xã Bận" not in [row.name for row in found.rows]
    assert found.whole.cells[radio] == 1
