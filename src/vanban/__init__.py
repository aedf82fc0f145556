"""Reads, checks and writes Vietnamese administrative documents. No Django, no network.

>>> import vanban
>>> vanban.read(b"K\\xe1\\xba\\xbe HO\\xe1\\xba\\xa0CH").type.code
'KH'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vanban.model import Document
    from vanban.model.paper import Paper

__all__ = ["read", "redraft"]


def read(source: Path | str | bytes, *, kind: str | None = None) -> Document:
    """Read a document from a path, bytes, or text (a ``str`` is text, never a path).

    :param kind: the file's kind where the caller knows it (``txt``, ``docx``, ``pdf`` …); found out otherwise
    :raises vanban.errors.VanbanError: the file cannot be opened, is over a cap, or is secret. Never on any text
    """
    from vanban.reading import read_source
    from vanban.sources import open_source

    return read_source(open_source(source, kind=kind))


def redraft(source: Path | str | bytes, *, kind: str | None = None) -> Paper:
    """What a file says, as a paper that can be edited and written again (``vanban.writing.write_docx`` and its like).

    Reading what was written gives the fields of ``read(source)`` again.

    :raises vanban.errors.VanbanError: as ``read``

    >>> import vanban
    >>> vanban.redraft("KẾ HOẠCH\\nTuyên truyền\\nI. MỤC ĐÍCH\\nNâng cao nhận thức.").blocks[0].label
    'I'
    """
    from vanban.reading import redraft_source
    from vanban.sources import open_source

    return redraft_source(open_source(source, kind=kind))
