"""Looking at rule packs of rounds of amnesty before they are put in place: no database, no network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hoanhap.ground.legislation import queries as legislation


def run(files: Sequence[Path], say: Callable[[str], None]) -> int:
    """Check packs, those of the package when none is named, and say what each holds. The exit status is 1 when one is refused."""
    paths = list(files) or legislation.kept_packs()
    try:
        found = legislation.check(paths)
    except legislation.Refusal as refusal:
        say(str(refusal))
        return 1
    for path, one in zip(paths, found, strict=True):
        say(f"{path.name}: {one.name}, {_gist(one)}.")
    return 0


def _gist(one: legislation.Round) -> str:
    if one.rules is None:
        return f"chưa đầy đủ, {len(one.known)} điều đã biết, {len(one.unknown)} điều chưa biết"
    return f"đầy đủ, {len(one.rules.conditions)} điều kiện và {len(one.rules.exclusions)} trường hợp không được đề nghị"
