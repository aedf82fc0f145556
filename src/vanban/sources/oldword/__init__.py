"""Word files of 1997 to 2003 (doc), by Microsoft's published format [MS-DOC]."""

from vanban.sources.oldword.reading import read_doc

__all__ = ["read_doc"]
