"""Papers out: from one ``vanban.model.paper.Paper`` to DOCX, PDF and plain text in the layout of Decree 30/2020.

Every writer prints the same ``Sheet`` (``composing``), so that they cannot disagree on words. Values of a paper are text and nothing else:
none of them is ever read as markup, as a formula or as code.
"""

from typing import Any

from vanban.model.paper import Paper
from vanban.writing.layout import Layout, OutOfBounds, usual
from vanban.writing.wordforms import BadPaper

__all__ = ["BadPaper", "Layout", "OutOfBounds", "ledger_of", "write_docx", "write_html", "write_pdf", "write_text"]


def write_docx(paper: Paper, layout: Layout | None = None) -> bytes:
    """``paper`` as a Word document that can be edited further.

    Styles have Vietnamese names, labels are real Word numbering, and every figure is a content control whose tag is its ledger id.
    The same paper gives the same bytes.

    :raises BadPaper: the type, date, a mark or a figure of the paper does not exist
    """
    from vanban.writing.composing import compose
    from vanban.writing.ooxml.package import docx_bytes

    return docx_bytes(compose(paper), layout or usual())


def write_pdf(paper: Paper, layout: Layout | None = None) -> bytes:
    """``paper`` as tagged PDF/A-2a in Vietnamese, with title and bookmarks; figures carry a small raised code.

    :raises BadPaper: as ``write_docx``
    """
    from vanban.writing.composing import compose
    from vanban.writing.pdf import pdf_bytes

    return pdf_bytes(compose(paper), layout or usual())


def write_html(paper: Paper) -> str:
    """``paper`` as one web page that needs no other file; figures are ``data`` elements with their exact value.

    :raises BadPaper: as ``write_docx``
    """
    from vanban.writing.composing import compose
    from vanban.writing.web import html_page

    return html_page(compose(paper))


def write_text(paper: Paper) -> str:
    """``paper`` as plain text, one line a paragraph, as ``vanban.read`` reads it back.

    :raises BadPaper: as ``write_docx``
    """
    from vanban.writing.composing import compose
    from vanban.writing.plain import plain_text

    return plain_text(compose(paper))


def ledger_of(paper: Paper) -> dict[str, Any]:
    """The ledger of ``paper`` as JSON values: every figure, its proof and the places where it is said.

    Keep it with the issued paper; ``vanban.writing.verify.verify_docx`` reads an edited DOCX against it.

    :raises BadPaper: as ``write_docx``
    """
    from vanban.writing.composing import compose
    from vanban.writing.ledger import ledger_of as ledger

    return ledger(compose(paper))
