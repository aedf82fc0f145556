"""Totals that papers state differently, from ``data/stated_totals.toml``: what each counts, who stated it when, what came after it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vanban.errors import BadRules

STATUSES = {"verified": "Đã đối chiếu văn bản", "press": "Theo báo chí, chưa đối chiếu văn bản"}
_FILE = Path(__file__).parents[1] / "data" / "stated_totals.toml"


@dataclass(frozen=True, slots=True)
class Stated:
    """A total as somebody stated it. ``after`` is the key of the statement that it took the place of, or nothing."""

    key: str
    value: int
    measure: str
    as_of: date
    issuer: str
    counts: str
    source: str
    status: str
    about: str = ""
    parts: tuple[int, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to which several totals were given."""

    key: str
    title: str
    short: str
    statements: tuple[Stated, ...]

    def after(self, stated: Stated) -> Stated | None:
        """The statement that took the place of this one."""
        return next((other for other in self.statements if other.after == stated.key), None)


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """All of them, and the day on which they were last looked through."""

    checked: date
    questions: tuple[Asked, ...]


@cache
def stated_totals() -> StatedTotals:
    """The totals in the file.

    :raises BadRules: the file does not hold together
    """
    return parse(_FILE.read_text("utf-8"))


def parse(text: str) -> StatedTotals:
    """The totals of a text in TOML, checked: parts add up, what comes after is not older, every status is known.

    :raises BadRules: the first fault, with the question and the statement
    """
    try:
        data = tomllib.loads(text)
        questions = tuple(
            Asked(row["key"], row["title"], row["short"], tuple(_stated(one) for one in row["statement"])) for row in data["question"]
        )
        totals = StatedTotals(data["checked"], questions)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BadRules(f"Tệp “stated_totals.toml” không đọc được: {error}") from error
    for question in questions:
        for stated in question.statements:
            _check(question, stated)
    return totals


def _stated(row: dict[str, object]) -> Stated:
    return Stated(**{**row, "parts": tuple(row.get("parts", ()))})  # type: ignore[arg-type]  # a wrong key is a TypeError, told above


def _check(question: Asked, stated: Stated) -> None:
    where = f"Tệp “stated_totals.toml”, “{question.key}”, “{stated.key}”"
    if stated.status not in STATUSES:
        raise BadRules(f"{where}: không có tình trạng “{stated.status}”.")
    if stated.parts and sum(stated.parts) != stated.value:
        raise BadRules(f"{where}: các phần cộng lại là {sum(stated.parts)}, không phải {stated.value}.")
    if stated.after:
        before = next((one for one in question.statements if one.key == stated.after), None)
        if before is None or before.as_of > stated.as_of:
            raise BadRules(f"{where}: con số đứng trước “{stated.after}” không có hoặc được nêu muộn hơn.")
