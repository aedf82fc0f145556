"""Rule packs: TOML files, one a round, read strictly. A pack that is malformed, overlaps another or lacks a reference is refused.

A complete pack (``complete = true``) carries every rule of its decision and feeds the self-check; another carries what is known
(``[[known]]``) and says what is not (``unknown``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

from hoanhap.ground.legislation.queries.pack_rules import read_rules
from hoanhap.ground.legislation.queries.reading import Refusal, Status, Table, open_table
from hoanhap.ground.legislation.queries.rounds import Basis, DayKind, KeyDay, Known, Round
from hoanhap.ground.legislation.queries.texts import text

PACKS = Path(__file__).parents[1] / "data" / "rounds"


def rounds() -> tuple[Round, ...]:
    """Every round that we keep, newest first; rounds are never taken away."""
    return tuple(sorted(_packs().values(), key=lambda one: one.key, reverse=True))


def round_(key: str | int) -> Round | None:
    """The round of a key (``2024``, ``2025-2``), or None when there is none."""
    return _packs().get(str(key))


def kept_packs() -> list[Path]:
    """The files of the rounds that we keep."""
    return sorted(PACKS.glob("*.toml"))


@cache
def _packs() -> dict[str, Round]:
    read = [(path.name, read_pack(path)) for path in kept_packs()]
    apart(read)
    return {one.key: one for _, one in read}


def check(paths: Sequence[Path]) -> list[Round]:
    """Read packs and hold them against each other and against those that we keep, as before a new one is added.

    :raises Refusal: the first thing that is wrong, with its file, its key and what to do
    """
    given = [(path.name, read_pack(path)) for path in paths]
    own = {path.resolve() for path in paths}
    kept = [(path.name, read_pack(path)) for path in kept_packs() if path.resolve() not in own]
    apart([*given, *kept])
    return [one for _, one in given]


def apart(packs: Iterable[tuple[str, Round]]) -> None:
    """Refuse packs that overlap: the same key or decision, or days of one round within another."""
    for (_, earlier), (file, later) in combinations(sorted(packs, key=lambda pack: pack[1].key), 2):
        if earlier.key == later.key:
            raise Refusal(file, "key", f"đợt “{later.key}” đã có trong tệp khác. Hãy đổi khóa, hoặc sửa tệp đã có thay vì thêm tệp mới.")
        if earlier.decision == later.decision:
            raise Refusal(file, "decision", f"{later.decision} đã là quyết định của đợt {earlier.key}. Hãy kiểm tra lại số.")
        if earlier.span and later.span and earlier.span[0] <= later.span[1] and later.span[0] <= earlier.span[1]:
            raise Refusal(file, "dates", f"thời gian của đợt này chồng lên đợt {earlier.key}. Hãy kiểm tra lại ngày ký và ngày tha.")


def read_pack(path: Path) -> Round:
    """The round of one file.

    :raises Refusal: the file is not as it must be
    """
    top = open_table(path)
    basis = Basis("", top.status(), top.words("source"))
    complete = top.flag("complete")
    found = Round(
        key=top.words("key"), year=top.number("year"), name=top.words("name"), occasion=top.words_or("occasion"),
        version=top.number("version"), checked=top.day("checked"), decision=top.words("decision"), guidance=top.words_or("guidance"),
        basis=basis, released=top.words_or("released"), unknown=top.all_words("unknown"), dates=_days(top, basis),
        known=_known(top, basis), rules=read_rules(top, basis) if complete else None,
    )  # fmt: skip
    top.finish()
    _sound(top, found)
    return found


def _days(top: Table, default: Basis) -> tuple[KeyDay, ...]:
    days = []
    for row in top.tables("dates", some=False):
        kind = row.words("kind")
        if kind not in set(DayKind):
            row.refuse("kind", f"“{kind}” không phải loại ngày. Hãy chọn {', '.join(DayKind)}.")
        basis = Basis(
            row.words_or("article"), row.status() if row.has("status") else default.status, row.words_or("source", default.source)
        )
        days.append((row, KeyDay(row.day("day"), DayKind(kind), row.words("name"), basis)))
        row.finish()
    for (_, earlier), (row, later) in pairwise(days):
        if later.day < earlier.day:
            row.refuse("day", "đứng trước ngày của mục trên. Hãy xếp các ngày theo thứ tự.")
    return tuple(day for _, day in days)


def _known(top: Table, default: Basis) -> tuple[Known, ...]:
    found = []
    for row in top.tables("known", some=False):
        side = row.words("side")
        if side not in ("condition", "exclusion"):
            row.refuse("side", f"“{side}” không rõ là gì. Hãy chọn condition (điều kiện) hoặc exclusion (trường hợp loại trừ).")
        status, source = row.status() if row.has("status") else default.status, row.words_or("source", default.source)
        found.append(Known(side, row.words("title"), row.words("text"), Basis(row.words_or("article"), status, source)))
        row.finish()
    return tuple(found)


def _sound(top: Table, found: Round) -> None:
    """What only the whole pack shows."""
    if not re.fullmatch(rf"{found.year}(-\d)?", found.key):
        top.refuse(
            "key",
            f"không hợp với năm {found.year}. Hãy ghi “{found.year}”, hoặc “{found.year}-1”, “{found.year}-2” khi năm ấy có nhiều đợt.",
        )
    for name in ("decision", "guidance"):
        number = getattr(found, name)
        if number and text(number) is None:
            top.refuse(name, f"{number} không có trong sổ văn bản (texts.toml). Hãy thêm văn bản ấy vào sổ trước.")
    if found.rules is None:
        if not found.unknown:
            top.refuse("unknown", "thiếu. Gói chưa đầy đủ phải nói rõ những gì chưa biết; hãy thêm ít nhất một câu.")
        return
    if found.known:
        top.refuse("known", "chỉ dành cho gói chưa đầy đủ. Hãy chuyển các mục này thành conditions hoặc exclusions.")
    if found.basis.status is not Status.VERIFIED:
        top.refuse(
            "complete", "là true mà nguồn chưa phải verified. Chỉ gói đọc từ toàn văn mới dùng để tự xem được. Hãy ghi complete = false."
        )
    if found.span is None:
        top.refuse("dates", "thiếu ngày ký (signed) hoặc ngày tha (released). Hãy thêm hai ngày ấy.")
    if found.day(DayKind.COUNTED) != found.rules.counted_until:
        top.refuse("dates", "không có ngày chốt (counted) trùng với time.counted_until. Hãy ghi cùng một ngày ở hai chỗ.")
