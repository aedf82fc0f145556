"""What the site itself publishes from its own files passes its own gate."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hoanhap
from vanban.checking.dignity import examine

ROOT = Path(hoanhap.__file__).parent
FOLDERS = ("channels/portal/data", "people/support/data", "ground/legislation/data", "work/figures/data")
NAMES = {"hoàn lương"}
"""Kept where they are the names of clubs in the catalogue of indicators."""


def words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if not str(key).endswith("_en"):  # the gate reads Vietnamese
                yield from words(inner)


def test_every_text_that_comes_with_the_system_passes_the_dignity_gate() -> None:
    texts = [
        (path.name, text)
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.toml"))
        for text in words(tomllib.loads(path.read_text("utf-8")))
    ]
    assert len(texts) > 1000
    stopped = [(name, one.code, one.found) for name, text in texts for one in examine(text) if one.found not in NAMES]
    assert not stopped, "say it otherwise, or teach the gate (src/vanban/rules/dignity.toml)"
