"""``hoanhap trail head | check``: whether everything that was done still stands in the trail as it was written, from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def options(parser: argparse.ArgumentParser) -> None:
    """What to do, and what was written down earlier."""
    parser.add_argument("act", choices=["head", "check"], metavar="head|check", help="in điểm cuối của nhật ký để cất nơi khác; kiểm tra")
    parser.add_argument("--head", metavar="SỐ:MÃ", help="điểm cuối đã cất lần trước (do lệnh head in ra), để biết nhật ký có bị cắt đuôi")


def run(chosen: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Say where the trail ends, or check it from its first entry on. The exit status is 1 when it is broken, 2 for a head that is none."""
    import django

    django.setup()
    from hoanhap.ground.audit import queries

    if chosen.act == "head":
        end = queries.head()
        say(f"{end.sequence}:{end.digest}")
        return 0
    number, separator, digest = (chosen.head or "").partition(":")
    if chosen.head and not (separator and number.isdecimal()):
        say(f"“{chosen.head}” không phải điểm cuối của nhật ký. Hãy dùng đúng dòng mà lệnh hoanhap trail head đã in.")
        return 2
    return _check(queries.first_break(known=queries.Head(int(number), digest) if chosen.head else None), queries.head().sequence, say)


def _check(broken: int | None, last: int, say: Callable[[str], None]) -> int:
    if broken is None:
        say(f"Nhật ký còn nguyên: {last} mục, mỗi mục nối đúng mục trước.")
        return 0
    say(
        f"Nhật ký bị đứt ở mục {broken}: mục này thiếu, hoặc đã bị sửa sau khi ghi. "
        "Đừng ghi tiếp: hãy giữ nguyên cơ sở dữ liệu, đối chiếu với bản sao lưu gần nhất và báo người phụ trách an toàn thông tin."
    )
    return 1
