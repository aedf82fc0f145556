"""The data files that the body readers live by: lower case, no word twice, every table with its reference."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from vanban import rules
from vanban.reading.assignments.vocabulary import vocabulary as duties
from vanban.reading.figures.vocabulary import vocabulary as units


def _lists(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lists(value, f"{path}{key}.")
        elif isinstance(value, list) and "types" not in key:
            yield f"{path}{key}", value


@pytest.mark.parametrize("name", ["duties", "units"])
def test_phrases_are_lower_case_and_stand_once(name: str) -> None:
    for path, phrases in _lists(rules.load(name)):
        assert all(phrase == phrase.lower().strip() and phrase for phrase in phrases), path
        assert not [left for left, right in pairwise(sorted(phrases)) if left == right], path


@pytest.mark.parametrize("name", ["duties", "units"])
def test_every_table_names_its_reference(name: str) -> None:
    data = rules.load(name)
    assert data["reference"]
    assert all(table.get("reference") for table in data.values() if isinstance(table, dict))


def test_a_word_begins_a_duty_in_one_way_only() -> None:
    starts = rules.load("duties")["starts"]
    hard, soft, activity = (set(starts[key]) for key in ("hard", "soft", "activity"))
    assert not hard & soft
    assert not soft & activity
    assert not hard & activity


def test_the_files_load() -> None:
    assert duties().types_without
    assert units().bounds["gần"] == "below"
