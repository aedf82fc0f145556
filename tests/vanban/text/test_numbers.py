"""Numbers in figures and words, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.text.numbers import find_numbers, parse_figures, parse_scaled, parse_words, write_figures, write_words


@pytest.mark.parametrize(
    ("figures", "value"),
    [
        ("0", 0),
        ("00", 0),
        ("05", 5),
        ("1.234", 1234),
        ("1.234,5", 1234.5),
        ("10,22", 10.22),
        ("12.5", 12.5),
        ("1,234", 1.234),
        ("40.000.000", 40_000_000),
        ("1,234,567", 1_234_567),
        ("1.219,11", 1219.11),
        ("2,0", 2),
        ("5.378.7000.000", None),
        ("1.2.3", None),
        ("1.000.0", None),
        ("1" * 40, None),
    ],
)
def test_figures_are_read_the_vietnamese_way(figures: str, value: float | None) -> None:
    assert parse_figures(figures) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,2 tỷ", 4_200_000_000),
        ("1,3 nghìn", 1300),
        ("47,5 nghìn tỷ", 47_500_000_000_000),
        ("3,5 triệu", 3_500_000),
        ("2 vạn", 20_000),
        ("15 ngàn", 15_000),
        ("1 tỉ", 10**9),
        ("1.2.3 tỷ", None),
        ("tỷ", None),
    ],
)
def test_scale_words_multiply(text: str, value: float | None) -> None:
    assert parse_scaled(text) == value


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("không", 0),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("ba nghìn không trăm linh hai", 3002),
        ("ba ngàn lẻ hai", 3002),
        ("hăm mốt", 21),
        ("hai chục", 20),
        ("bốn phẩy năm", 4.5),
        ("hai triệu rưỡi", 2_500_000),
        ("một trăm hai", 120),
        ("hai triệu ba", 2_300_000),
        ("hai nghìn tỷ", 2 * 10**12),
        ("hai mươi lăm phẩy bảy tỷ", 25_700_000_000),
        ("một phần hai", 0.5),
        ("nghìn", 1000),
        ("", None),
        ("linh", None),
        ("rưỡi", None),
        ("phẩy", None),
        ("phần", None),
        ("hai người", None),
        ("một phần không", None),
    ],
)
def test_words_are_read(words: str, number: float | None) -> None:
    assert parse_words(words) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm linh năm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (10**9, "một tỷ"),
        (2024, "hai nghìn không trăm hai mươi tư"),
    ],
)
def test_words_are_written(number: int, words: str) -> None:
    assert write_words(number) == words


def test_no_words_below_zero() -> None:
    with pytest.raises(ValueError, match="zero"):
        write_words(-1)


@given(st.integers(min_value=0, max_value=10**18))
def test_words_come_back(number: int) -> None:
    assert parse_words(write_words(number)) == number


@given(st.integers(min_value=0, max_value=10**15))
def test_whole_figures_come_back(number: int) -> None:
    assert parse_figures(write_figures(number)) == number


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_figures_with_decimals_come_back(number: object) -> None:
    value = float(str(number))
    assert parse_figures(write_figures(value)) == pytest.approx(value)


def test_decimals_can_be_asked_for() -> None:
    assert (write_figures(2, decimals=1), write_figures(1234.567, decimals=2)) == ("2,0", "1.234,57")


def test_numbers_in_a_text_are_found_with_their_places() -> None:
    text = "gần 4,2 tỷ đồng cho 1.234 hộ theo Kế hoạch 36/KH-SYT"
    found = list(find_numbers(text))
    assert [(text[number.start : number.end], number.value) for number in found] == [("4,2 tỷ", 4_200_000_000), ("1.234", 1234), ("36", 36)]


@given(st.text(max_size=200))
def test_nothing_raises(text: str) -> None:
    parse_figures(text)
    parse_scaled(text)
    parse_words(text)
    for number in find_numbers(text):
        assert text[number.start : number.figures_end][0].isdigit()
        assert number.start < number.figures_end <= number.end <= len(text)
