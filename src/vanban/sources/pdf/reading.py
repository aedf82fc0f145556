"""Opens a PDF: page by page, by its text layer where that says something, else by recognition of its picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from vanban.errors import TooLarge, Unreadable
from vanban.model.page import Source
from vanban.sources import limits
from vanban.sources.pdf.grids import grids_of, may_hold_table
from vanban.sources.pdf.layout import finished, page_of, with_tables
from vanban.sources.pdf.margins import PageLines
from vanban.sources.pdf.quality import needs_recognition
from vanban.sources.pdf.rules import rules_of
from vanban.sources.pdf.safety import check_streams
from vanban.sources.pdf.words import PageText, count_characters, has_drawn_over, words_of


def read_pdf(data: bytes, *, clock: limits.Clock) -> Source:
    """Read a PDF.

    :raises Unreadable: damaged, with a password, or without pages
    :raises TooLarge: too many pages
    """
    check_streams(data, clock=clock)
    with _opened(data) as document:
        count = len(document)
        texts: list[PageText] = []
        pages: list[PageLines | None] = []
        for index in range(count):
            clock.check()
            with _turned_to(document, index) as (page, base):
                text = words_of(page, base=base, first=index == 0)
                pages.append(None if needs_recognition(page, text) else _printed(page, index, text))
            texts.append(text)
        scanned = [index for index, printed in enumerate(pages) if printed is None]
        seen = _recognised(data, scanned, texts, clock) if scanned else {}
        lines = finished([printed or seen[index] for index, printed in enumerate(pages)])
        return Source(kind="pdf", lines=tuple(lines), pages=count, ocr=bool(scanned))


def _printed(opened: Any, index: int, text: PageText) -> PageLines:
    """A page by its text layer. Where it may hold a table, its ruled lines are looked at."""
    page = page_of(index + 1, text.words, text.width, text.height)
    if text.view is None or not may_hold_table(page.body):
        return page
    grids = grids_of(rules_of(opened, text.view))
    return with_tables(page, words_of(opened, base=text.base, plain=False).words, grids) if grids else page


def _recognised(data: bytes, scanned: list[int], texts: list[PageText], clock: limits.Clock) -> dict[int, PageLines]:
    """Recognise the pages that need it. Stamps that annotations drew over them are kept as their text says."""
    from vanban.sources.pdf.pictures import pictures_of
    from vanban.sources.scan.pages import recognise_pages

    if len(scanned) > limits.OCR_PAGES:
        raise TooLarge(f"Tệp có {len(scanned)} trang quét, chỉ nhận dạng được đến {limits.OCR_PAGES} trang. Hãy tách tệp rồi thử lại.")
    # opened anew: in the first one the annotations have become part of the pages
    with _opened(data) as document:
        pages = recognise_pages(pictures_of(document, scanned), clock=clock)
    found: dict[int, PageLines] = {}
    for index, page in zip(scanned, pages, strict=True):
        added = [word for word in texts[index].words if word.added]
        last = page.words[-1].line + 1 if page.words else 0
        for word in added:
            word.line += last
        found[index] = page_of(index + 1, page.words + added, page.width, page.height, apart=page.apart)
    return found


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise Unreadable("Tệp PDF có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại.") from error
        raise Unreadable("Tệp PDF bị hỏng nên không mở được. Hãy xuất lại PDF từ bản gốc rồi thử lại.") from error
    try:
        if not len(document):
            raise Unreadable("Tệp PDF này không có trang nào. Hãy kiểm tra lại tệp đã chọn.")
        if len(document) > limits.PAGES:
            raise TooLarge(f"Tệp PDF có {len(document)} trang, chỉ mở được đến {limits.PAGES} trang. Hãy tách tệp rồi thử lại.")
        yield document
    finally:
        document.close()


@contextmanager
def _turned_to(document: Any, index: int) -> Iterator[tuple[Any, int | None]]:
    """Page ``index`` with what annotations draw made part of it, and where their characters begin (None where none draws).

    A page is opened once for all that is asked of it: opening costs as much as the whole text.
    """
    import pypdfium2.raw as pdfium

    page = document[index]
    try:
        base = count_characters(page) if has_drawn_over(page) else None
        if base is not None:
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            page = document[index]
        yield page, base
    finally:
        page.close()
