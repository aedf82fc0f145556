"""Checklists for people coming home and for who gives them work: dated facts, each with its law and with what is not known."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from hoanhap.ground.legislation import queries as legislation
from hoanhap.people.support.states import Need

STATUSES = ("verified", "press", "memory")


class Broken(ValueError):
    """A checklist is not as it has to be; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """What an item rests on, and how far anybody read it."""

    text: str
    article: str
    status: str

    @property
    def words(self) -> str:
        """As it is printed."""
        return legislation.Citation(self.text, self.article).words


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: what it is, who may, what to bring, where, how long or what it costs, and what nobody could find out."""

    title: str
    what: str
    who: str
    bring: tuple[str, ...]
    where: str
    takes: str
    unknown: str
    sources: tuple[Source, ...]
    need: str
    """Which offices of the directory help with it."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list for one matter, as it was checked on a day."""

    slug: str
    title: str
    lead: str
    audience: str
    position: int
    checked: date
    review_due: date
    items: tuple[Item, ...]


def checklists() -> tuple[Checklist, ...]:
    """All checklists in their order."""
    return tuple(sorted(_all().values(), key=lambda one: one.position))


def checklist(slug: str) -> Checklist | None:
    """The checklist of that address, if there is one."""
    return _all().get(slug)


@cache
def _all() -> dict[str, Checklist]:
    folder = files("hoanhap.people.support").joinpath("data", "checklists")
    found = [read(path.name, path.read_text("utf-8")) for path in folder.iterdir() if path.name.endswith(".toml")]
    return {one.slug: one for one in found}


def read(name: str, text: str) -> Checklist:
    """A checklist from its file.

    :raises Broken: a key is missing or not known, or a value is none that is allowed
    """
    row = _keys(name, tomllib.loads(text), {"slug", "title", "lead", "audience", "position", "checked", "review_due", "item"})
    if f"{row['slug']}.toml" != name:
        raise Broken(f"{name}: “slug” phải trùng tên tệp.")
    if row["audience"] not in ("returning", "employer"):
        raise Broken(f"{name}: “audience” phải là returning hoặc employer.")
    if not row["checked"] < row["review_due"]:
        raise Broken(f"{name}: ngày rà soát lại phải sau ngày kiểm tra.")
    items = tuple(_item(f"{name}, mục {number}", item) for number, item in enumerate(row.pop("item"), start=1))
    return Checklist(**row, items=items)


def _item(where: str, given: dict[str, Any]) -> Item:
    row = _keys(where, given, {"title", "what", "who", "bring", "where", "takes", "unknown", "source", "need"})
    if row["need"] not in Need.values:
        raise Broken(f"{where}: “need” không phải một nhu cầu của danh bạ.")
    sources = tuple(_source(where, source) for source in row.pop("source"))
    if not sources:
        raise Broken(f"{where}: thiếu căn cứ. Hãy thêm “source”.")
    return Item(**{**row, "bring": tuple(row["bring"])}, sources=sources)


def _source(where: str, given: dict[str, Any]) -> Source:
    row = _keys(where, given, {"text", "article", "status"})
    if row["status"] not in STATUSES:
        raise Broken(f"{where}: “status” phải là một trong {', '.join(STATUSES)}.")
    return Source(**row)


def _keys(where: str, row: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
    if set(row) != wanted:
        missing, strange = sorted(wanted - set(row)), sorted(set(row) - wanted)
        raise Broken(f"{where}: thiếu khóa {missing or 'nào cả'}, thừa khóa {strange or 'nào cả'}. Hãy sửa lại tệp.")
    return dict(row)
