"""Opens a PDF: page by page, by its text layer where that says something, else by recognition of its picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from vanban.errors import TooLarge, Unreadable
from vanban.model.page import Line, Source
from vanban.sources import limits
from vanban.sources.pdf.layout import PageLines, finished
from vanban.sources.pdf.order import ordered
from vanban.sources.pdf.pieces import pieces_of
from vanban.sources.pdf.words import PageText, count_characters, has_drawn_over, words_of


def read_pdf(data: bytes, *, clock: limits.Clock) -> Source:
    """Read a PDF.

    :raises Unreadable: damaged, with a password, or without pages
    :raises TooLarge: too many pages
    """
    with _opened(data) as document:
        count = len(document)
        pages: list[PageLines] = []
        for index in range(count):
            clock.check()
            text = _page_text(document, index)
            body, stamps = ordered(pieces_of(text.words), text.width, first=index == 0)
            pages.append(PageLines(index + 1, text.width, text.height, body, stamps))
        lines: list[Line] = finished(pages)
        return Source(kind="pdf", lines=tuple(lines), pages=count)


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


def _page_text(document: Any, index: int) -> PageText:
    import pypdfium2.raw as pdfium

    page = document[index]
    try:
        if not has_drawn_over(page):
            return words_of(page)
        base = count_characters(page)
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    finally:
        page.close()
    page = document[index]
    try:
        return words_of(page, base=base)
    finally:
        page.close()
