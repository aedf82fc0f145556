"""What is kept and differs from the tree, its successions or the lines is found by the check, and said at the terminal."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from hoanhap.config import ledger
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.operations import Birth, Naming, Share
from hoanhap.jobs import checking
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.figures import operations
from hoanhap.work.figures.models import Above, AboveToday, Bearer, Portion, Total
from hoanhap.work.figures.operations import Quantity
from tests.factories.land import FIRST, NOW, unit

REFORM = date(2026, 7, 1)
TAMPERED: dict[str, Callable[[UUID], object]] = {
    "a share was changed": lambda source: Bearer.objects.filter(source=source, weight=Decimal("0.6")).update(weight=Decimal("0.5")),
    "an heir is missing": lambda source: Bearer.objects.filter(source=source, weight=Decimal("0.6")).delete(),
    "days were changed": lambda source: Bearer.objects.filter(source=source, days__contains=FIRST).update(days=(FIRST, REFORM)),
    "no node has a portion": lambda source: Portion.objects.filter(bearer__source=source).delete(),
    "it stood below nobody": lambda source: Above.objects.filter(unit=source).delete(),
    "it stands below nobody": lambda source: AboveToday.objects.filter(unit=source).delete(),
}


@pytest.fixture
def divided(db: None) -> UUID:
    """A commune that wrote a line, and was divided between two; folded."""
    operations.load_catalogue(actor=SYSTEM, now=NOW)
    province = unit(None)
    source = unit(province)
    operations.write_lines(
        quantities=[Quantity("mtg.attend", Decimal(5))], unit_id=source, day=FIRST, source_kind="test", source_id=uuid4(), proof={}, now=NOW
    )
    heirs = [Birth(code, "COMMUNE", Naming("Xã Mới"), under=((province, "GOVERNMENT"),)) for code in ("CK1", "CK2")]
    shares = [Share(heirs[0], Decimal("0.4")), Share(heirs[1], Decimal("0.6"))]
    organisations.split_unit(source_id=source, shares=shares, day=REFORM, reference="Nghị quyết thử", actor=SYSTEM, now=NOW)
    operations.fold(on=clock.day_of(clock.now()), now=NOW)
    return source


def _run(act: str) -> tuple[int, str]:
    said: list[str] = []
    return ledger.run(Namespace(act=act), said.append), "\n".join(said)


def test_what_differs_is_in_the_trail_and_in_the_morning_in_the_log(divided: UUID, caplog: pytest.LogCaptureFixture) -> None:
    checking.check_ledger(timestamp=0)
    assert not AuditEntry.objects.filter(act="ledger.differs").exists()
    assert not caplog.records
    Total.objects.filter(lines__gt=0).update(quantity=99)
    checking.check_ledger(timestamp=0)
    (row,) = AuditEntry.objects.filter(act="ledger.differs")
    assert row.detail["totals"]
    assert "run: hoanhap ledger check" in caplog.text


@pytest.mark.parametrize("name", TAMPERED)
def test_ways_and_bearers_that_were_tampered_with_are_named(divided: UUID, name: str) -> None:
    assert operations.check_ways() == set()
    assert _run("check") == (0, "Mọi tổng khớp với các dòng.")
    assert TAMPERED[name](divided)
    assert operations.check_ways() == {divided}
    status, said = _run("check")
    assert status == 1
    assert "1 đơn vị có cấp trên hoặc đơn vị kế thừa" in said
    assert _run("rebuild")[0] == 0
    assert _run("check") == (0, "Mọi tổng khớp với các dòng.")


def test_a_total_that_was_tampered_with_is_said(divided: UUID) -> None:
    Total.objects.filter(node=divided).update(quantity=6)
    status, said = _run("check")
    assert status == 1
    assert f"  mtg.attend, đơn vị {divided}, từ 15/12/2025: tổng 6.00, các dòng 5.00" in said
    assert "1 tổng lệch" in said
