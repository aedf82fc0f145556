"""``hoanhap units …`` and ``hoanhap setup``: the country's localities and a province's bodies, from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from hoanhap.config import reorganising
from hoanhap.config.embedded.refusals import StartError
from hoanhap.config.server import preparing, surroundings

Say = Callable[[str], None]


def options(parser: argparse.ArgumentParser) -> None:
    """What follows ``hoanhap units``."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="VIỆC")
    acts.add_parser("load", help="nạp mọi tỉnh, huyện, xã của cả nước, trước và sau 01/7/2025; nạp lại không đổi gì")
    reorganising.options(acts)


def setup_options(parser: argparse.ArgumentParser) -> None:
    """What follows ``hoanhap setup``."""
    parser.add_argument("--province", required=True, metavar="MÃ", help="mã tỉnh, thành phố đang dùng (ví dụ 24)")
    parser.add_argument("--day", type=date.fromisoformat, metavar="NGÀY", help="ngày mà mã có hiệu lực, dạng 2026-11-22 (mặc định hôm nay)")


def run(chosen: argparse.Namespace, say: Say) -> int:
    """One act of ``hoanhap units``.

    :raises StartError: the act was refused; says why
    """
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=False)
        _django()
        if chosen.act == "load":
            _load(say)
        else:
            reorganising.run(chosen, say)
    return 0


def set_up(chosen: argparse.Namespace, say: Say) -> int:
    """Load the localities if need be and open every body of one province.

    :raises StartError: no province bears that code
    """
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=False)
        _django()
        _load(say)
        _plant(chosen, say)
    return 0


def _load(say: Say) -> None:
    from hoanhap.ground.organisations import operations
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import SYSTEM

    done = operations.load_localities(actor=SYSTEM, now=clock.now())
    say(f"Địa bàn: {done.localities} (thêm {done.added} dòng).")


def _plant(chosen: argparse.Namespace, say: Say) -> None:
    from hoanhap.ground.organisations import operations
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import SYSTEM
    from hoanhap.kernel.errors import Refused

    now = clock.now()
    try:
        made = operations.set_up_province(code=chosen.province, day=chosen.day or clock.day_of(now), actor=SYSTEM, now=now)
    except Refused as refusal:
        raise StartError(str(refusal.message)) from refusal
    say(f"Đã dựng {made.name}: thêm {made.added} dòng. Đơn vị đang hoạt động:")
    for kind, count in made.standing.items():
        say(f"  {count:5}  {kind.label}")
    for reference in made.unconfirmed:
        say(f"Cần xác nhận: có nguồn nói nơi này nay là thành phố trực thuộc trung ương ({reference}). Chưa áp dụng.")
    say(f"Mở tài khoản quản trị đầu tiên: hoanhap accounts open --unit {made.committee} --sign-in TÊN --name 'HỌ TÊN'")


def _django() -> None:
    import django

    django.setup()
