"""What may be logged: the channels with their forms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Invalid
from hoanhap.kernel.languages import in_their_language


@dataclass(frozen=True, slots=True)
class Asked:
    """One number on a channel's form. ``fixed`` is not asked."""

    indicator: str
    labels: tuple[str, str]
    """In Vietnamese and in English."""
    fixed: int | None = None

    @property
    def label(self) -> str:
        """What the form calls it, in the reader's language."""
        return in_their_language(*self.labels)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of Decree 49/2024 or one beside it, with its form."""

    code: str
    labels: tuple[str, str]
    """In Vietnamese and in English."""
    titled: tuple[str, str]
    """What the title of an entry is on this channel, in both."""
    quantities: tuple[Asked, ...]

    @property
    def label(self) -> str:
        """What it is called, in the reader's language."""
        return in_their_language(*self.labels)

    @property
    def what(self) -> str:
        """What the title of an entry is, in the reader's language."""
        return in_their_language(*self.titled)


@cache
def channels() -> tuple[Channel, ...]:
    """Every channel in the order of the form."""
    data = tomllib.loads(files("hoanhap.work.activities").joinpath("data/channels.toml").read_text("utf-8"))
    return tuple(
        Channel(row["code"], _both(row, "label"), _both(row, "what"), tuple(_asked(asked) for asked in row["quantities"]))
        for row in data["channel"]
    )


def _asked(row: dict[str, Any]) -> Asked:
    return Asked(row["indicator"], _both(row, "label"), row.get("fixed"))


def _both(row: dict[str, Any], name: str) -> tuple[str, str]:
    return row[name], row[f"{name}_en"]


def channel(code: str) -> Channel:
    """One channel.

    :raises Invalid: there is none such
    """
    for row in channels():
        if row.code == code:
            return row
    raise Invalid("CHANNEL_UNKNOWN", _("Không có kênh này. Hãy chọn một kênh trong danh sách."))
