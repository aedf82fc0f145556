"""Numbers divided by language, topic, sex …: fields that a form has for that, and what is typed into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoanhap.work.activities.queries import Part
from hoanhap.work.figures.queries import IndicatorVersion, cutting


@dataclass(frozen=True, slots=True)
class Division:
    """The fields by which one number may be divided: by cut, its label and a field a value."""

    label: str
    cuts: tuple[tuple[str, tuple[BoundField, ...]], ...]


def field_name(code: str, cut: str, value: str) -> str:
    """What the field of a part is called, as refusals name it."""
    return f"{code}:{cut}:{value}"


def add_fields(form: forms.Form, version: IndicatorVersion) -> None:
    """Let the form ask for the parts of one number: a field for each value of each cut that the catalogue names for it."""
    for choice in cutting.offered(version):
        for value, label in choice.values.items():
            form.fields[field_name(version.indicator_id, choice.code, value)] = forms.IntegerField(
                label=label,
                localize=True,
                required=False,
                min_value=0,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages=dict.fromkeys(("invalid", "min_value"), gettext_lazy("Hãy ghi số nguyên, từ 0 trở lên.")),
            )


def typed(form: forms.Form, version: IndicatorVersion) -> dict[str, dict[str, Decimal]]:
    """By cut and value, how many of one number; only what was filled in."""
    found: dict[str, dict[str, Decimal]] = {}
    for choice in cutting.offered(version):
        for value in choice.values:
            amount = form.cleaned_data.get(field_name(version.indicator_id, choice.code, value))
            if amount:
                found.setdefault(choice.code, {})[value] = Decimal(amount)
    return found


def division(form: forms.Form, version: IndicatorVersion, label: str) -> Division | None:
    """The fields of one number for its page; None where it cannot be divided."""
    cuts = tuple(
        (
            _("Theo %(cut)s") % {"cut": choice.label},
            tuple(form[field_name(version.indicator_id, choice.code, value)] for value in choice.values),
        )
        for choice in cutting.offered(version)
    )
    return Division(label, cuts) if cuts else None


def is_open(divisions: Iterable[Division]) -> bool:
    """Whether the folded part has to be seen: something is filled in, or wrong."""
    return any(bound.value() or bound.errors for row in divisions for _label, fields in row.cuts for bound in fields)


def values_of_parts(code: str, parts: Iterable[Part]) -> dict[str, Any]:
    """The parts of a number by the names of the form's fields."""
    return {field_name(code, cut, value): int(amount) for cut, of_cut in cutting.divided(parts).items() for value, amount in of_cut.items()}


def parts_in_words(parts: Iterable[Part]) -> list[tuple[str, Decimal]]:
    """The parts of a number: of what, how many. Nothing for an undivided one."""
    return [(cutting.label_of(values), amount) for values, amount in parts if values]
