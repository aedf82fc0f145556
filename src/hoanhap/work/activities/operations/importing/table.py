"""A table that came: kept as a file, opened in the child, every row read and every fault said at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.files import operations as stored_files
from hoanhap.ground.files import queries as files
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotFound
from hoanhap.kernel.sandbox import examine
from hoanhap.work.activities.operations.bodies import Body, check
from hoanhap.work.activities.operations.importing import cells
from hoanhap.work.activities.operations.importing.columns import (
    DAY,
    LOCALITY,
    PLACE,
    TITLE,
    URL,
    WAIVER,
    WORDS,
    Column,
    columns_of,
    find_headings,
)
from hoanhap.work.activities.queries import Channel, lacking_with, numbers_asked
from hoanhap.work.activities.states import EvidenceKind
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries import cutting
from vanban.text import unaccent

_SEVERAL = UUID(int=0)
"""Stands for a name that is no single place's."""
_SUMS = ("tong", "tong cong", "tong so", "cong")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table. ``number`` is Excel's, from 1. Without a body it has faults, by the field of their column."""

    number: int
    cells: tuple[object, ...]
    body: Body | None
    faults: Mapping[str, str] = field(default_factory=dict)
    lacking: str = ""
    """What evidence its numbers still want, in a sentence: it can be logged, and the evidence added before it is reviewed."""


@dataclass(frozen=True, slots=True)
class Table:
    """What was understood of a table."""

    file: files.StoredFile
    channel: Channel
    heading: tuple[object, ...]
    columns: Mapping[int, Column]
    """Which column of the sheet is which."""
    rows: tuple[Row, ...]
    left_out: tuple[int, ...]
    """Rows that state nothing of their own: sums."""

    @property
    def right(self) -> list[tuple[int, Body]]:
        """Rows without a fault, by their number."""
        return [(row.number, row.body) for row in self.rows if row.body is not None]

    @property
    def wrong(self) -> list[Row]:
        """Rows with faults."""
        return [row for row in self.rows if row.faults]

    @property
    def unproved(self) -> list[Row]:
        """Rows without a fault whose numbers still want evidence."""
        return [row for row in self.rows if row.lacking]

    @property
    def unknown(self) -> list[str]:
        """Headings that were not understood; their columns are not read."""
        return [cells.text_in(cell) for position, cell in enumerate(self.heading) if position not in self.columns and cells.text_in(cell)]


def take_table(*, file_id: UUID, name: str, chunks: Iterable[bytes], actor: Actor, now: datetime) -> files.StoredFile:
    """Keep a table that was sent, after the child could open it. Not to be called inside a transaction.

    :raises Invalid: it is no table that can be opened; the row of the file says why and its content is gone
    """
    row = stored_files.take_in(file_id=file_id, name=name, chunks=chunks, actor=actor, now=now)
    if row.state == files.FileState.QUARANTINED:
        answer = _opened(row)
        if "ok" in answer:
            stored_files.accept(file_id=row.id, media_type="application/x-table", actor=actor, now=now)
        else:
            stored_files.refuse(file_id=row.id, verdict=str(answer["refused"]), actor=actor, now=now)
        row.refresh_from_db()
    if row.state == files.FileState.REFUSED:
        raise Invalid("TABLE_REFUSED", row.verdict, fields={"table": row.verdict})
    return row


def read_table(*, file_id: UUID, channel: Channel, actor: Actor, today: date) -> Table:
    """Read a table that was kept, for this channel. Changes nothing.

    :raises NotFound: there is no such table of the actor's own unit
    :raises Invalid: the columns that are needed are not there, or no row is filled
    """
    file = files.get(file_id, actor=actor)
    if file.unit_id != actor.unit_id:  # a table of a unit below is that unit's to log
        raise NotFound("TABLE_NOT_FOUND", _("Không tìm thấy bảng này, hoặc bảng không thuộc đơn vị của bạn."))
    answer = _opened(file)
    rows: list[list[Any]] = answer["ok"]["rows"] if "ok" in answer else []
    top, columns = find_headings(rows, columns_of(channel, on=today))
    versions = _Versions(actor.own_unit)
    read, sums = [], []
    for index, line in enumerate(rows[top + 1 :], start=top + 2):
        if any(cells.text_in(line[position]) for position in columns if position < len(line)):
            if _is_sum(line):
                sums.append(index)
            else:
                read.append(_row(index, line, columns, channel, today=today, versions=versions))
    if not read:
        sentence = _("Bảng chưa có dòng nào dưới tên cột. Hãy điền rồi gửi lại.")
        raise Invalid("TABLE_EMPTY", sentence, fields={"table": sentence})
    return Table(file, channel, tuple(rows[top]), columns, tuple(read), tuple(sums))


