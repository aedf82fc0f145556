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
_SHARED = ("left", "right")
_LINE = 9
"""Millimetres of a line with its spacing, by which the last line of a page may stay above the margin, or a heading leave two free."""
_EDGE = 48
"""Points of the page's edge, 17 mm, in which nothing but a page number stands."""
_PAGE_NUMBER = re.compile(r"[-–]?\s*(?:Trang\s*)?\d{1,3}\s*[-–]?")
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
        if not _is_a4(sides):
            yield layout_remark("LAYOUT_PAPER", [], found=f"{sides[0]:.0f} x {sides[1]:.0f}")
    if margins is not None:
        law = rules.load("layout")["margins"]
        for side, name in _SIDES.items():
            found = _millimetres(margins, side)
            if not law[side]["least"] - _SLACK <= found <= law[side]["most"] + _SLACK:
                wanted = f"{law[side]['least']} đến {law[side]['most']}"
                yield layout_remark("LAYOUT_MARGIN", [], law["reference"], side=name, found=f"{found:.0f}", wanted=wanted)


def _is_a4(sides: list[float]) -> bool:
    """Whether two sides in millimetres, the shorter first, are those of the law's page."""
    page = rules.load("layout")["page"]
    return all(abs(side - page[name]) <= _PDF_SLACK for side, name in zip(sides, ("width", "height"), strict=True))


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
        edges = [_edge_words(page) for page in document]
    if not _is_a4(sides):
        yield layout_remark("LAYOUT_PAPER", [], found=f"{sides[0]:.0f} x {sides[1]:.0f}")
        return
    yield from _numbered_pages(edges)
    law = rules.load("layout")["margins"]
    for side, found in _edges(source, upright).items():
        widest = law[side]["most"] + (_PDF_SLACK if side in _SHARED else _LINE)
        if not law[side]["least"] - _PDF_SLACK <= found <= widest:
            wanted = f"{law[side]['least']} đến {law[side]['most']}"
            yield layout_remark("LAYOUT_MARGIN", [], law["reference"], side=_SIDES[side], found=f"{found:.0f}", wanted=wanted)


def _edge_words(page: Any) -> tuple[str, str]:
    """What stands in the upper and in the lower margin of a page."""
    width, height = page.get_size()
    text = page.get_textpage()
    upper = text.get_text_bounded(left=0, bottom=height - _EDGE, right=width, top=height)
    return upper.strip(), text.get_text_bounded(left=0, bottom=0, right=width, top=_EDGE).strip()


def _numbered_pages(edges: list[tuple[str, str]]) -> Iterator[Finding]:
    """Page numbers at the foot, or one on the first page. A page without any is left alone: annexes count anew."""
    later = edges[1:]
    below = [lower for _, lower in later if _PAGE_NUMBER.fullmatch(lower)]
    if below and not any(_PAGE_NUMBER.fullmatch(upper) for upper, _ in later):
        yield layout_remark("LAYOUT_PAGE_NUMBER", [], found="Số trang đang ở lề dưới.")
    elif any(_PAGE_NUMBER.fullmatch(words) for words in edges[0]):
        yield layout_remark("LAYOUT_PAGE_NUMBER", [], found="Trang thứ nhất đang hiện số trang.")


def _edges(source: Source, upright: set[int]) -> dict[str, float]:
    """Margins in millimetres. Left and right where several lines of upright pages share an edge, cells of tables left out; above and
    below by the line that comes nearest to the edge. Below only where it is too near: a page may end early for many reasons."""
    law = rules.load("layout")
    width, height, least = law["page"]["width"], law["page"]["height"], law["margins"]["bottom"]["least"]
    boxes = [(line.box, len(line.text)) for line in source.lines if line.box and line.cell is None and line.page in upright]
    shared = {
        "left": Counter(round(box.left * width) for box, length in boxes if length > _SOME_WORDS),
        "right": Counter(round(width - box.right * width) for box, length in boxes if length > _FULL_LINE),
    }
    common = {side: [place for place, count in places.items() if count >= _ENOUGH] for side, places in shared.items()}
    found = {side: float(min(places)) for side, places in common.items() if places}
    boxes_of = [(line.page, line.box) for line in source.lines if line.box and line.page in upright]
    followed = [box.bottom for page, box in boxes_of if page < source.pages]
    following = [box.top for page, box in boxes_of if page > 1]  # stamps of digital signatures stand in the margin of the first
    if followed and height - max(followed) * height < least:
        found["bottom"] = height - max(followed) * height
    if following:
        found["top"] = min(following) * height
    return found
