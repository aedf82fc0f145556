"""Letting figures out: by a leader, with a trail, corrected by a later row, withdrawn with a reason, and never by which few are known."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel.actor import Role
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, Refused, WrongState
from hoanhap.kernel.suppression import is_small
from hoanhap.work.figures.models import Figure, IndicatorKind, IndicatorVersion, Publication
from hoanhap.work.figures.operations.publishing import Statement, publish_figures, withdraw_publication
from hoanhap.work.figures.queries import suppressing
from hoanhap.work.figures.queries.publications import IN_FORCE, SUPERSEDED, WITHDRAWN, published, published_chain
from tests.factories import people, work
from tests.factories.publishing import HALF, Land, land


@dataclass(frozen=True)
class Answered:
    """As much of the ledger's answer as a rate needs."""

    parts: tuple[Answered, ...]
    version: IndicatorVersion
    value: Decimal


@pytest.fixture
def place(db: None) -> Land:
    return land()


def test_a_leader_lets_a_figure_out_with_everything_that_a_reader_needs(place: Land) -> None:
    place.state(place.province, "re.received", 345)
    figure = place.figure(place.province, "re.received")
    [row] = place.publish(figure)
    [shown] = published()
    assert (shown.code, shown.value, shown.state, shown.unit) == (figure.code, Decimal(345), IN_FORCE, "Tỉnh Thử")
    assert (shown.issuer, shown.paper) == ("ỦY BAN NHÂN DÂN THỬ", "Báo cáo số 12/BC-UBND ngày 05/07/2026")
    assert (shown.as_of, shown.at, shown.version.number) == (figure.as_of, row.at, 1)
    trail = AuditEntry.objects.get(act="figure.publish")
    assert (trail.object_id, trail.detail["code"]) == (figure.id, figure.code)


@pytest.mark.parametrize("role", [role for role in Role.ALL if role != Role.LEADER])
def test_nobody_but_the_leader_of_the_unit_lets_figures_out(place: Land, role: str) -> None:
    place.state(place.communes[0], "re.received", 40)
    figure = place.figure(place.communes[0], "re.received")
    with pytest.raises(NotAllowed):
        place.publish(figure, actor=people.acting(work.quick_official(role, at=place.communes[0])))
    with pytest.raises(NotAllowed):
        place.publish(figure, actor=place.leader(place.province))
    with pytest.raises(NotFound):
        place.publish(figure, actor=place.leader(place.communes[1]))
    assert not Publication.objects.exists()


def test_what_the_catalogue_keeps_in_and_what_has_no_proof_is_not_let_out(place: Land) -> None:
    figure = place.figure(place.province, "re.received")
    with pytest.raises(Invalid) as refused:
        place.publish(figure)
    assert refused.value.code == "FIGURE_WITHOUT_PROOF"
    place.state(place.province, "cs.radio_airings", 9)
    inside = place.figure(place.province, "cs.radio_airings")
    type(inside.version).objects.filter(pk=inside.version_id).update(publication="INTERNAL")
    with pytest.raises(Invalid) as refused:
        place.publish(inside)
    assert refused.value.code == "INDICATOR_IS_INTERNAL"
    with pytest.raises(Invalid):
        publish_figures(figure_ids=[], statement=Statement(uuid4(), "", ""), actor=place.leader(place.province), now=place.now)


def test_a_figure_is_let_out_once(place: Land) -> None:
    place.state(place.province, "re.received", 345)
    figure = place.figure(place.province, "re.received")
    place.publish(figure)
    with pytest.raises(WrongState):
        place.publish(figure)


def test_a_correction_takes_the_place_of_the_figure_before(place: Land) -> None:
    """21.976, 22.081, 22.086: each says what came after it."""
    place.state(place.province, "re.received", 21_976)
    place.publish(first := place.figure(place.province, "re.received"))
    place.state(place.province, "re.received", 105)
    place.publish(second := place.figure(place.province, "re.received"))
    place.state(place.province, "re.received", 5)
    place.publish(third := place.figure(place.province, "re.received"))
    chain = published_chain(first.code)
    assert [(row.code, row.value, row.state) for row in chain] == [
        (third.code, Decimal(22_086), IN_FORCE), (second.code, Decimal(22_081), SUPERSEDED), (first.code, Decimal(21_976), SUPERSEDED),
    ]  # fmt: skip
    assert chain[1].replaced_by == third.code
    assert [row.code for row in published()] == [third.code]
    assert published_chain(third.code) == chain


