"""Hashes that tie a figure to what it stands on. Pure: the offline check uses the same functions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

EMPTY = hashlib.sha256(b"").hexdigest()


def digest(content: dict[str, Any]) -> str:
    """SHA-256 of a JSON object in one canonical form (sorted keys, no spaces, UTF-8)."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def root(digests: Iterable[str]) -> str:
    """Root of the binary hash tree over the sorted digests; an odd last one goes up as it is; of none, the hash of nothing."""
    level = sorted(digests)
    if not level:
        return EMPTY
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [_node(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0]


def _node(left: str, right: str) -> str:
    """An inner node says that it is one, so that nobody can pass it off as a leaf."""
    return hashlib.sha256(f"node {left} {right}".encode()).hexdigest()
