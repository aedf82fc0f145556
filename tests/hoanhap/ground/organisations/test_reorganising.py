"""Merging, dividing, renaming, moving, closing: what they change, what they refuse, and that they can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count, pairwise
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoanhap.ground.audit.queries import AuditEntry
from hoanhap.ground.organisations import operations, queries
from hoanhap.ground.organisations.models import Placement, Reorganisation, Succession, Territory, Unit, UnitName
from hoanhap.ground.organisations.operations import Birth, Naming, Share
from hoanhap.kernel.actor import SYSTEM, Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, Refused, WrongState
from hoanhap.kernel.shares import apportion
from hoanhap.work.reorganising.operations import reorganise

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SINCE, DAY = date(2025, 1, 1), date(2026, 7, 1)
EVE = DAY - timedelta(days=1)
PAPER = "Nghị quyết thử 01/2026"
pytestmark = pytest.mark.django_db
_serial = count(1)


@dataclass(frozen=True)
class Land:
    """A province with three communes and a department with one division."""

    province: UUID
    communes: tuple[UUID, UUID, UUID]
    department: UUID
    division: UUID


def _unit(name: str, kind: str, parent: UUID | None = None) -> UUID:
    unit = operations.open_unit(code=f"R{next(_serial):05}", kind=kind, naming=Naming(name), since=SINCE, actor=SYSTEM, now=NOW)
    if parent:
        operations.place_unit(unit_id=unit.id, parent_id=parent, since=SINCE, actor=SYSTEM, now=NOW)
    return unit.id


def _land() -> Land:
    province = _unit("Tỉnh Thử", "PROVINCE")
    first, second, third = (_unit(f"Xã {name}", "COMMUNE", province) for name in ("Một", "Hai", "Ba"))
    department = _unit("Sở Thử", "DEPARTMENT", province)
    return Land(province, (first, second, third), department, _unit("Phòng Thử", "DIVISION", department))


@pytest.fixture
def land() -> Land:
    return _land()


def _birth(land: Land, name: str = "Xã Mới", kind: str = "COMMUNE") -> Birth:
    return Birth(f"N{next(_serial):05}", kind, Naming(name), under=((land.province, "GOVERNMENT"),))


def _by(actor: Actor = SYSTEM, *, day: date = DAY, reference: str = PAPER) -> dict[str, Any]:
    return {"day": day, "reference": reference, "actor": actor, "now": NOW}


def _state() -> dict[str, set[tuple[object, ...]]]:
    """Everything that units are, row by row."""
    return {model.__name__: set(model.objects.values_list()) for model in (Unit, Placement, Territory, Succession)} | {
        "names": set(UnitName.objects.values_list("id", "unit_id", "name", "short", "symbol", "place", "valid"))
    }


def _name(unit_id: UUID, on: date) -> str:
    return queries.name_of(unit_id, on=on).name


def test_three_communes_become_one_and_their_counts_with_them(land: Land) -> None:
    operations.merge_units(source_ids=land.communes, into=_birth(land), **_by())
    (new,) = Unit.objects.filter(valid__startswith=DAY)
    old = dict(zip(land.communes, (12, 9, 20), strict=True))
    for day, living in ((EVE, list(land.communes)), (DAY, [new.id])):
        assert set(queries.units_on(day, kinds=["COMMUNE"]).values_list("id", flat=True)) == set(living)
        totals = dict.fromkeys(living, Decimal(0))
        for commune, number in old.items():
            for heir, part in apportion(Decimal(number), queries.heirs_of(commune, on=day)).items():
                totals[heir] += part
        assert sorted(totals.values()) == ([9, 12, 20] if day == EVE else [41])


def test_merging_into_a_standing_unit_moves_what_stood_below(land: Land) -> None:
    other = _unit("Sở Khác", "DEPARTMENT", land.province)
    operations.merge_units(source_ids=[land.department], into=other, **_by())
    parent = queries.parent_of(land.division, on=DAY)
    assert parent is not None
    assert parent.id == other
    before = queries.parent_of(land.division, on=EVE)
    assert before is not None
    assert before.id == land.department


def test_merging_a_unit_into_one_below_it_puts_that_one_in_its_place(land: Land) -> None:
    operations.merge_units(source_ids=[land.department], into=land.division, **_by())
    parent = queries.parent_of(land.division, on=DAY)
    assert parent is not None
    assert parent.id == land.province


def test_functions_part_ways(land: Land) -> None:
    press, rest = _unit("Sở Báo chí", "DEPARTMENT", land.province), _unit("Sở Công nghệ", "DEPARTMENT", land.province)
    shares = [Share(press, function="PRESS_AND_GRASSROOTS_INFORMATION"), Share(rest, function="OTHER")]
    operations.split_unit(source_id=land.department, shares=shares, **_by())
    assert queries.heirs_of(land.department, on=DAY, function="PRESS_AND_GRASSROOTS_INFORMATION") == {press: 1}
    assert queries.heirs_of(land.department, on=DAY) == {rest: 1}
    parent = queries.parent_of(land.division, on=DAY)
    assert parent is not None
    assert parent.id == rest


def test_a_unit_that_goes_on_may_give_one_branch_away(land: Land) -> None:
    press = _unit("Sở Báo chí", "DEPARTMENT", land.province)
    shares = [Share(press, function="PRESS_AND_GRASSROOTS_INFORMATION")]
    operations.split_unit(source_id=land.department, shares=shares, goes_on=True, **_by())
    assert queries.heirs_of(land.department, on=DAY, function="PRESS_AND_GRASSROOTS_INFORMATION") == {press: 1}
    assert queries.heirs_of(land.department, on=DAY) == {land.department: 1}
    with pytest.raises(Invalid, match="GIVES_EVERYTHING"):
        operations.split_unit(source_id=land.department, shares=[Share(press)], goes_on=True, **_by(day=DAY + timedelta(days=1)))


def test_a_new_name_is_the_same_unit(land: Land) -> None:
    commune = land.communes[0]
    operations.rename_unit(unit_id=commune, naming=Naming("Phường Một", short="P. Một"), **_by())
    assert [_name(commune, day) for day in (EVE, DAY)] == ["Xã Một", "Phường Một"]
    assert queries.heirs_of(commune, on=DAY) == {commune: 1}


def test_a_unit_moves_with_all_below_it(land: Land) -> None:
    other = _unit("Sở Khác", "DEPARTMENT", land.province)
    below = _unit("Tổ Thử", "DIVISION", land.division)
    operations.move_unit(unit_id=land.division, parent_id=other, **_by())
    assert {land.division, below} <= queries.within(other, on=DAY)
    assert {land.division, below} <= queries.within(land.department, on=EVE)
    assert not {land.division, below} & queries.within(land.department, on=DAY)


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda land: operations.merge_units(source_ids=[land.communes[0]], into=_birth(land), **_by()), "NOTHING_TO_MERGE"),
        (lambda land: operations.merge_units(source_ids=land.communes, into=land.communes[0], **_by(reference=" ")), "REFERENCE_MISSING"),
        (lambda land: operations.merge_units(source_ids=land.communes, into=land.communes[0], **_by(day=SINCE)), "NOT_LIVING"),
        (lambda land: operations.split_unit(source_id=land.department, shares=[Share(land.province, Decimal("0.9"))], **_by()),
         "SHARES_NOT_ONE"),
        (lambda land: operations.split_unit(source_id=land.department, shares=[Share(land.department)], **_by()), "HEIR_OF_ITSELF"),
        (lambda land: operations.rename_unit(unit_id=land.department, naming=Naming(" "), **_by()), "NAME_MISSING"),
        (lambda land: operations.move_unit(unit_id=land.department, parent_id=land.division, **_by()), "PARENT_BELOW"),
        (lambda land: operations.move_unit(unit_id=land.department, parent_id=land.department, **_by()), "PARENT_BELOW"),
        (lambda land: operations.close_unit(unit_id=land.department, **_by()), "UNITS_BELOW"),
        (lambda land: operations.merge_units(
            source_ids=land.communes[:2], into=Birth(Unit.objects.get(pk=land.province).code, "COMMUNE", Naming("Xã")), **_by()),
         "CODE_TAKEN"),
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(land: Land, act: Callable[[Land], Reorganisation], refusal: str) -> None:
    before, trail = _state(), AuditEntry.objects.count()
    with pytest.raises(Refused, match=refusal):
        act(land)
    assert _state() == before
    assert AuditEntry.objects.count() == trail


def test_an_earlier_day_than_a_change_on_record_is_refused(land: Land) -> None:
    operations.rename_unit(unit_id=land.communes[0], naming=Naming("Phường Một"), **_by())
    with pytest.raises(WrongState, match="CHANGED_LATER"):
        operations.merge_units(source_ids=land.communes, into=_birth(land), **_by(day=EVE))


@pytest.mark.parametrize("roles", [frozenset(), frozenset({"LEADER", "REVIEWER", "CLERK"})])
def test_only_an_administrator_of_the_units_may(land: Land, roles: frozenset[str]) -> None:
    somebody = Actor(UUID(int=1), "Ai đó", land.province, roles=roles, within=queries.within(land.province, on=DAY))
    with pytest.raises(NotAllowed):
        operations.rename_unit(unit_id=land.communes[0], naming=Naming("Phường Một"), **_by(somebody))
    administrator = Actor(UUID(int=1), "Ai đó", land.department, roles=frozenset({"ADMINISTRATOR"}), within=frozenset({land.department}))
    with pytest.raises(NotAllowed):
        operations.rename_unit(unit_id=land.communes[0], naming=Naming("Phường Một"), **_by(administrator))
    assert operations.rename_unit(unit_id=land.department, naming=Naming("Sở Mới"), **_by(administrator)).kind == "RENAME"


def test_undo_is_refused_when_something_rests_on_it(land: Land) -> None:
    merged = operations.merge_units(source_ids=land.communes, into=_birth(land), **_by())
    new = Unit.objects.get(valid__startswith=DAY)
    renamed = operations.rename_unit(unit_id=new.id, naming=Naming("Phường Mới"), **_by(day=DAY + timedelta(days=9)))
    with pytest.raises(WrongState, match="LATER_ACT"):
        operations.undo_reorganisation(number=merged.number, actor=SYSTEM, now=NOW)
    operations.undo_reorganisation(number=renamed.number, actor=SYSTEM, now=NOW)
    below = _unit("Trạm", "STATION")
    operations.place_unit(unit_id=below, parent_id=new.id, since=DAY, actor=SYSTEM, now=NOW)
    state = _state()
    with pytest.raises(WrongState, match="SOMETHING_RESTS_ON_IT"):
        operations.undo_reorganisation(number=merged.number, actor=SYSTEM, now=NOW)
    assert _state() == state


def test_undone_once(land: Land) -> None:
    done = operations.rename_unit(unit_id=land.communes[0], naming=Naming("Phường Một"), **_by())
    operations.undo_reorganisation(number=done.number, actor=SYSTEM, now=NOW)
    with pytest.raises(WrongState, match="UNDONE_ALREADY"):
        operations.undo_reorganisation(number=done.number, actor=SYSTEM, now=NOW)


def test_a_dry_run_says_what_ends_begins_and_goes_where(land: Land) -> None:
    outcome = _rehearse(lambda: operations.merge_units(source_ids=land.communes[:2], into=_birth(land), **_by()))
    assert [(change.act, change.unit, change.other) for change in outcome.changes] == [
        ("BEGIN", "Xã Mới", ""), ("HAND_OVER", "Xã Một", "Xã Mới"), ("END", "Xã Một", ""),
        ("HAND_OVER", "Xã Hai", "Xã Mới"), ("END", "Xã Hai", ""),
    ]  # fmt: skip


def _rehearse(act: Callable[[], Reorganisation]) -> operations.Outcome:
    return reorganise(act=lambda **_by: act(), day=DAY, reference=PAPER, actor=SYSTEM, now=NOW, rehearsal=True).outcome


ACTS = st.lists(st.tuples(st.sampled_from(["merge", "split", "rename", "move", "close"]), st.integers(0, 10**6)), max_size=6)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_happens_the_whole_stays_whole_and_can_be_undone(acts: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        land = _land()
        start = _state()
        done = [row for turn, (act, seed) in enumerate(acts) for row in _try(act, seed, land, DAY + timedelta(days=turn))]
        _check_whole(land, DAY + timedelta(days=len(acts)))
        for row in reversed(done):
            operations.undo_reorganisation(number=row.number, actor=SYSTEM, now=NOW)
        assert _state() == start
        transaction.set_rollback(True)


def _try(act: str, seed: int, land: Land, day: date) -> Iterator[Reorganisation]:
    """One act on units that ``seed`` picks: first as a dry run, which changes nothing and says the same. Refusals are fine."""
    call = _call(act, seed, land, day)
    before = _state()
    try:
        said = _rehearse(call)
    except Refused:
        assert _state() == before
        return
    assert _state() == before
    done = call()
    said_now = operations.outcome_of(done)
    assert (said.kind, sorted(map(repr, said.changes))) == (said_now.kind, sorted(map(repr, said_now.changes)))
    yield done


def _call(act: str, seed: int, land: Land, day: date) -> Callable[[], Reorganisation]:
    units = [unit.id for unit in queries.units_on(day) if unit.id != land.province]
    one, two = units[seed % len(units)], units[seed // 7 % len(units)]
    birth, by = _birth(land, f"Đơn vị {seed}"), _by(day=day)
    into: UUID | Birth = birth if seed % 2 else two
    if act == "merge":
        return lambda: operations.merge_units(source_ids=[one, two], into=into, **by)
    if act == "split":
        weight = Decimal(seed % 99 + 1) / 100
        shares = [Share(into, weight), Share(land.province, 1 - weight)]
        return lambda: operations.split_unit(source_id=one, shares=shares, **by)
    if act == "rename":
        return lambda: operations.rename_unit(unit_id=one, naming=Naming(f"Tên {seed}"), **by)
    if act == "move":
        return lambda: operations.move_unit(unit_id=one, parent_id=two, **by)
    return lambda: operations.close_unit(unit_id=one, shares=[Share(two)] if seed % 3 else [], **by)


def _check_whole(land: Land, today: date) -> None:
    units = {unit.id: unit for unit in Unit.objects.all()}
    for on in (EVE, today):
        for unit_id in units:
            shares = queries.heirs_of(unit_id, on=on)
            assert sum(shares.values()) == 1
            left_behind = [heir for heir in shares if on not in units[heir].valid]
            assert not Succession.objects.filter(source_id__in=left_behind, day__lte=on).exists()
            assert sum(apportion(Decimal(41), shares).values()) == 41
        living = {unit_id for unit_id, unit in units.items() if on in unit.valid}
        assert living <= queries.within(land.province, on=on)
    for placement in Placement.objects.all():
        for end in (units[placement.unit_id].valid.upper, units[placement.parent_id].valid.upper):
            assert end is None or (placement.valid.upper is not None and placement.valid.upper <= end)
    for unit_id, unit in units.items():
        spans = sorted((row.valid.lower, row.valid.upper or date.max) for row in UnitName.objects.filter(unit_id=unit_id))
        assert spans[0][0] == unit.valid.lower
        assert spans[-1][1] == (unit.valid.upper or date.max)
        assert all(left[1] == right[0] for left, right in pairwise(spans))
