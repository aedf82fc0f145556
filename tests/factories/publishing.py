"""Figures of a province and its communes, stated, frozen and let out: for tests of what the public sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.work.figures.operations import Quantity, freeze, write_lines
from hoanhap.work.figures.operations.catalogue import codes, definitions
from hoanhap.work.figures.operations.ledger import define
from hoanhap.work.figures.operations.publishing import Statement, publish_figures
from hoanhap.work.figures.queries import Figure, Question
from hoanhap.work.figures.queries.publications import Publication
from tests.factories import people, work

CODES = (
    "re.received",
    "re.managed",
    "re.employed",
    "re.unemployed",
    "re.reoffend_rate",
    "re.returned_rate",
    "cs.radio_airings",
    "web.views",
)
HALF = (date(2026, 1, 1), date(2026, 6, 30))


@dataclass
class Land:
    """A province with two communes and a leader in each."""

    province: Unit
    communes: list[Unit]
    leaders: dict[object, Actor] = field(default_factory=dict)
    now: datetime = people.NOW

    def leader(self, unit: Unit) -> Actor:
        if unit.id not in self.leaders:
            self.leaders[unit.id] = people.acting(work.quick_official(Role.LEADER, at=unit))
        return self.leaders[unit.id]

    def state(self, unit: Unit, code: str, amount: int, day: date = date(2026, 3, 1)) -> None:
        """A statement in the ledger."""
        self.now += timedelta(minutes=1)
        write_lines(
            quantities=[Quantity(code, Decimal(amount))],
            unit_id=unit.id,
            day=day,
            source_kind="entry",
            source_id=uuid4(),
            proof={},
            now=self.now,
        )

    def figure(self, unit: Unit, code: str, period: tuple[date, date] = HALF) -> Figure:
        self.now += timedelta(minutes=1)
        return freeze(question=Question(code, unit.id, *period), actor=self.leader(unit), now=self.now)

    def publish(self, *figures: Figure, actor: Actor | None = None) -> list[Publication]:
        self.now += timedelta(minutes=1)
        statement = Statement(uuid4(), "Báo cáo số 12/BC-UBND ngày 05/07/2026", "ỦY BAN NHÂN DÂN THỬ")
        unit = Unit.objects.get(pk=figures[0].unit_id)
        return publish_figures(figure_ids=[one.id for one in figures], statement=statement, actor=actor or self.leader(unit), now=self.now)


def land() -> Land:
    edition = {name: codes()[name] for name in ("valid_from", "source")}
    for position, row in enumerate(definitions()):
        if row.code in CODES:
            define(code=row.code, channel="", kind=row.kind, position=position, version=row.content | edition, actor=SYSTEM, now=people.NOW)
    province = people.unit("Tỉnh Thử", kind="PROVINCE")
    return Land(province, [people.unit(f"Xã {letter}", parent=province) for letter in "ABC"])
