"""What the columns of a unit's table mean: found by their headings, in any order, with or without marks; in Vietnamese, whatever the
page is read in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Invalid
from hoanhap.work.activities.queries import Channel
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries import cutting
from vanban.text import unaccent

DAY, TITLE, PLACE, LOCALITY, URL, WAIVER = "day", "title", "place", "locality", "url", "waiver"
WORDS = (DAY, TITLE, PLACE, LOCALITY, URL, WAIVER)
_LOOKED_THROUGH = 20
"""Rows above the headings: name of the unit, title of the table."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a channel's table. ``field`` is the name by which refusals name it: ``day``, ``title``, …, an indicator, or a part of
    its number (``cutting.name_of``)."""

    field: str
    heading: str
    known_as: tuple[str, ...] = ()
    needed: bool = True
    example: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it holds an indicator's number, or a part of it."""
        return self.field not in WORDS

    @property
    def is_part(self) -> bool:
        """Whether it holds a part of a number; an empty cell then says nothing."""
        return cutting.named(self.field) is not None


def columns_of(channel: Channel, *, on: date) -> tuple[Column, ...]:
    """The columns that an entry on this channel has, with the parts by which the catalogue divides its numbers on that day."""
    versions = {row.indicator_id: row for row in figures.versions_on(on)}
    parts = [
        Column(
            cutting.name_of(row.indicator, choice.code, value), f"{row.label}: {choice.values[value]}",
            tuple(f"{whole}: {part}" for whole, part in zip(row.labels, names, strict=True)), needed=False,
        )
        for row in channel.quantities if row.indicator in versions
        for choice in cutting.offered(versions[row.indicator]) for value, names in choice.named.items()
    ]  # fmt: skip
    numbers = [
        Column(row.indicator, row.label, (row.indicator, *row.labels), example="3") for row in channel.quantities if row.fixed is None
    ]
    return (
        Column(
            DAY,
            _("Ngày thực hiện"),
            ("ngày thực hiện", "ngày", "ngày phát", "ngày đăng", "ngày tổ chức", "thời gian"),
            example="05/03/2026",
        ),
        Column(
            TITLE,
            channel.what,
            (*channel.titled, "tên tin, bài", "tên", "tiêu đề", "tên hoạt động", "nội dung"),
            example=_("Ví dụ, hãy xóa dòng này"),
        ),
        Column(PLACE, _("Nơi thực hiện"), ("nơi thực hiện", "địa điểm", "nơi", "địa bàn"), needed=False),
        *numbers,
        Column(URL, _("Đường dẫn"), ("đường dẫn", "link", "địa chỉ", "minh chứng", "đường link"), needed=False),
        Column(LOCALITY, _("Thuộc xã, phường"), ("thuộc xã, phường", "xã, phường", "xã", "phường", "xã, phường, đặc khu"), needed=False),
        Column(WAIVER, _("Vì sao không có minh chứng"), ("vì sao không có minh chứng", "lý do không có minh chứng"), needed=False),
        *parts,
    )


def find_headings(rows: Sequence[Sequence[object]], columns: Sequence[Column]) -> tuple[int, dict[int, Column]]:
    """In which row the headings stand, and which column of the sheet is which.

    :raises Invalid: no row has the headings that are needed; the sentence names what is missing
    """
    best: tuple[int, dict[int, Column]] = (0, {})
    for index, row in enumerate(rows[:_LOOKED_THROUGH]):
        found = _known_in(row, columns)
        if len(found) > len(best[1]):
            best = (index, found)
    missing = [column.heading for column in columns if column.needed and column not in best[1].values()]
    if missing:
        words = ", ".join(f"“{heading}”" for heading in missing)
        sentence = _("Không thấy cột %(columns)s. Hãy đặt tên cột như trong bảng mẫu rồi gửi lại.") % {"columns": words}
        raise Invalid("COLUMNS_MISSING", sentence, fields={"table": sentence})
    return best


def _known_in(row: Sequence[object], columns: Sequence[Column]) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for position, cell in enumerate(row):
        heading = _plain(cell)
        for column in columns:
            if heading and column not in found.values() and heading in {_plain(name) for name in (column.heading, *column.known_as)}:
                found[position] = column
                break
    return found


def _plain(heading: object) -> str:
    return " ".join(unaccent(str(heading)).lower().replace("*", " ").split())
