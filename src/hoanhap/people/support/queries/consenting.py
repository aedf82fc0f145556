"""What people are asked to agree to, word for word, by version."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence of consent: for what, in which version, since when, and for how many days it holds."""

    purpose: str
    version: str
    since: date
    days: int
    text: str

    def until(self, given_on: date) -> date:
        """The first day on which a consent given then does not hold any more."""
        return given_on + timedelta(days=self.days)


def wordings(*, on: date) -> list[Wording]:
    """The wording of each purpose that is asked for on that day."""
    newest: dict[str, Wording] = {}
    for wording in _all():
        if wording.since <= on:
            newest[wording.purpose] = wording
    return list(newest.values())


def wording_of(purpose: str, *, on: date) -> Wording:
    """What is asked for this purpose on that day.

    :raises KeyError: nothing is
    """
    return {wording.purpose: wording for wording in wordings(on=on)}[purpose]


@cache
def _all() -> tuple[Wording, ...]:
    rows = tomllib.loads(files("hoanhap.people.support").joinpath("data", "consents.toml").read_text("utf-8"))["consent"]
    found = (Wording(row["purpose"], row["version"], row["from"], row["days"], row["text"]) for row in rows)
    return tuple(sorted(found, key=lambda wording: wording.since))
