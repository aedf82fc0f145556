"""Handwritten serials in a printed head: what is believed is right, what is not legible stays open."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from vanban.sources.pdf.words import Word
from vanban.sources.scan.digits import with_digits
from vanban.sources.scan.picture import DPI, Grey
from vanban.writing.measuring import fonts_folder

# A hand, digit by digit: pen strokes through points of a box one wide and two high.
STROKES: dict[str, list[list[tuple[float, float]]]] = {
    "0": [[(0.5, 0), (0.1, 0.5), (0.05, 1.2), (0.3, 1.9), (0.7, 1.9), (0.95, 1.2), (0.9, 0.5), (0.5, 0)]],
    "1": [[(0.25, 0.4), (0.6, 0), (0.55, 2)]],
    "2": [[(0.1, 0.5), (0.35, 0.05), (0.8, 0.15), (0.85, 0.7), (0.1, 1.9), (0.95, 1.85)]],
    "3": [[(0.1, 0.2), (0.6, 0), (0.85, 0.4), (0.4, 0.95), (0.9, 1.3), (0.75, 1.9), (0.1, 1.8)]],
    "4": [[(0.65, 0), (0.05, 1.3), (0.98, 1.3)], [(0.7, 0.7), (0.68, 2)]],
    "5": [[(0.9, 0.05), (0.25, 0.05), (0.2, 0.85), (0.75, 0.9), (0.9, 1.4), (0.6, 1.95), (0.1, 1.8)]],
    "6": [[(0.75, 0.05), (0.2, 0.9), (0.15, 1.6), (0.5, 1.95), (0.85, 1.6), (0.7, 1.1), (0.2, 1.3)]],
    "7": [[(0.05, 0.1), (0.95, 0.1), (0.4, 2)]],
    "8": [[(0.75, 0.3), (0.4, 0), (0.2, 0.5), (0.8, 1.3), (0.6, 1.95), (0.2, 1.6), (0.7, 0.8), (0.75, 0.3)]],
    "9": [[(0.85, 0.5), (0.5, 0.05), (0.15, 0.5), (0.4, 1), (0.85, 0.6), (0.8, 2)]],
}


def written(serial: str, hand: random.Random, *, sloppy: float) -> tuple[list[Word], Grey]:
    """``Số: … /BC-UBND`` with the serial by hand, and what tesseract makes of it: the print, and nonsense for the hand."""
    picture = Image.new("L", (700, 120), 250)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(fonts_folder() / "LiberationSerif-Regular.ttf"), 36)
    pen.text((20, 40), "Số:", font=font, fill=20)
    left = 88.0
    for digit in serial:
        for stroke in STROKES[digit]:
            points = [(left + (x + hand.gauss(0, sloppy)) * 17 + (2 - y) * 3, 36 + (y + hand.gauss(0, sloppy)) * 19) for x, y in stroke]
            pen.line(points, fill=30, width=3, joint="curve")
        left += 24 + hand.uniform(-1, 2)
    behind = round(left + 12)
    pen.text((behind, 40), "/BC-UBND", font=font, fill=20)

    def word(text: str, start: float, end: float, sure: float) -> Word:
        scale = 72 / DPI
        return Word(text, start * scale, end * scale, 46 * scale, 76 * scale, size=12, bold=False, italic=False, line=0, confidence=sure)

    return [word("Số:", 20, 74, 0.96), word("4J_", 88, left, 0.2), word("/BC-UBND", behind, behind + 170, 0.93)], np.asarray(picture)


def read(words: list[Word], picture: Grey) -> str:
    return "".join(word.text for word in with_digits(words, picture))


def test_most_serials_of_a_fair_hand_are_read_and_none_wrongly() -> None:
    hand = random.Random(7)
    right = wrong = 0
    for _ in range(120):
        serial = str(hand.randint(1, 2999))
        got = read(*written(serial, hand, sloppy=0.03))
        right += got == f"Số:{serial}/BC-UBND"
        wrong += "4J_" not in got and got != f"Số:{serial}/BC-UBND"
    assert right >= 60
    assert wrong <= 2


@pytest.mark.parametrize("sure", [0.95, 0.3])
def test_printed_digits_stay_and_doubtful_ones_are_looked_at(sure: float) -> None:
    words, picture = written("215", random.Random(3), sloppy=0.02)
    words[1] = Word("279", *[getattr(words[1], side) for side in ("left", "right", "top", "bottom")], size=12, bold=False, italic=False,
                    line=0, confidence=sure)  # fmt: skip
    assert read(words, picture) == ("Số:279/BC-UBND" if sure > 0.9 else "Số:215/BC-UBND")


def test_an_empty_gap_stays_empty() -> None:
    words, picture = written("", random.Random(1), sloppy=0)
    assert read([words[0], words[2]], picture) == "Số:/BC-UBND"


def test_a_scribble_is_no_number() -> None:
    hand = random.Random(11)
    words, picture = written("215", hand, sloppy=0.6)
    assert read(words, picture) == "Số:4J_/BC-UBND"
