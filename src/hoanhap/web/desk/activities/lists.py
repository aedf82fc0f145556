"""Entries, and counts that units state from papers, as a workbook: a row each, a column for every number that one of them states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.languages import in_their_language
from hoanhap.web.exporting import MOST, as_workbook
from hoanhap.work.activities import queries
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures import queries as figures


def entries_workbook(entries: Iterable[queries.Entry], counts: Iterable[queries.Aggregate] = (), *, title: str, name: str) -> HttpResponse:
    """As the page lists them. The last column names the numbers that are estimates."""
    logged, stated = list(entries)[: MOST + 1], list(counts)[:MOST]
    codes = list(dict.fromkeys([row.indicator_id for entry in logged for row in entry.quantities.all()] + [_code(row) for row in stated]))
    labels = {one.indicator_id: in_their_language(one.label, one.label_en) for one in figures.versions_on(clock.day_of(clock.now()))}
    units = organisations.names_then([*((row.unit_id, row.day) for row in logged), *((row.unit_id, row.period_until) for row in stated)])
    heading = [_("Ngày"), _("Đơn vị"), _("Kênh"), _("Tên"), _("Nơi thực hiện"), _("Người ghi"), _("Trạng thái"), _("Số minh chứng")]
    numbers = {code: labels.get(code, code) for code in codes}
    rows = [*_counted(stated, numbers, units), *_logged(logged, numbers, units)]
    return as_workbook(title, [*heading, *numbers.values(), _("Số ước tính")], rows, name=name)


Units = Mapping[tuple[UUID, date], str]


def _logged(entries: Iterable[queries.Entry], numbers: Mapping[str, str], units: Units) -> Iterator[list[object]]:
    for entry in entries:
        amounts = {row.indicator_id: row.amount for row in entry.quantities.all()}
        estimated = [numbers[row.indicator_id] for row in entry.quantities.all() if row.estimated]
        yield [
            entry.day, units.get((entry.unit_id, entry.day), ""), queries.channel(entry.channel).label, entry.title, entry.place,
            entry.entered_by.full_name, str(EntryState(entry.state).label), len(entry.evidence.all()),
            *(amounts.get(code) for code in numbers), "; ".join(estimated),
        ]  # fmt: skip


def _counted(counts: Iterable[queries.Aggregate], numbers: Mapping[str, str], units: Units) -> Iterator[list[object]]:
    for row in counts:
        yield [
            row.period_until, units.get((row.unit_id, row.period_until), ""), _("Số tổng từ văn bản"), row.source, "",
            row.entered_by.full_name, str(EntryState(row.state).label), 1,
            *(row.amount if code == _code(row) else None for code in numbers), numbers[_code(row)] if row.estimated else "",
        ]  # fmt: skip


def _code(row: queries.Aggregate) -> str:
    return str(row.indicator_version.indicator_id)
