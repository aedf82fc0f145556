"""Help in the demonstration province: old communes, offices of the directory, and a slip that waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from hoanhap.config.demonstration import province
from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations import queries as units
from hoanhap.kernel import clock, codes
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.people.support import operations as support

OLD_SINCE = date(1997, 1, 1)


def load_support(now: datetime) -> None:
    """Everything that the finder and the desk of slips need to show something."""
    data = province.data("support")
    for number, row in enumerate(data["old"], start=1):
        _old_commune(f"ST-C{number}", row, now=now)
    for row in data["service"]:
        _service(row, now=now)
    row = data["slip"]
    asked = support.Asked(_unit(row["place"]), row["need"], row["soon"], agreed=frozenset(row["agreed"]))
    support.open_slip(code=codes.new_code(), asked=asked, now=now)


def _old_commune(code: str, row: dict[str, Any], *, now: datetime) -> None:
    """A commune that ended with the reform, in its district, with its heirs."""
    until = province.COMMUNES_BEGIN
    naming = organisations.Naming(name=f"Ủy ban nhân dân {row['name']}", short=f"UBND {row['name']}", symbol="UBND")
    old = organisations.open_unit(code=code, kind="COMMUNE", naming=naming, since=OLD_SINCE, until=until, actor=SYSTEM, now=now)
    organisations.place_unit(unit_id=old.id, parent_id=_unit(row["district"]), since=OLD_SINCE, until=until, actor=SYSTEM, now=now)
    for heir, weight in row["heirs"]:
        organisations.succeed(source_id=old.id, target_id=_unit(heir), day=until, weight=Decimal(weight), reference=province.BY_LAW,
                              actor=SYSTEM, now=now)  # fmt: skip


def _service(row: dict[str, Any], *, now: datetime) -> None:
    today = clock.day_of(now)
    owner = _unit(row["unit"])
    said = {name: row[name] for name in ("name", "address", "dial", "hours")}
    office = support.Office(
        area_id=_unit(row["area"]), needs=tuple(row["needs"]), bring="\n".join(row["bring"]), checked_on=today - timedelta(days=20),
        valid_until=today + timedelta(days=160), **said,
    )  # fmt: skip
    keeper = Actor(user_id=None, name=SYSTEM.name, unit_id=owner, roles=frozenset({Role.OFFICER}), within=frozenset({owner}))
    service_id = uuid5(NAMESPACE_URL, f"https://songthuong.example/noi-giup/{row['name']}")
    support.add_service(service_id=service_id, unit_id=owner, office=office, actor=keeper, now=now)


def _unit(code: str) -> UUID:
    found = units.with_code(code)
    if found is None:
        raise LookupError(code)
    return found.id
