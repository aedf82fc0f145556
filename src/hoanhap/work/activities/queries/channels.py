"""What may be logged: the channels with their forms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Asked:
    """One number on a channel's form. ``fixed`` is not asked."""

    indicator: str
    label: str
    fixed: int | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of Decree 49/2024 or one beside it, with its form."""

    code: str
    label: str
    what: str
    """What the title of an entry is on this channel."""
    quantities: tuple[Asked, ...]


@cache
def channels() -> tuple[Channel, ...]:
    """Every channel in the order of the form."""
    data = tomllib.loads(files("hoanhap.work.activities").joinpath("data/channels.toml").read_text("utf-8"))
    return tuple(
        Channel(row["code"], row["label"], row["what"], tuple(Asked(**asked) for asked in row["quantities"])) for row in data["channel"]
    )


def channel(code: str) -> Channel:
    """One channel.

    :raises Invalid: there is none such
    """
    for row in channels():
        if row.code == code:
            return row
    raise Invalid("CHANNEL_UNKNOWN", _("Không có kênh này. Hãy chọn một kênh trong danh sách."))
