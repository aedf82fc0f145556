"""The examples in the documentation of the library's doors run as they are printed."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = ("vanban", "vanban.text.dates", "vanban.numbering.grammar")


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried
    assert not failed
