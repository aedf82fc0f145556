"""What stands on a rendered page: lines of characters with size, weight and place in millimetres, and ruled lines."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of words on a page. ``left``, ``right``, ``top``, ``bottom`` in millimetres from the page's top left."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Ruled:
    """A horizontal line, in millimetres."""

    page: int
    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        return self.right - self.left


class Rendered:
    """A PDF opened for measuring."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pypdfium2.PdfDocument(pdf)
        self.sizes = [tuple(side * _MM for side in page.get_size()) for page in self.document]
        self.lines = [line for number in range(len(self.document)) for line in self._lines(number)]
        self.rules = [rule for number in range(len(self.document)) for rule in self._rules(number)]

    def find(self, text: str, page: int | None = None) -> Shown:
        """The first line that holds ``text``."""
        return next(line for line in self.lines if text in line.text and page in {None, line.page})

    def on(self, page: int) -> list[Shown]:
        return [line for line in self.lines if line.page == page]

    def rule_below(self, line: Shown) -> Ruled:
        """The ruled line nearest below a line of words."""
        below = [
            rule for rule in self.rules if rule.page == line.page and rule.top > line.bottom - 2 and abs(middle(rule) - line.middle) < 3
        ]
        return min(below, key=lambda rule: rule.top)

    def _lines(self, number: int) -> list[Shown]:
        page = self.document[number]
        height = page.get_size()[1]
        text = page.get_textpage()
        found: list[Shown] = []
        run: list[tuple[str, tuple[float, float, float, float], float, str]] = []
        for place in range(text.count_chars()):
            char = text.get_text_range(place, 1)
            if char in {"\r", "\n"}:
                continue
            box = text.get_charbox(place, loose=True)
            if run and (abs(box[1] - run[-1][1][1]) > 6 or box[0] - run[-1][1][2] > 12 or box[0] < run[-1][1][0] - 2):
                found += _shown(run, number + 1, height)
                run = []
            run.append((char, box, pdfium.FPDFText_GetFontSize(text.raw, place), _font(text, place)))
        return found + _shown(run, number + 1, height)

    def _rules(self, number: int) -> list[Ruled]:
        page = self.document[number]
        height = page.get_size()[1]
        found = []
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=5):
            left, bottom, right, top = item.get_bounds()
            if top - bottom < 3 and right - left > 8:
                found.append(Ruled(number + 1, left * _MM, right * _MM, (height - top) * _MM))
        return found


def middle(rule: Ruled) -> float:
    return (rule.left + rule.right) / 2


def _font(text: pypdfium2.PdfTextPage, place: int) -> str:
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text.raw, place, buffer, 200, ctypes.c_int())
    return buffer.value.decode("utf-8", "replace")


def _shown(run: list[tuple[str, tuple[float, float, float, float], float, str]], page: int, height: float) -> list[Shown]:
    while run and not run[-1][0].strip():
        run.pop()
    if not run:
        return []
    boxes = [box for _, box, _, _ in run]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = height - max(box[3] for box in boxes), height - min(box[1] for box in boxes)
    text = "".join(char for char, *_ in run)
    return [Shown(text, page, left * _MM, right * _MM, top * _MM, bottom * _MM, run[0][2], run[0][3])]


@cache
def soffice() -> str:
    """The office program that renders DOCX for these tests; they are skipped where there is none."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed: rendered DOCX pages are not measured here")
    return found


def office(data: bytes, folder: Path, to: str, *, suffix: str = "docx") -> bytes:
    """``data`` converted by LibreOffice."""
    source = folder / f"paper.{suffix}"
    source.write_bytes(data)
    out = folder / "out"
    command = [
        soffice(),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(out),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out / f"paper.{to}").read_bytes()
