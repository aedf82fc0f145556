"""``hoanhap ledger check | rebuild``: the totals of the ledger against its lines, from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def run(chosen: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Check, or make anew. The exit status is 1 when a total differs from its lines."""
    import django

    django.setup()
    from hoanhap.kernel import clock
    from hoanhap.work.figures import operations

    now = clock.now()
    if chosen.act == "rebuild":
        say(f"Đã dựng lại {operations.rebuild(now=now, on=clock.day_of(now))} tổng từ các dòng.")
        return 0
    wrong = operations.check_joint(now=now)
    if wrong:
        say(f"{wrong} dòng điều chỉnh việc chung không khớp với các đơn vị cùng ghi. Chạy hoanhap ledger rebuild rồi báo quản trị.")
    found = operations.check_totals()
    for row in found[:50]:
        say(
            f"  {row.indicator}, đơn vị {row.node_id}, từ {row.segment:%d/%m/%Y}: tổng {row.kept}, các dòng {row.lines}; "
            f"theo địa giới hôm nay: tổng {row.kept_today}, các dòng {row.lines_today}"
        )
    if found:
        say(f"{len(found)} tổng lệch với các dòng. Các dòng là bản gốc: chạy hoanhap ledger rebuild rồi báo quản trị.")
        return 1
    if not wrong:
        say("Mọi tổng khớp với các dòng.")
    return 1 if wrong else 0
