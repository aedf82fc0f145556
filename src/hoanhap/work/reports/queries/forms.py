"""Other authorities' forms filled from the same entries, and in how many reports an entry counts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import ENTRY
from hoanhap.work.figures import queries as figures
from hoanhap.work.reports.models import Report, ReportFigure
from hoanhap.work.reports.queries.finding import indicators_in, visible
from hoanhap.work.reports.queries.schemes import span_of
from hoanhap.work.reports.states import EDITABLE


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a form. ``value`` None: nothing in the ledger proves one."""

    name: str
    column: str
    value: Decimal | None
    estimated: bool
    lines: int
    labels: tuple[str, ...]
    missing: tuple[str, ...]
    """Codes that the line needs and that the catalogue did not define on the cut-off."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A report or form in which an entry counts."""

    label: str
    first: date
    last: date
    indicators: tuple[str, ...]
    report: Report | None = None
    form: str = ""
    frozen: bool = False


@cache
def forms() -> tuple[dict[str, Any], ...]:
    """Every form, in the order of the file."""
    data = tomllib.loads(files("hoanhap.work.reports").joinpath("data/forms.toml").read_text("utf-8"))
    return tuple(data["form"])


def form(code: str) -> dict[str, Any]:
    """One form.

    :raises NotFound: there is none such
    """
    for row in forms():
        if row["code"] == code:
            return row
    raise NotFound("FORM_NOT_FOUND", _("Không có biểu này. Hãy chọn trong danh sách biểu."))


def form_period(code: str, day: date) -> tuple[date, date]:
    """The period of a form that holds ``day``."""
    return span_of(form(code)["calendar"], day)


def cells(code: str, *, unit_id: UUID, first: date, last: date) -> list[Cell]:
    """The lines of a form for a unit and all below it, from the ledger as it is now."""
    lines = form(code)["lines"]
    versions = {row.indicator_id: row for row in figures.versions_on(last)}
    wanted = {one for line in lines for one in line["indicators"] if one in versions}
    found = figures.answers(wanted, unit_id=unit_id, period_from=first, period_until=last)
    return [_cell(line, found, versions) for line in lines]


def _cell(line: dict[str, Any], found: dict[str, figures.Answer], versions: dict[str, figures.IndicatorVersion]) -> Cell:
    answers = [found[code] for code in line["indicators"] if code in found]
    behind = sum(answer.line_count for answer in answers)
    return Cell(
        line["name"], line.get("column", ""), sum((answer.value for answer in answers), Decimal(0)) if behind else None,
        any(answer.estimated for answer in answers), behind,
        tuple(versions[code].label for code in line["indicators"] if code in versions),
        tuple(code for code in line["indicators"] if code not in versions),
    )  # fmt: skip


def counted_in(entry: activities.Entry, *, actor: Actor) -> list[Counted]:
    """Every report (that the actor may see) and every form in which an accepted entry counts: frozen ones by their lines, live ones and
    forms by what they ask. An entry that is not accepted counts nowhere."""
    lines = figures.standing(figures.of_source(ENTRY, entry.id))
    codes = {line.version.indicator_id for line in lines}
    return [*_frozen(entry, actor), *_live(entry, codes, actor), *_forms(entry, codes)]


def _frozen(entry: activities.Entry, actor: Actor) -> list[Counted]:
    ids = [line.id for line in figures.of_source(ENTRY, entry.id)]
    rows = ReportFigure.objects.filter(figure__lines__in=ids, report__in=visible(actor)).select_related("report").distinct()
    by_report: dict[Report, list[str]] = {}
    for row in rows.order_by("report__period_until", "report_id", "indicator_id"):
        if row.indicator_id not in by_report.setdefault(row.report, []):
            by_report[row.report].append(row.indicator_id)
    return [
        Counted(report.title, report.period_from, report.period_until, tuple(found), report=report, frozen=True)
        for report, found in by_report.items()
    ]  # fmt: skip


def _live(entry: activities.Entry, codes: set[str], actor: Actor) -> list[Counted]:
    """Drafts of the units above that ask for one of the entry's figures."""
    above = organisations.above(entry.unit_id, on=entry.day)
    drafts = visible(actor).filter(
        unit_id__in=above, state__in=EDITABLE, period_from__lte=entry.day, period_until__gte=entry.day
    )  # fmt: skip
    found = [(report, tuple(code for code in indicators_in(report) if code in codes)) for report in drafts]
    return [Counted(report.title, report.period_from, report.period_until, asked, report=report) for report, asked in found if asked]


def _forms(entry: activities.Entry, codes: set[str]) -> list[Counted]:
    found = []
    for row in forms():
        asked = tuple(dict.fromkeys(code for line in row["lines"] for code in line["indicators"] if code in codes))
        if asked:
            found.append(Counted(row["label"], *form_period(row["code"], entry.day), asked, form=row["code"]))
    return found
