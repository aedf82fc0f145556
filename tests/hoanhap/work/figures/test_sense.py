"""What is said about numbers while they are typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hoanhap.work.figures.operations.catalogue import definitions
from hoanhap.work.figures.queries.sense import remarks

LABELS = {"re.employed": "có việc làm", "re.managed": "đang quản lý", "re.unemployed": "chưa có việc làm"}
CHECKS = ["re.employed <= re.managed", "re.unemployed == re.managed - re.employed"]


def typed(**numbers: Any) -> dict[str, Decimal]:
    return {f"re.{name}": Decimal(str(number)) for name, number in numbers.items()}


@pytest.mark.parametrize(
    ("numbers", "given", "codes"),
    [
        (typed(employed=5, managed=9, unemployed=4), {"checks": CHECKS}, []),
        (typed(employed=10, managed=9), {"checks": CHECKS}, ["PARTS_AND_TOTAL"]),
        (typed(employed=5, managed=9, unemployed=5), {"checks": CHECKS}, ["PARTS_AND_TOTAL"]),
        (typed(employed=10), {"checks": CHECKS}, []),  # nothing to hold it against
        (typed(rate=33.3, employed=1, managed=3), {"rates": {"re.rate": ("re.employed", "re.managed")}}, []),
        (typed(rate=40, employed=1, managed=3), {"rates": {"re.rate": ("re.employed", "re.managed")}}, ["RATE"]),
        (typed(rate=40, employed=1, managed=0), {"rates": {"re.rate": ("re.employed", "re.managed")}}, []),
        (typed(managed=500), {"history": {"re.managed": [Decimal(number) for number in (48, 50, 51, 52, 49)]}}, ["FAR_FROM_HISTORY"]),
        (typed(managed=55), {"history": {"re.managed": [Decimal(number) for number in (48, 50, 51, 52, 49)]}}, []),
        (typed(managed=57), {"history": {"re.managed": [Decimal(50)] * 5}}, []),
        (typed(managed=500), {"history": {"re.managed": [Decimal(50)] * 4}}, []),  # no history yet
        (typed(managed=51), {"said": {"re.managed": Decimal(50)}}, ["CONTRADICTS"]),
        (typed(managed=50), {"said": {"re.managed": Decimal(50)}}, []),
    ],
)
def test_what_is_said(numbers: dict[str, Decimal], given: dict[str, Any], codes: list[str]) -> None:
    found = remarks(numbers, labels=LABELS, **given)
    assert [remark.code for remark in found] == codes
    assert all(remark.indicator in numbers and remark.message.endswith(".") for remark in found)


def test_it_names_both_sides() -> None:
    (remark,) = remarks(typed(employed=5, managed=9, unemployed=5), labels=LABELS, checks=CHECKS)
    assert remark.message == "“chưa có việc làm” (5) không bằng “đang quản lý - có việc làm” (4). Hãy kiểm tra lại các số."


def test_every_check_of_the_catalogue_can_be_asked() -> None:
    for row in definitions():
        for check in row.content["checks"]:
            codes = [word for word in check.split() if "." in word]
            numbers = {code: Decimal(1000 if place == 0 else 1) for place, code in enumerate(codes)}
            low = {code: Decimal(0 if place == 0 else 7) for place, code in enumerate(codes)}
            assert remarks(numbers, labels={}, checks=[check]) or remarks(low, labels={}, checks=[check])
