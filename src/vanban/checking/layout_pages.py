"""What the file itself tells of the page: size, margins, fonts, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from vanban import rules
from vanban.checking.layout_remarks import layout_remark
from vanban.model import Finding, Source
from vanban.sources.archive import Archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MM = 25.4 / 1440
_SLACK = 0.6
"""Millimetres by which programs round margins (Word gives 2 cm as 20.003 mm, others 19.9)."""
_PDF_SLACK = 1.5
_FULL_LINE = 60
_SOME_WORDS = 8
_ENOUGH = 3
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_SERIF = re.compile(r"times|liberation ?serif|nimbus ?rom|tinos|termes", re.IGNORECASE)
_PAGE_FIELD = re.compile(r"\bPAGE\b")


def page_remarks(data: bytes, source: Source) -> tuple[Finding, ...]:
    """Remarks on the pages of a DOCX or of a PDF that is no scan; other kinds tell nothing of them."""
    if source.kind == "docx":
        return tuple(_docx(Archive(data)))
    return tuple(_pdf(data, source)) if source.kind == "pdf" and not source.ocr else ()


def _docx(archive: Archive) -> Iterator[Finding]:
    root = archive.xml("word/document.xml")
    sections = list(root.iter(f"{_W}sectPr"))
    if sections:
        yield from _section(sections[0])
        yield from _numbered(archive, sections[0])
    fonts = _fonts(root)
    foreign = [name for name, _ in fonts.most_common() if not _SERIF.search(name)]
    if foreign:
        yield layout_remark("LAYOUT_FONT", [], found=foreign[0])


def _section(section: Any) -> Iterator[Finding]:
    """Page size and margins of the section that the paper begins with."""
    page, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if page is not None:
        sides = sorted((_millimetres(page, "w"), _millimetres(page, "h")))
        if abs(sides[0] - 210) > 1.5 or abs(sides[1] - 297) > 1.5:
            yield layout_remark("LAYOUT_PAPER", [], found=f"{sides[0]:.0f} x {sides[1]:.0f}")
    if margins is not None:
        law = rules.load("layout")["margins"]
        for side, name in _SIDES.items():
            found = _millimetres(margins, side)
            if not law[side]["least"] - _SLACK <= found <= law[side]["most"] + _SLACK:
                wanted = f"{law[side]['least']} đến {law[side]['most']}"
                yield layout_remark("LAYOUT_MARGIN", [], law["reference"], side=name, found=f"{found:.0f}", wanted=wanted)


def _millimetres(element: Any, name: str) -> float:
    value = element.get(f"{_W}{name}") or "0"
    return int(float(value)) * _MM if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else 0.0


def _fonts(root: Any) -> Counter[str]:
    """Fonts that runs with words name themselves, by how many characters they set."""
    fonts: Counter[str] = Counter()
    for run in root.iter(f"{_W}r"):
        named = run.find(f"{_W}rPr/{_W}rFonts")
        if named is not None and named.get(f"{_W}ascii"):
            fonts[named.get(f"{_W}ascii")] += sum(len(words.text or "") for words in run.iter(f"{_W}t"))
    return Counter({name: count for name, count in fonts.items() if count})


def _numbered(archive: Archive, section: Any) -> Iterator[Finding]:
    """A page number in the header, centred, and none on the first page."""
    edges = [name for name in archive.names() if re.fullmatch(r"word/\w*(?:header|footer)\w*\.xml", name)]
    numbered = [name for name in edges if _PAGE_FIELD.search(_field_words(archive.xml(name)))]
    if any("footer" in name for name in numbered) and not any("header" in name for name in numbered):
        yield layout_remark("LAYOUT_PAGE_NUMBER", [], found="Số trang đang ở lề dưới.")
    elif numbered and section.find(f"{_W}titlePg") is None:
        yield layout_remark("LAYOUT_PAGE_NUMBER", [], found="Trang thứ nhất đang hiện số trang.")


def _field_words(root: Any) -> str:
    """The instructions of all fields of a part."""
    simple = (field.get(f"{_W}instr") or "" for field in root.iter(f"{_W}fldSimple"))
    return " ".join((*root.itertext(f"{_W}instrText"), *simple))


def _pdf(data: bytes, source: Source) -> Iterator[Finding]:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        sides = sorted(side * 25.4 / 72 for side in document[0].get_size())
        upright = {number for number, page in enumerate(document, 1) if page.get_width() < page.get_height()}
    if abs(sides[0] - 210) > 1.5 or abs(sides[1] - 297) > 1.5:
        yield layout_remark("LAYOUT_PAPER", [], found=f"{sides[0]:.0f} x {sides[1]:.0f}")
        return
    law = rules.load("layout")["margins"]
    for side, found in _edges(source, upright).items():
        if not law[side]["least"] - _PDF_SLACK <= found <= law[side]["most"] + _PDF_SLACK:
            wanted = f"{law[side]['least']} đến {law[side]['most']}"
            yield layout_remark("LAYOUT_MARGIN", [], law["reference"], side=_SIDES[side], found=f"{found:.0f}", wanted=wanted)


def _edges(source: Source, upright: set[int]) -> dict[str, float]:
    """Left and right margins in millimetres, where several lines of upright pages share an edge. Cells of tables are left out."""
    boxes = [(line.box, len(line.text)) for line in source.lines if line.box and line.cell is None and line.page in upright]
    shared = {
        "left": Counter(round(box.left * 210) for box, length in boxes if length > _SOME_WORDS),
        "right": Counter(round(210 - box.right * 210) for box, length in boxes if length > _FULL_LINE),
    }
    common = {side: [place for place, count in places.items() if count >= _ENOUGH] for side, places in shared.items()}
    return {side: float(min(places)) for side, places in common.items() if places}
