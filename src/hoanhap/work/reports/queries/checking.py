"""What to mend or to know before a report is signed: figures, units, periods, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import vanban
from hoanhap.ground.organisations import queries as organisations
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.queries.lost import entries_with_lost_evidence
from hoanhap.work.activities.states import ENTRY
from hoanhap.work.figures import queries as figures
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.comparing import behind
from hoanhap.work.reports.queries.expecting import collection_of, reporters
from hoanhap.work.reports.queries.finding import Shown, figures_of, frozen_in
from hoanhap.work.reports.queries.schemes import is_free, period_of, period_words
from hoanhap.work.reports.states import ReportState
from vanban.text import clean


@dataclass(frozen=True, slots=True)
class Check:
    """A remark before signing. ``grave`` ones want mending, the others a look."""

    code: str
    message: str
    grave: bool = False


_QUARTER = re.compile(r"quý\s+(IV|III|II|I|[1-4])\b(?:\s+năm\s+(\d{4})|/(\d{4}))?", re.IGNORECASE)
_MONTHS = re.compile(r"\b0?(6|9)\s+tháng(?:\s+(đầu|cuối))?(?:\s+năm\s+(\d{4}))?", re.IGNORECASE)
_TYPED = re.compile(r"(?<![\w/.,-])\d[\d.,]*\s+(tin|bài|lượt|buổi|người|tấm|tờ|cuộc|phút|hội nghị|văn bản)\b", re.IGNORECASE)
_OF_WORDS = frozenset({"DUP_WORD", "DUP_CITATION", "EXPIRED_LAW", "FUTURE_CITATION", "DATE_CONFLICT", "STIGMA_TERM", "NO_ASOF",
                       "UNREGISTERED_ACCOUNT"})  # fmt: skip
"""Remarks of the reader that concern what a report says; the rest concern papers that are taken in."""


def checks(report: Report, *, shown: dict[str, Shown] | None = None, words: str = "") -> list[Check]:
    """What to mend or to know before the report goes out, grave ones first. ``shown`` is ``figures_of(report)`` where the caller has it
    already; ``words`` is the paper as text, which is read as a careful clerk would."""
    rows = figures_of(report) if shown is None else shown
    found = [*_figures(rows), *_lost(report, rows), *_entries(report), *_relations(rows, report.period_until), *_changed(report, rows),
             *_units(report), *_text(report), *(_read(words) if words else ())]  # fmt: skip
    return sorted(found, key=lambda check: not check.grave)


def _figures(rows: dict[str, Shown]) -> Iterator[Check]:
    empty = [f"“{row.label}”" for row in rows.values() if not row.proved]
    if empty:
        message = ngettext(
            "%(n)d số liệu chưa có minh chứng nào, chỗ đó in CHƯA CÓ MINH CHỨNG: %(labels)s.",
            "%(n)d số liệu chưa có minh chứng nào, chỗ đó in CHƯA CÓ MINH CHỨNG: %(labels)s.",
            len(empty),
        )
        yield Check("NO_EVIDENCE", message % {"n": len(empty), "labels": "; ".join(empty)}, grave=True)
    for row in rows.values():
        if row.proved and row.estimated:
            yield Check("ESTIMATED", _("“%(label)s” có phần ước tính; số trong phụ lục ghi rõ.") % {"label": row.label})


def _lost(report: Report, rows: dict[str, Shown]) -> Iterator[Check]:
    """Figures whose evidence stood on the disk when the entry was accepted, and stands there no more."""
    lost = entries_with_lost_evidence()
    hit = [row for row in rows.values() if lost and behind(report, row).filter(source_kind=ENTRY, source_id__in=lost).exists()]
    named = [f"“{row.label}”" for row in hit]
    if named:
        message = ngettext(
            "%(n)d số liệu thiếu minh chứng vì tệp đứng sau đã mất hoặc hỏng trên máy chủ: %(labels)s. Hãy báo quản trị tìm trong bản sao "
            "lưu, hoặc trả lượt ghi để đơn vị gửi lại tệp gốc.",
            "%(n)d số liệu thiếu minh chứng vì tệp đứng sau đã mất hoặc hỏng trên máy chủ: %(labels)s. Hãy báo quản trị tìm trong bản sao "
            "lưu, hoặc trả lượt ghi để đơn vị gửi lại tệp gốc.",
            len(named),
        )
        yield Check("EVIDENCE_LOST", message % {"n": len(named), "labels": "; ".join(named)}, grave=True)


def _entries(report: Report) -> Iterator[Check]:
    units = {row.unit_id for row in organisations.within_through(report.unit_id, first=report.period_from, last=report.period_until)}
    waiting = activities.waiting_in(units, first=report.period_from, last=report.period_until)
    if waiting:
        message = ngettext(
            "%(n)d lượt ghi trong kỳ còn chờ duyệt, chưa tính vào số liệu.",
            "%(n)d lượt ghi trong kỳ còn chờ duyệt, chưa tính vào số liệu.",
            waiting,
        )
        yield Check("ENTRIES_WAITING", message % {"n": waiting}, grave=True)


def _relations(rows: dict[str, Shown], day: date) -> Iterator[Check]:
    """What the catalogue says must hold between figures of one unit and period (``re.employed <= re.managed``)."""
    for version in figures.versions_on(day):
        for relation in version.checks if version.indicator_id in rows else ():
            left, _sign, right = relation.partition(" <= ")
            wholes = right.split(" + ")
            if not {left, *wholes} <= rows.keys():
                continue
            whole = sum((rows[code].value for code in wholes), Decimal(0))
            if rows[left].value > whole:
                message = _("“%(part)s” (%(a)s) lớn hơn “%(whole)s” (%(b)s). Hãy kiểm tra lại hai số.")
                names = " + ".join(rows[code].label for code in wholes)
                values = {"part": rows[left].label, "a": figures.exact(rows[left].value), "whole": names, "b": figures.exact(whole)}
                yield Check("PARTS_NE_TOTAL", message % values, grave=True)


def _changed(report: Report, rows: dict[str, Shown]) -> Iterator[Check]:
    """Live figures that are no longer what was submitted before the report came back."""
    if report.state == ReportState.RETURNED:
        for row in frozen_in(report):
            now = rows.get(row.indicator_id)
            if now is not None and now.value != row.figure.value:
                message = _("“%(label)s” khác bản đã nộp: %(old)s → %(new)s.")
                values = {"label": now.label, "old": figures.exact(row.figure.value), "new": figures.exact(now.value)}
                yield Check("CHANGED_SINCE", message % values)


def _units(report: Report) -> Iterator[Check]:
    missing = [row.name for row in reporters(collection_of(report)) if not row.sent]
    if missing:
        message = ngettext(
            "%(n)d đơn vị chưa nộp báo cáo kỳ này: %(names)s.", "%(n)d đơn vị chưa nộp báo cáo kỳ này: %(names)s.", len(missing)
        )
        names = "; ".join(missing[:6]) + ("; …" if len(missing) > 6 else "")
        yield Check("UNITS_MISSING", message % {"n": len(missing), "names": names})


def _text(report: Report) -> Iterator[Check]:
    for block in report.blocks:
        text = block.get("text") or "".join(run.get("text", "") for run in block.get("runs", ()))
        if block.get("quoted"):
            continue  # the words of another paper
        yield from wrong_periods(report, text)
        for run in block.get("runs", ()):
            if "ask" in run:
                yield Check("NOT_WRITTEN", _("Còn chỗ chưa viết: %(what)s") % {"what": run["ask"]}, grave=True)
            if typed := _TYPED.search(run.get("text", "")):
                message = _("“%(words)s” gõ tay nên không có minh chứng. Hãy dùng {mã chỉ tiêu} hoặc bỏ con số.")
                yield Check("TYPED_NUMBER", message % {"words": typed[0]})


def wrong_periods(report: Report, text: str) -> Iterator[Check]:
    """Periods named in a text that are neither the report's nor the one that follows (``quý II`` in a report of six months)."""
    right = {_plain(words) for words in _own_words(report)}
    for pattern in (_QUARTER, _MONTHS):
        for match in pattern.finditer(clean(text)):
            named = _plain(match[0])
            if not any(named in words for words in right):
                message = _("“%(named)s” không khớp kỳ của báo cáo này (%(period)s). Hãy sửa lại tên kỳ.")
                period = period_words(report.scheme, report.period_from, report.period_until)
                yield Check("PERIOD_MISMATCH", message % {"named": match[0], "period": period}, grave=True)


def _own_words(report: Report) -> Iterator[str]:
    yield period_words(report.scheme, report.period_from, report.period_until)
    yield report.title
    if report.call is not None:
        yield report.call.name
    elif (following := next_period(report)) is not None:
        yield period_words(report.scheme, *following)


def next_period(report: Report) -> tuple[date, date] | None:
    """The period that follows the report's; None where its days are free."""
    return None if is_free(report.scheme) else period_of(report.scheme, report.period_until + timedelta(days=1))


def _plain(words: str) -> str:
    """For comparing: ``06 tháng`` is ``6 tháng``."""
    return re.sub(r"\b0(\d)", r"\1", " ".join(words.casefold().split()))


@lru_cache(maxsize=64)
def _read(words: str) -> tuple[Check, ...]:
    """What a careful clerk remarks in the paper itself. Kept for the same words: a page is opened more often than it is changed."""
    found = {finding.message: finding.code for finding in vanban.read(words).findings if finding.code in _OF_WORDS}
    return tuple(Check(code, message) for message, code in found.items())