def _opened(file: files.StoredFile) -> dict[str, Any]:
    answer = examine(files.path_to(file.id), task="table", name=file.name)
    if answer.get("code") in ("CRASHED", "UNREADABLE"):
        return {"refused": _("Không mở được bảng này. Hãy lưu lại thành tệp Excel (.xlsx) rồi gửi lại, hoặc dán các ô vào trang.")}
    return answer


def _is_sum(line: Sequence[object]) -> bool:
    first = next((cells.text_in(cell) for cell in line if cells.text_in(cell)), "")
    return unaccent(first).lower().strip(" :.") in _SUMS


class _Versions:
    """The definitions of each day, and the places that the unit served on it: asked once a day of the table."""

    def __init__(self, unit_id: UUID) -> None:
        self._unit_id = unit_id
        self._by_day: dict[date, dict[str, figures.IndicatorVersion]] = {}
        self._places: dict[date, dict[str, UUID | None]] = {}

    def place(self, name: str, day: date) -> UUID | None:
        """The place of the unit's that is called so, with or without the word for its kind; None for the unit's own.

        :raises Unclear: there is none, or more than one
        """
        if day not in self._places:
            known = organisations.localities_of(self._unit_id, on=day)
            self._places[day] = found = {}
            for position, row in enumerate(known):
                for spelling in (row.name, f"{row.get_kind_display()} {row.name}"):
                    twice = _plain(spelling) in found
                    found[_plain(spelling)] = _SEVERAL if twice else row.locality_id if position else None
        place = self._places[day].get(_plain(name), _SEVERAL)
        if place == _SEVERAL:
            sentence = _("Không có một nơi nào tên “%(name)s” trong địa bàn của đơn vị. Hãy ghi cả chữ xã, phường.")
            raise cells.Unclear(sentence % {"name": name[:40]})
        return place

    def on(self, day: date) -> dict[str, figures.IndicatorVersion]:
        if day not in self._by_day:
            self._by_day[day] = {row.indicator_id: row for row in figures.versions_on(day)}
        return self._by_day[day]


def _row(number: int, line: Sequence[object], columns: Mapping[int, Column], channel: Channel, *, today: date, versions: _Versions) -> Row:
    stated: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for position, column in columns.items():
        try:
            stated[column.field] = _stated(column, line[position] if position < len(line) else "")
        except cells.Unclear as unclear:
            faults[column.field] = unclear.args[0]
    row = Row(number, tuple(line), None, faults)
    if faults:
        return row
    try:
        place = versions.place(stated[LOCALITY], stated[DAY]) if stated.get(LOCALITY) else None
    except cells.Unclear as unclear:
        return replace(row, faults={LOCALITY: unclear.args[0]})
    body = _body(stated, channel, place)
    try:
        check(body, today=today, versions=versions.on(body.day))
    except Invalid as refusal:
        return replace(row, faults={name: str(words) for name, words in refusal.fields.items()} or {TITLE: str(refusal.message)})
    return replace(row, body=body, lacking=_lacking(body, channel, versions.on(body.day)))


def _lacking(body: Body, channel: Channel, versions: Mapping[str, figures.IndicatorVersion]) -> str:
    """A table brings addresses and reasons, no pictures; where a reason asks for a waiver there is nothing more to say."""
    having = {EvidenceKind.LINK} if body.urls else set()
    return "" if body.waiver else lacking_with(numbers_asked(channel, body.amounts, versions), having)


def _stated(column: Column, cell: object) -> Any:
    if column.field == DAY:
        return cells.day_in(cell)
    if column.is_part and not cells.text_in(cell):
        return None
    return cells.count_in(cell) if column.is_number else cells.text_in(cell)


def _plain(name: str) -> str:
    return " ".join(unaccent(name).lower().split())


def _divided(stated: Mapping[str, Any]) -> dict[str, dict[str, dict[str, Decimal]]]:
    """By indicator, cut and value, how many: from the columns that hold parts."""
    found: dict[str, dict[str, dict[str, Decimal]]] = {}
    for name, said in stated.items():
        part = cutting.named(name)
        if part and said is not None and said[0]:
            code, cut, value = part
            found.setdefault(code, {}).setdefault(cut, {})[value] = said[0]
    return found


def _body(stated: Mapping[str, Any], channel: Channel, place: UUID | None) -> Body:
    numbers = {code: said for code, said in stated.items() if code not in WORDS and not cutting.named(code)}
    amounts: dict[str, Decimal] = {code: amount for code, (amount, _about) in numbers.items()}
    return Body(
        channel=channel.code, day=stated[DAY], title=stated[TITLE], place=stated.get(PLACE, ""), amounts=amounts,
        estimated=frozenset(code for code, (_amount, about) in numbers.items() if about),
        urls=(stated[URL],) if stated.get(URL) else (), divided=_divided(stated), locality_id=place, waiver=stated.get(WAIVER, ""),
    )  # fmt: skip
