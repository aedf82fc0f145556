"""What a source gives: lines of text with hints on how they stood on the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line stands, as shares of the page's width and height (0 to 1), from the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Which table cell a line comes from; all three count from 0 in reading order."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line (of a page) or one paragraph (of a flowing format), already through ``vanban.text.clean``.

    ``None`` means that the source does not tell; a plain text file tells only ``text``.
    """

    text: str
    page: int = 1
    """Counted from 1; formats without pages have one."""
    box: Box | None = None
    bold: bool | None = None
    bold_until: int | None = None
    """How many characters at the start are bold: a heading that plain words run on after (``2. Tai nạn: Không.``)."""
    italic: bool | None = None
    size: float | None = None
    """Type size in points."""
    align: str | None = None
    """``left``, ``right``, ``center`` or ``justify``."""
    cell: Cell | None = None
    label: str | None = None
    """The list label that the word processor computed (``1.``, ``a)``, ``-``); ``text`` already begins with it."""
    paragraph_end: bool | None = None
    """True where the source knows that a paragraph ends here, False where it knows that the next line goes on."""
    confidence: float | None = None
    """0 to 1, from optical recognition only."""
    doubtful: tuple[tuple[int, int], ...] = ()
    """Character ranges of ``text`` that recognition was unsure of (handwriting, seals): not to be taken for a number or a name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was opened: its kind and its lines in reading order (an empty line is a blank line or paragraph)."""

    kind: str
    """``txt``, ``md``, ``html``, ``docx``, ``doc``, ``odt``, ``rtf``, ``pdf`` or ``image``."""
    lines: tuple[Line, ...]
    pages: int = 1
    ocr: bool = False
