"""A reorganisation brings the totals that it changes up to date, and no others; what comes out is what all totals made anew would be."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.operations import Birth, Naming, Share
from hoanhap.ground.organisations.queries import Placement, Unit
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import Refused
from hoanhap.work.figures import operations, queries
from hoanhap.work.figures.models import Above, AboveToday, Bearer, Correction, DayTotal, Portion, Total, Wide
from hoanhap.work.figures.operations import About, Quantity, rebuilding
from tests.factories.land import FIRST, LAST, NOW, land, unit

TODAY = date(2026, 11, 22)
BY = {"reference": "Nghị quyết thử", "actor": SYSTEM, "now": NOW}
SUMS = ("quantity", "lines", "estimated", "joint", "today_quantity", "today_lines", "today_estimated", "today_joint")
_serial = count(1)


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    operations.load_catalogue(actor=SYSTEM, now=NOW)


def write(unit_id: UUID, day: date, *, work: UUID | None = None, code: str = "mtg.sessions") -> None:
    operations.write_lines(
        quantities=[Quantity(code, Decimal(3))], unit_id=unit_id, day=day, source_kind="test", source_id=uuid4(), proof={}, now=NOW,
        about=About(work_id=work),
    )  # fmt: skip


def kept() -> dict[str, Any]:
    """Everything that is derived, without sums of nothing and without ids."""
    found: dict[str, Any] = {}
    for model, day in ((Total, "segment"), (DayTotal, "day")):
        rows = model.objects.values_list("node", "indicator_id", day, *SUMS)
        found[model.__name__] = {row for row in rows if any(row[3:])}
    found["Above"] = set(Above.objects.values_list("unit", "node", "days"))
    found["AboveToday"] = set(AboveToday.objects.values_list("unit", "node"))
    found["Wide"] = set(Wide.objects.values_list("node", flat=True))
    found["Bearer"] = set(Bearer.objects.values_list("source", "function", "days", "heir", "weight"))
    found["Portion"] = set(Portion.objects.values_list("node", "bearer__source", "bearer__function", "bearer__days", "bearer__heir"))
    found["Correction"] = set(Correction.objects.values_list("work_id", "indicator_id", "node", "day", "quantity", "joint"))
    return found


def living_below(units: list[UUID]) -> list[set[UUID]]:
    """Who stands below each unit today, as whoever asks for many at once finds them."""
    living = Unit.objects.filter(valid__contains=TODAY)
    return [set(living.filter(id__in=queries.below(unit_id, on=TODAY)).values_list("id", flat=True)) for unit_id in units]


def act(name: str, seed: int, day: date, units: list[UUID], works: list[UUID]) -> None:
    one, two = units[3 + seed % (len(units) - 3)], units[1 + seed % 2]
    births = [Birth(f"RN{next(_serial):05}", "COMMUNE", Naming("Xã Mới"), under=((two, "GOVERNMENT"),)) for _birth in range(2)]
    try:
        if name == "write":
            write(one, day, work=[None, *works][seed % 3], code=("mtg.sessions", "re.received")[seed % 2])
        elif name == "fold":
            operations.fold(on=TODAY, now=NOW)
        elif name == "midnight":
            operations.fold(on=day, now=NOW)
        elif name == "move":
            organisations.move_unit(unit_id=one, parent_id=two, day=day, **BY)
        elif name == "merge":
            organisations.merge_units(source_ids=[one, units[3 + seed // 7 % (len(units) - 3)]], into=births[0], day=day, **BY)
        elif name == "split":
            shares = [Share(births[0], Decimal("0.6")), Share(units[0], Decimal("0.4"))]
            organisations.split_unit(source_id=one, shares=shares, day=day, **BY)
        elif name == "place" and not Placement.objects.filter(unit_id=one, hierarchy="PROFESSIONAL").exists():
            organisations.place_unit(unit_id=one, parent_id=two, hierarchy="PROFESSIONAL", since=day, actor=SYSTEM, now=NOW)
        elif name == "grow":
            units.extend(unit(two) for _unit in range(6))
    except Refused:
        return  # a refused act is one that did not happen


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink a story takes longer than to read it
)  # fmt: skip
@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(["write"] * 4 + ["fold", "fold", "midnight", "move", "merge", "split", "place", "grow"]),
            st.integers(0, 10**6),
            st.dates(date(2026, 5, 1), date(2026, 9, 30)),
        ),
        min_size=4, max_size=18,
    )
)  # fmt: skip
def test_bringing_up_to_date_and_making_anew_give_the_same(acts: list[tuple[str, int, date]]) -> None:
    with transaction.atomic():
        units, works = land(), [uuid4(), uuid4()]
        operations.fold(on=TODAY, now=NOW)
        for name, seed, day in acts:
            act(name, seed, day, units, works)
        before = living_below(units)
        operations.fold(on=TODAY, now=NOW)
        operations.fold(on=TODAY, now=NOW)  # what was queued where the tree had not changed
        assert living_below(units) == before
        assert operations.check_totals() == []
        assert operations.check_ways() == set()
        brought_up = kept()
        operations.rebuild(on=TODAY, now=NOW)
        assert kept() == brought_up
        transaction.set_rollback(True)


def _country() -> tuple[UUID, list[UUID], list[UUID]]:
    """A country of two provinces with two communes each, that have written; folded."""
    country = unit(None)
    provinces = [unit(country) for _province in range(2)]
    communes = [unit(province) for province in provinces for _commune in range(2)]
    for commune in communes:
        write(commune, FIRST)
    operations.fold(on=TODAY)
    operations.fold(on=TODAY)
    return country, provinces, communes


def _value(node: UUID) -> Decimal:
    return queries.answer(queries.Question("mtg.sessions", node, FIRST, LAST)).value


def test_a_move_touches_only_the_totals_on_its_two_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    country, provinces, communes = _country()
    Total.objects.filter(node=communes[3]).update(quantity=77)  # would be mended if it were made anew
    monkeypatch.setattr(rebuilding, "rebuild", lambda **_how: pytest.fail("all totals were made anew"))
    organisations.move_unit(unit_id=communes[1], parent_id=provinces[1], day=FIRST - timedelta(days=9), **BY)
    operations.fold(on=TODAY)
    assert [_value(node) for node in (country, *provinces, *communes)] == [12, 3, 9, 3, 3, 3, 77]
    Total.objects.filter(node=communes[3]).update(quantity=3)
    assert operations.check_totals() == []


def test_many_changes_are_made_anew_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _country_unit, provinces, communes = _country()
    Total.objects.filter(node=communes[3]).update(quantity=77)
    monkeypatch.setattr(rebuilding, "MANY", 0)
    organisations.move_unit(unit_id=communes[1], parent_id=provinces[1], day=FIRST - timedelta(days=9), **BY)
    operations.fold(on=TODAY)
    assert [_value(node) for node in (*provinces, communes[3])] == [3, 9, 3]


def test_a_unit_that_becomes_wide_gets_its_sums_by_day() -> None:
    country, provinces, communes = _country()
    assert not Wide.objects.filter(node=provinces[0]).exists()
    for _commune in range(8):
        unit(provinces[0])
    write(communes[0], FIRST + timedelta(days=3))
    operations.fold(on=TODAY)
    assert Wide.objects.filter(node=provinces[0]).exists()
    assert sum(DayTotal.objects.filter(node=provinces[0]).values_list("quantity", flat=True)) == 9
    assert not DayTotal.objects.filter(node=country).exists()
    assert operations.check_totals() == []
