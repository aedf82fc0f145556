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
    chosen: tuple[BoundField, ...] = ()
    """Of a number that is always the same (one talk): a field a cut, to choose what it was."""


def add_fields(form: forms.Form, version: IndicatorVersion, *, fixed: int | None = None) -> None:
    """Let the form ask for the parts of one number: a field for each value of each cut that the catalogue names for it, or for each cut
    where the number is always the same."""
    for choice in cutting.offered(version):
        if fixed is not None:
            form.fields[cutting.name_of(version.indicator_id, choice.code)] = forms.ChoiceField(
                label=_by(choice), required=False, choices=[("", _("Không nêu")), *choice.values.items()]
            )
            continue
        for value, label in choice.values.items():
            form.fields[cutting.name_of(version.indicator_id, choice.code, value)] = forms.IntegerField(
                label=label,
                localize=True,
                required=False,
                min_value=0,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages=dict.fromkeys(("invalid", "min_value"), gettext_lazy("Hãy ghi số nguyên, từ 0 trở lên.")),
            )


def _by(choice: cutting.Choice) -> str:
    return _("Theo %(cut)s") % {"cut": choice.label}


def typed(form: forms.Form, version: IndicatorVersion, *, fixed: int | None = None) -> dict[str, dict[str, Decimal]]:
    """By cut and value, how many of one number; only what was filled in."""
    found: dict[str, dict[str, Decimal]] = {}
    for choice in cutting.offered(version):
        chosen = form.cleaned_data.get(cutting.name_of(version.indicator_id, choice.code))
        if chosen and fixed is not None:
            found[choice.code] = {chosen: Decimal(fixed)}
        for value in choice.values:
            amount = form.cleaned_data.get(cutting.name_of(version.indicator_id, choice.code, value))
            if amount:
                found.setdefault(choice.code, {})[value] = Decimal(amount)
    return found


def division(form: forms.Form, version: IndicatorVersion, label: str, *, fixed: int | None = None) -> Division | None:
    """The fields of one number for its page; None where it cannot be divided."""
    code, choices = version.indicator_id, cutting.offered(version)
    if fixed is not None:
        chosen = tuple(form[cutting.name_of(code, choice.code)] for choice in choices)
        return Division(label, (), chosen) if chosen else None
    cuts = tuple((_by(choice), tuple(form[cutting.name_of(code, choice.code, value)] for value in choice.values)) for choice in choices)
    return Division(label, cuts) if cuts else None


def is_open(divisions: Iterable[Division]) -> bool:
    """Whether the folded part has to be seen: something is filled in, or wrong."""
    fields = [bound for row in divisions for bound in (*row.chosen, *(bound for _label, fields in row.cuts for bound in fields))]
    return any(bound.value() or bound.errors for bound in fields)


def values_of_parts(code: str, parts: Iterable[Part]) -> dict[str, Any]:
    """The parts of a number by the names of the form's fields."""
    found: dict[str, Any] = {}
    for cut, of_cut in cutting.divided(parts).items():
        found |= {cutting.name_of(code, cut, value): int(amount) for value, amount in of_cut.items()}
        found[cutting.name_of(code, cut)] = next(iter(of_cut))
    return found


def parts_in_words(parts: Iterable[Part]) -> list[tuple[str, Decimal]]:
    """The parts of a number: of what, how many. Nothing for an undivided one."""
    return [(cutting.label_of(values), amount) for values, amount in parts if values]
