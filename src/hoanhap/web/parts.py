"""What the components are made of: views build these, templates in ``components/`` show them.

Every word in them is already in the reader's language; every address has been reversed by the view.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """A state: a word with an icon. ``kind`` is ``ok``, ``warn``, ``go``, ``off`` or ``now`` (filled: needs the reader today)."""

    kind: str
    word: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing; the place lives in the address."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the navigation of the desk. ``group`` stands above the first of its kind; ``waiting`` is how much waits there."""

    label: str
    href: str
    icon: str
    group: str = ""
    waiting: int = 0
    current: bool = False
    phone: bool = False
    """Whether it also stands at the foot of a phone."""


@dataclass(frozen=True, slots=True)
class Step:
    """A station on the path of a paper. ``at`` is ``done``, ``here`` or empty (to come)."""

    name: str
    note: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing to do: verb and object, where it comes from, when, one act."""

    what: str
    href: str
    origin: str
    mark: Mark
    verb: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One thing that happened."""

    at: datetime
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """Something missing or noticed. ``weight`` is ``gap``, ``note`` or ``fine``; ``remedy`` is the one thing to do about it."""

    weight: str
    text: str
    where: str = ""
    remedy: Link | None = None


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A row of a plan: number, text, the clause it comes from, who leads, when it is due. A branch only holds others."""

    number: str
    text: str
    clause: Link | None = None
    lead: str = ""
    partners: str = ""
    due: date | None = None
    due_text: str = ""
    branch: bool = False
    href: str = ""
    id: str = ""
    rows: tuple[TreeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A proof: what it is, what it is called, what is known of it (hash, size, when it came)."""

    icon: str
    text: str
    known: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A summand of a figure, with the summands below it and its proofs."""

    label: str
    value: str
    href: str = ""
    evidence: tuple[EvidenceRow, ...] = ()
    rows: tuple[ChainRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureChip:
    """A number in a report as a door to its proof. ``kind`` is ``proved``, ``est``, ``changed`` or ``void`` (no proof)."""

    text: str
    href: str
    code: str = ""
    kind: str = "proved"
    open: bool = False
    sum_text: str = ""
    """The sum in words, shown while pointing at the chip."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paper's line: plain, or found (``kinds`` are ``doc``, ``unit``, ``date``, ``duty``, ``doubt``)."""

    text: str
    kinds: str = ""
    field: str = ""
    """The id of the field that this stretch fills, to link both ways."""
    anchor: str = ""
    """An id of its own, for others to link to."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of a paper as it stands on the sheet. ``shape`` is ``title``, ``head``, ``center`` or empty."""

    runs: tuple[Run, ...]
    shape: str = ""


@dataclass(frozen=True, slots=True)
class PagerLinks:
    """Where the reader is in a long list."""

    number: int
    of: int
    total: int
    earlier: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work: what is being done, how far it is, and where to ask again. ``done`` of ``of``; ``of`` 0 when the length is unknown."""

    title: str
    note: str
    href: str
    done: int = 0
    of: int = 0
    steps: tuple[Step, ...] = field(default=())
