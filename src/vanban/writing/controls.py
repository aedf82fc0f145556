"""Figures found again in a DOCX, whoever edited it: by the tag of their content control, else by the bookmark around them.

Word keeps both. LibreOffice keeps the control and the bookmark but drops the tag; some editors keep the bookmark alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vanban.sources.archive import Archive
from vanban.text import clean
from vanban.writing.ledger import CELL_END

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOOKMARK_PREFIX = "hn_"


def bookmark_of(figure_id: str) -> str:
    """The start of the bookmark names of a figure: a bookmark's name holds 40 plain characters, an id may be longer."""
    return f"{BOOKMARK_PREFIX}{hashlib.sha256(figure_id.encode()).hexdigest()[:24]}_"


@dataclass(slots=True)
class Piece:
    """Words in a row; ``figure`` is the id of the figure whose control or bookmark holds them, ``owner`` tells occurrences apart."""

    text: str
    figure: str | None = None
    owner: object = None


@dataclass(slots=True)
class LineOfPieces:
    """A paragraph, or a table row with its cells parted."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words of the line."""
        return "".join(piece.text for piece in self.pieces)

    def add(self, text: str, figure: str | None = None, owner: object = None) -> None:
        """Append words; those of one occurrence grow together."""
        last = self.pieces[-1] if self.pieces else None
        if last and last.figure == figure and last.owner is owner:
            last.text += text
        else:
            self.pieces.append(Piece(text, figure, owner))


def read_lines(docx: bytes, ids: list[str]) -> list[LineOfPieces]:
    """The lines of a DOCX with the occurrences of the figures ``ids``.

    :raises Unreadable: the file is no DOCX, damaged or built to harm
    :raises TooLarge: it unpacks to more than the caps allow
    """
    root = Archive(docx).xml("word/document.xml")
    walker = _Walker(ids)
    return [line for line in walker.lines(root) if line.text.strip()]


class _Walker:
    def __init__(self, ids: list[str]) -> None:
        self._ids = set(ids)
        self._by_bookmark = {bookmark_of(identity): identity for identity in ids}

    def lines(self, root: Any) -> Iterator[LineOfPieces]:
        """Rows of outer tables and paragraphs outside of them, in order."""
        for element in root.iter(f"{_W}p", f"{_W}tr"):
            if any(parent.tag == f"{_W}tr" for parent in element.iterancestors()):
                continue
            line = LineOfPieces()
            cells = [element] if element.tag == f"{_W}p" else element.iter(f"{_W}tc")
            for cell in cells:
                for paragraph in [cell] if cell.tag == f"{_W}p" else cell.iter(f"{_W}p"):
                    self._paragraph(paragraph, line)
                if cell.tag == f"{_W}tc":
                    line.add(CELL_END)
            yield line

    def _paragraph(self, paragraph: Any, line: LineOfPieces) -> None:
        open_marks: dict[str, str] = {}
        for element in paragraph.iter():
            if element.tag == f"{_W}bookmarkStart":
                open_marks[element.get(f"{_W}id", "")] = element.get(f"{_W}name", "")
            elif element.tag == f"{_W}bookmarkEnd":
                open_marks.pop(element.get(f"{_W}id", ""), None)
            elif element.tag == f"{_W}t" and not _inside(element, "del"):
                figure, owner = self._owner(element, open_marks)
                line.add(clean_piece(element.text or ""), figure, owner)
            elif element.tag in {f"{_W}br", f"{_W}tab"}:
                line.add(" ")

    def _owner(self, words: Any, open_marks: dict[str, str]) -> tuple[str | None, object]:
        """Whose words these are: the tagged control's, else the bookmark's."""
        control = next(iter(words.iterancestors(f"{_W}sdt")), None)
        if control is not None:
            tag = control.find(f"{_W}sdtPr/{_W}tag")
            identity = tag.get(f"{_W}val") if tag is not None else None
            if identity in self._ids:
                return identity, control
        for name in reversed(open_marks.values()):
            identity = self._by_bookmark.get(name[: name.rfind("_") + 1])
            if identity:
                return identity, control if control is not None else name
        return None, None


def _inside(element: Any, tag: str) -> bool:
    return any(parent.tag == f"{_W}{tag}" for parent in element.iterancestors())


def clean_piece(text: str) -> str:
    """Cleaned words with the spaces at their ends kept."""
    body = clean(text).replace("\n", " ")
    if not body:
        return " " if text else ""
    return (" " if text[:1].isspace() else "") + body + (" " if text[-1:].isspace() else "")
