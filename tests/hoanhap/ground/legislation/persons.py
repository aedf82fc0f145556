"""The invented persons of ``persons_2024.toml`` as answers."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from hoanhap.ground.legislation.queries import (
    Age,
    Answers,
    Civil,
    Count,
    Fine,
    Owner,
    Place,
    Rating,
    Records,
    Rules,
    Sentence,
    Span,
    YesNo,
    round_,
)  # fmt: skip

KINDS: dict[str, Any] = {
    "sentence": Sentence, "place": Place, "age": Age, "count": Count, "rating": Rating, "fine": Fine, "civil": Civil, "owner": Owner,
    "records": Records, "crimes": frozenset, "priorities": frozenset, "circumstances": frozenset,
    "term": lambda parts: Span(*parts), "away": lambda parts: Span(*parts), "reduced": lambda parts: Span(*parts),
    "start": lambda day: day, "end": lambda day: day, "suspended": lambda day: day,
}  # fmt: skip
"""How a value of the table becomes an answer; what is not here is a yes or no."""


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("persons_2024.toml").read_text("utf-8"))


def answers(**said: Any) -> Answers:
    """The base person, with what is said differently."""
    values = {**table()["base"], **said}
    return Answers(**{name: None if value == "?" else KINDS.get(name, YesNo)(value) for name, value in values.items()})


def rules() -> Rules:
    """The rules of 2024."""
    found = round_("2024")
    assert found is not None
    assert found.rules is not None
    return found.rules
