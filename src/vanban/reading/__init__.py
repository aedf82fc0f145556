"""Lines become a document: one module a field, each of which takes a ``Script`` (text and lines) and its ``Zones``."""

from __future__ import annotations

from dataclasses import replace

from vanban import citing
from vanban.model import Document, Source, Span
from vanban.model.paper import Paper
from vanban.reading import assignments, dating, figures, issuing, naming, outline, redrafting, secrecy, signing, stamping, subject
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones, divide

__all__ = ["read_source", "redraft_source"]


def read_source(source: Source) -> Document:
    """Read every field of a source that was opened. Never raises on any text; what is not stated is None or empty."""
    script = Script.of(source)
    zones = divide(script)
    document = _body(script, zones, _frame(script, zones))
    from vanban.checking.findings import find

    return replace(document, findings=find(document, script, zones), confidence=_confidence(script, document))


def redraft_source(source: Source) -> Paper:
    """A source that was opened as a paper that can be written again, its fields as ``read_source`` reads them."""
    script = Script.of(source)
    zones = divide(script)
    return redrafting.redraft(script, zones, _body(script, zones, _frame(script, zones)))


def _frame(script: Script, zones: Zones) -> Document:
    """The fields of head and closing."""
    number = naming.read_number(script, zones)
    place_date = dating.read(script, zones)
    about, addressees = subject.read(script, zones), subject.read_addressees(script, zones)
    issuer = issuing.read(script, zones, number, place_date.place)
    recipients, signature = signing.read_recipients(script, zones), signing.read_signature(script, zones, issuer)
    urgency, mark = subject.read_urgency(script, zones), secrecy.read(script, zones)
    spans: dict[str, Span | None] = {
        "place": place_date.place_span,
        "date": place_date.date_span,
        "subject": about and about.span,
        "addressees": addressees.span,
        "recipients": recipients.span,
        "urgency": urgency and urgency[1],
        "secrecy": mark and mark[1],
    }
    return Document(
        text=script.text,
        source=script.source,
        type=naming.read_type(script, zones, number),
        issuer=issuer,
        number=number,
        place=place_date.place,
        date=place_date.date,
        subject=about.text if about else None,
        urgency=urgency[0] if urgency else None,
        secrecy=mark[0] if mark else None,
        stamp=stamping.read(script, zones),
        addressees=addressees.names,
        recipients=recipients.names,
        signature=signature,
        annexes=tuple(script.span(zone) for zone in zones.annexes),
        spans={name: span for name, span in spans.items() if span},
    )


def _body(script: Script, zones: Zones, frame: Document) -> Document:
    """The fields of the body, each reader seeing what the ones before it found."""
    document = replace(frame, citations=citing.find(script, zones, frame))
    document = replace(document, outline=outline.read(script, zones))
    document = replace(document, assignments=assignments.read(script, zones, document))
    return replace(document, figures=figures.read(script, zones, document.citations))


def _confidence(script: Script, document: Document) -> dict[str, float]:
    """How far each field may be believed: what was inferred or recognised badly is lower."""
    from vanban.reading.trust import weigh

    return weigh(script, document)