def test_a_value_that_differs_from_its_correction_by_few_people_is_not_shown_beside_it(place: Land) -> None:
    place.state(place.province, "re.received", 100)
    place.publish(first := place.figure(place.province, "re.received"))
    place.state(place.province, "re.received", 2)
    place.publish(place.figure(place.province, "re.received"))
    assert [row.value for row in published_chain(first.code)] == [Decimal(102), None]


def test_a_withdrawn_figure_says_why_and_shows_no_value_and_may_be_let_out_again(place: Land) -> None:
    place.state(place.province, "re.received", 345)
    figure = place.figure(place.province, "re.received")
    [row] = place.publish(figure)
    leader = place.leader(place.province)
    with pytest.raises(Invalid):
        withdraw_publication(publication_id=row.id, reason=" ", actor=leader, now=place.now)
    with pytest.raises(NotFound):
        withdraw_publication(publication_id=row.id, reason="Sai", actor=place.leader(place.communes[0]), now=place.now)
    with pytest.raises(Invalid) as refused:
        withdraw_publication(publication_id=row.id, reason="Tính nhầm anh Nguyễn Văn Thử bị kết án.", actor=leader, now=place.now)
    assert refused.value.code == "REASON_TELLS_OF_A_PERSON"
    withdraw_publication(publication_id=row.id, reason="Cộng trùng một xã.", actor=leader, now=place.now)
    [shown] = published()
    assert (shown.value, shown.state, shown.reason) == (None, WITHDRAWN, "Cộng trùng một xã.")
    assert AuditEntry.objects.filter(act="figure.withdraw").count() == 1
    with pytest.raises(WrongState):
        withdraw_publication(publication_id=row.id, reason="Lần nữa", actor=leader, now=place.now)
    place.publish(figure)
    assert [one.state for one in published_chain(figure.code)] == [IN_FORCE, WITHDRAWN]


def test_rows_are_for_ever(place: Land) -> None:
    place.state(place.province, "re.received", 345)
    [row] = place.publish(place.figure(place.province, "re.received"))
    for statement in (
        "UPDATE figures_publication SET hidden = ''",
        "DELETE FROM figures_publication",
        "TRUNCATE figures_publication CASCADE",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Publication.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("amount", "hidden"), [(0, ""), (1, "SMALL"), (4, "SMALL"), (5, ""), (40, "")])
def test_small_counts_of_people_are_let_out_without_their_value(place: Land, amount: int, hidden: str) -> None:
    place.state(place.communes[0], "re.received", amount)
    [row] = place.publish(place.figure(place.communes[0], "re.received"))
    assert row.hidden == hidden
    assert published()[0].value == (None if hidden else Decimal(amount))


def test_small_counts_of_things_are_shown(place: Land) -> None:
    place.state(place.communes[0], "cs.radio_airings", 2)
    [row] = place.publish(place.figure(place.communes[0], "cs.radio_airings"))
    assert row.hidden == ""


def test_a_commune_is_not_shown_where_the_province_less_it_gives_a_few_away(place: Land) -> None:
    for unit, amount in zip(place.communes, (60, 37, 3), strict=True):
        place.state(unit, "re.received", amount)
    place.publish(place.figure(place.province, "re.received"))
    hidden = [place.publish(place.figure(unit, "re.received"))[0].hidden for unit in place.communes]
    assert hidden == ["", "COVER", "SMALL"]


def test_the_third_term_of_an_equation_is_not_given_away(place: Land) -> None:
    """Not yet employed = in support − employed."""
    place.state(place.province, "re.managed", 100)
    place.state(place.province, "re.employed", 97)
    rows = place.publish(place.figure(place.province, "re.managed"), place.figure(place.province, "re.employed"))
    assert {row.figure.version.indicator_id: row.hidden for row in rows} == {"re.managed": "", "re.employed": "COVER"}


