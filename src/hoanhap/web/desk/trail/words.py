"""Acts of the trail in the words of readers."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

Words = dict[str, list[str]]


@cache
def _data() -> dict[str, Words]:
    return tomllib.loads(files("hoanhap.web.desk.trail").joinpath("acts.toml").read_text("utf-8"))


def act_words(act: str) -> str:
    """What an act is called; one that nobody has named, by its code."""
    return _said(_data()["acts"].get(act, [act, act]))


def groups() -> list[tuple[str, str]]:
    """What acts are about, as (first part of the act, words)."""
    return [(code, _said(words)) for code, words in _data()["groups"].items()]


def _said(words: list[str]) -> str:
    return words[1] if get_language() == "en" else words[0]
