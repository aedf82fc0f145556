"""Data files are checked when they are loaded; what holds on a day is found or refused, never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vanban import rules
from vanban.errors import BadRules
from vanban.text import fold

NAMES = sorted(path.stem for path in Path(rules.__file__).parent.glob("*.toml"))
TYPE = 'reference = "Nghị định"\n[[type]]\ncode = "KH"\nname = "Kế hoạch"\ngroup = "administrative"\n'


@pytest.mark.parametrize("name", NAMES)
def test_every_data_file_is_whole(name: str) -> None:
    assert rules.load(name)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("any", "= 1", "không đọc được"),
        ("any", "words = ['a']", "thiếu “reference”"),
        ("any", 'reference = " "\nwords = []', "thiếu “reference”"),
        ("any", '[one]\nreference = "x"\n[two]\na = 1', "bảng “two” thiếu “reference”"),
        ("any", 'reference = "x"\nwords = ["a", ""]', "mục rỗng"),
        ("any", 'reference = "x"\nwords = ["a "]', "thừa dấu cách"),
        ("any", 'reference = "x"\n[a]\nfrom = "2024"', "phải là một ngày"),
        ("any", 'reference = "x"\n[a]\nfrom = 2024-02-01\nuntil = 2024-01-01', "bắt đầu sau khi kết thúc"),
        ("types", 'reference = "x"', "thiếu danh sách “type”"),
        ("types", 'reference = "x"\n[[type]]\ncode = "KH"', "thiếu khóa “name”"),
        ("types", TYPE + '[[type]]\ncode = "KH"\nname = "Khác"\ngroup = "other"', "xuất hiện hai lần"),
        ("validity", 'reference = "x"\n[[expired]]\nnumber = "1/2020/NĐ-CP"', "thiếu khóa “until”"),
    ],
)
def test_a_malformed_file_is_refused_with_what_is_wrong(name: str, text: str, says: str) -> None:
    with pytest.raises(BadRules, match=says):
        rules.parse(name, text)


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(BadRules, match="không đọc được"):
        rules.load("khong-co")


VALUES = [
    {"from": date(2020, 1, 1), "until": date(2023, 12, 31), "days": 5},
    {"from": date(2024, 1, 1), "days": 7},
]


@pytest.mark.parametrize(("day", "days"), [(date(2020, 1, 1), 5), (date(2023, 12, 31), 5), (date(2024, 1, 1), 7), (date(2099, 1, 1), 7)])
def test_the_value_of_a_day(day: date, days: int) -> None:
    assert rules.at(VALUES, day)["days"] == days


def test_a_day_outside_what_is_known_is_an_error() -> None:
    with pytest.raises(BadRules, match="31/12/2019 không có giá trị"):
        rules.at(VALUES, date(2019, 12, 31))


def test_two_values_on_one_day_are_an_error() -> None:
    with pytest.raises(BadRules, match="2 giá trị"):
        rules.at([*VALUES, {"days": 1}], date(2021, 1, 1))


def test_every_type_of_the_decree_is_known() -> None:
    types = rules.load("types")["type"]
    assert len([entry for entry in types if entry["group"] == "administrative"]) == 29
    assert {"KH", "BC", "QĐ", "CT", "HD", "TB", "TTr", "CTr", "CĐ", "CV"} <= {entry["code"] for entry in types}


def test_every_end_of_a_text_says_whether_it_was_read() -> None:
    assert {text["status"] for text in rules.load("validity")["expired"]} <= {"verified", "memory"}


def test_law_names_are_said_once_and_the_unconfirmed_are_of_the_list() -> None:
    laws = rules.load("laws")
    for kind in ("codes", "laws", "ordinances"):
        folded = [fold(name) for name in laws[kind]]
        assert len(folded) == len(set(folded)), kind
    assert set(laws["unconfirmed"]) < {*laws["codes"], *laws["laws"], *laws["ordinances"]}


WORDED = ["frame", "marks", "phrasing", "duties", "units", "signing", "bodies", "citing"]


@pytest.mark.parametrize("name", WORDED)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    for path, words in _lists(rules.load(name)):
        assert len(words) == len(set(words)), path


def _lists(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lists(value, f"{path}{key}.")
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield f"{path}{key}", value


SOURCE = "\n".join(path.read_text("utf-8") for path in Path(rules.__file__).parents[1].rglob("*.py"))


@pytest.mark.parametrize("name", WORDED)
def test_every_list_is_read_by_somebody(name: str) -> None:
    """Words that nothing reads would pass for knowledge: the key of each list is named somewhere in the code."""
    unread = [path for path, _ in _lists(rules.load(name)) if not any(f"{mark}{path.rsplit('.', 1)[-1]}{mark}" in SOURCE for mark in "'\"")]
    assert not unread, f"{name}.toml: remove these lists or read them: {unread}"
