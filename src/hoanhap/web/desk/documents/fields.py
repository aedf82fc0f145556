"""The fields read from a paper, each with where it was found and how sure the reading is. Doubtful ones stand first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from hoanhap.web.desk.documents.forms import ConfirmForm
from hoanhap.work.documents.queries import Paper

SURE = 0.8
_READ_AS = {
    "type_code": "type",
    "number": "number",
    "issuer_name": "issuer",
    "issued": "date",
    "subject": "subject",
    "signer_name": "signature",
}
"""What the reading calls each field that a person confirms."""


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field beside its paper."""

    bound: BoundField
    where: str
    doubtful: bool
    confirmed: bool
    shown: str
    """The value as a person reads it."""


def fields_of(form: ConfirmForm, paper: Paper) -> list[ReadField]:
    """Every field of the form with where it was found, doubtful ones first, otherwise in the order of the form."""
    reading = paper.reading or {}
    rows = [_field(bound, paper, reading) for bound in form.visible_fields()]
    return sorted(rows, key=lambda row: not row.doubtful)


def _field(bound: BoundField, paper: Paper, reading: dict[str, Any]) -> ReadField:
    key = _READ_AS[bound.name]
    confirmed = bound.name in (paper.confirmed_fields or ())
    confidence = (reading.get("confidence") or {}).get(key)
    unsure = not getattr(paper, bound.name) or (confidence is not None and confidence < SURE)
    return ReadField(bound, where_found(reading, key), doubtful=unsure and not confirmed, confirmed=confirmed, shown=_shown(bound, paper))


def _shown(bound: BoundField, paper: Paper) -> str:
    value = str(getattr(paper, bound.name) or "")
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(value, bound.field.prepare_value(value))) if value else ""


def where_found(reading: dict[str, Any], key: str) -> str:
    """In words: the stretch that a field was read from, or that it is not on the paper."""
    part = reading.get(key)
    inferred = isinstance(part, dict) and part.get("inferred")
    spans = part.get("because") if inferred and isinstance(part, dict) else [_span(reading, key)]
    stretches = [_stretch(reading, span) for span in spans or () if span]
    if not stretches:
        return _("Không thấy trên văn bản. Để trống nếu văn bản không ghi.")
    quoted = "; ".join(f"“{stretch}”" for stretch in stretches)
    return (_("Suy từ %(words)s") if inferred else _("Đọc ở %(words)s")) % {"words": quoted}


def _span(reading: dict[str, Any], key: str) -> Any:
    part = reading.get(key)
    own = part.get("span") if isinstance(part, dict) else None
    return own or (reading.get("spans") or {}).get(key)


def _stretch(reading: dict[str, Any], span: Any) -> str:
    start, end = span
    words = " ".join(str(reading.get("text") or "")[start:end].split())
    return words if len(words) <= 90 else f"{words[:88]}…"
