"""The number and symbol of a document: every family that is in use, found in text and taken apart."""

from vanban.numbering.grammar import Symbol, find, key, parse_own, type_names, type_of_symbol

__all__ = ["Symbol", "find", "key", "parse_own", "type_names", "type_of_symbol"]
