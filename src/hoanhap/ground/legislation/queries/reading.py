"""Reading facts strictly: a file of facts that is not exactly as expected is refused in a sentence that says which key, and what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

from hoanhap.kernel.errors import Invalid


class Status(StrEnum):
    """How far a fact has been checked. Only ``VERIFIED`` is shown to the public without a mark."""

    VERIFIED = "verified"
    PRESS = "press"
    MEMORY = "memory"


class Refusal(Invalid):
    """A file of facts is refused; ``file`` and ``key`` say where."""

    def __init__(self, file: str, key: str, sentence: str) -> None:
        where = f"khóa “{key}”" if key else "cả tệp"
        super().__init__("FACTS_REFUSED", f"{file}, {where}: {sentence}")
        self.file, self.key, self.sentence = file, key, sentence

    def __str__(self) -> str:
        return str(self.message)


class Table:
    """A table of a TOML file that is emptied key by key; what is left at the end was not expected.

    ``file`` and ``path`` only serve to say where something is wrong.
    """

    def __init__(self, file: str, values: Mapping[str, Any], path: str = "") -> None:
        self.file, self.path, self._left = file, path, dict(values)

    def refuse(self, key: str, sentence: str) -> NoReturn:
        """Refuse the file because of ``key`` of this table."""
        raise Refusal(self.file, self._where(key), sentence)

    def _where(self, key: str) -> str:
        return ".".join(part for part in (self.path, key) if part)

    def has(self, key: str) -> bool:
        """Whether the key is there and has not been taken yet."""
        return key in self._left

    def _taken(self, key: str, kind: type | tuple[type, ...], wanted: str) -> Any:
        if key not in self._left:
            self.refuse(key, f"thiếu. Hãy thêm {wanted}.")
        value = self._left.pop(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(key, f"không đúng kiểu. Hãy ghi {wanted}.")
        return value

    def words(self, key: str) -> str:
        """Words that are not empty."""
        value = str(self._taken(key, str, "một chuỗi chữ"))
        if not value.strip():
            self.refuse(key, "để trống. Hãy ghi nội dung, hoặc bỏ khóa này nếu tệp cho phép.")
        return value

    def words_or(self, key: str, otherwise: str = "") -> str:
        """Words, when there are any."""
        return self.words(key) if self.has(key) else otherwise

    def number(self, key: str) -> int:
        """A whole number, not below nought."""
        value = int(self._taken(key, int, "một số nguyên"))
        if value < 0:
            self.refuse(key, "là số âm. Hãy ghi một số từ 0 trở lên.")
        return value

    def number_or_none(self, key: str) -> int | None:
        """A whole number, when there is one."""
        return self.number(key) if self.has(key) else None

    def flag(self, key: str, *, otherwise: bool = False) -> bool:
        """Yes or no."""
        return bool(self._taken(key, bool, "true hoặc false")) if self.has(key) else otherwise

    def day(self, key: str) -> date:
        """A day written as ``2024-07-30``."""
        value: date = self._taken(key, date, "một ngày dạng 2024-07-30 (không có dấu nháy)")
        if isinstance(value, datetime):
            self.refuse(key, "có cả giờ. Hãy chỉ ghi ngày, dạng 2024-07-30.")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A day, when it is known."""
        return self.day(key) if self.has(key) else None

    def status(self, key: str = "status") -> Status:
        """How far this has been checked."""
        value = self.words(key)
        if value not in set(Status):
            self.refuse(key, f"“{value}” không phải mức kiểm chứng. Hãy chọn verified, press hoặc memory.")
        return Status(value)

    def all_words(self, key: str) -> tuple[str, ...]:
        """A list of words; none when the key is not there."""
        values = self._taken(key, list, "một danh sách chữ") if self.has(key) else []
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.refuse(key, "có phần tử không phải chữ. Hãy ghi mỗi phần tử trong dấu nháy.")
        if len(set(values)) < len(values):
            self.refuse(key, "có phần tử lặp lại. Hãy để mỗi phần tử một lần.")
        return tuple(values)

    def table(self, key: str) -> Table:
        """A table inside this one."""
        return Table(self.file, self._taken(key, dict, "một bảng TOML"), self._where(key))

    def tables(self, key: str, *, some: bool = True) -> Iterator[Table]:
        """The tables of a list (``[[key]]``), each with its place counted from 1."""
        if not some and not self.has(key):
            return
        values = self._taken(key, list, f"ít nhất một mục [[{key}]]")
        if not values or not all(isinstance(value, dict) for value in values):
            self.refuse(key, f"không phải danh sách bảng. Hãy ghi mỗi mục dưới một dòng [[{key}]].")
        for number, value in enumerate(values, 1):
            yield Table(self.file, value, self._where(f"{key}[{number}]"))

    def finish(self) -> None:
        """Refuse what is left: a key with a slip in its name would be a rule that nobody applies."""
        for key in self._left:
            self.refuse(key, "không phải khóa của tệp này. Hãy sửa tên khóa, hoặc bỏ đi.")


def open_table(path: Path) -> Table:
    """A TOML file as a table.

    :raises Refusal: it cannot be read, or is no TOML
    """
    try:
        return Table(path.name, tomllib.loads(path.read_text("utf-8")))
    except OSError:
        raise Refusal(path.name, "", "không mở được. Hãy kiểm tra lại đường dẫn và quyền đọc tệp.") from None
    except ValueError as problem:  # also of UTF-8
        raise Refusal(path.name, "", f"không phải TOML viết bằng UTF-8 ({problem}). Hãy sửa chỗ này rồi kiểm tra lại.") from None


def unique(table: Table, key: str, values: Iterable[object]) -> None:
    """Refuse a list in which something stands twice."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            table.refuse(key, f"“{value}” có hai lần. Hãy gộp lại hoặc bỏ một.")
        seen.add(value)
