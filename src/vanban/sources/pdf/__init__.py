"""PDF files: the text layer with its layout; pages without a usable one are recognised from their picture."""

from vanban.sources.pdf.reading import read_pdf

__all__ = ["read_pdf"]
