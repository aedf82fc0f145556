"""``hoanhap ledger check | rebuild``: the totals of the ledger against its lines, from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def run(chosen: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Check, or make anew. The exit status is 1 when a total differs from its lines."""
    import django

    django.setup()
    from hoanhap.work.figures import operations

    if chosen.act == "rebuild":
        say(f"Đã dựng lại {operations.rebuild()} tổng từ các dòng.")
        return 0
    found = operations.check_totals()
    for row in found[:50]:
        say(f"  {row.indicator}, đơn vị {row.node_id}, từ {row.segment:%d/%m/%Y}: tổng {row.kept}, các dòng {row.lines}")
    if found:
        say(f"{len(found)} tổng lệch với các dòng. Các dòng là bản gốc: chạy hoanhap ledger rebuild rồi báo quản trị.")
        return 1
    say("Mọi tổng khớp với các dòng.")
    return 0
