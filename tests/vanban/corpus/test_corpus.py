"""The real papers in ``../shared``: what is read of each, against a committed baseline of counts. No word of a paper stands here."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import vanban

SHARED = Path(__file__).parents[4] / "shared" / "corpus"
GOLD = SHARED / "dev" / "gold"
BASELINE = Path(__file__).with_name("baseline.json")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not GOLD.is_dir(), reason="các văn bản thật không có ở ../shared/corpus; bỏ qua phép thử này"),
]


@cache
def scorer() -> ModuleType:
    """The scorer that lies beside the papers."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counts(gold: dict[str, Any], read: dict[str, Any]) -> dict[str, list[int]]:
    """Hits and things read by field: what was found, and how much was said in all."""
    score, found = scorer(), {}
    scored = set(gold.get("scored") or [])
    for field in score.SCALARS:
        if not scored or field in scored:
            wanted, given = score.scalar(gold, field), score.scalar(read, field)
            hit = wanted is not None and given is not None and score.same_scalar(field, wanted, given)
            found[field] = [int(hit), int(given is not None)]
    for field in score.LISTS:
        if field in gold and (not scored or field in scored):
            wanted, given = score.items(gold, field), score.items(read, field)
            hits, _, _ = score.match(field, wanted, given)
            found[field] = [hits, len(given)]
    return found


def paper_of(gold: dict[str, Any]) -> Path:
    """The file that a gold reading names, which for the seeds lies beside the corpus."""
    return next(place for place in (GOLD.parent / gold["file"], SHARED / "dev" / gold["file"], SHARED / gold["file"]) if place.exists())


def papers() -> list[str]:
    return sorted(path.stem for path in GOLD.glob("*.json")) if GOLD.is_dir() else []


def changes(before: dict[str, list[int]], now: dict[str, list[int]]) -> tuple[list[str], list[str]]:
    """Fields gained and lost: fewer hits, or more that is wrong, is a loss."""
    gained, lost = [], []
    for field, (hits, said) in now.items():
        hits_before, said_before = before.get(field, [0, 0])
        wrong, wrong_before = said - hits, said_before - hits_before
        if hits < hits_before or wrong > wrong_before:
            lost.append(f"{field}: {hits_before}/{said_before} → {hits}/{said}")
        elif hits > hits_before or wrong < wrong_before:
            gained.append(f"{field}: {hits_before}/{said_before} → {hits}/{said}")
    return gained, lost


@pytest.mark.parametrize("name", papers())
def test_paper_is_read_no_worse_than_before(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    now = counts(gold, vanban.read(paper_of(gold)).to_json())
    gained, lost = changes(json.loads(BASELINE.read_text("utf-8")).get(name, {}), now)
    with capsys.disabled():
        for line in gained:
            sys.stdout.write(f"\n{name}: được thêm {line}")
    assert not lost, f"{name}: đọc kém đi ở {'; '.join(lost)}"


def test_changes_are_told_apart() -> None:
    assert changes({"date": [1, 1]}, {"date": [0, 1]}) == ([], ["date: 1/1 → 0/1"])
    assert changes({"date": [0, 1]}, {"date": [0, 0]}) == (["date: 0/1 → 0/0"], [])
    assert changes({"date": [1, 1]}, {"date": [1, 1]}) == ([], [])
    assert changes({"citations": [5, 5]}, {"citations": [5, 6]}) == ([], ["citations: 5/5 → 5/6"])


def write_baseline() -> None:
    """Set the baseline to what is read now: ``python tests/vanban/corpus/test_corpus.py`` from the root."""
    found = {}
    for name in papers():
        gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
        found[name] = counts(gold, vanban.read(paper_of(gold)).to_json())
    lines = ",\n".join(f'  "{name}": {json.dumps(fields)}' for name, fields in found.items())
    BASELINE.write_text(f"{{\n{lines}\n}}\n", "utf-8")


if __name__ == "__main__":
    write_baseline()
