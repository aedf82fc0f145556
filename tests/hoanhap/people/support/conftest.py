"""A province with two communes of today, one of which took over from two old ones, and people who work there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.people.support import operations
from hoanhap.people.support.models import Service, Slip
from hoanhap.people.support.operations import Asked, Office
from hoanhap.people.support.states import Need, Soon
from tests.factories import people, work

REFORM = date(2025, 7, 1)


@dataclass
class Province:
    """Who is there, and short ways to make things."""

    top: Unit
    lau: Unit
    sim: Unit
    officer: Actor
    neighbour: Actor
    administrator: Actor
    now: datetime = field(default_factory=clock.now)

    @property
    def today(self) -> date:
        return clock.day_of(self.now)

    def office(self, **changes: object) -> Office:
        """An office of the first commune that finds work."""
        said = {
            "area_id": self.lau.id, "name": "Tổ việc làm xã Bến Lau", "needs": ("WORK", "TRAINING"), "address": "Số 1, đường Bến",
            "dial": "0204 3 555 111", "hours": "Thứ hai đến thứ sáu, 7:30–16:30", "bring": "Căn cước\nGiấy chứng nhận",
            "checked_on": self.today, "valid_until": self.today + timedelta(days=180),
        }  # fmt: skip
        return Office(**{**said, **changes})  # type: ignore[arg-type]

    def service(self, *, unit: Unit | None = None, **changes: object) -> Service:
        """That office in the directory of the first commune, or of another unit."""
        owner = unit or self.lau
        return operations.add_service(
            service_id=uuid4(), unit_id=owner.id, office=self.office(**changes), actor=self.administrator, now=self.now
        )

    def asked(self, **changes: object) -> Asked:
        """Work, this week, in the first commune."""
        said = {"place_id": self.lau.id, "need": Need.WORK, "soon": Soon.WEEK}
        return Asked(**{**said, **changes})  # type: ignore[arg-type]

    def slip(self, code: str, **changes: object) -> Slip:
        """A slip of somebody with that code."""
        return operations.open_slip(code=code, asked=self.asked(**changes), now=self.now)


def committee(name: str, parent: Unit, *, since: date = REFORM, until: date | None = None, kind: str = "COMMUNE") -> Unit:
    """The People's Committee of a commune or district."""
    made = organisations.open_unit(
        code=f"C{uuid4().hex[:8]}", kind=kind, naming=organisations.Naming(f"Ủy ban nhân dân {name}"), since=since, until=until,
        actor=SYSTEM, now=people.NOW,
    )  # fmt: skip
    organisations.place_unit(unit_id=made.id, parent_id=parent.id, since=since, until=until, actor=SYSTEM, now=people.NOW)
    return made


def follow(old: Unit, shares: dict[UUID, str]) -> None:
    """``old`` ended with the reform; its heirs took these shares."""
    for heir, weight in shares.items():
        organisations.succeed(
            source_id=old.id, target_id=heir, day=REFORM, weight=Decimal(weight), reference="thử", actor=SYSTEM, now=people.NOW
        )


@pytest.fixture
def province(db: None) -> Province:
    work.catalogue()
    top = people.unit("Ủy ban nhân dân tỉnh Sông Thương", kind="PROVINCE")
    lau, sim = committee("xã Bến Lau", top), committee("xã Đồi Sim", top)
    acting = [
        people.acting(people.official(role, at=unit))
        for role, unit in ((Role.OFFICER, lau), (Role.OFFICER, sim), (Role.ADMINISTRATOR, top))
    ]
    return Province(top, lau, sim, *acting)
