"""Words of data files in the reader's language: they come in Vietnamese and in English, messages of code go through gettext."""

from __future__ import annotations

from django.utils.translation import get_language


def in_their_language(vietnamese: str, english: str) -> str:
    """Whichever of the two the page is read in."""
    return english if get_language() == "en" else vietnamese
