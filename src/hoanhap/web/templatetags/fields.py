"""Form fields: label above, hint, error, control; and the summary that says the same errors first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_CHOOSERS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, width: str = "") -> dict[str, Any]:
    """A whole field. ``width`` is empty, ``short`` or ``date``."""
    return {
        "field": bound,
        "id": bound.id_for_label or bound.auto_id,
        "chooser": isinstance(bound.field.widget, _CHOOSERS),
        "tick": isinstance(bound.field.widget, forms.CheckboxInput),
        "control": control(bound, width) if not isinstance(bound.field.widget, _CHOOSERS) else "",
        "described": _described_by(bound),
    }


@register.simple_tag
def control(bound: BoundField, width: str = "") -> SafeString:
    """Only the control of a field, for rows that bring their own label."""
    attributes: dict[str, Any] = {"class": f"input {width}".strip()}
    if isinstance(bound.field.widget, forms.CheckboxInput):
        attributes = {}
    if described := _described_by(bound):
        attributes["aria-describedby"] = described
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return bound.as_widget(attrs=attributes)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: forms.Form | str) -> dict[str, Any]:
    """First thing in a page whose form was refused: every error in the words of its field, each a link to it. A page may have no form."""
    return {"problems": list(problems(form)) if isinstance(form, forms.Form) and form.is_bound else []}


def problems(form: forms.Form) -> Iterator[tuple[str, str]]:
    """(id of the control or empty, error) of everything wrong with a form, in the order of the page."""
    for message in form.non_field_errors():
        yield "", str(message)
    for bound in form:
        for message in bound.errors:
            yield _target(bound), str(message)


def _target(bound: BoundField) -> str:
    """What a link to the field must name: its control, or the first of its choices."""
    return f"{bound.auto_id}_0" if isinstance(bound.field.widget, _CHOOSERS) else str(bound.id_for_label or bound.auto_id)


def _described_by(bound: BoundField) -> str:
    parts = [f"{bound.auto_id}_hint"] if bound.help_text else []
    return " ".join([*parts, f"{bound.auto_id}_error"] if bound.errors else parts)
