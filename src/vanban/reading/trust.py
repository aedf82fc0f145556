"""How far each field may be believed, so that a page can show the doubtful ones first."""

from __future__ import annotations

from vanban.model import Document, Span
from vanban.zoning.script import Script

_PLAIN = ("place", "date", "subject", "addressees", "recipients", "urgency", "secrecy")
_PRINTED, _INFERRED, _MISSING_SERIAL, _PARTLY = 0.98, 0.7, 0.75, 0.85


def weigh(script: Script, document: Document) -> dict[str, float]:
    """0 to 1 by field name, for the fields that were found. Below 0.8 a person should look."""
    weights = {name: _PRINTED for name in _PLAIN if name in document.spans}
    if document.type:
        weights["type"] = _INFERRED if document.type.inferred else _PRINTED
    if document.issuer:
        weights["issuer"] = _INFERRED if document.issuer.inferred else _PRINTED
    if document.number:
        weights["number"] = _PRINTED if document.number.serial else _MISSING_SERIAL
    if document.signature:
        weights["signature"] = _PRINTED if document.signature.name and document.signature.position else _PARTLY
    if document.stamp:
        weights["stamp"] = _PARTLY
    if document.date and len(document.date) < 10:
        weights["date"] = _MISSING_SERIAL
    return {name: round(weight * _recognised(script, _span(document, name)), 3) for name, weight in weights.items()}


def _span(document: Document, name: str) -> Span | None:
    """Where a field stands, if it stands anywhere."""
    part = getattr(document, name) if name in {"type", "issuer", "number", "signature", "stamp"} else None
    return part.span if part else document.spans.get(name)


def _recognised(script: Script, span: Span | None) -> float:
    """The lowest confidence of optical recognition over the lines of a span; 1 where the text was not recognised."""
    if span is None or not script.source.ocr:
        return 1.0
    lines = range(script.line_at(span[0]), script.line_at(max(span[1] - 1, span[0])) + 1)
    seen = [line.confidence for line in (script.lines[number] for number in lines) if line.confidence is not None]
    return min(seen, default=1.0)
