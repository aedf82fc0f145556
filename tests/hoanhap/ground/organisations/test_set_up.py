"""A province in one command: whole, named right, with heirs, and again without effect."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from hoanhap.ground.organisations import operations, queries
from hoanhap.ground.organisations.models import Placement, Succession, Unit, UnitName
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import NotFound
from tests.hoanhap.ground.organisations.conftest import NOW

TODAY = date(2026, 11, 22)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


@pytest.fixture
def bac_ninh() -> operations.SetUp:
    return operations.set_up_province(code="24", day=TODAY, actor=SYSTEM, now=NOW)


def _unit(code: str) -> Unit:
    found = queries.with_code(code)
    assert found is not None, code
    return found


def test_the_tree_of_a_province(bac_ninh: operations.SetUp) -> None:
    assert bac_ninh.name == "tỉnh Bắc Ninh"
    assert {kind: bac_ninh.standing[kind] for kind in ("PROVINCE", "POLICE", "COMMUNE", "COMMUNE_POLICE", "STATION")} == {
        "PROVINCE": 1, "POLICE": 1, "COMMUNE": 99, "COMMUNE_POLICE": 99, "STATION": 99,
    }  # fmt: skip
    below = queries.within(_unit("24@2025.UBND").id, on=TODAY)
    stray = Unit.objects.filter(valid__contains=TODAY).exclude(kind__in=("CENTRAL", "PARTY")).exclude(id__in=below)
    assert not stray.exists()


def test_again_it_adds_nothing(bac_ninh: operations.SetUp) -> None:
    again = operations.set_up_province(code="24", day=TODAY, actor=SYSTEM, now=NOW)
    assert (again.added, again.standing) == (0, bac_ninh.standing)


def test_it_says_what_nobody_has_confirmed(bac_ninh: operations.SetUp) -> None:
    assert len(bac_ninh.unconfirmed) == 1


@pytest.mark.parametrize("code", ["99", "27"])
def test_no_such_province_today(code: str) -> None:
    with pytest.raises(NotFound):
        operations.set_up_province(code=code, day=TODAY, actor=SYSTEM, now=NOW)


@pytest.mark.parametrize(
    ("province", "unit", "name", "above"),
    [
        ("24", "24@2025.UBND", "Ủy ban nhân dân tỉnh Bắc Ninh", None),
        ("24", "24@2025.VHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "UBND tỉnh Bắc Ninh"),
        ("24", "24@2025.CA", "Công an tỉnh Bắc Ninh", "Bộ Công an"),
        ("24", "24@2025.CA.PC10", "Phòng Cảnh sát thi hành án hình sự và hỗ trợ tư pháp, Công an tỉnh Bắc Ninh", "Công an tỉnh Bắc Ninh"),
        ("46", "46.UBND", "Ủy ban nhân dân thành phố Huế", None),
        ("46", "46.VHTTDL", "Sở Văn hóa và Thể thao", "UBND thành phố Huế"),
        ("46", "46.TU", "Thành ủy Huế", None),
        ("79", "79@2025.VHTTDL", "Sở Văn hóa và Thể thao", "UBND Thành phố Hồ Chí Minh"),
    ],
)
def test_what_heads_their_papers(province: str, unit: str, name: str, above: str | None) -> None:
    operations.set_up_province(code=province, day=TODAY, actor=SYSTEM, now=NOW)
    assert queries.name_of(_unit(unit).id, on=TODAY).name == name
    assert queries.printed_parent(_unit(unit).id, on=TODAY) == above


def test_shares_sum_to_one_function_by_function(bac_ninh: operations.SetUp) -> None:
    sums = Succession.objects.values("source", "function").annotate(whole=Sum("weight")).values_list("whole", flat=True)
    assert set(sums) == {Decimal(1)}
    ended = Unit.objects.filter(valid__endswith__lte=TODAY, successions_out=None)
    assert not ended.exists(), list(ended.values_list("code", flat=True))


def test_functions_of_one_body_go_different_ways(bac_ninh: operations.SetUp) -> None:
    old = _unit("24.TTTT").id
    assert queries.heirs_of(old, on=date(2025, 2, 28)) == {old: 1}
    press = queries.heirs_of(old, on=date(2025, 3, 1), function="PRESS_AND_GRASSROOTS_INFORMATION")
    assert press == {_unit("24.VHTTDL").id: 1}
    assert queries.heirs_of(old, on=TODAY, function="PRESS_AND_GRASSROOTS_INFORMATION") == {_unit("24@2025.VHTTDL").id: 1}
    assert queries.heirs_of(old, on=TODAY) == {_unit("24@2025.KHCN").id: 1}


def test_heirs_of_a_district_are_the_communes_where_it_stood(bac_ninh: operations.SetUp) -> None:
    shares = queries.heirs_of(_unit("213.UBND").id, on=TODAY)
    assert sum(shares.values()) == 1
    assert set(Unit.objects.filter(id__in=shares).values_list("kind", flat=True)) == {"COMMUNE"}


def test_names_and_places_leave_no_day_out(bac_ninh: operations.SetUp) -> None:
    for unit in Unit.objects.exclude(kind__in=("CENTRAL", "PARTY")).prefetch_related("names"):
        spans = sorted((name.valid.lower or date.min, name.valid.upper or date.max) for name in unit.names.all())
        assert spans[0][0] == (unit.valid.lower or date.min)
        assert spans[-1][1] == (unit.valid.upper or date.max)
    placed = set(Placement.objects.values_list("unit_id", flat=True))
    assert not Unit.objects.exclude(kind__in=("CENTRAL", "PARTY")).exclude(id__in=placed).exists()
    assert not UnitName.objects.filter(name__contains="{").exists()
