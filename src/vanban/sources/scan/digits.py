"""Handwritten numbers in the printed head of a scanned paper: the serial before its symbol, the day before ``tháng``.

Tesseract's Vietnamese model does not read handwriting. A second recogniser (PP-OCR, of which the ``rapidocr`` package ships the
weights) looks at the gap alone, and is believed only where it is sure of every digit; otherwise the gap stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from vanban.sources.pdf.words import Word
from vanban.sources.scan.picture import DPI, Grey

_PIXELS = DPI / 72
_HEIGHT = 48
"""Height of the pictures that the recogniser was trained on."""
_SURE = 0.8
"""Of the least sure digit. Measured on composites of handwritten digits: see ``tests/vanban/sources/test_digits.py``."""
_PRINTED = 0.9
"""A gap that tesseract has read as digits with this confidence was printed; nothing is to be done."""
_SERIAL = re.compile(r"^\D{0,3}?(\d{1,5})\D{0,2}$")
_DAY = re.compile(r"^(?:\D*?)(\d{1,2})\D{0,1}$")
_BEFORE_SERIAL = re.compile(r"^Số\s*[:.;]?$", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"^ngày", re.IGNORECASE)
_AFTER_DAY = re.compile(r"^tháng", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a handwritten number may stand: its place in the words of the page, and its edges in points."""

    first: int
    until: int
    """Index of the printed word behind the gap; the words from ``first`` up to it are what tesseract made of the hand."""
    left: float
    top: float
    right: float
    bottom: float
    form: re.Pattern[str]
    lead: str = ""
    """What is printed and was glued to the hand by tesseract (``ngày``)."""


def with_digits(words: list[Word], grey: Grey) -> list[Word]:
    """The words of a page with its handwritten serial and day where the second recogniser is sure of them."""
    for gap in reversed(list(_gaps(words))):
        read = _read(_cut(grey, gap), gap.form)
        if read is None:
            continue
        digits, sure = read
        behind = words[gap.until]
        text = f"{gap.lead} {digits}".strip()
        found = Word(
            text, gap.left, gap.right, behind.top, behind.bottom, size=0.0, bold=False, italic=False, line=behind.line, confidence=sure
        )
        words = [*words[: gap.first], found, *words[gap.until :]]
    return words


def _gaps(words: list[Word]) -> Iterator[Gap]:
    for index, word in enumerate(words):
        if _BEFORE_SERIAL.match(word.text):
            yield from _gap_before(words, index, "/", _SERIAL)
        elif _BEFORE_DAY.match(word.text):
            yield from _gap_before(words, index, "tháng", _DAY)


def _gap_before(words: list[Word], index: int, mark: str, form: re.Pattern[str]) -> Iterator[Gap]:
    """The gap between the printed word at ``index`` and the next word on its line that begins with ``mark``."""
    opener = words[index]
    for until in range(index + 1, min(index + 5, len(words))):
        behind = words[until]
        if behind.line != opener.line:
            return
        if behind.text.casefold().startswith(mark):
            glued = form is _DAY and opener.text.casefold() != "ngày"
            between = words[index + 1 : until]
            if not glued and between and all(word.text.isdigit() and (word.confidence or 0) >= _PRINTED for word in between):
                return
            height = behind.bottom - behind.top
            left = opener.left if glued else opener.right
            yield Gap(
                index if glued else index + 1, until, left, min(opener.top, behind.top) - height * 0.35, behind.left,
                max(opener.bottom, behind.bottom) + height * 0.25, form, lead="ngày" if glued else "",
            )  # fmt: skip
            return


def _cut(grey: Grey, gap: Gap) -> Grey:
    height, width = grey.shape
    top, bottom = max(0, round(gap.top * _PIXELS)), min(height, round(gap.bottom * _PIXELS))
    left, right = max(0, round(gap.left * _PIXELS)), min(width, round(gap.right * _PIXELS))
    return grey[top:bottom, left:right]


def _read(cut: Grey, form: re.Pattern[str]) -> tuple[str, float] | None:
    """The digits in the picture and how sure the least sure of them is; None where they are not believed."""
    if cut.shape[0] < 12 or cut.shape[1] < 12 or not _inked(cut):
        return None
    text, sure = _recognised(cut)
    found = form.match(text)
    if found is None:
        return None
    least = min(sure[found.start(1) : found.end(1)])
    return (found[1], least) if least >= _SURE else None


def _inked(cut: Grey) -> bool:
    """More ink than specks: a blank left for the clerk has none."""
    return float((cut < 0.6 * float(np.percentile(cut, 90))).mean()) > 0.01


def _recognised(cut: Grey) -> tuple[str, list[float]]:
    """Text and the probability of each of its characters: greedy decoding of the recogniser's columns."""
    height, width = cut.shape
    scaled = Image.fromarray(cut).resize((max(_HEIGHT, round(width * _HEIGHT / height)), _HEIGHT), Image.Resampling.BILINEAR)
    pixels = (np.asarray(scaled, dtype=np.float32) / 255.0 - 0.5) / 0.5
    session, alphabet = _recogniser()
    columns = session.run(None, {session.get_inputs()[0].name: np.broadcast_to(pixels, (1, 3, *pixels.shape)).copy()})[0][0]
    best, probabilities = columns.argmax(axis=1), columns.max(axis=1)
    text, sure = "", []
    for place, index in enumerate(best):
        if index and (place == 0 or index != best[place - 1]):
            text += alphabet[index]
            sure.append(float(probabilities[place]))
    return text, sure


@cache
def _recogniser() -> tuple[Any, list[str]]:
    """The session and its alphabet (index 0 is the blank), loaded once. The package is found, never imported."""
    import onnxruntime

    spec = find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("rapidocr")
    weights = Path(spec.submodule_search_locations[0], "models", "PP-OCRv6_rec_small.onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return session, ["", *characters, " "]
