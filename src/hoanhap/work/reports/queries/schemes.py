"""Reporting schemes, their periods, and when a report is due: all of it data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Invalid
from vanban.rules import working_days

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a report is due, and how that was counted; ``day`` None where it cannot be counted yet, ``words`` then say why."""

    day: date | None
    words: str
    status: str = ""


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("hoanhap.work.reports").joinpath(f"data/{name}.toml").read_text("utf-8"))


@cache
def schemes() -> dict[str, dict[str, Any]]:
    """Every reporting scheme by code, with its outline's sections."""
    data = _data("schemes")
    return {row["code"]: data["defaults"] | row for row in data["scheme"]}


def scheme(code: str) -> dict[str, Any]:
    """One reporting scheme.

    :raises Invalid: there is none such
    """
    try:
        return schemes()[code]
    except KeyError:
        raise Invalid("SCHEME_UNKNOWN", _("Không có loại báo cáo này. Hãy chọn trong danh sách.")) from None


def sections(code: str) -> list[dict[str, Any]]:
    """The sections of a scheme's outline, in order."""
    wanted = scheme(code)["outline"]
    return next(list(row["section"]) for row in _data("outlines")["outline"] if row["code"] == wanted)


def calendar(code: str) -> dict[str, Any]:
    """The calendar of a scheme: its spans, source and status."""
    return _calendar(scheme(code)["calendar"])


def _calendar(name: str) -> dict[str, Any]:
    return next(row for row in _data("periods")["calendar"] if row["code"] == name)


def is_free(code: str) -> bool:
    """Whether who asks for the report says over which days."""
    return not calendar(code)["spans"]


def period_of(code: str, day: date) -> tuple[date, date]:
    """The scheme's period that holds ``day``: its first and its last day.

    :raises Invalid: the calendar has no period on that day, or its days are free
    """
    return span_of(scheme(code)["calendar"], day)


def span_of(name: str, day: date) -> tuple[date, date]:
    """The period of a calendar that holds ``day``.

    :raises Invalid: the calendar has no period on that day, or its days are free
    """
    found = _calendar(name)
    if day >= found.get("from", date.min):
        for span in found["spans"]:
            for year in (day.year, day.year + 1):
                first, last = _days(span, year)
                if first <= day <= last:
                    return first, last
    raise Invalid("PERIOD_UNKNOWN", _("Loại báo cáo này không có kỳ nào chứa ngày đã chọn. Hãy chọn loại khác hoặc ghi rõ các ngày."))


def period_words(code: str, start: date, until: date) -> str:
    """A period in the words of officials (``6 tháng cuối năm 2026``); one of no calendar by its days."""
    found = calendar(code)
    for span in found["spans"]:
        if _days(span, until.year) == (start, until):
            return str(span.get("words") or found["words"]).format(year=until.year, month=until.month)
    return _("từ %(start)s đến %(until)s") % {"start": f"{start:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}


def report_name(code: str, start: date, until: date) -> str:
    """What a report of the scheme over that period is called: ``Báo cáo 6 tháng cuối năm 2026``."""
    words = period_words(code, start, until)
    named = scheme(code)["label" if is_free(code) else "name"]
    return _("Báo cáo %(period)s") % {"period": words} if named == "Báo cáo" else f"{named} {words}"


def year_before(start: date, until: date) -> tuple[date, date]:
    """The same days a year earlier; 29 February becomes the 28th."""
    return _back(start), _back(until)


def deadline(code: str, kind: str, until: date) -> Deadline:
    """When a body of that kind has to send the report of a period that ends on ``until``, counted in working days."""
    data = _data("schemes")
    days = scheme(code).get("due", data["due"]).get(kind, NOBODY)
    if days == NOBODY:
        return Deadline(None, _("Loại báo cáo này chưa đặt hạn cho loại đơn vị này."))
    try:
        reckoning = working_days.after(until, days)
    except working_days.UnknownYear as problem:
        return Deadline(None, problem.message)
    return Deadline(reckoning.due, reckoning.in_words(), data["due_status"])


def deadline_source() -> str:
    """What the deadlines rest on."""
    return str(_data("schemes")["due_source"])


def _days(span: dict[str, str], year: int) -> tuple[date, date]:
    """A span's days when it ends in ``year``."""
    first, last = _day(span["first"], year), _day(span["last"], year)
    return (first if first <= last else first.replace(year=year - 1)), last


def _day(month_day: str, year: int) -> date:
    month, day = month_day.split("-")
    return date(year, int(month), int(day))


def _back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
