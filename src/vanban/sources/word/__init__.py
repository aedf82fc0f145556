"""Word files (docx): the words in document order, with what Word computes (list labels, styles) written out."""

from vanban.sources.word.reading import read_docx

__all__ = ["read_docx"]
