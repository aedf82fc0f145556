"""``hoanhap ledger check | rebuild``: the totals of the ledger against its lines, from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import datetime

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
    wrong = [*_ways(), *_joint(now), *_totals()]
    for sentence in wrong or ["Mọi tổng khớp với các dòng."]:
        say(sentence)
    return 1 if wrong else 0


def _ways() -> Iterator[str]:
    from hoanhap.work.figures import operations

    if units := operations.check_ways():
        yield f"{len(units)} đơn vị có cấp trên hoặc đơn vị kế thừa ghi trong sổ không khớp với cây tổ chức và các lần sắp xếp. {_MEND}"


def _joint(now: datetime) -> Iterator[str]:
    from hoanhap.work.figures import operations

    if missing := operations.check_joint(now=now):
        yield f"{missing} dòng điều chỉnh việc chung không khớp với các đơn vị cùng ghi. {_MEND}"


def _totals() -> Iterator[str]:
    from hoanhap.work.figures import operations

    found = operations.check_totals()
    for row in found[:50]:
        yield (
            f"  {row.indicator}, đơn vị {row.node_id}, từ {row.segment:%d/%m/%Y}: tổng {row.kept}, các dòng {row.lines}; "
            f"theo địa giới hôm nay: tổng {row.kept_today}, các dòng {row.lines_today}"
        )
    if found:
        yield f"{len(found)} tổng lệch với các dòng. {_MEND}"
