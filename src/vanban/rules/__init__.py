"""Facts as data: vocabularies and dated legal values in TOML, each with its reference.

Every file says at its top, or in each of its tables, what it rests on (``reference``). Dated values carry ``from`` and
``until`` (both days included; one missing means open on that side), and ``at`` picks the one of a day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from vanban.errors import BadRules

__all__ = ["at", "check", "load", "parse"]

# The tables of lists whose entries must have these keys, by file.
_REQUIRED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "types": {"type": ("code", "name", "group")},
    "validity": {"expired": ("number", "until", "successor", "reference", "status")},
}
_UNIQUE: Mapping[str, Mapping[str, str]] = {"types": {"type": "code"}, "validity": {"expired": "number"}}


@cache
def load(name: str) -> dict[str, Any]:
    """The data file ``vanban/rules/<name>.toml``, checked. Callers must not change what they get.

    :raises BadRules: there is no such file, it is not TOML, or ``check`` finds a fault
    """
    try:
        text = files("vanban.rules").joinpath(f"{name}.toml").read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise BadRules(f"Tệp quy tắc “{name}.toml” không đọc được: {error}") from error
    return parse(name, text)


def parse(name: str, text: str) -> dict[str, Any]:
    """The data of a rules file from its text, checked.

    :raises BadRules: it is not TOML, or ``check`` finds a fault
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRules(f"Tệp quy tắc “{name}.toml” không đọc được: {error}") from error
    check(name, data)
    return data


def check(name: str, data: Mapping[str, Any]) -> None:
    """See that a data file is whole: it has references, its entries their keys, its periods their order.

    :raises BadRules: the first fault, with the file and the key
    """
    _check_reference(name, data)
    _check_entries(name, data)
    _check_values(name, data, "")


def _check_reference(name: str, data: Mapping[str, Any]) -> None:
    """A reference at the top, or one in every table."""
    if _is_reference(data.get("reference")):
        return
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    lacking = [key for key, value in tables.items() if not _is_reference(value.get("reference"))]
    if not tables or lacking:
        where = f"bảng “{lacking[0]}”" if lacking else "tệp"
        raise BadRules(f"Tệp quy tắc “{name}.toml”: {where} thiếu “reference”. Hãy ghi căn cứ của các giá trị.")


def _is_reference(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _check_entries(name: str, data: Mapping[str, Any]) -> None:
    """Required keys of known lists, and keys that must not repeat."""
    for table, keys in _REQUIRED.get(name, {}).items():
        entries = data.get(table)
        if not isinstance(entries, list) or not entries:
            raise BadRules(f"Tệp quy tắc “{name}.toml”: thiếu danh sách “{table}”.")
        for number, entry in enumerate(entries, start=1):
            missing = [key for key in keys if key not in entry]
            if missing:
                raise BadRules(f"Tệp quy tắc “{name}.toml”: mục {number} của “{table}” thiếu khóa “{missing[0]}”.")
        unique = _UNIQUE.get(name, {}).get(table)
        values = [entry[unique] for entry in entries] if unique else []
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice is not None:
            raise BadRules(f"Tệp quy tắc “{name}.toml”: giá trị “{twice}” của “{unique}” xuất hiện hai lần trong “{table}”.")


def _check_values(name: str, value: object, path: str) -> None:
    """Walk through everything: no empty words in lists, periods that begin before they end."""
    if isinstance(value, dict):
        _check_period(name, value, path)
        for key, inner in value.items():
            _check_values(name, inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            if inner == "" or (isinstance(inner, str) and inner != inner.strip()):
                raise BadRules(f"Tệp quy tắc “{name}.toml”: danh sách “{path}” có mục rỗng hoặc thừa dấu cách.")
            _check_values(name, inner, path)


def _check_period(name: str, table: Mapping[str, Any], path: str) -> None:
    """``from`` and ``until`` are days, and in order."""
    days = {key: table[key] for key in ("from", "until") if key in table}
    for key, day in days.items():
        if not isinstance(day, date):
            raise BadRules(f"Tệp quy tắc “{name}.toml”: “{path or name}.{key}” phải là một ngày (2024-07-30).")
    if len(days) == 2 and days["from"] > days["until"]:
        raise BadRules(f"Tệp quy tắc “{name}.toml”: “{path or name}” bắt đầu sau khi kết thúc.")


def at(values: Sequence[Mapping[str, Any]], day: date) -> Mapping[str, Any]:
    """The entry that holds on a day.

    :param values: entries with ``from`` and ``until``, both days included; a missing one is open
    :raises BadRules: none holds on that day (what is not known is not guessed), or more than one does
    """
    holding = [value for value in values if value.get("from", date.min) <= day <= value.get("until", date.max)]
    if len(holding) != 1:
        how = "không có giá trị nào" if not holding else f"có {len(holding)} giá trị"
        raise BadRules(f"Ngày {day:%d/%m/%Y} {how} còn hiệu lực trong bảng quy tắc. Hãy bổ sung hoặc sửa khoảng ngày.")
    return holding[0]
