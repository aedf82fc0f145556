"""Roman numerals come back from their signs, and nothing else is one."""

from __future__ import annotations

import pytest

from vanban.text.roman import roman, roman_value


def test_roman_numbers_come_back() -> None:
    assert [roman_value(roman(number)) for number in range(1, 4000)] == list(range(1, 4000))


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "IXI", "abc", "xiv", "V ", "1"])
def test_what_is_no_roman_number(text: str) -> None:
    assert roman_value(text) is None