def test_a_longer_period_that_adds_a_few_people_is_not_shown(place: Land) -> None:
    place.state(place.province, "re.received", 80)
    place.state(place.province, "re.received", 3, day=date(2026, 7, 2))
    assert place.publish(place.figure(place.province, "re.received"))[0].hidden == ""
    longer = place.figure(place.province, "re.received", (HALF[0], date(2026, 7, 31)))
    assert place.publish(longer)[0].hidden == "DIFFERENCE"


def test_a_stock_that_moved_by_a_few_within_a_quarter_is_not_shown(place: Land) -> None:
    place.state(place.province, "re.managed", 400, day=date(2026, 3, 31))
    assert place.publish(place.figure(place.province, "re.managed", (date(2026, 1, 1), date(2026, 3, 31))))[0].hidden == ""
    place.state(place.province, "re.managed", 403, day=date(2026, 6, 1))
    near = place.figure(place.province, "re.managed", HALF)
    assert (near.value, place.publish(near)[0].hidden) == (Decimal(403), "DIFFERENCE")


@pytest.mark.parametrize(
    ("parts", "hidden"), [((290, 300), False), ((297, 300), True), ((4, 300), True), ((12, 29), True), ((0, 300), False)]
)
def test_a_rate_needs_thirty_below_it_and_no_few_on_either_side(
    monkeypatch: pytest.MonkeyPatch, place: Land, parts: tuple[int, int], hidden: bool
) -> None:
    """The ledger's answer is stood in for: what counts here is what is done with its two parts."""
    version = IndicatorVersion.objects.get(indicator_id="re.received")
    version.indicator.kind = IndicatorKind.RATIO
    asked = Answered(tuple(Answered((), version, Decimal(part)) for part in parts), version, Decimal(0))
    monkeypatch.setattr(suppressing, "answer", lambda *_args, **_options: asked)
    figure = Figure(
        version=version, unit_id=place.province.id, period_from=HALF[0], period_until=HALF[1], value=Decimal(1), as_of=people.NOW
    )
    assert bool(suppressing.why_hidden(figure, [])) is hidden


class NothingGivenAway(TestCase):
    """Whatever is let out in whatever order: nobody works out fewer than five people from what is shown."""

    @settings(max_examples=15, deadline=None)
    @given(
        st.lists(st.integers(0, 12), min_size=3, max_size=3), st.lists(st.integers(0, 12), min_size=3, max_size=3),
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=2, max_size=8, unique=True),
    )  # fmt: skip
    def test_sums_and_differences(self, first: list[int], second: list[int], order: list[tuple[int, int]]) -> None:
        place = land()
        months = ((date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)))
        for unit, amounts in zip(place.communes, zip(first, second, strict=True), strict=True):
            for (day, _), amount in zip(months, amounts, strict=True):
                place.state(unit, "re.received", amount, day=day)
        units, periods = [*place.communes, place.province], [*months, HALF]
        for where, when in order:
            with contextlib.suppress(Refused):  # nothing was stated there
                place.publish(place.figure(units[where], "re.received", periods[when]))
        shown = {(row.unit, row.period_from, row.period_until): int(row.value) for row in published() if row.value is not None}
        for (unit, begin, end), value in shown.items():
            assert not is_small(value)
            for other_begin, other_end in periods:
                longer = shown.get((unit, other_begin, other_end))
                if longer is not None and (other_begin, other_end) != (begin, end) and other_begin <= begin and end <= other_end:
                    assert not is_small(longer - value)
        for begin, end in periods:
            whole = shown.get(("Tỉnh Thử", begin, end))
            parts = [shown[unit.names.get().name, begin, end] for unit in place.communes if (unit.names.get().name, begin, end) in shown]
            if whole is not None and parts:
                assert not is_small(whole - sum(parts))


def test_the_page_of_a_code_that_was_never_let_out_is_not_found(place: Land) -> None:
    place.state(place.province, "re.received", 345)
    with pytest.raises(NotFound):
        published_chain(place.figure(place.province, "re.received").code)
