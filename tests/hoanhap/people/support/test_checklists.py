"""Checklists are whole, plain, and say of every item what it rests on and what nobody knows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hoanhap.ground.legislation import queries as legislation
from hoanhap.people.support import queries
from hoanhap.people.support.queries.checklists import Broken, Checklist, read
from vanban import rules
from vanban.checking.reading_level import reading_level

LISTS = queries.checklists()
FOLDER = Path(queries.checklists.__code__.co_filename).parents[1] / "data" / "checklists"
HARSH = re.compile(
    r"hoàn lương|cảm hóa|răn đe|tái phạm|tiền sự|lầm lỗi|tù tha|phạm nhân|tù nhân|đối tượng|thả về|đủ điều kiện", re.IGNORECASE
)


def test_the_lists_that_there_have_to_be() -> None:
    assert [one.slug for one in LISTS] == [
        "tuan-dau", "can-cuoc-va-cu-tru", "xoa-an-tich", "vay-von", "viec-lam-hoc-nghe", "tu-van-va-tro-giup-phap-ly", "thue-nguoi",
    ]  # fmt: skip
    assert queries.checklist("tuan-dau") == LISTS[0]
    assert queries.checklist("../consents") is None


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.slug)
def test_a_list_is_plain_and_respectful(one: Checklist) -> None:
    texts = [one.title, one.lead, *(text for item in one.items for text in (item.title, item.what, item.who, item.where, item.takes))]
    words = "\n".join(text for text in texts if text)
    assert reading_level(words).plain
    assert not HARSH.findall(words)
    assert not [term for term in rules.load("remarks")["stigma"] if term in words.lower()]
    assert 4 <= len(one.items) <= 8


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.slug)
def test_a_list_rests_on_texts_that_are_known(one: Checklist) -> None:
    missing = legislation.unlisted(source.text for item in one.items for source in item.sources)
    assert not missing, f"không có trong sổ văn bản: {missing}"


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.slug)
def test_what_was_not_read_says_what_is_not_known(one: Checklist) -> None:
    for item in one.items:
        doubtful = [source for source in item.sources if source.status == "memory"]
        assert not doubtful or item.unknown or one.slug == "thue-nguoi", item.title


def test_the_years_of_the_penal_code_stand_in_the_list() -> None:
    words = " ".join(item.what for item in (queries.checklist("xoa-an-tich") or LISTS[0]).items)
    assert all(f"{years} năm" in words for years in (1, 2, 3, 5))


GOOD = (FOLDER / "tuan-dau.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('slug = "tuan-dau"', 'slug = "khac"'),
        ('audience = "returning"', 'audience = "all"'),
        ("review_due = 2027-02-22", "review_due = 2026-02-22"),
        ('need = "ARRIVAL"', 'need = "OFFENCE"'),
        ('status = "verified"', 'status = "sure"'),
        ("unknown =", "unknwon ="),
        ("position = 1", "position = 1\nextra = 1"),
    ],
)
def test_a_broken_list_is_refused_with_where(before: str, after: str) -> None:
    assert read("tuan-dau.toml", GOOD).checked == date(2026, 11, 22)
    with pytest.raises(Broken, match="tuan-dau"):
        read("tuan-dau.toml", GOOD.replace(before, after, 1))
