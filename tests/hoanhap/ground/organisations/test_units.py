"""Units through time: what they are called, where they stand, what became of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from psycopg.types.range import DateRange

from hoanhap.ground.organisations import operations, queries
from hoanhap.ground.organisations.models import Locality, Placement, Territory, UnitName
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import NotFound
from tests.factories import people

pytestmark = pytest.mark.django_db
END, TODAY = date(2025, 7, 1), date(2026, 3, 2)


def unit(code: str, name: str, *, kind: str = "DIVISION", until: date | None = None, **words: object) -> Unit:
    naming = operations.Naming(name, **words)  # type: ignore[arg-type]
    return operations.open_unit(code=code, kind=kind, naming=naming, since=date(2020, 1, 1), until=until, actor=SYSTEM, now=people.NOW)


def succeed(source: Unit, *targets: Unit, day: date = END) -> None:
    for target in targets:
        operations.succeed(source_id=source.id, target_id=target.id, day=day, actor=SYSTEM, now=people.NOW, reference="QĐ thử")


def place(child: Unit, parent: Unit, *, since: date = date(2020, 1, 1), until: date | None = None) -> None:
    operations.place_unit(unit_id=child.id, parent_id=parent.id, since=since, until=until, actor=SYSTEM, now=people.NOW)


def test_a_name_is_that_of_its_day_and_an_ended_unit_keeps_its_last() -> None:
    row = unit("A", "Phòng Cũ", until=END)
    UnitName.objects.filter(unit=row).update(valid=DateRange(date(2020, 1, 1), date(2022, 1, 1)))
    UnitName.objects.create(unit=row, name="Phòng Mới", valid=DateRange(date(2022, 1, 1), END))
    for day, name in ((date(2021, 5, 1), "Phòng Cũ"), (date(2022, 1, 1), "Phòng Mới"), (TODAY, "Phòng Mới")):
        assert queries.name_of(row.id, on=day).name == name
        assert queries.names_of([row.id], on=day) == {row.id: name}


def test_the_database_refuses_two_names_two_parents_and_being_ones_own_parent() -> None:
    row, above, other = unit("A", "A"), unit("B", "B"), unit("C", "C")
    place(row, above)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitName.objects.create(unit=row, name="X", valid=DateRange(date(2025, 1, 1), None))
    with pytest.raises(IntegrityError), transaction.atomic():
        place(row, other, since=date(2025, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        place(above, above)
    Placement.objects.create(unit=row, parent=other, hierarchy="PARTY", valid=DateRange(date(2020, 1, 1), None))  # another tree


def test_successors_are_followed_as_far_as_it_takes() -> None:
    chain = [unit(f"N{number}", f"Đơn vị {number}", until=END) for number in range(6)]
    last = unit("Z", "Đơn vị cuối")
    for source, target in zip(chain, [*chain[1:], last], strict=True):
        succeed(source, target)
    assert queries.successors_of(chain[0].id, on=TODAY) == [last]
    assert queries.successors_of(chain[0].id, on=date(2025, 6, 30)) == [chain[0]]


def test_successions_in_a_circle_come_to_an_end() -> None:
    first, second, living = unit("A", "A", until=END), unit("B", "B", until=END), unit("C", "C")
    succeed(first, second)
    succeed(second, first, living)
    assert queries.successors_of(first.id, on=TODAY) == [living]


def test_placements_in_a_circle_come_to_an_end() -> None:
    first, second = unit("A", "A"), unit("B", "B")
    place(first, second)
    place(second, first)
    assert queries.within(first.id, on=TODAY) == {first.id, second.id}
    assert queries.above(first.id, on=TODAY) == {first.id, second.id}
    assert {row.unit_id for row in queries.within_through(first.id, first=END, last=TODAY)} == {first.id, second.id}


def test_what_ended_stays_in_sight_of_who_was_last_above() -> None:
    province, department, district, moved = unit("P", "P"), unit("D", "D"), unit("H", "H", until=END), unit("M", "M")
    place(district, province, until=END)
    place(moved, department, until=END)
    place(moved, province, since=END)
    assert queries.within(province.id, on=TODAY) == {province.id, district.id, moved.id}
    assert queries.within(department.id, on=TODAY) == {department.id}
    assert queries.within(department.id, on=date(2025, 6, 30)) == {department.id, moved.id}


def test_nobody_knows_a_unit_that_is_not_there() -> None:
    ghost = people.family().own.id.__class__(int=7)
    for look_up in (queries.successors_of, queries.name_of):
        with pytest.raises(NotFound):
            look_up(ghost, on=TODAY)


def test_printed_names_find_the_units_they_mean() -> None:
    pv01 = unit("PV01", "Phòng Tham mưu, Công an tỉnh", short="Phòng PV01", aliases=["PV01"])
    culture = unit("VH", "Sở Văn hóa, Thể thao và Du lịch", kind="DEPARTMENT")
    communes = [unit(f"CX{number}", f"Công an xã {number}", kind="COMMUNE_POLICE") for number in (1, 2)]
    district = unit("CH", "Công an huyện Thử", kind="DISTRICT_POLICE", until=END)
    succeed(district, *communes)
    unit("T1", "Trạm Y tế"), unit("T2", "Trạm Y tế")
    table = {
        "Phòng PV01": [pv01], "phong pv01": [pv01], "PV01": [pv01], "PHÒNG PV01": [pv01], "Phòng  PV01.": [pv01],
        "Sở Văn hoá, Thể thao và Du lịch": [culture],  # the other placement of the mark
        "Công an các huyện, thành phố": communes, "Công an các xã, phường": communes, "Công an huyện Thử": communes,
        "Trạm Y tế": [],  # two bear the name: ask a person
        "Phòng": [], "": [], "Phòng PV02": [],
    }  # fmt: skip
    for printed, units in table.items():
        assert queries.printed_as(printed, on=TODAY) == units, printed
    assert queries.printed_as("Công an các huyện, thành phố", on=date(2025, 6, 30)) == [district]
    directory = queries.Directory(TODAY)
    found = directory.named_in("Sở Văn hóa, Thể thao và Du lịch, phòng PV01 và Công an các xã, phường trình lãnh đạo")
    assert [units for _printed, units in found] == [[culture], [pv01], communes]


def test_a_name_means_the_unit_of_ones_own_province() -> None:
    """Two provinces with the same bodies; the second has two trees over one territory, and took over a third."""
    ministry = unit("BCA", "Bộ Thử", kind="CENTRAL")
    mine, other, gone = (unit(f"UB{key}", f"Tỉnh {key}", kind="PROVINCE") for key in ("A", "B", "C"))
    division, theirs = unit("AP", "Phòng PV01", kind="DIVISION"), unit("BP", "Phòng PV01", kind="DIVISION")
    party, former = unit("TU", "Tỉnh ủy", kind="PARTY"), unit("CP", "Phòng PV02", kind="DIVISION", until=END)
    communes = [unit(f"X{key}", f"Xã {key}", kind="COMMUNE") for key in ("A", "B")]
    for child, parent in (
        (mine, ministry),
        (other, ministry),
        (division, mine),
        (theirs, other),
        (communes[0], mine),
        (communes[1], other),
    ):
        place(child, parent)
    place(former, gone, until=END)
    succeed(former, division)
    land = Locality.objects.create(key="A", level="PROVINCE", valid=DateRange(None, None))
    for body in (mine, party):
        Territory.objects.create(unit=body, locality=land, valid=DateRange(date(2025, 3, 1), None))
    directory = queries.Directory(TODAY, seen_from=communes[0].id)
    table = {"Phòng PV01": [division], "Phòng PV02": [division], "Tỉnh ủy": [party], "UBND các xã, phường": [communes[0]], "Tỉnh B": []}
    assert {printed: directory.printed_as(printed) for printed in table} == table
    assert queries.printed_as("Phòng PV01", on=TODAY) == [], "without a province two bear the name"
    assert queries.Directory(TODAY, seen_from=party.id).printed_as("Phòng PV01") == [division]


class Borders(TestCase):
    """Every unit stands below the whole on exactly the days on which it has a place there."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 200), st.integers(1, 200)), min_size=1, max_size=6))
    def test_stretches_cover_each_placed_day_once(self, places: list[tuple[int, int, int]]) -> None:
        top, child = people.unit("Trên"), people.unit("Dưới")
        others = [top, *(people.unit(f"Giữa {number}", parent=top) for number in range(3))]
        day = date(2025, 3, 1)
        placed: set[date] = set()
        for parent, gap, length in places:
            start = date.fromordinal(day.toordinal() + gap)
            day = date.fromordinal(start.toordinal() + length)
            operations.place_unit(unit_id=child.id, parent_id=others[parent].id, since=start, until=day, actor=SYSTEM, now=people.NOW)
            placed |= {date.fromordinal(ordinal) for ordinal in range(start.toordinal(), day.toordinal())}
        first, last = date(2025, 6, 1), date(2025, 12, 31)
        rows = [row for row in queries.within_through(top.id, first=first, last=last) if row.unit_id == child.id]
        covered = {date.fromordinal(ordinal) for row in rows for ordinal in range(row.first.toordinal(), row.end.toordinal())}
        assert covered == {one for one in placed if first <= one <= last}
