"""Answers and results as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoanhap.ground.legislation import queries as legislation
from hoanhap.ground.legislation.queries import Mark as Found
from hoanhap.ground.legislation.queries import Result, Round, Span, Verdict
from hoanhap.web.parts import Mark
from hoanhap.web.public.self_check.flow import Reading
from hoanhap.web.public.self_check.forms import ManyForm, OneForm, SpanForm
from hoanhap.web.public.self_check.questions import Question, QuestionForm
from hoanhap.web.public.self_check.wording import DONT_KNOW


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer on the page where answers are checked."""

    question: Question
    words: str


def summary(reading: Reading) -> dict[str, Any]:
    """Every answer in words."""
    return {"rows": [AnswerRow(question, words(reading.good[question.name])) for question in reading.asked]}


def words(form: QuestionForm) -> str:
    """The answer of a form in words."""
    value = form.value()
    if isinstance(form, OneForm | ManyForm):
        chosen = form.cleaned_data[form.name]
        labels = {key: str(label) for key, label in form.choices}
        return "; ".join(labels[key] for key in ([chosen] if isinstance(chosen, str) else chosen))
    if value is None:
        return str(DONT_KNOW)
    return length(value) if isinstance(form, SpanForm) and isinstance(value, Span) else f"{value:%d/%m/%Y}"


def length(span: Span) -> str:
    """A length of time in words."""
    parts = [(span.years, _("%(count)d năm")), (span.months, _("%(count)d tháng")), (span.days, _("%(count)d ngày"))]
    return " ".join(told % {"count": count} for count, told in parts if count) or _("Không có")


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict with its mark."""

    verdict: Verdict
    mark: Mark
    asks: bool
    """Whether there is something to ask."""


def result(found: Round, reading: Reading) -> dict[str, Any]:
    """The result in the order of the decision, and what to ask whom."""
    if found.rules is None:
        return {}
    outcome = legislation.self_check(found.rules, reading.state.answers)
    rows = [VerdictRow(one, mark(one.mark), one.mark is not Found.MAY) for one in outcome.verdicts]
    return {
        "heading": heading(outcome),
        "conditions": [row for row in rows if row.verdict.side == "condition"],
        "exclusions": [row for row in rows if row.verdict.side == "exclusion"],
        "open": [row for row in rows if row.verdict.mark in (Found.NOT_YET, Found.UNCLEAR)],
        "asks": [row for row in rows if row.asks and row.verdict.mark is not Found.AUTHORITY],
    }  # fmt: skip


def mark(found: Found) -> Mark:
    """A verdict's mark in a word and an icon; never that somebody is eligible."""
    return {
        Found.MAY: Mark("ok", _("Có thể thuộc diện")),
        Found.NOT_YET: Mark("off", _("Chưa")),
        Found.UNCLEAR: Mark("warn", _("Chưa rõ, phải hỏi"), "ask"),
        Found.AUTHORITY: Mark("off", _("Do cơ quan có thẩm quyền xét"), "lock"),
    }[found]


def heading(outcome: Result) -> str:
    """The result in a sentence."""
    stopped, open_ = len(outcome.marked(Found.NOT_YET)), len(outcome.marked(Found.UNCLEAR))
    if stopped:
        return ngettext("Chưa thuộc diện: có %(count)d điều chưa phù hợp", "Chưa thuộc diện: có %(count)d điều chưa phù hợp", stopped) % {
            "count": stopped
        }
    if open_:
        return ngettext(
            "Có thể thuộc diện được xem xét, còn %(count)d điều phải hỏi",
            "Có thể thuộc diện được xem xét, còn %(count)d điều phải hỏi",
            open_,
        ) % {"count": open_}
    return _("Có thể thuộc diện được xem xét")
