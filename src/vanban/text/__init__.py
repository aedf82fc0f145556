"""The form of Vietnamese text: one door in (``clean``), one way to compare (``fold``)."""

from vanban.text.cleaning import clean
from vanban.text.folding import fold, same, small, unaccent

__all__ = ["clean", "fold", "same", "small", "unaccent"]
