"""The system counts what was said and done. It holds no register of the people that programmes are about (ADR on counts, not persons)."""

from __future__ import annotations

import re

from django.apps import apps

ABOUT_PERSONS = re.compile(
    r"prison|inmate|offen[cs]e|crime|convict|sentence|release|amnest|debt|health|diagnos|birth|cccd|identity|citizen|beneficiar|phone|religio|ethnic"
    r"|victim|patient|person(?!_)|full_name|attendee|participant"
)  # fmt: skip
OFFICIALS = {"accounts.User.full_name"}
"""The one place where people have names: officials with an account. Signers of papers are text of the paper (``signer_name``)."""


def test_no_field_and_no_table_is_about_persons() -> None:
    names = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("hoanhap.")
        for field in model._meta.get_fields()
    }
    assert len(names) > 100
    assert {name for name in names if ABOUT_PERSONS.search(name.lower())} == OFFICIALS
