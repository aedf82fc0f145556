"""Whoever knows only the old name finds today's commune."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hoanhap.ground.organisations import operations as organisations
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import NotFound
from hoanhap.people.support.queries import commune, matches
from tests.factories import people
from tests.hoanhap.people.support.conftest import REFORM, Province, committee, follow

TODAY = date(2026, 11, 22)


@pytest.fixture
def old(province: Province) -> Province:
    """Before the reform: one commune that went into one, one that was divided, two of one name in two districts."""
    thuong, lam = (
        committee(name, province.top, since=date(2000, 1, 1), until=REFORM, kind="DISTRICT") for name in ("huyện Thượng", "huyện Lâm")
    )
    before = {"since": date(2000, 1, 1), "until": REFORM}
    follow(committee("xã Bến Cũ", thuong, **before), {province.lau.id: "1"})
    follow(committee("thị trấn Chợ Đồn", thuong, **before), {province.lau.id: "0.3", province.sim.id: "0.7"})
    follow(committee("xã Tân Lập", thuong, **before), {province.lau.id: "1"})
    follow(committee("xã Tân Lập", lam, **before), {province.sim.id: "1"})
    follow(lam, {province.sim.id: "1"})
    return province


@pytest.mark.parametrize("typed", ["Bến Lau", "xã Bến Lau", "ben lau", "UBND xã Bến Lau", "  BẾN LAU "])
def test_a_commune_of_today_by_its_name(old: Province, typed: str) -> None:
    (found,) = matches(typed, on=TODAY)
    assert (found.name, found.ended, found.inside) == ("xã Bến Lau", False, "")
    assert [place.unit_id for place in found.now] == [old.lau.id]


@pytest.mark.parametrize("typed", ["Bến Cũ", "ben cu", "xã bến cũ"])
def test_an_old_commune_leads_to_the_one_that_took_over(old: Province, typed: str) -> None:
    (found,) = matches(typed, on=TODAY)
    assert (found.name, found.ended, found.inside) == ("xã Bến Cũ", True, "huyện Thượng")
    assert [(place.name, place.share) for place in found.now] == [("xã Bến Lau", Decimal(1))]


def test_a_divided_commune_offers_all_heirs_the_largest_first(old: Province) -> None:
    (found,) = matches("Chợ Đồn", on=TODAY)
    assert [(place.name, place.share) for place in found.now] == [("xã Đồi Sim", Decimal("0.7")), ("xã Bến Lau", Decimal("0.3"))]


def test_two_of_one_name_are_told_apart_by_their_districts(old: Province) -> None:
    found = matches("Tân Lập", on=TODAY)
    assert {(match.inside, match.now[0].name) for match in found} == {("huyện Thượng", "xã Bến Lau"), ("huyện Lâm", "xã Đồi Sim")}


def test_an_old_district_leads_to_its_communes(old: Province) -> None:
    (found,) = matches("huyện Lâm", on=TODAY)
    assert [place.name for place in found.now] == ["xã Đồi Sim"]


def test_a_part_of_a_name_finds_it_unless_a_whole_name_does(old: Province) -> None:
    assert {match.name for match in matches("Bến", on=TODAY)} == {"xã Bến Lau", "xã Bến Cũ"}
    assert [match.name for match in matches("Sim", on=TODAY)] == ["xã Đồi Sim"]


def test_marks_that_were_typed_count_and_those_left_out_do_not(old: Province) -> None:
    committee("xã Bên Láu", old.top)
    assert {match.name for match in matches("ben lau", on=TODAY)} == {"xã Bến Lau", "xã Bên Láu"}
    assert [match.name for match in matches("xã Bến Lau", on=TODAY)] == ["xã Bến Lau"]
    assert [match.name for match in matches("Bên Láu", on=TODAY)] == ["xã Bên Láu"]
    assert {match.name for match in matches("Bển Lảu", on=TODAY)} == {"xã Bến Lau", "xã Bên Láu"}


def test_a_number_is_a_name(old: Province) -> None:
    committee("phường 1", old.top)
    committee("phường 11", old.top)
    assert [match.name for match in matches("Phường 1", on=TODAY)] == ["phường 1"]


@pytest.mark.parametrize("typed", ["", " ", "x", "xã", "Không Có Đâu", "%", "\0", "a" * 500])
def test_what_is_no_name_finds_nothing(old: Province, typed: str) -> None:
    assert matches(typed, on=TODAY) == []


def test_before_the_reform_the_old_name_was_the_name(old: Province) -> None:
    (found,) = matches("Bến Cũ", on=REFORM - timedelta(days=1))
    assert not found.ended
    assert [place.name for place in found.now] == ["xã Bến Cũ"]


def test_a_commune_is_asked_for_by_its_committee(old: Province) -> None:
    place = commune(old.lau.id, on=TODAY)
    assert (place.committee, place.police) == ("Ủy ban nhân dân xã Bến Lau", "Công an xã Bến Lau")
    with pytest.raises(NotFound):
        commune(old.top.id, on=TODAY)


@pytest.mark.slow
def test_a_real_province_after_the_reform(db: None) -> None:
    """Bắc Ninh as set up from the table of places: every old commune leads to one of today."""
    organisations.load_localities(actor=SYSTEM, now=people.NOW)
    organisations.set_up_province(code="24", day=TODAY, actor=SYSTEM, now=people.NOW)
    found = matches("Hương Gián", on=TODAY)
    assert found
    assert all(match.ended and match.now for match in found)
    assert all(abs(sum(place.share for place in match.now) - 1) < Decimal("0.001") for match in found)
