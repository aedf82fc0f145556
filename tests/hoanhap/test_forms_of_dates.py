"""05/03/2024 is the fifth of March wherever a day is typed, and text enters in one form."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date, datetime

import pytest
from django import forms
from django.utils import translation

import hoanhap.web
from hoanhap.web.forms import DayField


def day_fields() -> dict[str, forms.Field]:
    """Every field for a day of every form in the web room."""
    found: dict[str, forms.Field] = {}
    for module in pkgutil.walk_packages(hoanhap.web.__path__, "hoanhap.web."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, forms.BaseForm):
                fields = getattr(thing, "base_fields", {})
                days = (forms.DateField, forms.DateTimeField, DayField)
                found |= {f"{thing.__module__}.{thing.__name__}.{name}": field for name, field in fields.items() if isinstance(field, days)}
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["05/03/2024", "5/3/2024", "05-03-2024", "05.03.2024", "2024-03-05"])
def test_the_fifth_of_march_in_every_form(typed: str, language: str) -> None:
    fields = day_fields()
    assert len(fields) >= 4
    with translation.override(language):
        understood = {name: field.clean(typed) for name, field in fields.items()}
    days = {name: value.date() if isinstance(value, datetime) else value for name, value in understood.items()}
    assert days == dict.fromkeys(fields, date(2024, 3, 5))


@pytest.mark.parametrize("typed", ["31/02/2024", "12/25/2024", "hôm nay", "2024"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        DayField().clean(typed)
