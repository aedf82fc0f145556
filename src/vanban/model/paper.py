"""What a paper to be written is. Frozen values with no layout in them: how they stand on the page is ``vanban.writing``'s affair.

Names of bodies, posts and types are given in sentence case (``Sở Tư pháp``); the writer puts them in capitals where the law asks for it.
Nothing here is markup: every string comes out on paper as the characters it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vanban.model.document import Stamp

Value = int | Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of words in one weight."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class FigureRun:
    """A figure in the text. ``figure`` is the id of a ``LedgerFigure`` of the same paper; ``text`` is how the number is worded here
    (``97``, ``gần 100``), its unit not included. It must say the ledger's value (``vanban.text.wording.says``);
    an estimate worded as if it were counted is printed with ``khoảng``."""

    figure: str
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a figure ought to stand and nothing proves one. ``about`` says which, for the person who drafts."""

    about: str = ""
    text: str = "CHƯA CÓ MINH CHỨNG"


Run = Text | FigureRun | Slot
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or bare title on a line of its own.

    ``label`` is the number without its dot or bracket, as ``OutlineNode.label``: ``Phần I``, ``Chương II``, ``Mục 1``, ``Tiểu mục 1``,
    ``Điều 3``, ``I``, ``1``, ``1.2``, ``a`` or None. ``level`` counts from 1 and gives the bookmark's depth.
    """

    label: str | None
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Clause:
    """Numbered running text: ``1. Quyết định này có hiệu lực …``, ``a) …``, ``Điều 2. …`` (the word Điều and its number stand bold)."""

    label: str
    runs: Runs
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``align`` is ``justify``, ``left``, ``center`` or ``right``; only justified and left ones indent their first line."""

    runs: Runs
    align: str = "justify"


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of a list; ``mark`` is ``-`` or ``+``."""

    runs: Runs
    mark: str = "-"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``across`` and ``down`` count the columns and rows it covers; ``align`` None lets the column decide."""

    runs: Runs
    across: int = 1
    down: int = 1
    align: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that is repeated on every page. A row holds only the cells that begin in it (see ``Cell.down``).

    ``widths`` are shares of the line, one a column (any unit; equal where empty); ``aligns`` one a column (``left`` where empty).
    """

    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    aligns: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address as a QR code, with the address in words below it."""

    address: str
    note: str = ""


Block = Heading | Clause | Paragraph | Bullet | Table | QrCode


@dataclass(frozen=True, slots=True)
class Authority:
    """In whose place the signer signs.

    ``mark`` is ``TM.``, ``KT.``, ``TL.``, ``TUQ.`` or ``Q.``; ``post`` is whom or what it stands before.
    """

    mark: str
    post: str


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature block, top to bottom: authority lines, the signer's own post, room to sign, rank and name.

    ``KT. GIÁM ĐỐC`` / ``PHÓ GIÁM ĐỐC`` is ``(Authority("KT.", "Giám đốc"),)`` with position ``Phó Giám đốc``;
    an acting head is ``(Authority("Q.", "Giám đốc"),)`` with no position. ``other_post`` is printed above the name (cell 7b).
    """

    name: str | None = None
    position: str | None = None
    authorities: tuple[Authority, ...] = ()
    rank: str | None = None
    other_post: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex. The number is Roman and given by the writer where there are two or more; pages count anew from 1 in each."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    word: str = ""
    """What stands above the title in place of ``Phụ lục``: the type of a plan or of rules issued with the paper (``Quy chế``)."""


@dataclass(frozen=True, slots=True)
class LedgerFigure:
    """A frozen figure as the annex prints it and as ``vanban verify`` checks it.

    ``id`` is the ledger's; ``code`` the short mark printed behind the number in the PDF (given by the writer, ``S1`` …, where empty).
    ``value`` is exact, None where nothing proves one. ``entries`` counts the records behind it, ``evidence`` lists their proofs
    (file hashes, links); ``digest`` is the root of the ledger's hash tree, in hex. Dates are ISO.
    """

    id: str
    name: str
    value: Value | None
    unit: str = ""
    definition: str = ""
    period: str = ""
    as_of: str = ""
    entries: int = 0
    evidence: tuple[str, ...] = ()
    estimated: bool = False
    digest: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class CopyNote:
    """What stands under a copied paper. ``kind`` is ``SY``, ``TrS`` or ``SL`` (Appendix III of Decree 30/2020)."""

    kind: str
    issuer: str
    symbol: str
    place: str
    serial: str | None = None
    date: str | None = None
    signing: Signing = Signing()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """An administrative paper to be written.

    ``type`` is the abbreviation of Appendix III (``BC``, ``KH``, ``QĐ`` …), ``CV`` for a công văn, ``ThC`` for a thư công: these two have
    no abbreviation in the law. ``date`` is ``YYYY-MM-DD``, or ``YYYY-MM`` or ``YYYY`` where the rest is filled in by hand, or None.
    ``serial`` None leaves room for the clerk. ``symbol`` is what stands behind the slash (``BC-STTTT``), or, in Party style, the whole
    behind the number (``CT/TU``).
    """

    type: str
    issuer: str
    symbol: str
    place: str
    subject: str = ""
    parent: str | None = None
    others: tuple[str, ...] = ()
    """Joint issuers after the first."""
    serial: str | None = None
    date: str | None = None
    addressees: tuple[str, ...] = ()
    urgency: str | None = None
    """``KHẨN``, ``THƯỢNG KHẨN`` or ``HỎA TỐC``."""
    circulation: str | None = None
    """``XEM XONG TRẢ LẠI`` or ``LƯU HÀNH NỘI BỘ``."""
    enacted_by: str | None = None
    """Who decides, printed above the bases of a decision or resolution: ``Giám đốc Sở Tư pháp``."""
    bases: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    closing: str = "./."
    recipients: tuple[str, ...] = ()
    signings: tuple[Signing, ...] = ()
    """One as a rule; several for joint papers and minutes, left to right."""
    annexes: tuple[Annex, ...] = ()
    figures: tuple[LedgerFigure, ...] = ()
    verify_url: str | None = None
    """Address that answers for the figures; printed as words and as a QR code at the head of the figure annex."""
    drafter: str | None = None
    """Cell 12: drafter's mark and number of copies, ``PL.(300)``."""
    contact: tuple[str, ...] = ()
    """Cell 13: address, mail, site, telephone, at the foot of page 1."""
    party: bool = False
    """Party style: ``ĐẢNG CỘNG SẢN VIỆT NAM`` for the national title, a dash between number and type."""
    copy: CopyNote | None = None
    received: Stamp | None = None
    """The ĐẾN stamp of whoever received the paper, where a received paper is written again."""
    title: str | None = None
    """The document's title for machines (PDF, DOCX properties); type and subject where empty."""
