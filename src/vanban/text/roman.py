"""Roman numerals, both ways."""

from __future__ import annotations

_SIGNS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_VALUES = {sign: value for value, sign in _SIGNS if len(sign) == 1}


def roman(number: int) -> str:
    """A whole number from 1 up as a Roman numeral in capitals.

    >>> roman(14), roman(399)
    ('XIV', 'CCCXCIX')
    """
    shown = ""
    for value, sign in _SIGNS:
        shown += sign * (number // value)
        number %= value
    return shown


def roman_value(text: str) -> int | None:
    """The value of a Roman numeral in capitals; None where it is none in its usual form.

    >>> roman_value("XIV"), roman_value("IIII"), roman_value("")
    (14, None, None)
    """
    values = [_VALUES.get(sign, 0) for sign in text]
    value = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=False))
    return value if value > 0 and roman(value) == text else None
