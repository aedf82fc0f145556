"""Loading the units and people of the demonstration province."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from hoanhap.ground.accounts import operations as accounts
from hoanhap.ground.accounts import queries as people
from hoanhap.ground.organisations import operations as organisations
from hoanhap.ground.organisations import queries as units
from hoanhap.kernel.actor import SYSTEM, Actor
from hoanhap.work.figures import operations as figures

COMMUNES_BEGIN = date(2025, 7, 1)
COMMUNE_POLICE_BEGIN = date(2025, 3, 1)
BY_LAW = "Sắp xếp đơn vị hành chính năm 2025 (dữ liệu minh họa)"


@cache
def data(name: str) -> dict[str, Any]:
    """One of the demonstration's data files."""
    return tomllib.loads(files("hoanhap.config.demonstration").joinpath(f"{name}.toml").read_text("utf-8"))


def sign_ins() -> list[tuple[str, str, str]]:
    """Name, password, and who that is, for everybody of the province."""
    titles = {row["code"]: row["name"] for row in _all_units()}
    return [
        (row["sign_in"], data("province")["password"], f"{row['name']}, {row['title']}, {titles[row['unit']]}")
        for row in data("province")["person"]
    ]


def load_catalogue(now: datetime) -> None:
    """Put the indicator catalogue on record."""
    figures.load_catalogue(actor=SYSTEM, now=now)


@transaction.atomic
def load_province(now: datetime) -> None:
    """Open the units with their places, successions and people."""
    ids = {}
    for row in _all_units():
        naming = organisations.Naming(**{key: row[key] for key in ("name", "short", "symbol", "place", "aliases") if key in row})
        unit = organisations.open_unit(
            code=row["code"], kind=row["kind"], naming=naming, since=row["since"], until=row.get("until"), actor=SYSTEM, now=now
        )
        ids[row["code"]] = unit.id
    for row in _all_units():
        for parent, hierarchy in row.get("under", ()):
            organisations.place_unit(unit_id=ids[row["code"]], parent_id=ids[parent], hierarchy=hierarchy, since=row["since"],
                                     until=row.get("until"), actor=SYSTEM, now=now)  # fmt: skip
        for heir, function in row.get("heirs", ()):
            organisations.succeed(source_id=ids[row["code"]], target_id=ids[heir], day=row["until"], function=function, reference=BY_LAW,
                                  actor=SYSTEM, now=now)  # fmt: skip
    for row in data("province")["person"]:
        user = accounts.open_account(sign_in_name=row["sign_in"], full_name=row["name"], password=data("province")["password"],
                                     actor=SYSTEM, now=now)  # fmt: skip
        for role in row["roles"]:
            accounts.give_role(
                user_id=user.id, unit_id=ids[row["unit"]], role=role, title=row["title"], since=COMMUNES_BEGIN, actor=SYSTEM, now=now
            )


def is_loaded() -> bool:
    """Whether the province stands already."""
    return units.with_code("ST") is not None


def actor(sign_in: str, on: date) -> Actor:
    """Somebody of the province, as the actor of what they do in the story."""
    found = people.actor_for(people.User.objects.get(sign_in_name=sign_in), unit_id=None, on=on)
    if found is None:
        raise LookupError(sign_in)
    return found


def _all_units() -> list[dict[str, Any]]:
    rows = list(data("province")["unit"])
    for commune in data("province")["commune"]:
        rows += _commune(commune["number"], commune["name"])
    return rows


def _commune(number: int, name: str) -> list[dict[str, Any]]:
    place = name.partition(" ")[2]
    office = {
        "code": f"ST-X{number}", "kind": "COMMUNE", "name": f"Ủy ban nhân dân {name}", "short": f"UBND {name}", "symbol": "UBND",
        "place": place, "since": COMMUNES_BEGIN, "under": [["ST", "GOVERNMENT"], ["ST-VHTTDL", "PROFESSIONAL"]], "aliases": [name],
    }  # fmt: skip
    police = {
        "code": f"ST-CA-X{number}", "kind": "COMMUNE_POLICE", "name": f"Công an {name}", "symbol": "CAX", "place": place,
        "since": COMMUNE_POLICE_BEGIN, "under": [["ST-CAT", "POLICE"]],
    }  # fmt: skip
    return [office, police]
