"""The catalogue of indicators: whole, in known words, and versioned when it is loaded."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import pytest

from hoanhap.kernel.actor import SYSTEM
from hoanhap.work.figures.models import Indicator, IndicatorVersion
from hoanhap.work.figures.operations import catalogue

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
ROWS = catalogue.definitions()
KNOWN = {row.code for row in ROWS}
SECONDS = len(catalogue.seconds())


def test_it_is_whole() -> None:
    assert len(ROWS) == 137
    assert sum(row.content["core"] for row in ROWS) == 52


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_every_definition_says_what_it_counts(row: catalogue.Definition) -> None:
    content = row.content
    assert content["definition"].endswith(".")
    assert len(content["definition"].split()) > 5
    assert content["label_en"].isascii()
    assert content["measure"]
    assert content["evidence_kinds"]
    assert (content["measure"] == "đồng") == (row.kind == "MONEY" or row.code == "re.loan_balance")
    assert (content["measure"] == "%") == (row.kind == "RATIO")


def test_labels_tell_indicators_apart() -> None:
    for language in ("label", "label_en"):
        labels = [row.content[language] for row in ROWS]
        assert len(set(labels)) == len(labels)


def test_counts_of_persons_are_held_back_when_small() -> None:
    persons = [row for row in ROWS if row.code.startswith(("re.", "amn.released")) and row.content["measure"] == "người"]
    assert len(persons) > 12
    assert [row.code for row in persons if row.content["smallest_cell"] is None] == ["re.rolemodels"]


def test_forms_ask_for_indicators_that_exist() -> None:
    channels = tomllib.loads(files("hoanhap.work.activities").joinpath("data/channels.toml").read_text("utf-8"))["channel"]
    assert {quantity["indicator"] for channel in channels for quantity in channel["quantities"]} <= KNOWN


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"channels": ["RADIO"]}, "channels has no word 'RADIO'"),
        ({"cuts": ["colour"]}, "cuts has no word 'colour'"),
        ({"reporters": ["UBND"]}, "reporters has no word 'UBND'"),
        ({"frequencies": ["DAY"]}, "frequencies has no word 'DAY'"),
        ({"evidence_kinds": ["HEARSAY"]}, "evidence_kinds has no word 'HEARSAY'"),
        ({"derivation": "GUESS"}, "derivation has no word 'GUESS'"),
        ({"publication": "SECRET"}, "publication has no word 'SECRET'"),
        ({"operands": ["re.received", "re.managed"]}, "a ratio has two operands, anything else none"),
        ({"rate_of": "re.nothing"}, "nothing is called 're.nothing'"),
        ({"smallest_cell": 5}, "a suppressed indicator says its smallest cell, anything else says none"),
        ({"checks": ["mtg.sessions <= mtg.nothing"]}, "cannot read the check 'mtg.sessions <= mtg.nothing'"),
        ({"checks": ["mtg.sessions < mtg.attend"]}, "cannot read the check 'mtg.sessions < mtg.attend'"),
    ],
)
def test_a_wrong_word_is_refused(change: dict[str, Any], complaint: str) -> None:
    row = next(row for row in ROWS if row.code == "mtg.sessions")
    assert list(catalogue.problems(row, KNOWN)) == []
    assert list(catalogue.problems(replace(row, content=row.content | change), KNOWN)) == [complaint]


def test_the_number_that_goes_with_another_is_an_indicator_of_its_own() -> None:
    made = {row.code: row for row in catalogue.seconds()}
    assert {code: (row.kind, row.content["measure"]) for code, row in made.items()} == {
        "fnd.raised_second": ("FLOW", "lượt"), "re.loan_need_second": ("STOCK", "đồng"), "re.loan_repaid_second": ("MONEY", "đồng"),
        "re.loan_employers_second": ("MONEY", "đồng"), "re.gifts_second": ("MONEY", "đồng"), "amn.reint_money_second": ("FLOW", "người"),
    }  # fmt: skip
    assert not KNOWN & set(made)
    for row in made.values():
        assert list(catalogue.problems(row, KNOWN | set(made))) == []
        assert row.content["publication"] == "INTERNAL"


@pytest.mark.django_db
def test_a_second_load_makes_no_version() -> None:
    assert catalogue.load_catalogue(actor=SYSTEM, now=NOW) == 137 + SECONDS
    assert catalogue.load_catalogue(actor=SYSTEM, now=NOW) == 0
    assert Indicator.objects.count() == IndicatorVersion.objects.count() == 137 + SECONDS


@pytest.mark.django_db
def test_another_meaning_is_another_version_and_the_old_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue.load_catalogue(actor=SYSTEM, now=NOW)
    before = IndicatorVersion.objects.get(indicator_id="mtg.sessions")
    changed = [
        replace(row, content=row.content | {"definition": "Mỗi cuộc có biên bản là một."}) if row.code == "mtg.sessions" else row
        for row in ROWS
    ]
    monkeypatch.setattr(catalogue, "definitions", lambda: tuple(changed))
    assert catalogue.load_catalogue(actor=SYSTEM, now=NOW) == 1
    first, second = IndicatorVersion.objects.filter(indicator_id="mtg.sessions").order_by("number")
    assert (first.id, first.number, first.definition) == (before.id, 1, before.definition)
    assert (second.number, second.definition) == (2, "Mỗi cuộc có biên bản là một.")
