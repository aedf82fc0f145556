"""``hoanhap accounts open | password``: the first administrator of a unit, and the way back in when nobody is left, from a terminal.

A password is typed twice without being shown, or made here and printed once; it is never an argument, which other people of the
machine and the history of the shell would see.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from hoanhap.config.embedded.refusals import StartError

if TYPE_CHECKING:
    from hoanhap.ground.accounts.queries import User

Say = Callable[[str], None]
ROLES = ("CLERK", "STAFF", "OFFICER", "REVIEWER", "LEADER", "ADMINISTRATOR", "INSPECTOR")


def options(parser: argparse.ArgumentParser) -> None:
    """What follows ``hoanhap accounts``."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="VIỆC")
    opening = acts.add_parser("open", help="mở tài khoản và giao vai trò ở một đơn vị (mặc định: quản trị)")
    opening.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị, ví dụ 24@2025.UBND")
    opening.add_argument("--name", required=True, metavar="HỌ-TÊN", help="họ và tên của cán bộ")
    opening.add_argument("--sign-in", required=True, metavar="TÊN", help="tên đăng nhập")
    opening.add_argument("--role", default="ADMINISTRATOR", choices=ROLES, help="vai trò (mặc định ADMINISTRATOR)")
    opening.add_argument("--title", default="", metavar="CHỨC-VỤ", help="chức vụ")
    opening.add_argument("--since", type=date.fromisoformat, metavar="NGÀY", help="giữ vai trò từ ngày (mặc định hôm nay)")
    opening.add_argument("--generate", action="store_true", help="tự sinh mật khẩu, in ra một lần, phải đổi khi đăng nhập lần đầu")
    again = acts.add_parser("password", help="đặt lại mật khẩu khi không còn quản trị nào vào được")
    again.add_argument("--sign-in", required=True, metavar="TÊN", help="tên đăng nhập")


def run(chosen: argparse.Namespace, say: Say) -> None:
    """Do it. Needs Django set up.

    :raises StartError: it was refused; says why
    """
    from hoanhap.kernel.errors import Refused

    try:
        (_open if chosen.act == "open" else _another_password)(chosen, say)
    except Refused as refusal:
        raise StartError(str(refusal.message)) from refusal


def _open(chosen: argparse.Namespace, say: Say) -> None:
    """Open the account if there is none of that name, and give the role if it is not held."""
    from django.db import transaction

    from hoanhap.ground.accounts import operations, queries
    from hoanhap.ground.organisations import queries as organisations
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import SYSTEM

    now = clock.now()
    unit = organisations.with_code(chosen.unit)
    if unit is None:
        raise StartError(f"Không có đơn vị mang mã {chosen.unit}. Hãy chạy hoanhap setup trước, hoặc xem lại mã.")
    since = chosen.since or clock.day_of(now)
    known = queries.with_sign_in_name(operations.plain_sign_in_name(chosen.sign_in))
    if known is not None and queries.holds(known.pk, unit.id, chosen.role, since):
        say(f"«{known.sign_in_name}» đã giữ vai trò này ở đơn vị; không đổi gì.")
        return
    password, made = ("", False) if known else _password(generate=chosen.generate)
    with transaction.atomic():
        user = known or operations.open_account(
            sign_in_name=chosen.sign_in, full_name=chosen.name, password=password, given=made, actor=SYSTEM, now=now
        )
        operations.give_role(user_id=user.pk, unit_id=unit.id, role=chosen.role, since=since, title=chosen.title, actor=SYSTEM, now=now)
    say(f"Đã mở tài khoản «{user.sign_in_name}»." if known is None else f"«{user.sign_in_name}» đã có tài khoản; đã giao thêm vai trò.")
    _show(password if made else "", say)


def _another_password(chosen: argparse.Namespace, say: Say) -> None:
    from hoanhap.ground.accounts import operations, queries
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import SYSTEM

    user: User | None = queries.with_sign_in_name(operations.plain_sign_in_name(chosen.sign_in))
    if user is None:
        raise StartError(f"Không có tài khoản nào tên «{chosen.sign_in}». Hãy xem lại tên đăng nhập.")
    _show(operations.reset_password(user_id=user.pk, actor=SYSTEM, now=clock.now()), say)


def _password(*, generate: bool) -> tuple[str, bool]:
    """A password, and whether it was made here. Typed twice where there is a terminal and nobody asked for a made one."""
    from hoanhap.ground.accounts import operations

    if generate or not sys.stdin.isatty():
        return operations.first_password(), True
    first = getpass.getpass("Mật khẩu (ít nhất 15 ký tự; một câu ngắn dễ nhớ là tốt nhất): ")
    if first != getpass.getpass("Gõ lại mật khẩu: "):
        raise StartError("Hai lần gõ không giống nhau nên chưa mở tài khoản. Hãy chạy lại.")
    return first, False


def _show(password: str, say: Say) -> None:
    if password:
        say(f"Mật khẩu (chỉ hiện một lần, phải đổi khi đăng nhập): {password}")
