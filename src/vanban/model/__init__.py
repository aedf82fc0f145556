"""What a document is. Frozen dataclasses, no input or output.

``page``: what a source gives (lines with layout hints). ``document``: what reading gives (fields with spans).
"""

from vanban.model.document import (
    Assignment,
    Citation,
    Document,
    DocumentType,
    Figure,
    Finding,
    Issuer,
    Number,
    OutlineNode,
    Signature,
    SourceInfo,
    Span,
    Stamp,
)
from vanban.model.page import Box, Cell, Line, Source

__all__ = [
    "Assignment",
    "Box",
    "Cell",
    "Citation",
    "Document",
    "DocumentType",
    "Figure",
    "Finding",
    "Issuer",
    "Line",
    "Number",
    "OutlineNode",
    "Signature",
    "Source",
    "SourceInfo",
    "Span",
    "Stamp",
]
