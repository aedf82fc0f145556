"""Labels that word processors and browsers count themselves: 3 in letters, in Roman numerals, with zeros."""

from __future__ import annotations

from vanban.text.roman import roman


def label_of(style: str, number: int) -> str:
    """``number`` as OOXML's ``ST_NumberFormat`` names the style: ``decimal``, ``lowerLetter``, ``upperRoman`` …; others as decimal.

    >>> label_of("lowerLetter", 28), label_of("upperRoman", 14), label_of("decimalZero", 7)
    ('bb', 'XIV', '07')
    """
    if number < 1 or number > 32767:
        return str(number)
    match style:
        case "lowerLetter" | "upperLetter":
            # Word doubles the letter after z: aa, bb, cc.
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters if style == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            return roman(number).lower() if style == "lowerRoman" else roman(number)
        case "decimalZero":
            return f"{number:02d}"
    return str(number)
