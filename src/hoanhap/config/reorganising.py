"""``hoanhap units merge | split | rename | move | close | undo``: reorganising from a terminal, with ``--dry-run``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from hoanhap.config.embedded.refusals import StartError

if TYPE_CHECKING:
    from hoanhap.ground.organisations.operations import Birth, Outcome, Share
    from hoanhap.ground.organisations.queries import Unit

Say = Callable[[str], None]


def options(acts: Any) -> None:
    """The sub-commands."""
    merge = _act(acts, "merge", "sáp nhập nhiều đơn vị vào một")
    merge.add_argument("--source", action="append", required=True, metavar="MÃ", help="đơn vị được sáp nhập (ghi nhiều lần)")
    into = merge.add_mutually_exclusive_group(required=True)
    into.add_argument("--into", metavar="MÃ", help="đơn vị đang có tiếp nhận")
    into.add_argument("--open", metavar="MÃ=TÊN", help="thành lập đơn vị mới, cùng loại và cùng cấp trên với đơn vị đầu")
    split = _act(acts, "split", "chia, tách một đơn vị theo mảng việc và tỷ lệ")
    split.add_argument("--source", required=True, metavar="MÃ")
    split.add_argument("--share", action="append", required=True, metavar="MÃ=TỶ-LỆ[:MẢNG-VIỆC]", help="ví dụ 24.VHTTDL=1:OTHER")
    split.add_argument("--goes-on", action="store_true", help="đơn vị còn hoạt động, chỉ chuyển đi các mảng việc nêu tên")
    rename = _act(acts, "rename", "đổi tên một đơn vị")
    rename.add_argument("--unit", required=True, metavar="MÃ")
    for name in ("name", "short", "symbol", "place"):
        rename.add_argument(f"--{name}", required=name == "name", default="")
    move = _act(acts, "move", "chuyển một đơn vị về dưới cơ quan khác")
    move.add_argument("--unit", required=True, metavar="MÃ")
    move.add_argument("--under", required=True, metavar="MÃ")
    move.add_argument("--hierarchy", default="GOVERNMENT", choices=["GOVERNMENT", "POLICE", "PARTY", "PROFESSIONAL"])
    close = _act(acts, "close", "kết thúc hoạt động một đơn vị")
    close.add_argument("--unit", required=True, metavar="MÃ")
    close.add_argument("--share", action="append", default=[], metavar="MÃ=TỶ-LỆ[:MẢNG-VIỆC]", help="đơn vị tiếp nhận")
    undo = acts.add_parser("undo", help="hoàn tác một lần sắp xếp, khi chưa có gì dựa trên nó")
    undo.add_argument("number", type=int, metavar="SỐ")


def _act(acts: Any, name: str, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = acts.add_parser(name, help=words, description=words)
    parser.add_argument("--day", type=date.fromisoformat, required=True, metavar="NGÀY", help="ngày có hiệu lực, dạng 2026-07-01")
    parser.add_argument("--reference", required=True, metavar="VĂN-BẢN", help="văn bản làm căn cứ")
    parser.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ đổi gì, không ghi")
    return parser


def run(chosen: argparse.Namespace, say: Say) -> None:
    """Do what was asked, or say what it would do. Needs Django set up.

    :raises StartError: it was refused; says why
    """
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import SYSTEM
    from hoanhap.kernel.errors import Refused
    from hoanhap.work.reorganising import operations as reorganising

    try:
        if chosen.act == "undo":
            reorganising.undo(number=chosen.number, actor=SYSTEM, now=clock.now())
            say(f"Đã hoàn tác lần sắp xếp số {chosen.number}; người và việc trở về đơn vị cũ.")
            return
        act = CALLS[chosen.act](chosen)
        told = reorganising.reorganise(
            act=act, day=chosen.day, reference=chosen.reference, actor=SYSTEM, now=clock.now(), rehearsal=chosen.dry_run
        )
        _tell(told.outcome, say)
        say(f"  Sang đơn vị tiếp nhận: {told.people} vai trò, {told.duties} phần việc chưa xong")
        if chosen.dry_run:
            say("Chạy thử: chưa ghi gì.")
        else:
            say(f"Đã ghi lần sắp xếp số {told.number}. Hoàn tác: hoanhap units undo {told.number}")
    except Refused as refusal:
        raise StartError(str(refusal.message)) from refusal


def _merge(chosen: argparse.Namespace) -> Callable[..., Any]:
    from hoanhap.ground.organisations import operations

    sources = [_unit(code) for code in chosen.source]
    into = _unit(chosen.into).id if chosen.into else _birth(chosen.open, sources[0], chosen.day)
    return lambda **by: operations.merge_units(source_ids=[unit.id for unit in sources], into=into, **by)


def _split(chosen: argparse.Namespace) -> Callable[..., Any]:
    from hoanhap.ground.organisations import operations

    source, shares = _unit(chosen.source), [_share(text) for text in chosen.share]
    return lambda **by: operations.split_unit(source_id=source.id, shares=shares, goes_on=chosen.goes_on, **by)


def _rename(chosen: argparse.Namespace) -> Callable[..., Any]:
    from hoanhap.ground.organisations import operations, queries

    unit = _unit(chosen.unit)
    last = queries.name_of(unit.id, on=chosen.day)
    naming = operations.Naming(
        chosen.name, chosen.short or last.short, chosen.symbol or last.symbol, chosen.place or last.place, last.aliases
    )
    return lambda **by: operations.rename_unit(unit_id=unit.id, naming=naming, **by)


def _move(chosen: argparse.Namespace) -> Callable[..., Any]:
    from hoanhap.ground.organisations import operations

    unit, parent = _unit(chosen.unit), _unit(chosen.under)
    return lambda **by: operations.move_unit(unit_id=unit.id, parent_id=parent.id, hierarchy=chosen.hierarchy, **by)


def _close(chosen: argparse.Namespace) -> Callable[..., Any]:
    from hoanhap.ground.organisations import operations

    unit, shares = _unit(chosen.unit), [_share(text) for text in chosen.share]
    return lambda **by: operations.close_unit(unit_id=unit.id, shares=shares, **by)


CALLS: dict[str, Callable[[argparse.Namespace], Callable[..., Any]]] = {
    "merge": _merge, "split": _split, "rename": _rename, "move": _move, "close": _close,
}  # fmt: skip


def _unit(code: str) -> Unit:
    from hoanhap.ground.organisations import queries

    unit = queries.with_code(code)
    if unit is None:
        raise StartError(f"Không có đơn vị mang mã {code}. Hãy xem lại mã.")
    return unit


def _birth(text: str, like: Unit, day: date) -> Birth:
    from hoanhap.ground.organisations import operations

    code, equals, name = text.partition("=")
    if not (code and equals and name.strip()):
        raise StartError("Đơn vị mới ghi dạng MÃ=TÊN.")
    under = tuple((row.parent_id, row.hierarchy) for row in like.placements.filter(valid__contains=day).order_by("hierarchy"))
    return operations.Birth(code, like.kind, operations.Naming(name.strip()), under=under)


def _share(text: str) -> Share:
    from hoanhap.ground.organisations import operations

    code, _equals, rest = text.partition("=")
    weight, _colon, function = (rest or "1").partition(":")
    try:
        return operations.Share(_unit(code).id, Decimal(weight.replace(",", ".")), function or "ALL")
    except InvalidOperation as error:
        raise StartError(f"Tỷ lệ «{weight}» không đọc được. Hãy ghi dạng MÃ=0,5 hoặc MÃ=1:OTHER.") from error


def _tell(outcome: Outcome, say: Say) -> None:
    from hoanhap.web.desk.organisations import words

    for change in outcome.changes:
        share = f" ({words.share_words(change.function, change.weight)})" if change.weight is not None else ""
        say(f"  {words.CHANGES[change.act]}: {change.unit}{' → ' + change.other if change.other else ''}{share}")
    for line in dict.fromkeys(f"{row.unit}: {words.resting_words(row.what, row.count)}" for row in outcome.resting):
        say(f"  Đang gắn với {line}")
