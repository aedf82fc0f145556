"""Searching without marks and case, in the database as in Python."""

from __future__ import annotations

from django.db.models import F, Func, TextField
from django.db.models.functions import Lower

from vanban.text import unaccent


def folded(field: str) -> Func:
    """A text field without marks and case, as an expression."""
    return Func(Lower(F(field)), function="unaccent", output_field=TextField())


def folded_words(text: str) -> list[str]:
    """The words of what somebody typed, folded as ``folded`` folds."""
    return unaccent(text).lower().split()
