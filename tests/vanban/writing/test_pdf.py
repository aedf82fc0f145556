"""The PDF: archival, tagged, in Vietnamese, with every letter."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pypdfium2
import pytest
from PIL import ImageFont

from tests.vanban.writing import papers
from tests.vanban.writing.pages import Rendered
from vanban.model.paper import Paper, Paragraph, Text
from vanban.writing import write_pdf
from vanban.writing.measuring import fonts_folder, width

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def vietnamese_letters() -> list[str]:
    """All letters of Vietnamese, every tone, both cases."""
    import unicodedata

    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES] + list("đbcdghklmnpqrstvx")
    return small + [letter.upper() for letter in small]


def inflated(pdf: bytes) -> bytes:
    """The PDF with its compressed streams opened as far as they are plain deflate."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return pdf + b"\n".join(opened)


def test_archival_tagged_and_in_vietnamese() -> None:
    raw = inflated(write_pdf(papers.report()))
    assert re.search(rb"pdfaid:part>\s*2", raw)
    assert re.search(rb"pdfaid:conformance>\s*A", raw)
    assert b"/MarkInfo" in raw
    assert b"/StructTreeRoot" in raw
    assert re.search(rb"/Lang\s*\(vi-VN\)", raw)


def test_title_and_bookmarks() -> None:
    document = pypdfium2.PdfDocument(write_pdf(papers.report()))
    assert document.get_metadata_value("Title").startswith("Báo cáo Kết quả thông tin")
    bookmarks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert (1, "I. CÔNG TÁC CHỈ ĐẠO") in bookmarks
    assert (2, "1. Thông tin cơ sở") in bookmarks
    assert any(level == 0 and title.startswith("Phụ lục") for level, title in bookmarks)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_pdf(papers.decision()) == write_pdf(papers.decision())


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_every_letter_has_its_glyph(face: str) -> None:
    font = ImageFont.truetype(str(fonts_folder() / f"LiberationSerif-{face}.ttf"), 40)
    missing = font.getmask("\U0010ffff").getbbox(), bytes(font.getmask("\U0010ffff"))
    for letter in [*vietnamese_letters(), *"–—“”‘’…•≥≤×½§₫°²³"]:
        mask = font.getmask(letter)
        assert (mask.getbbox(), bytes(mask)) != missing, letter


def test_every_letter_comes_back_from_the_page() -> None:
    letters = vietnamese_letters()
    rows = [" ".join(letters[at : at + 24]) for at in range(0, len(letters), 24)]
    runs = [Text(row, bold=bold, italic=italic) for row in rows for bold in (False, True) for italic in (False, True)]
    paper = Paper("BC", "Sở Mẫu", "BC-SM", "Sơn Hà", blocks=tuple(Paragraph((run,), "left") for run in runs), closing="")
    pdf = pypdfium2.PdfDocument(write_pdf(paper))
    text = " ".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
    for run in runs:
        assert run.text in text


def test_figures_carry_a_small_code_that_leads_to_the_annex() -> None:
    page = Rendered(write_pdf(papers.report()))
    line = next(line for line in page.lines if "gần 100" in line.text)
    code = page.find("[S1]")
    assert code.left == pytest.approx(line.right, abs=0.5)
    assert code.size <= line.size * 0.6
    assert code.bottom < line.bottom - 1, "raised"
    assert any(other.text.strip() == "S1" for other in page.on(len(page.sizes))), "its row in the annex"
    raw = inflated(write_pdf(papers.report()))
    assert raw.count(b"/Subtype/Link") + raw.count(b"/Subtype /Link") >= 3


def test_a_slot_without_proof_is_printed() -> None:
    assert Rendered(write_pdf(papers.report())).find("MINH CHỨNG")


def test_long_words_do_not_run_off_the_page() -> None:
    paper = replace(papers.report(), issuer="X" * 300, subject="Y" * 400, blocks=(Paragraph((Text("z" * 2000),)),), addressees=("q" * 500,))
    for line in Rendered(write_pdf(paper)).lines:
        assert line.right <= 195.6, line.text[:40]
        assert line.left >= 29.4


def test_widths_are_those_of_the_font() -> None:
    """What is measured when the page is planned is what stands on it."""
    line = Rendered(write_pdf(papers.report())).find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert line.right - line.left == pytest.approx(width(line.text, line.size, bold=True), abs=0.8)
