"""The facts that questions are dealt with by, read from ``data``: kinds, reasons, bodies, consents, periods, topics, templates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Invalid

STATUSES = ("verified", "press", "memory", "own")


@dataclass(frozen=True, slots=True)
class KindRule:
    """What may be sent, and in how many working days the body wants to have answered (or forwarded)."""

    code: str
    label: str
    hint: str
    days: int
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a clock stops or a question moves, with the rule it stands on. ``status`` is ``own`` where no law says so."""

    act: str
    code: str
    label: str
    basis: str
    status: str


@dataclass(frozen=True, slots=True)
class Closing:
    """Why a question is closed without an answer."""

    code: str
    label: str
    uncounted: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """To whom a complaint goes."""

    code: str
    label: str
    basis: str
    status: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A code with its words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Template:
    """The beginning of an answer."""

    code: str
    title: str
    words: str


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("hoanhap.people.feedback").joinpath(f"data/{name}.toml").read_text("utf-8"))


@cache
def kinds() -> dict[str, KindRule]:
    """What may be sent, by code, in the order of the form."""
    return {row["code"]: KindRule(**row) for row in _data("rules")["kind"]}


@cache
def reasons(act: str) -> dict[str, Reason]:
    """The reasons for one act (``PAUSE``, ``EXTEND``, ``TRANSFER``), by code."""
    return {row["code"]: Reason(**row) for row in _data("rules")["reason"] if row["act"] == act}


@cache
def closings() -> dict[str, Closing]:
    """Why a question may be closed without an answer, by code."""
    return {row["code"]: Closing(**row) for row in _data("rules")["closing"]}


@cache
def bodies() -> dict[str, Body]:
    """To whom complaints go, by code."""
    return {row["code"]: Body(**row) for row in _data("rules")["body"]}


@cache
def purposes() -> dict[str, Choice]:
    """For what a contact may be used, by code: one consent each."""
    return {row["code"]: Choice(**row) for row in _data("rules")["consent"]["purpose"]}


def consent_version() -> str:
    """Which words of consent stand now."""
    version: str = _data("rules")["consent"]["version"]
    return version


def keeping(what: str) -> int:
    """Days for which something is kept."""
    days: int = _data("rules")["keeping"][what]
    return days


@cache
def topics() -> dict[str, Choice]:
    """What questions are about, by code."""
    return {row["code"]: Choice(**row) for row in _data("topics")["topic"]}


@cache
def templates() -> tuple[Template, ...]:
    """Beginnings of answers."""
    return tuple(Template(row["code"], row["title"], row["words"].strip()) for row in _data("templates")["template"])


def known(code: str, among: Iterable[str], *, field: str) -> str:
    """``code`` when it is one of a list.

    :raises Invalid: it is not, said at ``field``
    """
    if code in among:
        return code
    sentence = _("Hãy chọn một mục trong danh sách.")
    raise Invalid("NOT_IN_LIST", sentence, fields={field: sentence})
