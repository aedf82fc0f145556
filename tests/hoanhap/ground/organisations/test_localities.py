"""The table of places: what it must hold whatever it was derived from."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from hoanhap.ground.audit.queries import AuditEntry
from hoanhap.ground.organisations import operations
from hoanhap.ground.organisations.models import Locality, LocalityName, LocalityPlacement, LocalitySuccession
from hoanhap.ground.organisations.operations import table
from hoanhap.kernel.actor import SYSTEM
from tests.hoanhap.ground.organisations.conftest import NOW

EVE, REFORM = date(2025, 6, 30), date(2025, 7, 1)


def _counts(day: date) -> dict[str, int]:
    states = [state for state in table.places() if (state.since or date.min) <= day < (state.until or date.max)]
    return dict(Counter(state.level for state in states))


def test_the_country_before_and_after() -> None:
    notes = table.notes()["counts"]
    assert _counts(EVE) == notes["before"] == {"PROVINCE": 63, "DISTRICT": 696, "COMMUNE": 10_035}
    assert _counts(REFORM) == notes["after"] == {"PROVINCE": 34, "COMMUNE": 3_321}


def test_every_place_that_ended_goes_somewhere_whole() -> None:
    shares: dict[str, Decimal] = defaultdict(Decimal)
    for heir in table.successions():
        shares[heir.source] += heir.weight
    assert set(shares.values()) == {Decimal(1)}
    going_on = {state.key for state in table.places() if state.until is None}
    ended = {state.key for state in table.places() if state.key not in going_on}
    with_communes = {state.parent for state in table.places() if state.level == "COMMUNE"}
    assert set(shares) == {key for key in ended if key not in with_communes or len(key) == 2}


def test_shares_of_divided_communes_say_that_they_are_equal() -> None:
    parts = Counter(heir.source for heir in table.successions())
    divided = [heir for heir in table.successions() if parts[heir.source] > 1]
    assert len({heir.source for heir in divided}) == 471
    assert {heir.basis for heir in divided} == {"EQUAL"}
    assert Counter(heir.source for heir in divided if heir.main) == {heir.source: 1 for heir in divided}


def test_every_place_lies_in_vietnam() -> None:
    for state in table.places():
        assert state.latitude is not None
        assert state.longitude is not None
        assert 7 < state.latitude < 23.5, state
        assert 102 < state.longitude < 116, state


@pytest.mark.django_db
def test_a_second_load_adds_nothing(country: operations.Loaded) -> None:
    before = AuditEntry.objects.count()
    assert country.localities == len({state.key for state in table.places()})
    assert operations.load_localities(actor=SYSTEM, now=NOW) == operations.Loaded(0, country.localities)
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_a_code_means_one_place_a_day_and_may_mean_another_later(country: operations.Loaded) -> None:
    names = [LocalityName.objects.get(code="24", valid__contains=day) for day in (EVE, REFORM)]
    assert [name.name for name in names] == ["Bắc Giang", "Bắc Ninh"]
    heirs = LocalitySuccession.objects.filter(target=names[1].locality).values_list("source__key", flat=True)
    assert sorted(heirs) == ["24", "27"]


@pytest.mark.django_db
def test_an_unchanged_place_goes_on_and_moves_to_its_province(country: operations.Loaded) -> None:
    going_on = Locality.objects.filter(level="COMMUNE", valid__contains=EVE).filter(valid__contains=REFORM)
    assert going_on.count() == 132
    commune = going_on.order_by("key")[0]
    levels = LocalityPlacement.objects.filter(locality=commune).order_by("valid").values_list("parent__level", flat=True)
    assert list(levels) == ["DISTRICT", "PROVINCE"]


@pytest.mark.django_db
def test_shares_stand_in_the_database_as_in_the_table(country: operations.Loaded) -> None:
    sums = LocalitySuccession.objects.values("source").annotate(whole=Sum("weight")).values_list("whole", flat=True)
    assert set(sums) == {Decimal(1)}
