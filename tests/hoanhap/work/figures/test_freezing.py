"""A frozen figure says what the live answer says, of every kind, and its value can be worked out again from its lines alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hoanhap.config import verifying
from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.operations import Share
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.figures import operations, queries
from hoanhap.work.figures.operations import Quantity
from hoanhap.work.figures.queries import Question
from tests.factories.land import FIRST, LAST, NOW, unit

STOCK, FLOW, RATE, MIDDLE = "re.managed", "re.received", "re.rate", "re.days"
BEFORE = FIRST - timedelta(days=40)
"""Before the period: a stock that was stated then and not since still counts."""


@pytest.fixture
def catalogue(db: None) -> None:
    operations.load_catalogue(actor=SYSTEM, now=NOW)
    words = {"label": "Thử", "label_en": "Test", "definition": "Thử.", "valid_from": date(2020, 1, 1), "source": "Thử"}
    made: dict[str, dict[str, Any]] = {
        RATE: {"kind": "RATIO", "measure": "%", "derivation": "RATIO", "operands": ["re.employed", STOCK]},
        MIDDLE: {"kind": "MEDIAN", "measure": "ngày", "derivation": "MEDIAN"},
    }
    for code, row in made.items():
        version = words | {name: value for name, value in row.items() if name != "kind"}
        operations.define(code=code, channel="", kind=row["kind"], position=900, version=version, actor=SYSTEM, now=NOW)


def write(unit_id: UUID, day: date, amount: int, code: str) -> None:
    operations.write_lines(
        quantities=[Quantity(code, Decimal(amount))], unit_id=unit_id, day=day, source_kind="test", source_id=uuid4(), proof={}, now=NOW
    )


def frozen(unit_id: UUID, code: str) -> queries.Figure:
    return operations.freeze(question=Question(code, unit_id, FIRST, LAST), actor=SYSTEM, now=NOW)


def live(unit_id: UUID, code: str) -> queries.Answer:
    return queries.answer(Question(code, unit_id, FIRST, LAST))


def faults(figure: queries.Figure) -> list[str]:
    return list(verifying.faults({"figures": [queries.sheet(figure)], "entries": {}, "report": {}}))


def test_a_stock_is_the_last_statement_of_each_unit_also_from_before_the_period(catalogue: None) -> None:
    top = unit(None)
    one, other = unit(top), unit(top)
    write(one, BEFORE, 7, STOCK)
    write(one, FIRST, 5, STOCK)
    write(other, BEFORE, 30, STOCK)
    figure = frozen(top, STOCK)
    assert (figure.value, figure.line_count) == (35, 2)
    assert faults(figure) == []


def test_a_rate_is_proved_by_both_of_its_numbers(catalogue: None) -> None:
    top = unit(None)
    one = unit(top)
    write(one, FIRST, 40, STOCK)
    write(one, FIRST, 13, "re.employed")
    figure = frozen(top, RATE)
    assert figure.value == Decimal("32.50")
    sheet = queries.sheet(figure)
    assert [(part["indicator"], part["value"]) for part in sheet["working"]["parts"]] == [("re.employed", "13.00"), (STOCK, "40.00")]
    assert faults(figure) == []
    for change in ({"value": "12.00"}, {"versions": []}):
        forged = queries.sheet(figure)
        forged["working"]["parts"][0] |= change
        assert verifying.faults({"figures": [forged], "entries": {}, "report": {}}), change
    nothing = frozen(one, "re.loan_bad")
    assert (nothing.value, nothing.line_count) == (0, 0)


def test_a_stock_of_a_divided_unit_says_which_part_counts(catalogue: None) -> None:
    top = unit(None)
    old, left, right = unit(top), unit(top), unit(top)
    write(old, BEFORE, 41, STOCK)
    shares = [Share(left, Decimal("0.6")), Share(right, Decimal("0.4"))]
    organisations.split_unit(source_id=old, shares=shares, day=FIRST, reference="QĐ thử", actor=SYSTEM, now=NOW)
    whole, part = frozen(top, STOCK), frozen(left, STOCK)
    assert (whole.value, part.value + frozen(right, STOCK).value) == (41, 41)
    assert (queries.is_divided(whole.working), queries.is_divided(part.working)) == (False, True)
    assert faults(whole) == faults(part) == []
    forged = queries.sheet(part)
    forged["working"]["divided"][0]["part"] = "40.00"
    assert verifying.faults({"figures": [forged], "entries": {}, "report": {}})


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
@given(
    st.lists(
        st.tuples(
            st.sampled_from([STOCK, "re.employed", FLOW, MIDDLE]), st.integers(0, 2), st.integers(-60, 150), st.integers(0, 500)
        ),
        max_size=12,
    )
)  # fmt: skip
def test_frozen_is_what_was_live_whatever_was_stated(catalogue: None, stated: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        top = unit(None)
        below = [unit(top) for _place in range(3)]
        for code, place, days, amount in stated:
            write(below[place], FIRST + timedelta(days=days), amount, code)
        for code in (STOCK, "re.employed", FLOW, RATE, MIDDLE):
            figure, answer = frozen(top, code), live(top, code)
            assert (figure.value, figure.line_count, figure.estimated) == (answer.value, answer.line_count, answer.estimated), code
            assert faults(figure) == [], code
        transaction.set_rollback(True)
