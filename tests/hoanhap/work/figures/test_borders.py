"""The same lines in the borders of their day and of later days: nothing is lost, and the kept totals say what the lines say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.operations import Birth, Naming, Share
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import Refused
from hoanhap.kernel.shares import apportion
from hoanhap.work.figures import operations, queries
from hoanhap.work.figures.models import Line, Portion, Total
from hoanhap.work.figures.operations import About, Quantity
from hoanhap.work.figures.queries import Question, direct
from tests.factories.land import FIRST, LAST, NOW, land, unit

CODES = ("mtg.sessions", "mtg.attend", "re.received")
"""Two of one branch of work, of which one is counted; one of another branch."""
REFORM, TODAY = date(2026, 7, 1), date(2026, 11, 22)
_serial = count(1)


@pytest.fixture
def catalogue(db: None) -> None:
    operations.load_catalogue(actor=SYSTEM, now=NOW)


def write(unit_id: UUID, day: date, amount: int, *, code: str = "mtg.attend", work: UUID | None = None) -> UUID:
    source = uuid4()
    operations.write_lines(
        quantities=[Quantity(code, Decimal(amount))], unit_id=unit_id, day=day, source_kind="test", source_id=source, proof={}, now=NOW,
        about=About(work_id=work),
    )  # fmt: skip
    return source


def value(unit_id: UUID, borders: date | None, *, code: str = "mtg.attend") -> queries.Answer:
    return queries.answer(Question(code, unit_id, FIRST, LAST, borders))


def birth(parent: UUID) -> Birth:
    return Birth(f"NB{next(_serial):05}", "COMMUNE", Naming("Xã Mới"), under=((parent, "GOVERNMENT"),))


def born(act: organisations.Reorganisation) -> UUID:
    return Unit.objects.filter(reorganisations=act, code__startswith="NB").order_by("code").values_list("id", flat=True)[::1][-1]


BY = {"day": REFORM, "reference": "Nghị quyết thử", "actor": SYSTEM, "now": NOW}


@pytest.mark.usefixtures("catalogue")
def test_communes_of_12_9_and_20_merge_into_one_of_41() -> None:
    province = unit(None)
    communes = [unit(province) for _commune in range(3)]
    for commune, amount in zip(communes, (12, 9, 20), strict=True):
        write(commune, FIRST, amount)
    new = born(organisations.merge_units(source_ids=communes, into=birth(province), **BY))
    for _turn in range(2):
        assert value(new, None).value == 0
        assert value(new, TODAY).value == value(province, None).value == value(province, TODAY).value == 41
        assert [value(commune, None).value for commune in communes] == [12, 9, 20]
        assert [value(commune, TODAY).value for commune in communes] == [0, 0, 0]
        assert not value(new, TODAY).apportioned
        assert value(new, date(2026, 6, 30)).value == 0  # in the borders of the day before the reform
        assert value(communes[2], date(2026, 6, 30)).value == 20
        operations.fold(on=TODAY)


@pytest.mark.usefixtures("catalogue")
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.integers(0, 50), max_size=4), weights=st.lists(st.integers(1, 9), min_size=2, max_size=4))
def test_what_is_divided_sums_to_the_whole(amounts: list[int], weights: list[int]) -> None:
    with transaction.atomic():
        province = unit(None)
        parent, source = unit(province), unit(province)
        for number, amount in enumerate(amounts):
            write(source, FIRST + timedelta(days=number * 40), amount)
        whole = Decimal(sum(weights))
        given_away = [Decimal(weight) / whole for weight in weights]
        shares = [round(share, 8) for share in given_away[:-1]]
        shares.append(1 - sum(shares, Decimal(0)))
        act = organisations.split_unit(source_id=source, shares=[Share(birth(parent), share) for share in shares], **BY)
        heirs = list(Unit.objects.filter(reorganisations=act, code__startswith="NB").order_by("code").values_list("id", flat=True))
        for _turn in range(2):
            found = [value(heir, TODAY) for heir in heirs]
            assert sum(answer.value for answer in found) == sum(amounts) == value(parent, TODAY).value
            assert all(answer.value == int(answer.value) for answer in found)
            weight_of = dict(zip(heirs, shares, strict=True))
            expected = apportion(Decimal(sum(amounts)), dict(sorted(weight_of.items())))
            assert {heir: answer.value for heir, answer in zip(heirs, found, strict=True)} == expected
            assert all(answer.apportioned for answer in found if answer.line_count)
            assert not value(parent, TODAY).apportioned
            operations.fold(on=TODAY)
        assert operations.check_totals() == []
        assert operations.check_ways() == set()
        transaction.set_rollback(True)


@pytest.mark.usefixtures("catalogue")
def test_branches_of_work_go_their_own_ways() -> None:
    province = unit(None)
    press, rest = unit(province), unit(province)
    source = unit(province)
    write(source, FIRST, 5)
    write(source, FIRST, 7, code="re.received")
    shares = [Share(press, function="PRESS_AND_GRASSROOTS_INFORMATION"), Share(rest, function="OTHER")]
    organisations.split_unit(source_id=source, shares=shares, **BY)
    for _turn in range(2):
        assert (value(press, TODAY).value, value(rest, TODAY).value) == (5, 0)
        assert (value(press, TODAY, code="re.received").value, value(rest, TODAY, code="re.received").value) == (0, 7)
        operations.fold(on=TODAY)


@pytest.mark.usefixtures("catalogue")
def test_a_unit_that_goes_on_keeps_what_it_did_after_it_gave_a_branch_away() -> None:
    province = unit(None)
    press, source = unit(province), unit(province)
    day = date(2026, 3, 1)
    write(source, FIRST, 5)
    write(source, date(2026, 4, 1), 3)
    organisations.split_unit(
        source_id=source, shares=[Share(press, function="PRESS_AND_GRASSROOTS_INFORMATION")], goes_on=True, **BY | {"day": day}
    )
    for _turn in range(2):
        assert (value(press, TODAY).value, value(source, TODAY).value) == (5, 3)
        operations.fold(on=TODAY)


@pytest.mark.usefixtures("catalogue")
def test_a_joint_work_of_units_that_merged_is_one_in_the_sheet_of_their_heir() -> None:
    province = unit(None)
    communes, work = [unit(province) for _commune in range(3)], uuid4()
    for commune in communes:
        write(commune, FIRST, 1, code="mtg.sessions", work=work)
    write(communes[0], FIRST, 1, code="mtg.sessions")
    new = born(organisations.merge_units(source_ids=communes[:2], into=birth(province), **BY))
    for _turn in range(2):
        assert [value(node, TODAY, code="mtg.sessions").value for node in (new, communes[2], province)] == [2, 1, 2]
        assert value(province, None, code="mtg.sessions").value == 2
        operations.fold(on=TODAY)
    write(communes[2], FIRST, 1, code="mtg.sessions", work=work)
    assert value(province, TODAY, code="mtg.sessions").value == 2
    assert operations.check_totals() == []


@pytest.mark.usefixtures("catalogue")
def test_borders_of_another_day_than_those_kept_are_read_from_the_lines() -> None:
    province = unit(None)
    communes = [unit(province) for _commune in range(2)]
    write(communes[0], FIRST, 4)
    new = born(organisations.merge_units(source_ids=communes, into=birth(province), **BY | {"day": date(2027, 1, 1)}))
    operations.fold(on=TODAY)
    assert (value(new, TODAY).value, value(communes[0], TODAY).value) == (0, 4)
    assert (value(new, date(2027, 1, 1)).value, value(communes[0], date(2027, 1, 1)).value) == (4, 0)
    operations.fold(on=date(2027, 1, 1))
    assert Total.objects.filter(node=new, today_quantity=4).exists()


ACTS = st.lists(
    st.tuples(st.sampled_from(["write"] * 5 + ["take back", "fold", "move", "merge", "split"]), st.integers(0, 10**6),
              st.dates(date(2025, 11, 1), date(2026, 7, 31))),
    min_size=3, max_size=16,
)  # fmt: skip


@pytest.mark.usefixtures("catalogue")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink a story takes longer than to read it
)  # fmt: skip
@given(acts=ACTS, ask=st.tuples(st.dates(date(2025, 11, 1), date(2026, 7, 31)), st.integers(0, 200)))
def test_kept_totals_of_today_are_those_of_the_lines(acts: list[tuple[str, int, date]], ask: tuple[date, int]) -> None:
    with transaction.atomic():
        units, works = land(), [uuid4(), uuid4()]
        sources: list[UUID] = []
        operations.fold(on=TODAY)
        for act, seed, day in acts:
            _act(act, seed, day, units, works, sources)
        for _turn in range(2):
            for first, last in ((FIRST, LAST), (ask[0], ask[0] + timedelta(days=ask[1]))):
                _compare(units, first, last)
            operations.fold(on=TODAY)
        assert operations.check_totals() == []
        assert operations.check_ways() == set()
        transaction.set_rollback(True)


def _act(act: str, seed: int, day: date, units: list[UUID], works: list[UUID], sources: list[UUID]) -> None:
    if act == "write":
        living = [found.id for found in Unit.objects.filter(pk__in=units, valid__contains=day).order_by("code")]
        work = [None, *works][seed % 3]
        sources.append(write(living[seed % len(living)], day, seed % 9, code=CODES[seed % 3], work=work))
    elif act == "take back" and sources:
        operations.take_back(source_kind="test", source_id=sources[seed % len(sources)], now=NOW)
    elif act == "fold":
        operations.fold(most=seed % 9 + 1, on=TODAY)
    elif act in ("move", "merge", "split"):
        _reorganise(act, seed, day, units)


def _reorganise(act: str, seed: int, day: date, units: list[UUID]) -> None:
    one, two, by = units[3 + seed % (len(units) - 3)], units[1 + seed % 2], BY | {"day": day}
    if act != "move" and Line.objects.filter(unit_id__in=units, day__gte=day).exists():
        return  # a unit does nothing after its end: entering refuses it
    try:
        if act == "move":
            organisations.move_unit(unit_id=one, parent_id=two, **by)
            return
        if act == "merge":
            done = organisations.merge_units(source_ids=[one, units[3 + seed // 7 % (len(units) - 3)]], into=birth(two), **by)
        else:
            shares = [Share(birth(two), Decimal("0.6")), Share(units[0], Decimal("0.4"))]
            done = organisations.split_unit(source_id=one, shares=shares, **by)
    except Refused:
        return  # a refused act is one that did not happen
    units.append(born(done))


def _compare(units: list[UUID], first: date, last: date) -> None:
    """What is answered, by whatever way, and what the lines say directly; and that the whole has lost nothing."""
    for unit_id in units:
        for borders in (None, TODAY):
            found = queries.answers(CODES, unit_id=unit_id, period_from=first, period_until=last, borders=borders)
            lines = direct.sums(Question("", unit_id, first, last, borders), CODES)
            for code in CODES:
                said = lines.get(code) or direct.Sum()
                assert (found[code].value, found[code].line_count) == (said.value, said.lines), (code, borders)
                assert (found[code].joint, found[code].apportioned) == (said.joint > 0, said.apportioned), (code, borders)
    whole = [queries.answers(CODES, unit_id=units[0], period_from=first, period_until=last, borders=day) for day in (None, TODAY)]
    assert [row.value for row in whole[0].values()] == [row.value for row in whole[1].values()]


@pytest.mark.usefixtures("catalogue")
def test_a_node_above_all_heirs_needs_no_portions() -> None:
    province = unit(None)
    source, heirs = unit(province), [unit(province), unit(province)]
    write(source, FIRST, 3)
    organisations.split_unit(source_id=source, shares=[Share(heir, Decimal("0.5")) for heir in heirs], **BY)
    operations.fold(on=TODAY)
    assert set(Portion.objects.values_list("node", flat=True)) == set(heirs)
