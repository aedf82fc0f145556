"""The one form of text, and folding for comparing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.text import clean, fold, same, unaccent


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert unaccent(unaccent(text)) == unaccent(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hòa nhập", "hoà nhập"),
        ("ỦY BAN", "uỷ ban"),
        ("Quyết định, số", "quyết định số"),
        ("thuý", "thúy"),
        ("a  b", "a b"),
        (unicodedata.normalize("NFD", "đặc xá"), "đặc xá"),
    ],
)
def test_same_to_a_reader(left: str, right: str) -> None:
    assert same(left, right)


@pytest.mark.parametrize(("left", "right"), [("hòa", "hoa"), ("ma", "mà"), ("đặc xá", "đặc sá")])
def test_not_the_same(left: str, right: str) -> None:
    assert not same(left, right)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\u00a0b", "a b"),
        ("a\u200bb", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        (" a \t b ", "a b"),
        ("Ðặc xá", "Đặc xá"),
        ("BỘ CÔNG THƢƠNG, thứ trƣởng", "BỘ CÔNG THƯƠNG, thứ trưởng"),
        ("đƣ\u0301c", "đức"),
        ("a\x00b", "ab"),
        ("hoà", "hoà"),
        ("", ""),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned
