"""``hoanhap``: the site from a terminal. Each sub-command is one row of the table at the end."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hoanhap.config import accounts, keys, ledger, trail, units
from hoanhap.config.embedded.refusals import StartError
from hoanhap.config.server import preparing, serving, surroundings

OWNER_COMMANDS = frozenset({"migrate", "flush", "sqlflush", "test"})
"""Django's commands that change tables and so need the owner of them."""


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command: its options, and what it does with them."""

    run: Callable[[argparse.Namespace], int]
    help: str
    options: Callable[[argparse.ArgumentParser], None] = lambda _: None
    passes_on: bool = False
    """Everything behind the name goes to another program unread."""


def say(line: str) -> None:
    """One line for the person at the terminal, at once."""
    print(line, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run a sub-command. The exit status is 0, 1 for a refusal said in a sentence, 2 for a wrong option, 130 for Ctrl-C."""
    given = sys.argv[1:] if arguments is None else arguments
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        if given and given[0] in COMMANDS and COMMANDS[given[0]].passes_on:
            return COMMANDS[given[0]].run(argparse.Namespace(rest=given[1:]))
        chosen = _parser().parse_args(given)
        return COMMANDS[chosen.command].run(chosen)
    except StartError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("Đã dừng.")
        return 130


def _serve(options: argparse.Namespace) -> int:
    os.environ.setdefault("HOANHAP_ADDRESS", f"http://{serving.HOST}:{options.port}")  # what papers print leads to this very site
    with serving.taken(options.port), surroundings.settled(say) as database:
        preparing.prepare(database, say, always=False)
        serving.serve(database, say, port=options.port)
        say("Đang dừng …")
    say("Đã dừng.")
    return 0


def _prepare(_: argparse.Namespace) -> int:
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=True)
    say("Đã sẵn sàng.")
    return 0


def _manage(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    with surroundings.settled(lambda _: None):
        if options.rest and options.rest[0] in OWNER_COMMANDS:
            os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
        execute_from_command_line(["hoanhap manage", *options.rest])
    return 0


def _journey(options: argparse.Namespace) -> int:
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=False)
        import django

        django.setup()
        from hoanhap.config.demonstration import journey

        return int(journey.run(options.plan, options.out))


def _units(options: argparse.Namespace) -> int:
    return units.run(options, say)


def _setup(options: argparse.Namespace) -> int:
    return units.set_up(options, say)


def _accounts(options: argparse.Namespace) -> int:
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=False)
        import django

        django.setup()
        accounts.run(options, say)
    return 0


def _indicators(_: argparse.Namespace) -> int:
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=True)
    say("Danh mục chỉ tiêu đã nạp.")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from hoanhap.config import verifying

    return verifying.run(options.bundle)


def _rounds(options: argparse.Namespace) -> int:
    from hoanhap.config import rounds

    return rounds.run(options.files, say)


def _packs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["check"], metavar="check", help="kiểm tra")
    parser.add_argument("files", nargs="*", type=Path, metavar="TỆP", help="gói quy tắc TOML; bỏ trống để kiểm tra các gói đã có")


def _bundle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bundle", type=Path, metavar="TỆP", help="bộ chứng cứ (.zip, thư mục) hoặc ledger.json đi cùng báo cáo")


def _ledger(options: argparse.Namespace) -> int:
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=False)
        return ledger.run(options, say)


def _trail(options: argparse.Namespace) -> int:
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=False)
        return trail.run(options, say)


def _keys(options: argparse.Namespace) -> int:
    with surroundings.settled(say) as database:
        preparing.prepare(database, say, always=False)
        return keys.run(options, say, today=datetime.now(UTC).date())


def _read(options: argparse.Namespace) -> int:
    from vanban import cli as reader

    return int(reader.main(["read", *options.rest]) or 0)


def _port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, choices=range(1, 65536), default=8000, metavar="CỔNG", help="cổng trên 127.0.0.1 (mặc định 8000)"
    )


def _plan_and_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", type=Path, required=True, help="tệp văn bản chỉ đạo (txt, docx, pdf, …)")
    parser.add_argument("--out", type=Path, required=True, help="thư mục nhận báo cáo")


def _load_only(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["load"], metavar="load", help="nạp")


def _check_or_rebuild(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "act", choices=["check", "rebuild"], metavar="check|rebuild", help="so tổng với dòng; hoặc dựng lại mọi tổng từ dòng"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hoanhap", description="Hòa Nhập: từ văn bản chỉ đạo tới báo cáo, mỗi con số có chứng cứ.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for name, command in COMMANDS.items():
        command.options(commands.add_parser(name, help=command.help, description=command.help))
    return parser


COMMANDS = {
    "serve": Command(_serve, "chạy trang trên máy này", _port),
    "prepare": Command(_prepare, "chuẩn bị cơ sở dữ liệu, tệp tĩnh và tỉnh minh họa rồi thôi"),
    "journey": Command(_journey, "đi hết một vòng từ văn bản chỉ đạo tới báo cáo, không cần trình duyệt", _plan_and_out),
    "units": Command(_units, "địa bàn và đơn vị của cả nước", units.options),
    "setup": Command(_setup, "dựng mọi cơ quan của một tỉnh, thành phố trong một lệnh", units.setup_options),
    "accounts": Command(_accounts, "mở tài khoản quản trị đầu tiên của một đơn vị; đặt lại mật khẩu", accounts.options),
    "indicators": Command(_indicators, "nạp danh mục chỉ tiêu; định nghĩa đổi thì thành phiên bản mới", _load_only),
    "verify": Command(_verify, "kiểm tra chứng cứ của một báo cáo, không cần cơ sở dữ liệu hay mạng", _bundle),
    "ledger": Command(_ledger, "kiểm tra tổng của sổ cái số liệu với từng dòng", _check_or_rebuild),
    "trail": Command(_trail, "kiểm tra nhật ký còn nguyên như lúc ghi; in điểm cuối để cất nơi khác", trail.options),
    "keys": Command(_keys, "khóa mã hóa thông tin liên hệ: xem, thay, bỏ", keys.options),
    "rounds": Command(_rounds, "kiểm tra gói quy tắc của các đợt đặc xá trước khi đưa vào dùng", _packs),
    "read": Command(_read, "đọc một văn bản (như lệnh vanban read)", passes_on=True),
    "manage": Command(_manage, "các lệnh quản lý của Django", passes_on=True),
}


if __name__ == "__main__":
    sys.exit(main())
