"""What reading gives. The JSON of ``Document.to_json`` is the contract with every caller; its keys never change meaning.

All spans are ``(start, end)`` offsets in characters of ``Document.text``, end exclusive.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where the text came from."""

    kind: str
    pages: int = 1
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class DocumentType:
    """``code`` is the abbreviation of Decree 30/2020 Appendix III; ``CV`` for a công văn, which has no type heading."""

    code: str
    name: str
    span: Span | None = None
    inferred: bool = False
    because: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body that issues, as printed in sentence case, and the body above it. ``others`` holds joint issuers."""

    name: str
    parent: str | None = None
    span: Span | None = None
    inferred: bool = False
    because: tuple[Span, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """``text`` is serial + ``/`` + symbol without spaces; a blank serial gives ``/BC-STTTT`` and ``serial`` None."""

    text: str
    serial: str | None
    symbol: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The incoming stamp (ĐẾN) of whoever received the paper."""

    receiver: str | None = None
    number: str | None = None
    date: str | None = None
    forwarded_to: str | None = None
    file_reference: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document that this one names: one entry a document, ``spans`` holds every mention."""

    type: str | None
    number: str | None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    basis: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A numbered part. ``label`` without its dot or bracket; ``title`` None where the label opens running text."""

    label: str
    title: str | None
    level: int
    span: Span
    children: tuple[OutlineNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One duty given to one named unit. ``role`` is ``lead``, ``coordinate`` or ``advise``; ``clause`` like ``IV.2``."""

    unit: str
    role: str
    duty: str
    due: str | None
    clause: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted result or target. ``bound``: exact, below, above, about, at_least, at_most."""

    text: str
    value: float | int | None
    bound: str
    unit: str | None
    in_title: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Signature:
    """The signing block: ``authority`` TM., KT., TL., TUQ., Q. or None. ``others`` holds those of the bodies that issue jointly."""

    authority: str | None = None
    on_behalf_of: str | None = None
    position: str | None = None
    rank: str | None = None
    name: str | None = None
    span: Span | None = None
    others: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a careful clerk would remark. ``code`` never changes; ``message`` is a sentence in Vietnamese."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An administrative document as it was read. What the paper does not state is None or empty."""

    text: str
    source: SourceInfo
    type: DocumentType | None = None
    issuer: Issuer | None = None
    number: Number | None = None
    place: str | None = None
    date: str | None = None
    """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``: only what is printed."""
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    stamp: Stamp | None = None
    addressees: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    outline: tuple[OutlineNode, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    figures: tuple[Figure, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature | None = None
    annexes: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)
    """Where the plain fields (``place``, ``date``, ``subject``, ``recipients`` …) stand, by field name."""
    confidence: dict[str, float] = field(default_factory=dict)
    """0 to 1 by field name; a field below 0.8 wants a person's look."""

    def to_json(self) -> dict[str, Any]:
        """The contract as plain lists, dicts, strings and numbers."""
        return asdict(self)
