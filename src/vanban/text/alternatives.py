"""Words of a vocabulary as one pattern, so that lists stay data and only the grammar around them is written as a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from vanban import rules
from vanban.text.folding import fold


def any_of(words: Iterable[str], *, gap: str = " ", either: bool = False) -> str:
    r"""A pattern that matches any of these words, the longest first; to be put into a group.

    :param gap: the pattern of the space between two syllables, where more than one plain space may stand there (``\s+``)
    :param either: the first letter may be small or a capital

    >>> any_of(["sở", "sở, ngành"]), any_of(["đã ký"], gap=r"\s+"), any_of(["giao"], either=True)
    ('sở, ngành|sở', 'đã\\s+ký', '[gG]iao')
    """
    ordered = sorted(dict.fromkeys(words), key=len, reverse=True)
    return "|".join(_written(word, either=either).replace(r"\ ", gap) for word in ordered)


def apart(term: str, *, before: Iterable[str], after: Iterable[str], gap: str = " ") -> str:
    """The pattern of a term that does not match where its words belong to the phrases beside it (``án phạt tù nhân dịp``).

    :param before: words that make another phrase with the beginning of the term
    :param after: words that make one with its end
    """
    ahead = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in before)
    behind = any_of(after)
    return ahead + _written(term, either=False).replace(r"\ ", gap) + (rf"(?!\s(?:{behind})\b)" if behind else "")


def _written(word: str, *, either: bool) -> str:
    if not either or not word[0].isalpha():
        return re.escape(word)
    return f"[{word[0].lower()}{word[0].upper()}]{re.escape(word[1:])}"


@cache
def folded(name: str, *path: str) -> frozenset[str]:
    """A list of ``rules/<name>.toml``, by its path in the file, folded for comparing.

    :raises vanban.errors.BadRules: there is no such file
    """
    return frozenset(map(fold, _listed(name, path)))


def _listed(name: str, path: Iterable[str]) -> Any:
    value: Any = rules.load(name)
    for key in path:
        value = value[key]
    return value


def words_of(name: str, *path: str, gap: str = " ", either: bool = False) -> str:
    """A list of ``rules/<name>.toml``, by its path in the file, as alternatives of a pattern: ``words_of("signing", "posts", "ranks")``.

    ``gap`` and ``either`` are those of ``any_of``.

    :raises vanban.errors.BadRules: there is no such file
    """
    return any_of(_listed(name, path), gap=gap, either=either)
