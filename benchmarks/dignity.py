"""What the dignity gate catches and lets through of the labelled passages, and how much processor time a page takes it.

python benchmarks/dignity.py [--misses]
"""

from __future__ import annotations

import argparse
import statistics
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from vanban.checking.dignity import examine

PASSAGES = Path(__file__).resolve().parents[1] / "tests/vanban/checking/dignity_passages.toml"
PAGE = 2500


def main() -> None:
    """Print recall and false alarms a part and in all, recall a kind of leak, and milliseconds a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was stopped wrongly")
    misses = parser.parse_args().misses
    parts: dict[str, list[dict[str, Any]]] = tomllib.loads(PASSAGES.read_text("utf-8"))
    for name, passages in {**parts, "all": [passage for part in parts.values() for passage in part]}.items():
        _tell(name, passages, misses=misses and name != "all")
    every = [passage for part in parts.values() for passage in part]
    _kinds(every)
    for name, wanted in (("clean", False), ("leaking", True)):
        _time(name, "\n".join(passage["text"] for passage in every if bool(passage["expect"]) is wanted)[:PAGE])


def _tell(name: str, passages: list[dict[str, Any]], *, misses: bool) -> None:
    leaks = [passage for passage in passages if passage["expect"]]
    clean = [passage for passage in passages if not passage["expect"]]
    missed = [passage for passage in leaks if not set(passage["expect"]) <= _codes(passage["text"])]
    alarmed = [passage for passage in clean if examine(passage["text"])]
    print(
        f"{name:6} recall {1 - len(missed) / len(leaks):.3f} ({len(leaks) - len(missed)}/{len(leaks)})  "
        f"false alarms {len(alarmed) / len(clean):.3f} ({len(alarmed)}/{len(clean)})"
    )
    for passage in missed + alarmed if misses else []:
        print(f"    expected {passage['expect']}, found {sorted(_codes(passage['text']))}: {passage['text']}")


def _codes(text: str) -> set[str]:
    return {objection.code for objection in examine(text)}


def _kinds(passages: list[dict[str, Any]]) -> None:
    expected = Counter(code for passage in passages for code in passage["expect"])
    caught = Counter(code for passage in passages for code in passage["expect"] if code in _codes(passage["text"]))
    print("  ".join(f"{code} {caught[code]}/{count}" for code, count in sorted(expected.items())))


def _time(name: str, page: str) -> None:
    examine(page)
    took = []
    for _ in range(30):
        begin = time.process_time()
        examine(page)
        took.append((time.process_time() - begin) * 1000)
    print(f"a {name} page of {len(page)} letters: median {statistics.median(took):.1f} ms")


if __name__ == "__main__":
    main()
