"""The examples in the documentation of the library's doors run as they are printed."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = (
    "vanban",
    "vanban.text.alternatives",
    "vanban.text.dates",
    "vanban.text.folding",
    "vanban.text.numbers",
    "vanban.text.wording",
    "vanban.numbering.grammar",
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried
    assert not failed
