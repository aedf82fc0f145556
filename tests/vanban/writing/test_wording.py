"""Exact values in words, and words back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.text.numbers import parse_words
from vanban.text.wording import date_in_full_words, kind_of, money_in_words, read, says, word


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (97, "gần 100"),
        (104, "hơn 100"),
        (250, "250"),
        (7, "7"),
        (49, "49"),
        (1043, "hơn 1.000"),
        (2437, "hơn 2.400"),
        (135_702, "gần 140.000"),
    ],
)
def test_rounded(value: int, words: str) -> None:
    assert word(value, "rounded") == words


@pytest.mark.parametrize(("value", "words"), [(0, "00"), (5, "05"), (9, "09"), (10, "10"), (1234, "1.234")])
def test_small_counts_are_padded_on_request_only(value: int, words: str) -> None:
    assert word(value, "padded") == words


@given(st.integers(0, 10**12), st.sampled_from(["exact", "padded", "rounded"]))
def test_every_wording_says_its_value(value: int, style: str) -> None:
    assert says(word(value, style), value)


@given(st.integers(0, 10**9))
def test_an_estimate_says_so(value: int) -> None:
    words = word(value, estimated=True)
    assert words.startswith("khoảng ")
    assert says(words, value, estimated=True)
    assert not says(word(value, "exact"), value, estimated=True)


@given(st.integers(50, 10**9), st.integers(50, 10**9))
def test_another_value_is_not_said_exactly(value: int, other: int) -> None:
    assert says(word(value), other) == (value == other)


@given(st.integers(1, 10**6).map(lambda cents: Decimal(cents) / 100))
def test_decimals_come_back(value: Decimal) -> None:
    worded = read(word(value))
    assert worded is not None
    assert worded.number == value


@pytest.mark.parametrize(
    ("text", "value", "true"),
    [
        ("gần 100", 100, False),
        ("gần 100", 89, False),
        ("trên 98", 99, True),
        ("hơn 100", 111, False),
        ("không dưới 20", 20, True),
        ("tối đa 15", 16, False),
        ("4,2 tỷ", 4_200_000_000, True),
        ("gần 4,2 tỷ", 4_198_000_000, True),
        ("6 tỷ 108 triệu", 6_108_000_000, True),
        ("hai mươi mốt", 21, True),
        ("97 tin", 97, False),
        ("", 0, False),
        ("9.7", 97, False),
    ],
)
def test_says(text: str, value: int, true: bool) -> None:
    assert says(text, value) is true


@given(st.integers(0, 10**12))
def test_money_in_words_comes_back(dong: int) -> None:
    words = money_in_words(dong)
    assert words[0].isupper()
    assert parse_words(words.removesuffix(" đồng")) == dong


def test_date_in_words() -> None:
    assert date_in_full_words(2026, 4, 5) == "ngày mùng năm tháng tư năm hai nghìn không trăm hai mươi sáu"


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("lượt tin, bài", "visit"), ("tin, bài", "work"), ("lượt người dự", "visit"), ("người", "person"), ("ngôi nhà", None)],
)
def test_units_tell_what_they_count(unit: str, kind: str | None) -> None:
    assert kind_of(unit) == kind
