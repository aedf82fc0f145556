"""``hoanhap ledger check | rebuild``: the totals of the ledger against its lines, from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hoanhap.work.figures.operations import Checked

_MEND = "Các dòng là bản gốc: chạy hoanhap ledger rebuild rồi báo quản trị."


def run(chosen: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Check, or make anew. The exit status is 1 when something that is kept differs from what it is kept of."""
    import django

    django.setup()
    from hoanhap.kernel import clock
    from hoanhap.work.figures import operations

    now = clock.now()
    if chosen.act == "rebuild":
        say(f"Đã dựng lại {operations.rebuild(now=now, on=clock.day_of(now))} tổng từ các dòng.")
        return 0
    found = operations.check(now=now)
    wrong = [*_ways(found), *_joint(found), *_totals(found)]
    for sentence in wrong or ["Mọi tổng khớp với các dòng."]:
        say(sentence)
    return 1 if wrong else 0


def _ways(found: Checked) -> Iterator[str]:
    if found.ways:
        told = f"{len(found.ways)} đơn vị có cấp trên hoặc đơn vị kế thừa ghi trong sổ không khớp với cây tổ chức và các lần sắp xếp."
        yield f"{told} {_MEND}"


def _joint(found: Checked) -> Iterator[str]:
    if found.joint:
        yield f"{found.joint} dòng điều chỉnh việc chung không khớp với các đơn vị cùng ghi. {_MEND}"


def _totals(found: Checked) -> Iterator[str]:
    for row in found.totals[:50]:
        yield (
            f"  {row.indicator}, đơn vị {row.node_id}, từ {row.segment:%d/%m/%Y}: tổng {row.kept}, các dòng {row.lines}; "
            f"theo địa giới hôm nay: tổng {row.kept_today}, các dòng {row.lines_today}"
        )
    if found.totals:
        yield f"{len(found.totals)} tổng lệch với các dòng. {_MEND}"
