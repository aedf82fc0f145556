"""Units and officials for tests: plain functions over the operations, nothing clever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from hoanhap.ground.accounts import operations as accounts
from hoanhap.ground.accounts.queries import User, actor_for
from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Actor

SINCE = date(2025, 3, 1)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PASSWORD = "mưa rơi trên mái ngói"
_serial = count(1)


@dataclass(frozen=True)
class Family:
    """A unit with those around it: ``parent`` above, ``sibling`` beside, ``child`` below."""

    parent: Unit
    own: Unit
    sibling: Unit
    child: Unit


def unit(name: str, *, parent: Unit | None = None, kind: str = "COMMUNE") -> Unit:
    """A unit that exists since 1 March 2025, under ``parent``."""
    made = organisations.open_unit(
        code=f"T{next(_serial):05}", kind=kind, naming=organisations.Naming(name), since=SINCE, actor=SYSTEM, now=NOW
    )
    if parent is not None:
        organisations.place_unit(unit_id=made.id, parent_id=parent.id, since=SINCE, actor=SYSTEM, now=NOW)
    return made


def family() -> Family:
    """Four units of one branch."""
    parent = unit("Tỉnh Thử", kind="PROVINCE")
    own = unit("Sở Thử", parent=parent, kind="DEPARTMENT")
    return Family(parent, own, unit("Sở Bên Cạnh", parent=parent, kind="DEPARTMENT"), unit("Xã Thử", parent=own))


def official(*roles: str, at: Unit, name: str = "Nguyễn Văn Thử") -> User:
    """A person who holds ``roles`` in a unit. The sign-in name is made up; the password is ``PASSWORD``."""
    user = accounts.open_account(sign_in_name=f"thu{next(_serial)}", full_name=name, password=PASSWORD, actor=SYSTEM, now=NOW)
    for role in roles:  # nobody holds a role in a unit before there is one
        accounts.give_role(user_id=user.id, unit_id=at.id, role=role, since=max(SINCE, at.valid.lower), actor=SYSTEM, now=NOW)
    return user


def acting(user: User) -> Actor:
    """The person as an actor today."""
    actor = actor_for(user, unit_id=None, on=clock.day_of(clock.now()))
    assert actor is not None
    return actor
